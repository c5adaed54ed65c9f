/// The services whose jobs are understood, the most telling marks first.
enum JobShapes {
    static let all = [
        dashScope, waveSpeed, replicate, openRouter, blackForestLabs, stableDiffusionCPP, newAPITask, evolink, videos,
        tasks, ark,
    ]

    static func named(_ name: String?) -> JobShape? {
        all.first { $0.name == name }
    }

    private static let dashScope = JobShape(
        name: "dashscope",
        marks: ["output.task_id", "output.task_status"],
        id: "output.task_id",
        status: "output.task_status",
        path: .belowOrigin("/api/v1/tasks/{id}"),
        results: ["output.video_url", "output.results"],
        errors: ["output", ""]
    )

    private static let waveSpeed = JobShape(
        name: "wavespeed",
        marks: ["data.id", "data.urls.get"],
        id: "data.id",
        status: "data.status",
        pollAddress: "data.urls.get",
        results: ["data.outputs"],
        errors: ["data.error"]
    )

    private static let replicate = JobShape(
        name: "replicate",
        marks: ["id", "urls.get"],
        id: "id",
        pollAddress: "urls.get",
        cancelling: .address("urls.cancel"),
        // What a model gives is its own affair: an address, a list of them, or an object with names.
        results: ["output", "output.images", "output.videos", "output.files"]
    )

    /// OpenRouter, and ofox, whose address to poll is absolute.
    private static let openRouter = JobShape(
        name: "openrouter",
        marks: ["id", "polling_url", "status"],
        id: "id",
        pollAddress: "polling_url",
        // The signed addresses need no key.
        results: ["urls", "unsigned_urls"],
        hasContent: true,
        cost: "usage.cost"
    )

    private static let blackForestLabs = JobShape(
        name: "bfl",
        marks: ["id", "polling_url"],
        id: "id",
        pollAddress: "polling_url",
        results: ["result.sample"],
        errors: ["error", "details"]
    )

    private static let stableDiffusionCPP = JobShape(
        name: "stable-diffusion.cpp",
        marks: ["id", "poll_url"],
        id: "id",
        pollAddress: "poll_url",
        cancelling: .belowPoll("/cancel"),
        results: ["result.images", "result"]
    )

    /// new-api's own record of a task, in its envelope.
    private static let newAPITask = JobShape(
        name: "new-api",
        marks: ["data.task_id"],
        id: "data.task_id",
        status: "data.status",
        progress: "data.progress",
        results: ["data.result_url", "data.url", "data.data"],
        errors: ["data.fail_reason", "data.error"]
    )

    private static let evolink = JobShape(
        name: "evolink",
        marks: ["id", "status", "object"],
        kind: "generation.task",
        id: "id",
        path: .belowBase("/tasks/{id}"),
        results: ["results"]
    )

    /// OpenAI's videos, and new-api's in their likeness, which say in `metadata` where the video is.
    private static let videos = JobShape(
        name: "videos",
        marks: ["id", "status"],
        id: "id",
        results: [
            "metadata.url", "url", "video_url", "output_url", "result_url", "content.video_url", "urls",
            "unsigned_urls", "data", "output", "outputs", "results", "result",
        ],
        hasContent: true,
        errors: ["error", "fail_reason"]
    )

    /// new-api's generic form, Huawei MaaS and crazyrouter, which cannot be told apart by their first answers.
    private static let tasks = JobShape(
        name: "tasks",
        marks: ["task_id"],
        id: "task_id",
        results: [
            "url", "content.result_url", "content.video_url", "result_url", "video_url", "output_url", "metadata.url",
            "data", "output", "outputs", "results", "result",
        ],
        hasContent: true,
        errors: ["error", "fail_reason"]
    )

    /// Volcengine Ark answers with the job's name and nothing else.
    private static let ark = JobShape(
        name: "ark",
        marks: ["id"],
        isAlone: true,
        id: "id",
        results: ["content.video_url", "content.image_url"]
    )
}
