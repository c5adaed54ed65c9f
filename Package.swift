// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A C library from Debian: a module map, and shims for what Swift cannot call.
func c(_ name: String, apt: String...) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", providers: [.apt(apt)])
}

func library(_ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "exhibit",
    products: [.executable(name: "exhibit", targets: ["exhibit"])],
    targets: [
        // 0 — C libraries, each with exactly one owner above
        c("CCurl", apt: "libcurl4-openssl-dev"),
        c("CSQLite", apt: "libsqlite3-dev"),
        // Compiled to nothing in a release build: faults of the disk, for tests
        .target(name: "CSQLiteFaults", path: "Sources/C/CSQLiteFaults"),
        c("COpenSSL", apt: "libssl-dev"),
        c("CPNG", apt: "libpng-dev"),
        c("CTurboJPEG", apt: "libturbojpeg0-dev", "libjpeg62-turbo-dev"),
        c("CWebP", apt: "libwebp-dev"),
        c("CMicroHTTPD", apt: "libmicrohttpd-dev"),
        .systemLibrary(name: "CLinux", path: "Sources/C/CLinux"),

        // 1 — words and texts
        library("ExhibitModel"),
        library("ExhibitJSON", "ExhibitModel"),
        library("ExhibitArguments"),
        library("ExhibitCrypto", "ExhibitModel", "COpenSSL"),

        // 2 — one capability each
        library("ExhibitRedaction", "ExhibitModel", "ExhibitCrypto"),
        library("ExhibitTransport", "ExhibitModel", "CCurl"),
        library("ExhibitServing", "ExhibitModel", "CMicroHTTPD"),
        library("ExhibitMedia", "ExhibitModel"),
        .target(
            name: "ExhibitPolicy",
            dependencies: ["ExhibitModel", "ExhibitJSON"],
            resources: [.embedInCode("Shipped")],
            swiftSettings: settings
        ),
        library("ExhibitProof", "ExhibitModel", "ExhibitJSON", "ExhibitCrypto"),

        // 3 — what a run is made of
        library("ExhibitRecord", "ExhibitModel", "ExhibitJSON", "ExhibitPolicy"),
        library("ExhibitArchive", "ExhibitModel", "ExhibitJSON", "ExhibitCrypto", "ExhibitRedaction"),
        .target(
            name: "ExhibitProvider",
            dependencies: ["ExhibitModel", "ExhibitJSON"],
            resources: [.embedInCode("Models/models.json")],
            swiftSettings: settings
        ),
        library("ExhibitConfiguration", "ExhibitModel", "ExhibitJSON", "ExhibitRedaction"),
        library("ExhibitPicture", "ExhibitModel", "ExhibitMedia", "CPNG", "CTurboJPEG", "CWebP"),

        // 4 — the one store
        library(
            "ExhibitLedger",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitProof",
            "ExhibitCrypto",
            "CSQLite",
            "CSQLiteFaults"
        ),

        // 5 — verbs
        library(
            "ExhibitRun",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitProvider",
            "ExhibitTransport",
            "ExhibitMedia",
            "ExhibitPicture",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitPolicy",
            "ExhibitLedger",
            "ExhibitCrypto",
            "ExhibitRedaction"
        ),
        library(
            "ExhibitQueue",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitArguments",
            "ExhibitCrypto",
            "ExhibitRecord",
            "ExhibitLedger",
            "ExhibitPolicy"
        ),
        library(
            "ExhibitAudit",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitProof",
            "ExhibitCrypto",
            "ExhibitMedia",
            "ExhibitPicture",
            "ExhibitPolicy",
            "ExhibitLedger",
            "ExhibitRedaction",
            "CLinux",
            resources: [.embedInCode("Export/Recipes"), .embedInCode("Page/Assets")]
        ),
        library(
            "ExhibitAnchor",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitTransport",
            "ExhibitServing",
            "ExhibitArchive",
            "ExhibitProof",
            "ExhibitRecord",
            "ExhibitCrypto",
            "ExhibitLedger"
        ),
        library(
            "ExhibitReview",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitProof",
            "ExhibitCrypto",
            "ExhibitPolicy",
            "ExhibitLedger"
        ),
        library(
            "ExhibitSandbox",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitCrypto",
            "ExhibitServing",
            "ExhibitPicture",
            "ExhibitMedia"
        ),

        // 6 — the command line
        library(
            "ExhibitCommands",
            "ExhibitModel",
            "ExhibitJSON",
            "ExhibitArguments",
            "ExhibitCrypto",
            "ExhibitRedaction",
            "ExhibitTransport",
            "ExhibitMedia",
            "ExhibitPolicy",
            "ExhibitProof",
            "ExhibitRecord",
            "ExhibitProvider",
            "ExhibitConfiguration",
            "ExhibitPicture",
            "ExhibitLedger",
            "ExhibitRun",
            "ExhibitQueue",
            "ExhibitAudit",
            "ExhibitAnchor",
            "ExhibitReview",
            "ExhibitSandbox"
        ),

        // 7 — ten lines
        .executableTarget(name: "exhibit", dependencies: ["ExhibitCommands"], swiftSettings: settings),

        // What several test targets use
        .target(
            name: "TestSupport",
            dependencies: ["ExhibitModel"],
            path: "Tests/Support/TestSupport",
            swiftSettings: settings
        ),

        tests("ExhibitModelTests", "TestSupport", "ExhibitModel"),
        tests("ExhibitJSONTests", "TestSupport", "ExhibitJSON", "ExhibitModel"),
        tests("ExhibitArgumentsTests", "ExhibitArguments", exclude: ["Golden"]),
        tests("ExhibitCryptoTests", "ExhibitCrypto", "ExhibitModel"),
        tests("ExhibitRedactionTests", "TestSupport", "ExhibitRedaction", "ExhibitModel"),
        tests("ExhibitTransportTests", "ExhibitTransport", "ExhibitServing", "ExhibitModel"),
        tests("ExhibitServingTests", "ExhibitServing", "ExhibitModel"),
        tests("ExhibitMediaTests", "ExhibitMedia", "ExhibitModel", exclude: ["Samples"]),
        tests("ExhibitPolicyTests", "ExhibitPolicy", "ExhibitJSON", "ExhibitModel"),
        tests(
            "ExhibitProofTests",
            "ExhibitProof",
            "ExhibitJSON",
            "ExhibitCrypto",
            "ExhibitModel",
            exclude: ["Vectors"]
        ),
        tests(
            "ExhibitRecordTests",
            "ExhibitRecord",
            "ExhibitPolicy",
            "ExhibitJSON",
            "ExhibitModel",
            exclude: ["Golden"]
        ),
        tests(
            "ExhibitArchiveTests",
            "TestSupport",
            "ExhibitArchive",
            "ExhibitRedaction",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests("ExhibitProviderTests", "ExhibitProvider", "ExhibitJSON", "ExhibitModel"),
        tests("ExhibitConfigurationTests", "ExhibitConfiguration", "ExhibitRedaction", "ExhibitJSON", "ExhibitModel"),
        tests(
            "ExhibitPictureTests",
            "ExhibitPicture",
            "ExhibitMedia",
            "ExhibitCrypto",
            "ExhibitModel",
            exclude: ["Samples"]
        ),
        tests(
            "ExhibitLedgerTests",
            "ExhibitLedger",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitProof",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests(
            "ExhibitRunTests",
            "TestSupport",
            "ExhibitRun",
            "ExhibitPicture",
            "ExhibitRedaction",
            "ExhibitProvider",
            "ExhibitTransport",
            "ExhibitLedger",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitPolicy",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests(
            "ExhibitQueueTests",
            "TestSupport",
            "ExhibitQueue",
            "ExhibitLedger",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests(
            "ExhibitAuditTests",
            "TestSupport",
            "ExhibitAudit",
            "ExhibitPicture",
            "ExhibitMedia",
            "ExhibitLedger",
            "ExhibitRecord",
            "ExhibitArchive",
            "ExhibitPolicy",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel",
            "ExhibitRedaction",
            "ExhibitProof"
        ),
        tests(
            "ExhibitAnchorTests",
            "ExhibitAnchor",
            "ExhibitLedger",
            "ExhibitRecord",
            "ExhibitCrypto",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests(
            "ExhibitSandboxTests",
            "ExhibitSandbox",
            "ExhibitServing",
            "ExhibitPicture",
            "ExhibitMedia",
            "ExhibitJSON",
            "ExhibitModel"
        ),
        tests(
            "ExhibitCommandsTests",
            "ExhibitCommands",
            "ExhibitArguments",
            "ExhibitConfiguration",
            "ExhibitLedger",
            "ExhibitPicture",
            "ExhibitProvider",
            "ExhibitQueue",
            "ExhibitRecord",
            "ExhibitRun",
            "ExhibitSandbox",
            "ExhibitRedaction",
            "ExhibitJSON",
            "ExhibitModel"
        ),
    ]
)

// Tests/fuzz sets the variable: what is linked with libFuzzer is of no use to anything else. With `plain` the targets have a
// driver of their own instead, which goes with the modules as they are built already.
if let kind = Context.environment["EXHIBIT_FUZZ"] {
    let isPlain = kind == "plain"
    if !isPlain { package.targets.append(.systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer")) }
    package.targets += [
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "ExhibitPicture", "ExhibitMedia", "ExhibitModel", "ExhibitJSON", "ExhibitRecord", "ExhibitPolicy",
                "ExhibitProof", "ExhibitArchive", "ExhibitRedaction", "ExhibitCrypto",
            ] + (isPlain ? ["TestSupport"] : ["CFuzzer"]),
            path: "Tests/Fuzz",
            exclude: ["Seeds", "CFuzzer"],
            swiftSettings: settings + (isPlain ? [.define("PLAIN")] : [])
        )
    ]
}

// Tests/Bench/pictures sets it: no command measures drift alone, and the product has no need to.
if Context.environment["EXHIBIT_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "drift",
            dependencies: ["ExhibitPicture", "ExhibitModel"],
            path: "Tests/Bench/Drift",
            swiftSettings: settings
        )
    )
}
