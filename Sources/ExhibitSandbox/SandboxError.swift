package import ExhibitModel
package import ExhibitServing

/// Why the sandbox does not start.
package enum SandboxError: Error, Hashable, Sendable {
    /// A fault that was ordered is not one of ``SandboxFault/all``, or its argument cannot be read.
    case unknownFault(String)
    case listener(ServingError)
}

extension SandboxError: Reportable {
    package var report: Report {
        switch self {
        case .unknownFault(let spec):
            Report(
                .usageInvalid,
                "the sandbox knows no fault \(spec)",
                hint: "exhibit sandbox serve --help lists them: [first:N:]NAME[:ARGUMENT][xN]"
            )
        case .listener(let error): error.report
        }
    }
}
