import CEL
import Runtime
import Testing

@testable import Runtime

@Suite("Retry-After")
struct RetryAfterTests {
    @Test(
        "it is read as seconds or as a date, and is never negative or above a day",
        arguments: [
            ("7", nil, .seconds(7)), ("0", nil, .zero), ("99999999999999999999", nil, .seconds(86_400)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:30 GMT", .seconds(7)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", nil, .seconds(37)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Mon, 07 Nov 1994 08:49:30 GMT", .zero),
            ("soon", nil, nil), ("", nil, nil), ("-1", nil, nil), ("1.5", nil, nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil, nil),
        ] as [(String, String?, Duration?)])
    func delay(value: String, date: String?, expected: Duration?) throws {
        let now = try #require(Timestamp(rfc3339: "1994-11-06T08:49:00Z"))
        let headers = [HTTPClient.Header("retry-after", value)] + (date.map { [HTTPClient.Header("Date", $0)] } ?? [])
        let response = HTTPClient.Response(status: 429, headers: headers, body: [])
        #expect(RetryAfter.delay(in: response, now: now) == expected)
    }

    @Test("without the header there is no delay")
    func missing() {
        let response = HTTPClient.Response(status: 429, headers: [], body: [])
        #expect(RetryAfter.delay(in: response, now: Timestamp(milliseconds: 0)) == nil)
    }
}
