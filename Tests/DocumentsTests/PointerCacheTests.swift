import Testing

@testable import Documents

/// Names of XML that are told by where their texts stand.
struct PointerCacheTests {
    @Test("names whose parts stand at near addresses are told apart")
    func near() {
        var cache = PointerCache()
        var keys: [PointerCache.Key] = []
        for local in 1...4 as ClosedRange<UInt> {
            for namespace in 0..<8 as Range<UInt> {
                for prefix in 0..<8 as Range<UInt> {
                    keys.append(PointerCache.Key(local: local, namespace: namespace * 31, prefix: prefix))
                }
            }
        }
        for (number, key) in keys.enumerated() {
            #expect(cache.find(key) == nil)
            cache.insert(key, Name(rawValue: Int32(number)))
        }
        for (number, key) in keys.enumerated() { #expect(cache.find(key)?.rawValue == Int32(number)) }
    }
}
