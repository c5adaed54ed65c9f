/// Where the sandbox's two listeners are.
struct Origins: Sendable {
    enum Listener: Sendable {
        case main, second
    }

    var main: UInt16 = 0
    var second: UInt16 = 0

    func port(_ listener: Listener) -> UInt16 {
        listener == .main ? main : second
    }

    func url(_ listener: Listener, _ path: String) -> String {
        "http://127.0.0.1:\(port(listener))\(path)"
    }
}
