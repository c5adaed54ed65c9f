import ExhibitJSON
import ExhibitServing

/// What the server tells of itself.
enum JobsLists {
    static func queued(_ board: TaskBoard<JobOrder>) -> [SandboxTask<JobOrder>] {
        board.all.filter { $0.phase == .queued }
    }

    static var models: ServerReply {
        JSONReply.reply([
            "checkpoints": ["sd_xl_base_1.0.safetensors"],
            "diffusion_models": [
                "flux1-dev.safetensors", "flux1-schnell.safetensors", "flux1-fill-dev.safetensors",
                "wan2.1_i2v_480p_14B_fp16.safetensors",
            ],
            "loras": [], "upscale_models": ["RealESRGAN_x4plus.pth"], "controlnet": [], "style_models": [],
        ])
    }

    static func health(paused: Bool, _ board: TaskBoard<JobOrder>) -> ServerReply {
        let running = board.all.count { if case .running = $0.phase { true } else { false } }
        return JSONReply.reply([
            "status": "ok", "comfyui_connected": true, "gpu": "exhibit sandbox", "vram_free_mb": 24_000,
            "queue_running": .int(running), "queue_pending": .int(queued(board).count), "cloud_fallback": [],
            "gpu_paused": .bool(paused),
        ])
    }
}
