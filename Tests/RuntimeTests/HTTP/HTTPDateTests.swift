import CEL
import Testing

@testable import Runtime

@Suite("the date of HTTP")
struct HTTPDateTests {
    @Test(
        "is written as it is read",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2024 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT",
            "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
        ])
    func text(text: String) throws {
        #expect(try #require(Timestamp(httpDate: text)).httpDate == text)
    }
}
