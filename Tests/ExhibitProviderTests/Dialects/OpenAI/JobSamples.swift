import ExhibitModel
import Testing

@testable import ExhibitProvider

/// One service's words on the wire, from the submit's answer to the end.
struct JobSample: Sendable, CustomTestStringConvertible {
    let name: String
    /// The row of the table that it is to be recognised by.
    let shape: String
    let base: String
    var endpoint: String?
    var mode = Mode.video
    var status = 200
    let submitted: String
    let id: String
    let poll: String
    let first: JobState
    /// An answer on the way: its body, the state, percent, place in the queue.
    let underway: String
    let state: JobState
    var progress: Int?
    var position: Int?
    let finished: String
    /// What the finished job names, by pointer and kind; empty when the media is fetched from `content`.
    let media: [MediaReference]
    var content: String?
    let failed: String
    let code: ErrorCode
    /// The provider's words, which the message has to hold.
    let words: String

    var testDescription: String { name }

    static func url(_ pointer: String, _ url: String) -> MediaReference {
        MediaReference(pointer: pointer, kind: .url(url), written: url)
    }
}

extension JobSample {
    static let all = openAI + gateways + clouds + images

    static let openAI = [
        JobSample(
            name: "OpenAI videos",
            shape: "videos",
            base: "https://api.openai.com/v1",
            submitted: #"""
                {"id":"video_123","object":"video","model":"sora-2","status":"queued","progress":0,
                 "created_at":1793232000,"completed_at":null,"expires_at":null,"prompt":"motion clip",
                 "size":"720x1280","seconds":"8","remixed_from_video_id":null,"error":null}
                """#,
            id: "video_123",
            poll: "https://api.openai.com/v1/videos/video_123",
            first: .queued,
            underway: #"""
                {"id":"video_123","object":"video","model":"sora-2","status":"in_progress","progress":33,
                 "created_at":1793232000,"completed_at":null,"expires_at":null,"prompt":"motion clip",
                 "size":"720x1280","seconds":"8","remixed_from_video_id":null,"error":null}
                """#,
            state: .running,
            progress: 33,
            finished: #"""
                {"id":"video_123","object":"video","model":"sora-2","status":"completed","progress":100,
                 "created_at":1793232000,"completed_at":1793232100,"expires_at":1793235600,"prompt":"motion clip",
                 "size":"720x1280","seconds":"8","remixed_from_video_id":null,"error":null}
                """#,
            media: [],
            content: "https://api.openai.com/v1/videos/video_123/content",
            failed: #"""
                {"id":"video_123","object":"video","status":"failed",
                 "error":{"code":"moderation_blocked","message":"Your request was blocked"}}
                """#,
            code: .providerModeration,
            words: "Your request was blocked"
        )
    ]

    static let gateways = [
        JobSample(
            name: "new-api, generic",
            shape: "tasks",
            base: "https://gw.example/v1",
            endpoint: "/video/generations",
            submitted: #"{"task_id":"abcd1234efgh","status":"queued"}"#,
            id: "abcd1234efgh",
            poll: "https://gw.example/v1/video/generations/abcd1234efgh",
            first: .queued,
            underway: #"{"task_id":"abcd1234efgh","status":"processing"}"#,
            state: .running,
            finished: #"""
                {"task_id":"abcd1234efgh","status":"completed","url":"https://cdn.example/v.mp4","format":"mp4",
                 "metadata":{"duration":5,"fps":24,"width":1280,"height":720,"seed":7}}
                """#,
            media: [url("/url", "https://cdn.example/v.mp4")],
            failed: #"{"task_id":"abcd1234efgh","status":"failed","error":{"code":500,"message":"out of memory"}}"#,
            code: .jobFailed,
            words: "out of memory"
        ),
        JobSample(
            name: "new-api, like Sora",
            shape: "videos",
            base: "https://gw.example/v1",
            submitted: #"""
                {"id":"task_9","task_id":"task_9","object":"video","model":"kling-v1","status":"unknown","progress":0,
                 "created_at":1793232000123}
                """#,
            id: "task_9",
            poll: "https://gw.example/v1/videos/task_9",
            first: .unknown,
            underway:
                #"{"id":"task_9","object":"video","status":"in_progress","progress":50,"created_at":1793232000123}"#,
            state: .running,
            progress: 50,
            finished: #"""
                {"id":"task_9","object":"video","model":"kling-v1","status":"completed","progress":100,
                 "created_at":1793232000123,"metadata":{"url":"https://cdn.example/k.mp4"},
                 "usage":{"completion_tokens":10,"total_tokens":10}}
                """#,
            media: [url("/metadata/url", "https://cdn.example/k.mp4")],
            failed: #"{"id":"task_9","status":"failed","error":{"code":"upstream","message":"no quota"}}"#,
            code: .jobFailed,
            words: "no quota"
        ),
        JobSample(
            name: "new-api, reporting by its own record",
            shape: "tasks",
            base: "https://gw.example/v1",
            endpoint: "/video/generations",
            submitted: #"{"task_id":"t-1"}"#,
            id: "t-1",
            poll: "https://gw.example/v1/video/generations/t-1",
            first: .unknown,
            underway: #"{"code":"success","data":{"task_id":"t-1","status":"IN_PROGRESS","progress":"45%"}}"#,
            state: .running,
            progress: 45,
            finished: #"""
                {"code":"success","data":{"task_id":"t-1","status":"SUCCESS","progress":"100%",
                 "result_url":"https://cdn.example/r.mp4"}}
                """#,
            media: [url("/data/result_url", "https://cdn.example/r.mp4")],
            failed: #"{"code":"success","data":{"task_id":"t-1","status":"FAILURE","fail_reason":"bad frame"}}"#,
            code: .jobFailed,
            words: "bad frame"
        ),
        JobSample(
            name: "OpenRouter",
            shape: "openrouter",
            base: "https://openrouter.ai/api/v1",
            submitted: #"{"id":"job-1","polling_url":"/api/v1/videos/job-1","status":"pending"}"#,
            id: "job-1",
            poll: "https://openrouter.ai/api/v1/videos/job-1",
            first: .queued,
            underway: #"{"id":"job-1","polling_url":"/api/v1/videos/job-1","status":"in_progress"}"#,
            state: .running,
            finished: #"""
                {"id":"job-1","polling_url":"/api/v1/videos/job-1","status":"completed",
                 "unsigned_urls":["https://openrouter.ai/api/v1/videos/job-1/content?index=0"],
                 "usage":{"cost":0.5,"is_byok":false}}
                """#,
            media: [url("/unsigned_urls/0", "https://openrouter.ai/api/v1/videos/job-1/content?index=0")],
            failed: #"{"id":"job-1","polling_url":"/x","status":"failed","error":"provider returned nothing"}"#,
            code: .jobFailed,
            words: "provider returned nothing"
        ),
        JobSample(
            name: "ofox",
            shape: "openrouter",
            base: "https://api.ofox.ai/v1",
            status: 202,
            submitted: #"{"id":"vid_1","polling_url":"https://api.ofox.ai/v1/videos/vid_1","status":"queued"}"#,
            id: "vid_1",
            poll: "https://api.ofox.ai/v1/videos/vid_1",
            first: .queued,
            underway: #"{"id":"vid_1","status":"queued"}"#,
            state: .queued,
            finished: #"{"id":"vid_1","status":"completed","unsigned_urls":["https://cdn.ofox.ai/1.mp4"]}"#,
            media: [url("/unsigned_urls/0", "https://cdn.ofox.ai/1.mp4")],
            failed: #"{"id":"vid_1","status":"expired"}"#,
            code: .jobExpired,
            words: "expired"
        ),
    ]

    static let clouds = [
        JobSample(
            name: "Huawei MaaS",
            shape: "tasks",
            base: "https://api.modelarts-maas.com/v1",
            endpoint: "/video/generations",
            submitted: #"{"task_id":"hw-1","status":"queued","created_at":1793232000,"error":{"code":0,"message":""}}"#,
            id: "hw-1",
            poll: "https://api.modelarts-maas.com/v1/video/generations/hw-1",
            first: .queued,
            underway: #"{"task_id":"hw-1","status":"running","error":{"code":0,"message":"success"}}"#,
            state: .running,
            finished: #"""
                {"task_id":"hw-1","status":"succeeded","content":{"result_url":"https://obs.example/1.mp4"},
                 "error":{"code":0,"message":"success"}}
                """#,
            media: [url("/content/result_url", "https://obs.example/1.mp4")],
            failed: #"{"task_id":"hw-1","status":"timeout","error":{"code":1042,"message":"took too long"}}"#,
            code: .jobFailed,
            words: "took too long"
        ),
        JobSample(
            name: "Volcengine Ark",
            shape: "ark",
            base: "https://ark.example/api/v3",
            endpoint: "/contents/generations/tasks",
            submitted: #"{"id":"cgt-2026-1"}"#,
            id: "cgt-2026-1",
            poll: "https://ark.example/api/v3/contents/generations/tasks/cgt-2026-1",
            first: .unknown,
            underway: #"{"id":"cgt-2026-1","model":"seedance","status":"running","created_at":1793232000}"#,
            state: .running,
            finished: #"""
                {"id":"cgt-2026-1","model":"seedance","status":"succeeded",
                 "content":{"video_url":"https://tos.example/1.mp4"},"usage":{"completion_tokens":9,"total_tokens":9}}
                """#,
            media: [url("/content/video_url", "https://tos.example/1.mp4")],
            failed: #"""
                {"id":"cgt-2026-1","status":"failed",
                 "error":{"code":"OutputVideoSensitiveContentDetected","message":"sensitive"}}
                """#,
            code: .providerModeration,
            words: "sensitive"
        ),
        JobSample(
            name: "Alibaba DashScope",
            shape: "dashscope",
            base: "https://dashscope.example/compatible-mode/v1",
            endpoint: "https://dashscope.example/api/v1/services/aigc/video-generation/video-synthesis",
            submitted: #"{"output":{"task_id":"ds-1","task_status":"PENDING"},"request_id":"r-1"}"#,
            id: "ds-1",
            poll: "https://dashscope.example/api/v1/tasks/ds-1",
            first: .queued,
            underway: #"{"output":{"task_id":"ds-1","task_status":"RUNNING"},"request_id":"r-2"}"#,
            state: .running,
            finished: #"""
                {"output":{"task_id":"ds-1","task_status":"SUCCEEDED","video_url":"https://oss.example/1.mp4"},
                 "usage":{"video_count":1},"request_id":"r-3"}
                """#,
            media: [url("/output/video_url", "https://oss.example/1.mp4")],
            failed: #"""
                {"output":{"task_id":"ds-1","task_status":"FAILED","code":"DataInspectionFailed",
                 "message":"inappropriate content"},"request_id":"r-4"}
                """#,
            code: .providerModeration,
            words: "inappropriate content"
        ),
        JobSample(
            name: "WaveSpeed",
            shape: "wavespeed",
            base: "https://api.wavespeed.ai/api/v3",
            endpoint: "/wan-2/t2v",
            submitted: #"""
                {"code":200,"message":"success","data":{"id":"ws-1","model":"wan-2/t2v","outputs":[],"status":"created",
                 "urls":{"get":"https://api.wavespeed.ai/api/v3/predictions/ws-1/result"},"error":""}}
                """#,
            id: "ws-1",
            poll: "https://api.wavespeed.ai/api/v3/predictions/ws-1/result",
            first: .queued,
            underway: #"{"code":200,"data":{"id":"ws-1","status":"processing","outputs":[]}}"#,
            state: .running,
            finished: #"""
                {"code":200,"data":{"id":"ws-1","status":"completed",
                 "outputs":["https://cdn.wavespeed.ai/1.mp4","https://cdn.wavespeed.ai/2.mp4"]}}
                """#,
            media: [
                url("/data/outputs/0", "https://cdn.wavespeed.ai/1.mp4"),
                url("/data/outputs/1", "https://cdn.wavespeed.ai/2.mp4"),
            ],
            failed: #"{"code":200,"data":{"id":"ws-1","status":"failed","error":"content_policy_violation: nsfw"}}"#,
            code: .providerModeration,
            words: "nsfw"
        ),
    ]

    static let images = [
        JobSample(
            name: "Replicate",
            shape: "replicate",
            base: "https://api.replicate.com/v1",
            endpoint: "/predictions",
            mode: .generation,
            status: 201,
            submitted: #"""
                {"id":"rp1","model":"m","status":"starting","input":{"prompt":"x","image":"https://in.example/a.png"},
                 "output":null,"urls":{"get":"https://api.replicate.com/v1/predictions/rp1",
                 "cancel":"https://api.replicate.com/v1/predictions/rp1/cancel"}}
                """#,
            id: "rp1",
            poll: "https://api.replicate.com/v1/predictions/rp1",
            first: .queued,
            underway: #"{"id":"rp1","status":"processing","logs":"50%","output":null}"#,
            state: .running,
            finished: #"{"id":"rp1","status":"succeeded","output":["https://replicate.delivery/1.png"]}"#,
            media: [url("/output/0", "https://replicate.delivery/1.png")],
            failed: #"{"id":"rp1","status":"failed","output":null,"error":"CUDA out of memory"}"#,
            code: .jobFailed,
            words: "CUDA out of memory"
        ),
        JobSample(
            name: "stable-diffusion.cpp",
            shape: "stable-diffusion.cpp",
            base: "http://127.0.0.1:1234/v1",
            endpoint: "http://127.0.0.1:1234/sdcpp/v1/img_gen",
            mode: .generation,
            status: 202,
            submitted: #"""
                {"id":"job_1","kind":"img_gen","status":"queued","created":1793232000,"poll_url":"/sdcpp/v1/jobs/job_1"}
                """#,
            id: "job_1",
            poll: "http://127.0.0.1:1234/sdcpp/v1/jobs/job_1",
            first: .queued,
            underway: #"""
                {"id":"job_1","kind":"img_gen","status":"queued","queue_position":2,"result":null,"error":null}
                """#,
            state: .queued,
            position: 2,
            finished: #"""
                {"id":"job_1","kind":"img_gen","status":"completed","queue_position":0,"error":null,
                 "result":{"output_format":"png","images":[{"index":0,"b64_json":"iVBO"},{"index":1,"b64_json":"iVBP"}]}}
                """#,
            media: [
                MediaReference(pointer: "/result/images/0/b64_json", kind: .base64),
                MediaReference(pointer: "/result/images/1/b64_json", kind: .base64),
            ],
            failed:
                #"{"id":"job_1","status":"failed","result":null,"error":{"code":"gen","message":"no such sampler"}}"#,
            code: .jobFailed,
            words: "no such sampler"
        ),
        JobSample(
            name: "Black Forest Labs",
            shape: "bfl",
            base: "https://api.bfl.ai/v1",
            endpoint: "/flux-2-pro",
            mode: .generation,
            submitted: #"{"id":"bfl-1","polling_url":"https://api.eu2.bfl.ai/v1/get_result?id=bfl-1"}"#,
            id: "bfl-1",
            poll: "https://api.eu2.bfl.ai/v1/get_result?id=bfl-1",
            first: .unknown,
            underway: #"{"id":"bfl-1","status":"Pending","result":null,"progress":null}"#,
            state: .queued,
            finished: #"{"id":"bfl-1","status":"Ready","result":{"sample":"https://delivery.bfl.ai/1","prompt":"x"}}"#,
            media: [url("/result/sample", "https://delivery.bfl.ai/1")],
            failed: #"{"id":"bfl-1","status":"Request Moderated","result":null}"#,
            code: .providerModeration,
            words: "Request Moderated"
        ),
        JobSample(
            name: "an image that a gateway makes as a task",
            shape: "evolink",
            base: "https://api.evolink.ai/v1",
            mode: .generation,
            submitted: #"""
                {"created":1793232000,"id":"task-unified-1","model":"gpt-image-2","object":"image.generation.task",
                 "progress":0,"status":"pending","task_info":{"can_cancel":true},"type":"image"}
                """#,
            id: "task-unified-1",
            poll: "https://api.evolink.ai/v1/tasks/task-unified-1",
            first: .queued,
            underway: #"{"id":"task-unified-1","object":"image.generation.task","progress":10,"status":"processing"}"#,
            state: .running,
            progress: 10,
            finished: #"""
                {"id":"task-unified-1","object":"image.generation.task","progress":100,
                 "results":["http://cdn.example/image.jpg"],"status":"completed"}
                """#,
            media: [url("/results/0", "http://cdn.example/image.jpg")],
            failed: #"""
                {"id":"task-unified-1","object":"image.generation.task","status":"failed",
                 "error":{"code":"content_policy_violation","message":"refused"}}
                """#,
            code: .providerModeration,
            words: "refused"
        ),
    ]
}
