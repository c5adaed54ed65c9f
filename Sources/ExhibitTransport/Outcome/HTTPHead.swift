/// Status and header fields of an answer, as they came.
package struct HTTPHead: Sendable, Hashable {
    package let status: Int
    /// In their order; a folded field is joined by a space.
    package let headers: [HTTPHeader]

    package init(status: Int, headers: [HTTPHeader]) {
        self.status = status
        self.headers = headers
    }

    /// The first value of the field, whose name is compared without regard to case.
    package func value(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
