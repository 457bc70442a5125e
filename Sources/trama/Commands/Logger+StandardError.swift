import Logging

extension Logger {
    /// One line an event.
    static func standardError(level: Logger.Level) -> Logger {
        var logger = Logger(label: "trama", factory: { StreamLogHandler.standardError(label: $0, metadataProvider: nil) })
        logger.logLevel = level
        return logger
    }
}
