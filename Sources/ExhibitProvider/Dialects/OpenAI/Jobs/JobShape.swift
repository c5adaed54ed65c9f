import ExhibitJSON

/// How one service answers with a job in place of media: which answer is one, and where everything in it stands.
///
/// A row of ``JobShapes``. Nothing is searched for: an `id` or an address somewhere else in an answer may be another's.
struct JobShape {
    /// In the memory of jobs that were recognised by this row.
    let name: String
    /// An answer to the submit is a job of this shape when there is a text, number or object at each of these places.
    let marks: [Place]
    /// What the answer's `object` has to end with, besides.
    var kind: String?
    /// The answer is nothing but its marks.
    var isAlone = false
    let id: Place
    var status: Place = "status"
    /// Percent, as a whole number or as text such as `45%`.
    var progress: Place = "progress"
    var position: Place = "queue_position"
    /// Where the answer names the address to poll; where it does not, ``path`` leads there.
    var pollAddress: Place?
    var path = Path.belowSubmit
    var cancelling: Cancelling?
    /// The first place that holds media has all of it.
    let results: [Place]
    /// A finished job that names no media has it below its own address, at `/content`.
    var hasContent = false
    /// What went wrong: a sentence, or an object with code and message.
    var errors: [Place] = ["error"]
    /// When the provider forgets the job, in seconds or milliseconds.
    var expiry: Place = "expires_at"
    /// Dollars.
    var cost: Place?

    /// The address to poll when the answer does not name it; `{id}` is the job's.
    enum Path {
        /// The submit's own address, then `/{id}`.
        case belowSubmit
        case belowBase(String)
        case belowOrigin(String)
    }

    enum Cancelling {
        /// POST to the address at this place.
        case address(Place)
        /// POST below the address to poll.
        case belowPoll(String)
    }

    /// A place in an answer, its steps joined by dots; a number is an index.
    struct Place: ExpressibleByStringLiteral {
        let pointer: JSONPointer

        init(stringLiteral steps: String) {
            pointer = JSONPointer(tokens: steps.split(separator: ".").map(String.init))
        }
    }
}

extension JSONValue {
    func at(_ place: JobShape.Place) -> JSONValue? {
        at(place.pointer).flatMap { $0.isNull ? nil : $0 }
    }
}
