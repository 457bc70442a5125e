import CEL
import Testing

@Test(
    "milliseconds before 1970 are rounded down",
    arguments: [(-1, -1, 999), (-1000, -1, 0), (1999, 1, 999)] as [(Int64, Int64, Int32)])
func timestampFromMilliseconds(milliseconds: Int64, seconds: Int64, rest: Int32) {
    let timestamp = Timestamp(milliseconds: milliseconds)
    #expect(timestamp.seconds == seconds)
    #expect(timestamp.nanoseconds == rest * 1_000_000)
    #expect(timestamp.milliseconds == milliseconds)
}
