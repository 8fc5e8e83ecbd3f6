// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
]

/// A package of its own, so that users of shiplint never build it.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "shiplint", path: "..")],
    targets: [
        .executableTarget(name: "benchmarks", swiftSettings: settings),
        .executableTarget(
            name: "expressions",
            dependencies: [.product(name: "CEL", package: "shiplint")],
            swiftSettings: settings
        ),
    ]
)
