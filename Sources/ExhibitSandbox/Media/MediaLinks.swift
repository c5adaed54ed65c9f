import ExhibitModel
import Synchronization

/// Where media are, when a reply does not hold them: on which listener, behind what, and with which fault.
final class MediaLinks: Sendable {
    let store = MediaStore()
    private let listeners = Mutex(Origins())

    var origins: Origins {
        get { listeners.withLock { $0 } }
        set { listeners.withLock { $0 = newValue } }
    }

    /// A plain URL on the main listener.
    func url(of medium: Medium) -> String {
        origins.url(.main, "/files/" + keep(medium, nil))
    }

    /// What the orders make of the reference; nil when none of them is about references.
    ///
    /// A signature follows from the subject.
    func ordered(_ orders: [FaultOrder], _ medium: Medium, subject: String) -> String? {
        for order in orders {
            switch order.fault {
            case .url: return origins.url(.main, "/files/" + keep(medium, order))
            case .crossURL: return origins.url(.second, "/files/" + keep(medium, order))
            case .dataURL: return "data:\(medium.mediaType);base64," + Base64.encode(medium.bytes)
            case .path: return (order.argument == "v1" ? "/v1/files/" : "/files/") + keep(medium, nil)
            case .redirect:
                return origins.url(.main, "/files/\(keep(medium, nil))?hops=\(max(1, order.number ?? 1))")
            case .signedURL:
                let signature = PictureSeed(subject).hex
                let name = store.keep(MediaStore.Stored(medium: medium, signature: signature, fault: order.nested))
                let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=600&X-Amz-Signature=\(signature)"
                return origins.url(.main, "/files/\(name)?\(query)")
            default: continue
            }
        }
        return nil
    }

    private func keep(_ medium: Medium, _ order: FaultOrder?) -> String {
        store.keep(MediaStore.Stored(medium: medium, fault: order?.nested))
    }
}
