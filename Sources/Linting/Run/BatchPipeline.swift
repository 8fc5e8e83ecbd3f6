internal import Dispatch
internal import Formats
internal import Records

/// Judges the batches of a document on another thread while the next ones are read.
///
/// Batches are judged one after another in their order, so what is found does not depend on the threads. Works for every
/// syntax alike, and a small document, which is one batch, is judged where it is read.
struct BatchPipeline: RecordConsumer {
    /// Batches that may wait: the reader stops where the rules fall behind.
    private static let depth = 2

    /// Owns the consumer, which only its queue touches until `finish` has waited for all; hence the unchecked
    /// conformance.
    private final class Worker: @unchecked Sendable {
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
    private var worker: Worker?
    private let meter: Meter
    private var lastOffset = 0
    /// How many records a full batch has; nothing where all is done on one thread.
    private let fullBatch: Int?

    /// Makes a pipeline in front of a consumer.
    init(_ consumer: DocumentConsumer, fullBatch: Int?, meter: Meter) {
        self.consumer = consumer
        self.meter = meter
        self.fullBatch = fullBatch
    }

    mutating func consume(_ batch: RecordBatch, header: HeaderState) {
        let end = max(lastOffset, batch.offsets.last ?? 0)
        meter.add(bytes: end - lastOffset, records: batch.count)
        lastOffset = end
        if let worker {
            worker.add(batch, header)
        } else if let fullBatch, batch.count >= fullBatch {
            let worker = Worker(consumer)
            self.worker = worker
            worker.add(batch, header)
        } else {
            consumer.consume(batch, header: header)
        }
    }

    /// The consumer, once it has judged everything.
    ///
    /// - Parameter bytes: how many bytes were read in all.
    /// - Returns: the consumer.
    func finish(bytes: Int) -> DocumentConsumer {
        meter.add(files: 1, bytes: max(0, bytes - lastOffset))
        return worker?.finish() ?? consumer
    }
}
