import ExhibitJSON
import ExhibitModel

/// What an answer says about a job, read by the row of the table that it fits.
struct JobReading {
    let shape: JobShape
    let id: String
    private let reply: Reply
    private let value: JSONValue

    /// An answer to a submit; nil when it is no job's.
    init?(submitted reply: Reply) {
        guard let value = reply.value else { return nil }
        for shape in JobShapes.all where shape.fits(value) {
            guard let id = Self.text(value.at(shape.id)) else { continue }
            self.init(shape, id, reply, value)
            return
        }
        return nil
    }

    /// An answer about a job that is known.
    ///
    /// A gateway may submit in one form and report in another: where the job's own row finds no status, the row does
    /// that fits the answer and finds this job's name in it.
    init?(_ reply: Reply, about job: Job) {
        guard let value = reply.value, let own = JobShapes.named(job.memory[JobMemory.shape]) else { return nil }
        if Self.text(value.at(own.status)) == nil, let other = JobReading(submitted: reply), other.id == job.id,
            other.word != nil
        {
            self = other
        } else {
            self.init(own, job.id, reply, value)
        }
    }

    private init(_ shape: JobShape, _ id: String, _ reply: Reply, _ value: JSONValue) {
        self.shape = shape
        self.id = id
        self.reply = reply
        self.value = value
    }

    /// The provider's own word for the state; nil when there is none.
    var word: String? { Self.text(value.at(shape.status)).map(ProviderText.line) }

    var state: JobState { word.map(JobState.init(word:)) ?? .unknown }

    var report: JobReport {
        let position = value.at(shape.position)?.int.flatMap { $0 >= 0 ? $0 : nil }
        // An answer about a job that says no state says what went wrong, if anything.
        return JobReport(state, raw: word ?? error?.line ?? "", progress: progress, position: position, echoed: echoed)
    }

    var echoed: Echoed { Echoed(reply, cost: shape.cost?.pointer) }

    var usage: JSONValue? { Echoed.usage(value) }

    var error: ErrorBody? {
        shape.errors.lazy.compactMap { ErrorBody(at: value.at($0)) }.first ?? ErrorBody(value)
    }

    var expiresAt: Timestamp? {
        guard let time = value.at(shape.expiry)?.int, time > 0 else { return nil }
        // Read as seconds, today's milliseconds would be after the year 5000.
        guard time < 100_000_000_000 else { return Timestamp(milliseconds: Int64(time)) }
        return Timestamp(milliseconds: Int64(time) * 1000)
    }

    /// The address to poll, if the answer names one that can be used.
    func pollAddress(base: String) -> String? {
        address(shape.pollAddress, base)
    }

    func cancelAddress(base: String) -> String? {
        guard case .address(let place) = shape.cancelling else { return nil }
        return address(place, base)
    }

    func media(base: String) -> [MediaReference] {
        MediaReader.read(value, at: shape.results.map(\.pointer), base: base)
    }

    private func address(_ place: JobShape.Place?, _ base: String) -> String? {
        place.flatMap { value.at($0)?.string }.flatMap { EndpointURL.resolveAddress($0, base: base) }
    }

    private var progress: Int? {
        guard let progress = value.at(shape.progress) else { return nil }
        let percent = progress.int ?? progress.string.flatMap { Int($0.hasSuffix("%") ? $0.dropLast() : $0[...]) }
        return percent.flatMap { (0...100).contains($0) ? $0 : nil }
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string ?? value?.number?.text, !text.isEmpty, text.utf8.count <= 500 else { return nil }
        return text
    }
}

extension JobShape {
    /// Whether an answer to a submit is a job of this shape.
    fileprivate func fits(_ value: JSONValue) -> Bool {
        guard let object = value.object, !isAlone || object.count == marks.count else { return false }
        if let kind, value["object"]?.string?.hasSuffix(kind) != true { return false }
        return marks.allSatisfy { mark in
            switch value.at(mark) {
            case .string, .number, .object: true
            case .null, .bool, .array, nil: false
            }
        }
    }
}

extension ErrorBody {
    /// The provider's words in one line; nil when there are none.
    fileprivate var line: String? { (message ?? code).map(ProviderText.line) }
}
