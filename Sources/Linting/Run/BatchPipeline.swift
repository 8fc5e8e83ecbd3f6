internal import Dispatch
internal import Formats
internal import Records

/// Judges the batches of a document on other threads while the next ones are read.
///
/// Rules share the batches in lanes: each lane takes all batches one after another in their order, so what is found does
/// not depend on the threads. Works for every syntax alike, and a small document is judged where it is read.
struct BatchPipeline: RecordConsumer {
    /// Batches that may wait: the reader stops where the rules fall behind.
    private static let depth = 2
    /// More lanes than threads, for they are not of one size.
    private static let lanesOfThread = 2
    private static let maximumLanes = 8
    /// Batches that are held until it is known that the document is not small.
    private static let heldBatches = 16

    /// Owns a consumer, which only its queue touches until `finish` has waited for all; hence the unchecked conformance.
    private final class Lane: @unchecked Sendable {
        private let queue = DispatchQueue(label: "shiplint.batches", qos: .userInitiated)
        private let free = DispatchSemaphore(value: BatchPipeline.depth)
        private var consumer: DocumentConsumer

        init(_ consumer: DocumentConsumer) {
            self.consumer = consumer
        }

        func add(_ batch: RecordBatch, _ header: HeaderState) {
            free.wait()
            queue.async {
                self.consumer.consume(batch, header: header)
                self.free.signal()
            }
        }

        func finish() -> DocumentConsumer {
            queue.sync { consumer }
        }
    }

    private var consumer: DocumentConsumer
    private var lanes: [Lane] = []
    private var held: [(batch: RecordBatch, header: HeaderState)] = []
    private let meter: Meter
    private var lastOffset = 0
    private let width: Int
    private let fullBatch: Int

    /// Makes a pipeline in front of a consumer.
    ///
    /// - Parameters:
    ///   - consumer: runs the rules; it has taken nothing yet.
    ///   - sizes: how many records a full batch has, and how many threads there are.
    ///   - meter: counts what is read.
    init(_ consumer: DocumentConsumer, sizes: ReadingSizes, meter: Meter) {
        self.consumer = consumer
        self.meter = meter
        width = sizes.width
        fullBatch = sizes.batchRows
    }

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        let end = max(lastOffset, batch.offsets.last ?? 0)
        meter.add(bytes: end - lastOffset, records: batch.count)
        lastOffset = end
        guard width > 1 else { return consumer.consume(batch, header: header) }
        if lanes.isEmpty {
            held.append((batch, header))
            guard batch.count >= fullBatch || held.count >= Self.heldBatches else { return }
            let count = min(width * Self.lanesOfThread, Self.maximumLanes)
            lanes = consumer.lanes(count).map(Lane.init)
            for (batch, header) in held { share(batch, header) }
            held = []
        } else {
            share(batch, header)
        }
    }

    private func share(_ batch: RecordBatch, _ header: HeaderState) {
        for lane in lanes { lane.add(batch, header) }
    }

    /// The consumer, once it has judged everything.
    ///
    /// - Parameter bytes: how many bytes were read in all.
    /// - Returns: the consumer.
    mutating func finish(bytes: Int) -> DocumentConsumer {
        meter.add(files: 1, bytes: max(0, bytes - lastOffset))
        for (batch, header) in held { consumer.consume(batch, header: header) }
        for lane in lanes { consumer.join(lane.finish()) }
        return consumer
    }
}
