/// An environment variable that exhibit reads.
struct EnvironmentVariable: Sendable {
    let name: String
    let meaning: String

    init(_ name: String, _ meaning: String) {
        self.name = name
        self.meaning = meaning
    }

    /// Every one, in sections; an empty value counts as not set.
    static let sections: [(title: String, variables: [EnvironmentVariable])] = [
        ("The home", home), ("The provider, its key and its model", provider), ("The OpenClaw config", config),
        ("Output", output), ("The network", network),
    ]

    private static let home = [
        EnvironmentVariable("EXHIBIT_HOME", "the folder of ledger, keys and artifacts; --home goes first"),
        EnvironmentVariable("OPENCLAW_IMAGE_QUEUE_DIR", "the queue's folder; --state-dir goes first"),
        EnvironmentVariable("XDG_DATA_HOME", "without it and without a .exhibit folder above: exhibit/ in here"),
        EnvironmentVariable("XDG_STATE_HOME", "exhibit/heads/ in here has the second copy of the signed tree heads"),
        EnvironmentVariable("HOME", "what ~ stands for"),
        EnvironmentVariable(
            "USERPROFILE",
            "what ~ stands for when OpenClaw's folder is looked for and HOME is not set"
        ),
        EnvironmentVariable("USER", "the user's name; the ledger keeps a salted commitment to it"),
        EnvironmentVariable("TMPDIR", "where a read-only home is copied to for reading, and where the demo works"),
    ]

    private static let provider = [
        EnvironmentVariable("OPENCLAW_IMAGE_PROVIDER", "the provider of picture commands; --provider goes first"),
        EnvironmentVariable("OPENCLAW_MEDIA_PROVIDER", "the provider, after OPENCLAW_IMAGE_PROVIDER"),
        EnvironmentVariable("OPENCLAW_IMAGE_MODEL", "the model of picture commands; --model goes first"),
        EnvironmentVariable("OPENCLAW_MEDIA_IMAGE_MODEL", "the model of generate, after OPENCLAW_IMAGE_MODEL"),
        EnvironmentVariable("OPENCLAW_MEDIA_EDIT_MODEL", "the model of edit, after OPENCLAW_IMAGE_MODEL"),
        EnvironmentVariable("OPENCLAW_MEDIA_VIDEO_MODEL", "the model of video"),
        EnvironmentVariable("OPENAI_API_KEY", "makes the built-in provider openai usable"),
        EnvironmentVariable("OPENAI_BASE_URL", "where openai is (default: https://api.openai.com/v1)"),
        EnvironmentVariable("IMAGES_API_URL", "where the built-in provider images-api is"),
        EnvironmentVariable("CLACKY_SERVER_HOST", "where the built-in provider clacky is (default: 127.0.0.1)"),
        EnvironmentVariable("CLACKY_SERVER_PORT", "its port (default: 7070)"),
    ]

    private static let config = [
        EnvironmentVariable("OPENCLAW_CONFIG", "the file; --config goes first"),
        EnvironmentVariable("OPENCLAW_CONFIG_PATH", "the file, after OPENCLAW_CONFIG"),
        EnvironmentVariable("OPENCLAW_STATE_DIR", "the folder of openclaw.json and .env"),
        EnvironmentVariable("OPENCLAW_HOME", "the folder whose .openclaw/ is used instead of ~/.openclaw"),
        EnvironmentVariable(
            "OPENCLAW_INCLUDE_ROOTS",
            "folders, with colons between them, that $include may lead to besides the config's own"
        ),
        EnvironmentVariable(
            "CLAWDBOT_CONFIG_PATH",
            "an old name: the file, where nothing above and no ~/.openclaw leads to one"
        ),
        EnvironmentVariable(
            "CLAWDBOT_STATE_DIR",
            "an old name: the folder, where nothing above leads to a file; without it ~/.clawdbot, ~/.moldbot, ~/.moltbot"
        ),
    ]

    private static let output = [
        EnvironmentVariable(
            "MEDIA_GENERATION_OUTPUT_ROOT",
            "files go to images/, videos/ and audio/ in here; --out-dir and out_dir go first"
        ),
        EnvironmentVariable("NO_COLOR", "no colours; --color goes first"),
        EnvironmentVariable("TERM", "dumb: no colours"),
    ]

    private static let network = [
        EnvironmentVariable("https_proxy", "also HTTPS_PROXY: the proxy for https"),
        EnvironmentVariable("http_proxy", "the proxy for http, in small letters only"),
        EnvironmentVariable("all_proxy", "also ALL_PROXY: the proxy where the others are not set"),
        EnvironmentVariable("no_proxy", "also NO_PROXY: hosts, domains and networks without a proxy"),
    ]
}
