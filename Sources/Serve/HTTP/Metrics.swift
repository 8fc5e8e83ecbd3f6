internal import Synchronization

/// What the server counts, told in the text form of Prometheus.
final class Metrics: Sendable {
    /// What is counted.
    enum Counter: Int, CaseIterable {
        case requests, refusedRequests, failedRequests, receivedBytes, finishedChecks, failedChecks, checkMilliseconds

        fileprivate var line: (name: String, help: String) {
            switch self {
            case .requests: ("shiplint_requests_total", "Requests answered.")
            case .refusedRequests: ("shiplint_requests_refused_total", "Requests answered by a status from 400 to 499.")
            case .failedRequests: ("shiplint_requests_failed_total", "Requests answered by a status from 500.")
            case .receivedBytes: ("shiplint_received_bytes_total", "Bytes of files received.")
            case .finishedChecks: ("shiplint_checks_finished_total", "Checks that have a report.")
            case .failedChecks: ("shiplint_checks_failed_total", "Checks that ended without a report.")
            case .checkMilliseconds: ("shiplint_checks_milliseconds_total", "Time that checks ran, in milliseconds.")
            }
        }
    }

    private let counts = Mutex([Int](repeating: 0, count: Counter.allCases.count))

    /// Counts something.
    func count(_ counter: Counter, by amount: Int = 1) { counts.withLock { $0[counter.rawValue] += amount } }

    /// The whole text.
    func text() -> String {
        let counts = counts.withLock { $0 }
        return Counter.allCases.map { counter in
            let (name, help) = counter.line
            return "# HELP \(name) \(help)\n# TYPE \(name) counter\n\(name) \(counts[counter.rawValue])\n"
        }.joined()
    }
}
