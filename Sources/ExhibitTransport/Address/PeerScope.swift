/// Where an address lies.
///
/// Only `public` counts as the open internet; what is not known to be public is not.
package enum PeerScope: String, Sendable, Hashable, CaseIterable {
    case `public`
    case `private`
    case loopback
    case linkLocal = "link_local"
    /// A proxy was used, so the address behind it is not known.
    case proxy

    /// The scope of an address in text; text that is no address is `private`.
    package static func of(address: String) -> PeerScope {
        IPAddress(address).map(scope) ?? .private
    }

    private static func scope(of address: IPAddress) -> PeerScope {
        if address.bytes.count == 4 {
            return networks4.first { address.isIn($0.network) }?.scope ?? .public
        }
        if let inner = embedded(in: address) { return scope(of: inner) }
        if let listed = networks6.first(where: { address.isIn($0.network) }) { return listed.scope }
        return address.isIn("2000::/3") ? .public : .private
    }

    /// The IPv4 address that an IPv6 address stands for: mapped, NAT64 or 6to4.
    private static func embedded(in address: IPAddress) -> IPAddress? {
        if address.isIn("::ffff:0:0/96") || address.isIn("64:ff9b::/96") {
            return IPAddress(bytes: Array(address.bytes[12...]))
        }
        return address.isIn("2002::/16") ? IPAddress(bytes: Array(address.bytes[2..<6])) : nil
    }

    // IANA's special-purpose address registries. 0.0.0.0 and :: reach this very host on Linux.
    private static let networks4: [(network: String, scope: PeerScope)] = [
        ("0.0.0.0/8", .loopback), ("127.0.0.0/8", .loopback), ("169.254.0.0/16", .linkLocal),
        ("10.0.0.0/8", .private), ("100.64.0.0/10", .private), ("172.16.0.0/12", .private),
        ("192.0.0.0/24", .private), ("192.0.2.0/24", .private), ("192.168.0.0/16", .private),
        ("198.18.0.0/15", .private), ("198.51.100.0/24", .private), ("203.0.113.0/24", .private),
        ("224.0.0.0/3", .private),
    ]

    private static let networks6: [(network: String, scope: PeerScope)] = [
        ("::/128", .loopback), ("::1/128", .loopback), ("fe80::/10", .linkLocal),
        ("2001::/23", .private), ("2001:db8::/32", .private), ("3fff::/20", .private),
    ]
}
