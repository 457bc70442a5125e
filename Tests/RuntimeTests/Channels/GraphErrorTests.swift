import Engine
import Testing

@testable import Runtime

@Suite("Graph errors")
struct GraphErrorTests {
    @Test(
        "each number has its remedy",
        arguments: [
            (.retry, [1, 2, 131000, 131016, 131057, 132069, 133004, 134101]),
            (.tooFast, [130429]),
            (.slowAccount, [4, 80007, 131048, 131064, 133016]),
            (.slowContact, [131056]),
            (
                .accountBlocked,
                [
                    0, 3, 10, 190, 200, 250, 299, 368, 131005, 131031, 131037, 131042, 131045, 133000, 133005, 133006, 133008,
                    133009, 133010, 133015, 134011,
                ]
            ),
            (.windowClosed, [131047]),
            (.unwanted, [130403, 130472, 131049, 131050]),
            (
                .rejected,
                [
                    33, 100, 130497, 131008, 131009, 131021, 131026, 131030, 131051, 131052, 131053, 131055, 131062, 131063,
                    132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 134100, 134102, 135000,
                    137000,
                ]
            ),
        ] as [(SendFailure.Code, [Int])])
    func remedies(code: SendFailure.Code, numbers: [Int]) {
        for number in numbers {
            let failure = GraphError(["code": .int(Int64(number))]).failure(status: 400)
            #expect(failure.code == code, "error \(number)")
            #expect(failure.providerCode == number)
        }
    }

    @Test(
        "a number that is not known is judged by the status",
        arguments: [
            (400, SendFailure.Code.rejected), (401, .accountBlocked), (403, .accountBlocked), (404, .rejected),
            (429, .slowAccount), (500, .unknownOutcome), (503, .unknownOutcome),
        ])
    func unknown(status: Int, code: SendFailure.Code) {
        #expect(GraphError(["code": 999_999]).failure(status: status).code == code)
        #expect(GraphError(.null).failure(status: status).code == code)
    }

    @Test("an unknown error that calls itself transient is tried again")
    func transient() {
        #expect(GraphError(["code": 999_999, "is_transient": true]).failure(status: 400).code == .retry)
        #expect(GraphError(["code": 131_047, "is_transient": true]).failure(status: 400).code == .windowClosed)
    }

    @Test("details come before the message, wherever a body has them")
    func details() {
        let bodies: [JSON] = [
            ["code": 131_009, "message": "m", "error_data": ["details": "too long"]],
            ["code": 131_009, "message": "m", "error_data": "too long"],
            ["code": "131009", "title": "t", "details": "too long"],
        ]
        for body in bodies {
            #expect(GraphError(body).failure(status: 400).message == "Graph error 131009: too long")
        }
    }
}
