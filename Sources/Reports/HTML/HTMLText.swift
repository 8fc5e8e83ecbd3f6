/// Text in HTML.
enum HTMLText {
    /// The text as it stands between tags.
    static func escaped(_ text: String) -> String { XMLText.escaped(text) }

    /// JSON as it may stand in a `script` element, which nothing in it can close.
    static func script(_ json: String) -> String { json.replacing("<", with: "\\u003c") }
}
