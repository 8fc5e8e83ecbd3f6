// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with: Swift 6 language mode (from the tools version), the upcoming
/// features, and strict memory safety, so that each unsafe use is marked and argued where it stands.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
]

let package = Package(
    name: "shiplint",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "shiplint", targets: ["shiplint"]),
        .executable(name: "shiplint-serve", targets: ["shiplint-serve"]),
        .library(name: "CEL", targets: ["CEL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),

        // Of the server alone.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    ],
    targets: [
        // The command line: one file a command.
        .executableTarget(
            name: "shiplint",
            dependencies: [
                "CMalloc", "Reports", "Linting", "Rules", "Formats", "Documents", "Records", "ServeOptions",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // The page for those who have a browser: it runs the program, and links nothing of it.
        .executableTarget(
            name: "shiplint-serve",
            dependencies: [
                "Serve", "ServeOptions", "Records",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ServeOptions",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings
        ),
        .target(
            name: "Serve",
            dependencies: [
                "CLibZip", "Linting", "Rules", "Records",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Page"],
            swiftSettings: settings,
            plugins: ["EmbedPage"]
        ),

        // From findings up to reports, downwards only: see each module's page.
        .target(
            name: "Reports",
            dependencies: ["CXLSXWriter", "Linting", "Rules", "Documents", "Records", "CEL"],
            exclude: ["HTML/Page"],
            swiftSettings: settings,
            plugins: ["EmbedPage"]
        ),
        .target(
            name: "Linting",
            dependencies: ["CSQLite", "Rules", "Dossiers", "Formats", "Documents", "Records", "CEL"],
            swiftSettings: settings
        ),
        .target(
            name: "Rules",
            dependencies: ["CEL", "Records"],
            swiftSettings: settings,
            plugins: ["EmbedRules"]
        ),
        .target(name: "Dossiers", dependencies: ["Records", "CEL"], swiftSettings: settings),
        .target(name: "Formats", dependencies: ["Documents", "Records", "CEL"], swiftSettings: settings),
        .target(
            name: "Records",
            dependencies: ["CEL", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),
        .target(
            name: "Documents",
            dependencies: ["CLibXML2", "CLibZip", "CFreeXL", "CNettle", "CSimdJSON"],
            swiftSettings: settings
        ),
        .target(name: "CEL", dependencies: ["CRE2"], swiftSettings: settings),

        // C and C++ libraries of the system, behind flat C headers.
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),
        .systemLibrary(
            name: "CNettle",
            pkgConfig: "nettle",
            providers: [.apt(["nettle-dev"]), .brew(["nettle"])]
        ),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
        ),
        .systemLibrary(name: "CFreeXL", pkgConfig: "freexl", providers: [.apt(["libfreexl-dev"]), .brew(["freexl"])]),
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]
        ),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),

        // `rules/` is what users read; the binary carries the same files inside.
        .executableTarget(
            name: "rules-embedder",
            dependencies: [.product(name: "Yams", package: "Yams")],
            path: "Plugins/rules-embedder",
            swiftSettings: settings
        ),
        .plugin(name: "EmbedPage", capability: .buildTool(), dependencies: ["rules-embedder"]),
        .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["rules-embedder"]),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "CELTests", dependencies: ["CEL", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "CEL"], swiftSettings: settings),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "CommandTests", dependencies: ["shiplint", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "DossiersTests", dependencies: ["Dossiers", "CEL"], swiftSettings: settings),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Formats", "Documents", "Rules", "Records", "CEL", "TestSupport"],
            exclude: ["Goldens"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Reports", "Linting", "Rules", "Records", "CEL", "TestSupport"],
            exclude: ["Goldens", "Tools"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ServeTests",
            dependencies: [
                "Serve", "shiplint", "shiplint-serve", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Tools"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LintingTests",
            dependencies: ["Linting", "Formats", "Rules", "Records", "Reports", "CEL", "TestSupport"],
            exclude: ["Goldens"],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
