import ExhibitArguments
import ExhibitModel

/// The request fields that only video has.
struct VideoOptions: Sendable {
    var seconds: String?
    var framesPerSecond: String?
    var statusEndpoint: String?

    var fields: [Intent.Option] {
        var fields = FieldList()
        fields.number("seconds", seconds)
        fields.number("fps", framesPerSecond)
        fields.text("status_endpoint_template", statusEndpoint)
        return fields.all
    }

    static let rows: [Parameter<VideoOptions>] = [
        .option("seconds", \.seconds, "How long the video is.", aliases: ["duration"], value: "N", essential: true),
        .option("fps", \.framesPerSecond, "Frames in a second, where the provider has it.", value: "N"),
        .option(
            "status-endpoint-template",
            \.statusEndpoint,
            "Where the job is asked for, with {id} in it.",
            value: "PATH"
        ),
    ]
}
