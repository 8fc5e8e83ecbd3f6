// swift-tools-version: 6.2
import PackageDescription

/// A package of its own: it is built with libFuzzer's instrumentation only (`make fuzz`).
let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "shiplint", path: "..")],
    targets: [
        .executableTarget(
            name: "expression-fuzzer",
            dependencies: [.product(name: "CEL", package: "shiplint")],
            swiftSettings: [.strictMemorySafety()]
        )
    ]
)
