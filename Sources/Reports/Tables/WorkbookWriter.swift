internal import CXLSXWriter
internal import Linting

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A workbook that is being made by libxlsxwriter, which writes to a file only.
///
/// Owns the library's workbook and a temporary file; both end with `finish` or `deinit`. Sheets and styles belong to the
/// workbook and are not used after it, for they are handed out as numbers.
@safe
struct WorkbookWriter: ~Copyable {
    /// How a cell looks.
    enum Style: Int, CaseIterable {
        case plain
        case heading
        case error
        case warning
        case note
        case good
        case code
    }

    /// Characters that a cell holds.
    static let cellLimit = 32_767
    /// Rows that a sheet holds.
    static let rowLimit = 1_048_576

    private let path: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [UnsafeMutablePointer<lxw_worksheet>?]
    private var styles: [UnsafeMutablePointer<lxw_format>?]

    /// Begins a workbook.
    ///
    /// - Throws: `UsageError` where there is no room for a temporary file.
    init() throws(UsageError) {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/shiplint-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw UsageError(message: "\(folder): a workbook cannot be made there") }
        _ = close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        unsafe workbook = workbook_new(path)
        unsafe sheets = []
        unsafe styles = []
        for style in Style.allCases { unsafe styles.append(Self.make(style, in: workbook)) }
    }

    deinit {
        _ = unsafe unlink(path)
    }

    private static func make(
        _ style: Style,
        in workbook: UnsafeMutablePointer<lxw_workbook>?
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = unsafe workbook_add_format(workbook)
        unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        unsafe format_set_text_wrap(format)
        func colour(_ text: UInt32, _ back: UInt32) {
            unsafe format_set_font_color(format, text)
            unsafe format_set_bg_color(format, back)
        }
        switch style {
        case .plain: break
        case .heading:
            unsafe format_set_bold(format)
            colour(0xFFFFFF, 0x1F3B57)
        case .error: colour(0xB3182A, 0xFDECEE)
        case .warning: colour(0x8A5300, 0xFFF3DC)
        case .note: colour(0x2B5B8F, 0xE8F1FB)
        case .good: colour(0x12693A, 0xE4F5EA)
        case .code:
            unsafe format_set_font_name(format, "Consolas")
            unsafe format_set_font_size(format, 9)
        }
        return unsafe format
    }

    /// Adds a sheet with a heading that stays in sight and filters.
    ///
    /// - Parameters:
    ///   - name: its name, of at most 31 characters.
    ///   - headings: each column's heading and its width in characters.
    /// - Returns: its number.
    mutating func addSheet(_ name: String, _ headings: [(title: String, width: Double)]) -> Int {
        let sheet = unsafe workbook_add_worksheet(workbook, name)
        unsafe sheets.append(sheet)
        let number = unsafe sheets.count - 1
        for (column, heading) in headings.enumerated() {
            _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), heading.width, nil)
            write(heading.title, sheet: number, row: 0, column: column, .heading)
        }
        unsafe worksheet_freeze_panes(sheet, 1, 0)
        unsafe worksheet_set_landscape(sheet)
        unsafe worksheet_set_paper(sheet, 9)
        unsafe worksheet_fit_to_pages(sheet, 1, 0)
        _ = unsafe worksheet_repeat_rows(sheet, 0, 0)
        return number
    }

    /// Lets a sheet be filtered by all its columns.
    func addFilter(sheet: Int, rows: Int, columns: Int) {
        guard rows > 0 else { return }
        _ = unsafe worksheet_autofilter(sheets[sheet], 0, 0, UInt32(rows), UInt16(columns - 1))
    }

    /// Writes a text, which is never a formula, whatever it begins with.
    func write(_ text: String, sheet: Int, row: Int, column: Int, _ style: Style = .plain) {
        guard row < Self.rowLimit, !text.isEmpty || style == .heading else { return }
        let shown = SpreadsheetText.shortened(text, limit: Self.cellLimit)
        _ = unsafe worksheet_write_string(sheets[sheet], UInt32(row), UInt16(column), shown, styles[style.rawValue])
    }

    /// Writes a whole number, by which rows are sorted.
    func write(_ number: Int, sheet: Int, row: Int, column: Int) {
        guard row < Self.rowLimit else { return }
        _ = unsafe worksheet_write_number(
            sheets[sheet],
            UInt32(row),
            UInt16(column),
            Double(number),
            styles[Style.plain.rawValue]
        )
    }

    /// The bytes of the finished workbook; nothing can be added afterwards.
    ///
    /// - Parameters:
    ///   - title: what its properties call it.
    ///   - day: the day on which it was made, in days since 1970, so that the same report is the same file.
    /// - Returns: the bytes of the file.
    /// - Throws: `UsageError` that says why it cannot be made.
    consuming func finish(title: String, day: Int) throws(UsageError) -> [UInt8] {
        var properties = unsafe lxw_doc_properties()
        unsafe properties.created = day * 86_400
        // The library copies the text.
        unsafe title.withCString { text in
            unsafe properties.title = UnsafeMutablePointer(mutating: text)
            _ = unsafe workbook_set_properties(workbook, &properties)
        }
        let error = unsafe workbook_close(workbook)
        unsafe workbook = nil
        guard error == LXW_NO_ERROR else {
            let reason = unsafe lxw_strerror(error).map { unsafe String(cString: $0) } ?? ""
            throw UsageError(message: "the workbook cannot be made: \(reason)")
        }
        return try Self.read(path)
    }

    private static func read(_ path: String) throws(UsageError) -> [UInt8] {
        guard let file = unsafe fopen(path, "rb") else { throw UsageError(message: "\(path): cannot be read") }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var window = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // In bounds: at most as many bytes are read as the window has.
            let count = unsafe window.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
            guard count > 0 else { return bytes }
            bytes += window.prefix(count)
        }
    }
}
