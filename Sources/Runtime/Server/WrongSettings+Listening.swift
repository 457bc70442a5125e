import Glibc
import NIOCore

extension WrongSettings {
    /// Why an address cannot be listened on; `nil` when `error` says nothing of that.
    ///
    /// - Parameter portSetting: What the operator chooses the port by.
    init?(_ error: any Error, listeningOn host: String, _ port: Int, portSetting: String = "TRAMA_PORT") {
        let address = "\(host):\(port)"
        let usual = "127.0.0.1 and 0.0.0.0 are usual"
        switch error {
        case let error as IOError:
            switch error.errnoCode {
            case EADDRINUSE:
                self.init(problems: ["\(address) is taken by another process: stop it, or set \(portSetting)"])
            case EADDRNOTAVAIL:
                self.init(problems: ["TRAMA_HOST is '\(host)', which is no address of this machine; \(usual)"])
            case EACCES:
                self.init(problems: ["this user may not listen on \(address): set \(portSetting) to 1024 or more"])
            default:
                self.init(problems: ["\(address) cannot be listened on: \(String.systemReason(error.errnoCode))"])
            }
        case is SocketAddressError.UnknownHost:
            self.init(problems: ["TRAMA_HOST is '\(host)', and no such host is known; \(usual)"])
        default: return nil
        }
    }
}
