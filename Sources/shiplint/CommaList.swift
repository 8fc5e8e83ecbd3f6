/// Values of one option, with commas between.
enum CommaList {
    /// The values, without the blanks before and after them; none if nothing is said.
    static func items(of text: String?) -> [String] {
        (text ?? "").split(separator: ",").compactMap { item in
            let item = item.drop { $0 == " " }
            let end = item.lastIndex { $0 != " " }
            return end.map { String(item[...$0]) }
        }
    }
}
