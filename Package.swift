// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where the environment asks for it, as CI does: a newer compiler must not break anybody's build.
let isStrict = Context.environment["POPSCOPE_STRICT"] != nil

/// A binary that is shipped holds libedit, so that it runs where that is not installed.
let isStatic = Context.environment["POPSCOPE_STATIC"] != nil

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let cSettings: [CSetting] = isStrict ? [.treatAllWarnings(as: .error)] : []

let editline: [LinkerSetting] =
    isStatic
    ? [":libedit.a", ":libbsd.a", ":libmd.a", "tinfo"].map { .linkedLibrary($0) }
    : [.linkedLibrary("edit")]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A target of `Sources/`. Imports go down, never sideways: each layer names only layers below it.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a target; they may look at everything.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "popscope",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "popscope", targets: ["popscope"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    ],
    targets: [
        // 0: what a session is, what a message says, how a line is edited
        layer("POP3"),
        layer("MailText"),
        .target(name: "CEditline", cSettings: cSettings, linkerSettings: editline),
        // 1: what it means, who may log in, how bytes travel
        layer("Handbook", ["POP3"]),
        layer("Authentication", ["POP3", crypto, cryptoExtras]),
        layer("Transport", ["POP3", nioCore, nioPosix, nioTLS, nioSSL, x509, asn1, crypto]),
        // 2: a server, and what to ask of one
        layer("MockServer", ["POP3", "Authentication"]),
        layer("Conformance", ["POP3", "Handbook", "Authentication"]),
        // 3: what a person sees
        layer("Console", ["POP3", "MailText", "Handbook", "Authentication", "Conformance", "CEditline"]),
        // 4: the program; the only place that joins the parts
        .executableTarget(
            name: "popscope",
            dependencies: [
                "POP3", "Handbook", "Authentication", "Transport", "MockServer", "Conformance", "Console",
                argumentParser,
            ],
            swiftSettings: settings, plugins: ["Embed"]),
        .plugin(name: "Embed", capability: .buildTool(), dependencies: ["EmbedTool"], path: "Sources/Embed"),
        .executableTarget(name: "EmbedTool", swiftSettings: settings),

        .target(name: "TestSupport", dependencies: ["POP3"], path: "Tests/Support", swiftSettings: settings),
        tests("POP3Tests", ["POP3"]),
        tests("MailTextTests", ["MailText"]),
        tests("HandbookTests", ["POP3", "Handbook"]),
        tests("AuthenticationTests", ["POP3", "Authentication"]),
        tests("TransportTests", ["POP3", "Transport", nioCore, nioPosix, nioTLS, nioSSL, x509, asn1, crypto]),
        tests("MockServerTests", ["POP3", "Authentication", "MockServer"]),
        tests("ConformanceTests", ["POP3", "Handbook", "Authentication", "MockServer", "Conformance"]),
        tests(
            "ConsoleTests", ["POP3", "MailText", "Handbook", "Authentication", "MockServer", "Conformance", "Console"]),
        tests("PopscopeTests", ["POP3", "Handbook", "Conformance", "Console", "popscope"]),
        tests("InteroperabilityTests", ["POP3", "popscope"], exclude: ["Conformance/Baselines"]),
    ]
)
