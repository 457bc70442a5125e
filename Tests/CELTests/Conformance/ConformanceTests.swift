import CEL
import Foundation
import Testing

@Suite("the public cases of CEL")
struct ConformanceTests {
    @Test("the folder of cases is at hand")
    func folder() {
        if !ConformanceFolder.isPresent {
            Issue.record("no cases were run: there are none in \(ConformanceFolder.url.path)", severity: .warning)
        }
    }

    @Test("every case comes out as it says, but those that are listed as pending", arguments: ConformanceFolder.files(in: "cel"))
    func cases(in file: URL) throws {
        for row in try ConformanceFolder.rows(of: file, as: ConformanceCase.self) {
            let failure = try row.failure(in: .standard)
            if PendingCases.reason(for: row) == nil {
                #expect(failure == nil, "\(row.id): \(row.expr)")
            } else {
                #expect(failure != nil, "\(row.id) passes now and is to be struck from the list")
            }
        }
    }

    @Test(
        "with the host profile every case comes out the same, but those that it changes on purpose",
        arguments: ConformanceFolder.files(in: "cel"))
    func hostCases(in file: URL) throws {
        for row in try ConformanceFolder.rows(of: file, as: ConformanceCase.self) {
            let failure = try row.failure(in: .host)
            if PendingCases.hostReason(for: row) == nil {
                #expect(failure == nil, "\(row.id): \(row.expr)")
            } else {
                #expect(failure != nil, "\(row.id) is not changed by the host profile and is to be struck from the list")
            }
        }
    }

    @Test("a faulty expression fails at the first place that cel-go names", arguments: ConformanceFolder.files(in: "cel-errors"))
    func errorRows(in file: URL) throws {
        let isChecked = file.lastPathComponent == "check.jsonl"
        for row in try ConformanceFolder.rows(of: file, as: ErrorRow.self) {
            let failure = try row.failure(checking: isChecked)
            if PendingCases.reason(for: row) == nil {
                #expect(failure == nil, "\(row.expr)")
            } else {
                #expect(failure != nil, "this row passes now and is to be struck from the list: \(row.expr)")
            }
        }
    }
}
