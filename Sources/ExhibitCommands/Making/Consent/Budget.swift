import ExhibitConfiguration
import ExhibitModel

/// The bounds of one command: what passes them is not sent.
struct Budget {
    let maxImages: Int?
    /// In micro-units of US dollars.
    let maxMicros: Int?

    /// - Throws: for a bound that is no number, or below nothing.
    init(_ options: ConsentOptions) throws {
        maxImages = options.maxImages
        maxMicros = try options.maxCost.map { text in
            guard let micros = Money.micros(text) else {
                throw Report(.usageInvalid, "--max-cost \(text) is no amount", hint: "write US dollars, such as 0.50")
            }
            return micros
        }
        if let maxImages, maxImages < 0 {
            throw Report(.usageInvalid, "--max-images \(maxImages)", hint: "give 0 or more")
        }
    }

    func check(_ estimate: Estimate) throws {
        if let maxImages, estimate.count > maxImages {
            throw Report(
                .budgetExceeded,
                "\(estimate.count) would be made, and --max-images allows \(maxImages); nothing was sent"
            )
        }
        guard let maxMicros else { return }
        guard let micros = estimate.micros else {
            throw Report(.budgetUnknown, "--max-cost was given, and the price is not known; nothing was sent")
        }
        guard micros <= maxMicros else {
            throw Report(
                .budgetExceeded,
                "it costs \(Money.text(micros: micros)) USD, and --max-cost allows "
                    + "\(Money.text(micros: maxMicros)); nothing was sent"
            )
        }
    }
}
