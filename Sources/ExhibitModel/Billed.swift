/// Whether a request may have cost money. `maybe` is an answer: it is never rounded to either side.
package enum Billed: String, Sendable, Hashable {
    case no
    case maybe
    case yes
}
