import CCurl
import Glibc

/// One request on its way through libcurl: its easy handle and what has come of its answer.
///
/// An identity, because libcurl holds a pointer to it. Only the driver's thread touches it.
final class CurlTransfer {
    let submission: HTTPMailbox.Submission
    let easy: UnsafeMutableRawPointer
    let deadline: ContinuousClock.Instant
    private var list: UnsafeMutablePointer<curl_slist>?
    private var headers: [HTTPClient.Header] = []
    private var body: [UInt8] = []
    private var isTooLarge = false
    private var isForbidden = false
    /// How often the request was about to leave: libcurl sends it once more by itself when a kept connection ends without a word.
    private var departures = 0
    private var isHeldBack = false

    /// Before libcurl 8.7 every request under way has a buffer of its own: most wait for a model, whose answer is short.
    private static let bufferBytes = 2048

    private var request: HTTPClient.Request { submission.request }

    /// Takes over an easy handle without options of an earlier request.
    init(_ submission: HTTPMailbox.Submission, easy: UnsafeMutableRawPointer) {
        self.submission = submission
        self.easy = easy
        deadline = .now + submission.request.timeout
    }

    deinit { curl_slist_free_all(list) }

    /// - Returns: `false` when libcurl refuses an option.
    func prepare() -> Bool {
        setLimits() && setMessage() && setCallbacks()
    }

    private func setLimits() -> Bool {
        set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_PROTOCOLS_STR, "http,https") && set(CURLOPT_FOLLOWLOCATION, 0)
            && set(CURLOPT_NOPROXY, "*") && set(CURLOPT_CONNECTTIMEOUT_MS, 10_000)
            && set(CURLOPT_BUFFERSIZE, CurlTransfer.bufferBytes)
    }

    private func setMessage() -> Bool {
        for header in request.headers {
            // A header without a value is spelt with a semicolon; with a colon it would be left out.
            guard append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)") else { return false }
        }
        if !hasHeader("user-agent") { guard append("User-Agent: trama") else { return false } }
        if !hasHeader("content-type") { guard append("Content-Type:") else { return false } }
        guard append("Expect:"), trama_easy_set_list(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK else { return false }
        return set(CURLOPT_URL, request.url) && setMethod()
    }

    private func hasHeader(_ name: String) -> Bool { request.headers.contains { $0.name.lowercased() == name } }

    private func append(_ line: String) -> Bool {
        guard let longer = curl_slist_append(list, line) else { return false }
        list = longer
        return true
    }

    private func setMethod() -> Bool {
        switch (request.method, request.body) {
        case ("GET", nil): return set(CURLOPT_HTTPGET, 1)
        case ("HEAD", _): return set(CURLOPT_NOBODY, 1)
        case (let method, nil) where method != "POST": return set(CURLOPT_CUSTOMREQUEST, method)
        case (let method, let body):
            let bytes = body ?? []
            return set(CURLOPT_POST, 1)
                && trama_easy_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int(bytes.count)) == CURLE_OK
                && trama_easy_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, bytes) == CURLE_OK && set(CURLOPT_CUSTOMREQUEST, method)
        }
    }

    private func setCallbacks() -> Bool {
        let this = Unmanaged.passUnretained(self).toOpaque()
        let toWriter = trama_easy_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
            CurlTransfer.of(this)?.append(body: UnsafeRawBufferPointer(start: bytes, count: size &* count)) ?? 0
        }
        let toHeader = trama_easy_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, this in
            CurlTransfer.of(this)?.append(header: UnsafeRawBufferPointer(start: bytes, count: size &* count)) ?? 0
        }
        guard toWriter == CURLE_OK, toHeader == CURLE_OK, set(CURLOPT_WRITEDATA, this), set(CURLOPT_HEADERDATA, this),
            set(CURLOPT_PRIVATE, this), judgeDepartures(this)
        else { return false }
        return request.allowsPrivateAddresses || refusePrivateSockets(this)
    }

    private func judgeDepartures(_ this: UnsafeMutableRawPointer) -> Bool {
        let toRequest = trama_easy_set_request_callback(easy) { this, remote, _, _, _ in
            guard let remote, let transfer = CurlTransfer.of(this) else { return CURL_PREREQFUNC_ABORT }
            return transfer.mayLeave(to: String(cString: remote)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        return toRequest == CURLE_OK && set(CURLOPT_PREREQDATA, this)
    }

    /// A request that may have been heard already leaves once more only if that does nothing more. An address is judged here too, since
    /// a kept connection opens no socket.
    private func mayLeave(to address: String) -> Bool {
        departures += 1
        isHeldBack = departures > 1 && !CurlTransfer.idempotentMethods.contains(request.method)
        isForbidden = !request.allowsPrivateAddresses && !(IPAddress(address)?.isPublic ?? false)
        return !isHeldBack && !isForbidden
    }

    /// - SeeAlso: RFC 9110, section 9.2.2.
    private static let idempotentMethods: Set = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]

    private func refusePrivateSockets(_ this: UnsafeMutableRawPointer) -> Bool {
        let toSocket = trama_easy_set_socket_callback(easy) { this, _, address in
            guard let address, let transfer = CurlTransfer.of(this) else { return -1 }
            let bytes = UnsafeRawBufferPointer(start: trama_remote_address(address), count: Int(address.pointee.addrlen))
            transfer.isForbidden = !(IPAddress(socketAddress: bytes)?.isPublic ?? false)
            guard !transfer.isForbidden else { return -1 }
            let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return socket(address.pointee.family, type, address.pointee.protocol)
        }
        return toSocket == CURLE_OK && set(CURLOPT_OPENSOCKETDATA, this)
    }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
        pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func append(body bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= request.responseLimitBytes else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    /// Takes one line; a status line begins a new answer after an interim one.
    private func append(header bytes: UnsafeRawBufferPointer) -> Int {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []
        } else if let colon = line.firstIndex(of: ":"), headers.count < 256 {
            let value = line[line.index(after: colon)...].trimmingWhitespace()
            headers.append(HTTPClient.Header(String(line[..<colon]), String(value)))
        }
        return bytes.count
    }

    /// What became of the request when libcurl is done with it.
    func outcome(_ code: CURLcode) -> HTTPMailbox.Outcome {
        if isTooLarge { return .failure(.init(.tooLarge, "the answer is longer than \(request.responseLimitBytes) bytes")) }
        if isForbidden { return .failure(.init(.forbiddenAddress, "the host's address is not a public one")) }
        if isHeldBack { return .failure(.init(.noAnswer, "the connection ended before the answer")) }
        var status = 0
        guard code == CURLE_OK, trama_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK else {
            return .failure(failure(code))
        }
        return .success(HTTPClient.Response(status: status, headers: headers, body: body))
    }

    private func failure(_ code: CURLcode) -> HTTPClient.Failure {
        let words = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .init(.malformed, words)
        default:
            var sent = 0
            trama_easy_get_long(easy, CURLINFO_REQUEST_SIZE, &sent)
            return .init(sent == 0 ? .unreachable : .noAnswer, words)
        }
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool { trama_easy_set_long(easy, option, value) == CURLE_OK }

    private func set(_ option: CURLoption, _ text: String) -> Bool { trama_easy_set_text(easy, option, text) == CURLE_OK }

    private func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer) -> Bool {
        trama_easy_set_pointer(easy, option, pointer) == CURLE_OK
    }
}
