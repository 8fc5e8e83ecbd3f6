import Documents
import Testing

/// Files are named by the SHA-256 of their bytes.
struct DigestTests {
    /// The examples of FIPS 180-4, and a text longer than what is read at a time.
    static let cases: [(text: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
        (
            String(repeating: "shiplint", count: 400_000),
            "f6a33d85dcf48c3dcc7dc9d5d485cde72c4ff433cc28c111fbca7ecbb62b41c3"
        ),
    ]

    @Test(arguments: cases)
    func digestOfFile(_ text: String, _ digest: String) throws {
        #expect(FileDigest.sha256(of: text) == digest)
        #expect(try FileDigest.sha256(of: SourceFile(path: "a", bytes: Array(text.utf8))) == digest)
    }
}
