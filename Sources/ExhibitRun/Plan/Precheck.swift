import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// What the request alone decides: a certain rejection is not paid for.
enum Precheck {
    struct Refusal {
        let policy: String
        let message: String
    }

    static func refusals(_ plan: RunPlan, _ intent: JSONObject) -> [Refusal] {
        let facts = FactDocument.beforeSending(intent, task: plan.intent.taskName)
        return plan.policies.compactMap { adopted in
            let failing = adopted.policy.precheck(facts)
            guard let first = failing.first else { return nil }
            let more = failing.count > 1 ? " (and \(failing.count - 1) more rules)" : ""
            return Refusal(
                policy: adopted.policy.id,
                message: "\(adopted.policy.id) cannot accept this: \(first.message)\(more)"
            )
        }
    }
}
