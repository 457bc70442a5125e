/// What to do about an error number of the Cloud API.
///
/// - SeeAlso: Meta, WhatsApp Cloud API, "Error codes", Graph API v25.0.
struct GraphRemedy: Equatable {
    let code: SendFailure.Code
    /// How long to wait at least, where experience is known to need it.
    let wait: Duration?

    init(_ code: SendFailure.Code, wait: Duration? = nil) {
        self.code = code
        self.wait = wait
    }

    /// `nil` for a number that is not known.
    init?(forError number: Int) {
        switch number {
        case 1, 2, 131000, 131016, 131057, 133004:  // unknown, overloaded, or in maintenance
            self.init(.retry)
        case 132069:  // a flow's hourly number of messages
            self.init(.retry, wait: .seconds(360))
        case 134101:  // a template that is still being synchronised
            self.init(.retry, wait: .seconds(600))
        case 130429:  // messages in a second
            self.init(.tooFast)
        case 4, 80007:  // API calls in an hour
            self.init(.slowAccount, wait: .seconds(300))
        case 131048, 131064, 133016:  // spam, misused categories, registrations: lifted by time alone
            self.init(.slowAccount, wait: .seconds(3600))
        case 131056:  // messages from one number to one person
            self.init(.slowContact)
        case 0, 3, 10, 190, 200...299, 131005:  // access token or permission
            self.init(.accountBlocked)
        case 368, 131031:  // blocked for its conduct, locked
            self.init(.accountBlocked)
        case 131037, 131042, 131045, 133000, 133005, 133006, 133008, 133009, 133010, 134011:  // name, payment, registration
            self.init(.accountBlocked)
        case 133015:  // a number that was deleted just now
            self.init(.accountBlocked, wait: .seconds(300))
        case 131047:
            self.init(.windowClosed)
        case 130403, 130472, 131049, 131050:  // blocked by us, in an experiment, withheld by Meta, opted out
            self.init(.unwanted)
        case 33, 100, 131008, 131009, 131021, 131051, 131052, 131053, 135000:  // a bad request, bad media
            self.init(.rejected)
        case 130497, 131026, 131030, 131062, 137000:  // a person that cannot be reached so, or from this country
            self.init(.rejected)
        case 131055, 131063, 134100, 134102:  // a template of another interface
            self.init(.rejected)
        case 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068:  // a template or a flow
            self.init(.rejected)
        default:
            return nil
        }
    }
}
