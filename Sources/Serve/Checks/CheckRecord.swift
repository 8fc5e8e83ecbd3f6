internal import Foundation
internal import GRDB

/// What is remembered of a check beside its files and reports.
struct CheckRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "checks"

    /// How far a check is.
    enum State: String, Codable, Sendable {
        /// Files may still come.
        case open
        /// Waits for its turn.
        case waiting
        case running
        /// There is a report.
        case finished
        /// There is none: `problem` says why.
        case failed
    }

    /// Its unguessable name.
    let id: String
    /// The browser that it came from; nothing for those of the API.
    let visitor: String?
    /// The check that this one corrects.
    let previous: String?
    /// What the folder is called.
    var name: String
    var state = State.open
    /// Seconds since 1970.
    let created: Int
    var language: PageLanguage
    var markets: String?
    var stage: String?
    var categories: String?
    /// Whether a supplier checks itself.
    var isAssessment = false
    /// Files, and their bytes.
    var files = 0
    var bytes = 0
    /// The day that rules were judged by.
    var asOf: String?
    /// `ready`, `ready with warnings` or `not ready`.
    var readiness: String?
    var errors = 0
    var warnings = 0
    var notes = 0
    /// Why there is no report, as the program says it.
    var problem: String?

    /// What `problem` is where the program itself could say nothing.
    static let (tooLong, crashed) = ("too-long", "crashed")

    /// What reports call the folder: its name as file systems take it.
    var folderName: String {
        let usable = name.unicodeScalars.map { $0 == "/" || $0 == "\\" || $0.value < 32 || $0.value == 127 ? "_" : $0 }
        var text = String(String.UnicodeScalarView(usable)).trimmingCharacters(in: .whitespaces)
        while text.utf8.count > 200 { text.removeLast() }
        let isNone = text.allSatisfy { $0 == "." }
        return isNone ? language == .chinese ? "文件" : "files" : text
    }

    /// Its name as a value.
    var checkID: CheckID? { CheckID(id) }

    /// Whether it has come to its end.
    var isOver: Bool { state == .finished || state == .failed }
}
