internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
    /// What becomes of each element, in the order of the elements; made on all cores where there may be several threads.
    func concurrentMap<Result: Sendable>(width: Int, _ transform: @Sendable (Element) -> Result) -> [Result] {
        guard width > 1, count > 1 else { return map(transform) }
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = transform(self[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
