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

    /// The server, which is a program of its own beside this one; nothing where only this one was built or copied.
    static var server: String? {
        guard let program, let folder = program.lastIndex(of: "/") else { return nil }
        let path = program[...folder] + "shiplint-serve"
        return unsafe access(String(path), X_OK) == 0 ? String(path) : nil
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
