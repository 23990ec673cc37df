// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where the environment asks for it, as CI does: a newer compiler must not break anybody's build.
let isStrict = Context.environment["POPSCOPE_STRICT"] != nil

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
    name: "popscope",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "POP3", swiftSettings: settings),
        .target(name: "Handbook", dependencies: ["POP3"], swiftSettings: settings),
        .testTarget(name: "HandbookTests", dependencies: ["POP3", "Handbook"], swiftSettings: settings),
    ]
)
