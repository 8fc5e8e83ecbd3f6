internal import Foundation
internal import Hummingbird
internal import Linting
internal import Records

extension Checks {
    /// The file of a supplier's answers, as `shiplint init --self-assessment` writes it.
    static let profile = "supplier-profile.csv"

    /// Bytes that a pack, or a supplier's answers, may have.
    private static let mostText = 1 << 20

    /// Puts the questions that no file answers into a new check.
    func writeQuestions(for record: inout CheckRecord) throws {
        guard let id = record.checkID else { return }
        let text = SelfAssessment.questions(in: record.language.spoken)
        try space.take(text.utf8.count, for: id)
        try Data(text.utf8).write(to: folder(id).files.appending(path: Self.profile))
        (record.files, record.bytes) = (record.files + 1, record.bytes + text.utf8.count)
    }

    /// Where a check has the answers of a supplier.
    func profilePath(of id: CheckID) -> String? {
        folder(id).paths().first { $0.split(separator: "/").last == Substring(Self.profile) }
    }

    /// The answers of a supplier as its file has them, read by the program as every file is.
    ///
    /// - Returns: the rows; nothing where the check has no such file, or where it cannot be read.
    func answers(_ record: CheckRecord) async -> [SelfAssessment.Entry]? {
        guard let id = record.checkID, let path = profilePath(of: id) else { return nil }
        let output = folder(id).url.appending(path: "answers-\(CheckID()).json")
        defer { try? FileManager.default.removeItem(at: output) }
        guard await runner.convert(path, of: folder(id), to: output), let data = try? Data(contentsOf: output),
            let table = try? JSONDecoder().decode(AnswerTable.self, from: data)
        else { return nil }
        return table.answer?.map(\.entry)
    }

    /// Takes the answers of a form into a check that was not run yet, in place of those that it has.
    ///
    /// - Throws: `Refusal` where they cannot be read.
    func putAnswers(_ body: RequestBody, into id: CheckID) async throws {
        let record = try await open(id)
        let buffer = try await body.collect(upTo: Self.mostText)
        let rows = try? JSONDecoder().decode([AnswerTable.Row].self, from: Data(buffer.readableBytesView))
        guard let rows, rows.count <= 1000 else { throw Refusal.unusableValue("answers") }
        let text = SelfAssessment.table(of: rows.map(\.entry), in: record.language.spoken)
        let path = try DossierPath(profilePath(of: id) ?? Self.profile)
        _ = try await put(path, into: id, RequestBody(buffer: ByteBuffer(string: text)))
    }

    /// Takes a distributor's own requirements into a check that was not run yet: a pack, as `--packs` takes it.
    ///
    /// - Throws: `Refusal`.
    func putPack(_ body: RequestBody, into id: CheckID) async throws {
        _ = try await open(id)
        let buffer = try await body.collect(upTo: Self.mostText)
        guard buffer.readableBytes > 0 else { throw Refusal.unusableValue("pack") }
        try space.take(buffer.readableBytes, for: id)
        try Data(buffer.readableBytesView).write(to: folder(id).pack)
    }
}

/// What is read of a supplier's answers.
private struct AnswerTable: Decodable {
    struct Row: Decodable {
        let question: String?
        let text: String?
        let answer: String?
        let evidence: String?
        let date: String?

        var entry: SelfAssessment.Entry {
            var entry = SelfAssessment.Entry()
            (entry.number, entry.question) = (Self.line(question), Self.line(text))
            (entry.answer, entry.evidence, entry.date) = (Self.line(answer), Self.line(evidence), Self.line(date))
            return entry
        }

        /// A cell of the table is one line.
        private static func line(_ text: String?) -> String {
            (text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        }
    }

    let answer: [Row]?
}
