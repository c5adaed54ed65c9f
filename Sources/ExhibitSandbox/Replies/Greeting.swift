import ExhibitServing

/// What a browser sees: which server this is, and what it can be told.
enum Greeting {
    private static let routes = [
        "  openai   POST /v1/images/generations  /v1/images/edits  /v1/audio/speech  /v1/videos   GET /v1/models",
        "  jobs     POST /upload  /jobs   GET /jobs/ID  /jobs/ID/result  /models  /health",
        "  clacky   GET /api/media/types   POST /api/media/image  /api/media/video  /api/media/audio/speech",
        "  fal      POST /fal/OWNER/APP",
        "  gemini   POST /v1beta/models/MODEL:generateContent",
        "  videos   POST /v1/video/generations  /api/v1/videos  /api/v3/contents/generations/tasks  /api/v3/MODEL",
        "                /api/v1/services/aigc/video-generation/video-synthesis  /v1/predictions",
        "  and what came so far: GET /__sandbox/requests",
    ]

    static var reply: ServerReply {
        let width = SandboxFault.all.map(\.name.count).max() ?? 0
        let faults = SandboxFault.all.map { fault in
            "  " + fault.name + String(repeating: " ", count: width - fault.name.count + 2) + fault.meaning
        }
        let text = """
            The sandbox of exhibit: a provider that draws its own pictures. No model is behind it, and nothing is billed.

            \(routes.joined(separator: "\n"))

            A model sandbox-image-async makes pictures a job, sandbox-tts-json wraps speech in JSON, and sandbox-video-NAME
            words a video job as one of: \(VideoShapes.all.map(\.name).joined(separator: ", ")).
            A job is queued at the first question after it, runs at the second, and is done at the third.

            Faults, as the header X-Exhibit-Fault or in a prompt as [[fault:NAME:ARGUMENT]], with xN for N times:

            \(faults.joined(separator: "\n"))

            """
        return ServerReply(
            status: 200,
            headers: [("Content-Type", "text/plain; charset=utf-8")],
            body: Array(text.utf8)
        )
    }
}
