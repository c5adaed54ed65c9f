import ExhibitLedger

/// What is to be recorded of an answer's pictures together, and what went wrong with them first.
struct AnswerRecord {
    var append = Append([])
    var values: PrivateValues
    private(set) var fault: Fault?

    init(_ values: PrivateValues, fault: Fault? = nil) {
        self.values = values
        self.fault = fault
    }

    /// The first fault is the run's.
    mutating func add(_ fault: @autoclosure () -> Fault?) {
        self.fault = self.fault ?? fault()
    }

    /// A fault that outweighs whatever else went wrong.
    mutating func override(_ fault: Fault) {
        self.fault = fault
    }

    /// With the private values that its entries name.
    var complete: Append {
        var complete = append
        complete.values += values.all
        return complete
    }
}
