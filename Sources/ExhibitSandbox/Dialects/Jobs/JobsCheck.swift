import ExhibitJSON
import ExhibitModel
import ExhibitServing

/// What the server accepts as a job, checked as FastAPI and then the server do.
struct JobsCheck {
    let order: JobOrder
    private(set) var refusal: ServerReply?

    init(_ body: RequestBody) {
        var problems: [JSONValue] = []
        let width = Self.integer(body, "width", 1024, 256...2048, &problems)
        let height = Self.integer(body, "height", 1024, 256...2048, &problems)
        _ = Self.integer(body, "steps", 20, nil, &problems)
        let seed = Self.integer(body, "seed", -1, nil, &problems)
        Self.checkNumber(body, "guidance_scale", nil, &problems)
        Self.checkNumber(body, "denoise", 0...1, &problems)
        order = JobOrder(
            prompt: body.fields["prompt"]?.string ?? "",
            model: body.fields["model"]?.string ?? "flux-dev",
            width: width,
            height: height,
            seed: seed,
            inputImage: body.fields["input_image"]?.string,
            maskImage: body.fields["mask_image"]?.string,
            created: ISOTime.now
        )
        refusal = problems.isEmpty ? Self.complaint(order) : JSONReply.reply(["detail": .array(problems)], status: 422)
    }

    /// One entry of FastAPI's list, as a whole reply.
    static func invalid(_ type: String, _ field: String, _ message: String, input: JSONValue) -> ServerReply {
        JSONReply.reply(["detail": [item(type, field, message, input: input)]], status: 422)
    }

    private static func complaint(_ order: JobOrder) -> ServerReply? {
        let sentence: String
        if !JobOrder.models.contains(order.model) {
            sentence = "Invalid model '\(order.model)'. Must be one of: \(JobOrder.models.joined(separator: ", "))"
        } else if order.lacksInput {
            sentence = "input_image is required for model '\(order.model)'"
        } else if order.lacksMask {
            sentence = "mask_image is required for model '\(order.model)'"
        } else {
            return nil
        }
        return JSONReply.reply(["detail": .string(sentence)], status: 400)
    }

    private static func integer(
        _ body: RequestBody,
        _ field: String,
        _ otherwise: Int,
        _ range: ClosedRange<Int>?,
        _ problems: inout [JSONValue]
    ) -> Int {
        guard let value = body.fields[field] else { return otherwise }
        guard let number = value.int else {
            problems.append(item("int_type", field, "Input should be a valid integer", input: value))
            return otherwise
        }
        if let range, !range.contains(number) { problems.append(outside(field, range, number, input: value)) }
        return number
    }

    private static func checkNumber(
        _ body: RequestBody,
        _ field: String,
        _ range: ClosedRange<Double>?,
        _ problems: inout [JSONValue]
    ) {
        guard let value = body.fields[field], !value.isNull else { return }
        guard let number = value.number.flatMap({ Double($0.text) }) else {
            problems.append(item("float_type", field, "Input should be a valid number", input: value))
            return
        }
        if let range, !range.contains(number) { problems.append(outside(field, range, number, input: value)) }
    }

    private static func outside<Number: Comparable>(
        _ field: String,
        _ range: ClosedRange<Number>,
        _ number: Number,
        input: JSONValue
    ) -> JSONValue {
        let isLess = number < range.lowerBound
        return item(
            isLess ? "greater_than_equal" : "less_than_equal",
            field,
            isLess
                ? "Input should be greater than or equal to \(range.lowerBound)"
                : "Input should be less than or equal to \(range.upperBound)",
            input: input
        )
    }

    private static func item(_ type: String, _ field: String, _ message: String, input: JSONValue) -> JSONValue {
        ["type": .string(type), "loc": ["body", .string(field)], "msg": .string(message), "input": input]
    }
}
