import ExhibitArguments
import ExhibitModel

/// The one place that turns any error into a report.
enum Reporting {
    static func report(_ error: any Error) -> Report {
        switch error {
        case let error as any Reportable: error.report
        case let error as UsageError:
            Report(RefusedFlags.isRefusal(error) ? .usageMockRefused : .usageInvalid, error.message, hint: error.hint)
        case is CancellationError: Report(.runInterrupted, ErrorCode.runInterrupted.sentence)
        default: Report(.internalError, "\(type(of: error)): \(error)")
        }
    }
}
