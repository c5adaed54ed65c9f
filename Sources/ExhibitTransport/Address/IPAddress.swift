import Glibc

/// An IPv4 or IPv6 address: 4 or 16 bytes.
struct IPAddress: Hashable {
    let bytes: [UInt8]

    /// Nil unless `text` is an address; brackets and a zone (`%eth0`) are taken off.
    init?(_ text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        let address = String(bare.prefix { $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        if unsafe inet_pton(AF_INET, address, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if unsafe inet_pton(AF_INET6, address, &bytes) == 1 {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    init(bytes: [UInt8]) {
        precondition(bytes.count == 4 || bytes.count == 16, "an address has 4 or 16 bytes")
        self.bytes = bytes
    }

    /// Whether the first `bits` bits are those of `network`, an address of the same family.
    func isIn(_ network: IPAddress, _ bits: Int) -> Bool {
        guard bytes.count == network.bytes.count, bits <= bytes.count * 8 else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == network.bytes[..<whole] else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = ~(UInt8(0xff) >> UInt8(bits % 8))
        return bytes[whole] & mask == network.bytes[whole] & mask
    }

    /// Whether the address is in `network`, written `10.0.0.0/8`, or as one address; false for anything else.
    func isIn(_ network: String) -> Bool {
        let parts = network.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = IPAddress(String(parts[0])) else { return false }
        guard parts.count == 2 else { return bytes == base.bytes }
        guard let bits = Int(parts[1]), bits >= 0 else { return false }
        return isIn(base, bits)
    }
}

extension IPAddress {
    /// As `inet_ntop` writes it.
    var text: String {
        var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard let text = unsafe inet_ntop(family, bytes, &room, socklen_t(room.count)) else { return "" }
        return unsafe String(cString: text)
    }
}
