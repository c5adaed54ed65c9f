/// One fault as it was ordered: `[first:N:]NAME[:ARGUMENT][xN]`.
struct FaultOrder: Hashable, Sendable {
    let fault: SandboxFault
    let argument: String?
    /// After so many requests the fault is over; nil: it stays.
    let limit: Int?
    /// As written, which is what requests are counted by.
    let spec: String

    init(parsing spec: String) throws(SandboxError) {
        var rest = spec[...]
        var limit: Int?
        if rest.hasPrefix("first:") {
            let parts = rest.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let count = Int(parts[1]), count > 0 else { throw .unknownFault(spec) }
            limit = count
            rest = parts[2]
        } else if let mark = rest.lastIndex(of: "x"), let count = Int(rest[rest.index(after: mark)...]), count > 0,
            !Self.endsOnItsOwn(rest)
        {
            limit = count
            rest = rest[..<mark]
        }
        let colon = rest.firstIndex(of: ":")
        guard let fault = SandboxFault(rawValue: String(rest[..<(colon ?? rest.endIndex)])) else {
            throw .unknownFault(spec)
        }
        let argument = colon.map { String(rest[rest.index(after: $0)...]) }
        guard try Self.fits(argument, fault) else { throw .unknownFault(spec) }
        self.fault = fault
        self.argument = argument
        self.limit = limit
        self.spec = spec
    }

    /// The orders in a prompt: every `[[fault:…]]`.
    static func orders(in prompt: String) throws(SandboxError) -> [FaultOrder] {
        var orders: [FaultOrder] = []
        var rest = prompt[...]
        while let start = rest.firstRange(of: "[[fault:"), let end = rest[start.upperBound...].firstRange(of: "]]") {
            orders.append(try FaultOrder(parsing: String(rest[start.upperBound..<end.lowerBound])))
            rest = rest[end.upperBound...]
        }
        return orders
    }

    var number: Int? { argument.flatMap { Int($0) } }

    /// The fault that befalls a later request, when the argument names one.
    var nested: FaultOrder? {
        argument.flatMap { try? FaultOrder(parsing: $0) }  // it could be parsed when this order was made
    }

    /// `other-size:64x48` ends like a count and is none; in `url:503x1` the count is the download's.
    private static func endsOnItsOwn(_ text: Substring) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        guard let fault = SandboxFault(rawValue: String(text[..<colon])) else { return false }
        return fault == .otherSize ? text.split(separator: "x").count == 2 : fault.isForLater
    }

    private static func fits(_ argument: String?, _ fault: SandboxFault) throws(SandboxError) -> Bool {
        let isNumber = argument.flatMap { Int($0) }.map { $0 >= 0 } ?? false
        switch fault {
        case .slow, .drip, .dropAfterBytes, .big, .jobPolls, .pollAfter: return isNumber
        case .redirect, .hugeHeader, .wrongLength: return argument == nil || isNumber
        case .tooManyRequests, .unavailable:
            guard let argument else { return true }
            return isNumber || argument == "never" || argument.hasPrefix("ms=") && Int(argument.dropFirst(3)) != nil
        case .otherSize: return argument.map { SizeText.parse($0) != nil } ?? true
        case .url, .signedURL, .crossURL:
            guard let argument else { return true }
            let nested = try FaultOrder(parsing: argument)
            return nested.fault.befallsDownloads
        case .poll, .result:
            guard let argument else { return false }
            return try FaultOrder(parsing: argument).fault.befallsDownloads
        case .moderation: return argument == nil || argument == "details"
        case .error: return ErrorShapes.names.contains(argument ?? "")
        case .noAspectRatio: return argument == nil || argument == "400"
        case .path: return argument == nil || argument == "v1"
        case .endlessBody: return argument == nil || argument == "base64"
        default: return argument == nil
        }
    }
}

extension [FaultOrder] {
    subscript(fault: SandboxFault) -> FaultOrder? { first { $0.fault == fault } }
}
