#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What stands beside the program where it is installed.
enum Installation {
    /// The JSON Schema of a configuration, which editors complete it by; nothing where only the program was copied.
    static var configurationSchema: String? {
        guard let program, let folder = program.lastIndex(of: "/") else { return nil }
        let parts = program[..<folder].split(separator: "/").dropLast()
        let path = "/" + (parts + ["share", "shiplint", "schemas", "configuration.schema.json"]).joined(separator: "/")
        return unsafe access(path, R_OK) == 0 ? path : nil
    }

    /// The program's own file, links resolved.
    private static var program: String? {
        #if canImport(Glibc)
        let path = "/proc/self/exe"
        #else
        let path = CommandLine.arguments[0]
        #endif
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
