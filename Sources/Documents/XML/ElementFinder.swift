/// Finds places in a document where an element of a certain name may begin, without reading what stands before.
///
/// It looks for `<name` or `<prefix:name` followed by a blank, `/` or `>`. Such a place may lie in a comment or in a CDATA
/// section; only a read from the document's start tells.
package struct ElementFinder: Sendable {
    /// What a tag may need before its name ends.
    private static let longest = 512

    private let names: [[UInt8]]

    /// Makes a finder.
    ///
    /// - Parameter names: local names.
    package init(names: [String]) {
        self.names = names.map { Array($0.utf8) }
    }

    /// The first place at or behind an offset.
    ///
    /// - Parameters:
    ///   - source: the file, which is UTF-8.
    ///   - offset: where to begin.
    /// - Returns: the place; nothing where there is none before the end.
    /// - Throws: a `SyntaxFault` where the system cannot read.
    package func find(in source: SourceFile, from offset: Int) throws(SyntaxFault) -> Int? {
        var bytes: [UInt8] = []
        var base = offset
        while true {
            let before = bytes.count
            try source.read(at: base + before, count: 1 << 16, into: &bytes)
            let isLast = bytes.count == before
            let found = unsafe bytes.withUnsafeBufferPointer { unsafe find(in: $0, isLast: isLast) }
            if let found { return base + found }
            if isLast { return nil }
            let done = max(0, bytes.count - Self.longest)
            bytes.removeFirst(done)
            base += done
        }
    }

    private func find(in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int? {
        // What may go on behind the bytes is looked at again when they are there.
        let end = isLast ? bytes.count : bytes.count - Self.longest
        var place = 0
        while place < end {
            if unsafe bytes[place] == UInt8(ascii: "<"), unsafe isFound(bytes.dropFirst(place + 1)) { return place }
            place += 1
        }
        return nil
    }

    private func isFound(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let name = unsafe tag.prefix(Self.longest - 1).prefix { MarkupNames.isPart($0) }
        guard unsafe name.endIndex < tag.endIndex else { return false }
        let next = unsafe tag[name.endIndex]
        guard MarkupWindow.isBlank(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: ">") else { return false }
        let local = unsafe name.lastIndex(of: UInt8(ascii: ":")).map { unsafe name[($0 + 1)...] } ?? name
        return names.contains { unsafe local.elementsEqual($0) }
    }
}
