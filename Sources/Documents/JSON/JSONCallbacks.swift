internal import CSimdJSON

/// What the walk's callbacks reach.
///
/// A C function pointer cannot be generic, so the generic session hides behind this
/// class.
class JSONCallbacks {
    /// Where the document that is walked begins in the file.
    final var base = 0

    /// The number of a key.
    func resolve(_ key: Span<UInt8>) -> Name { .unknown }

    /// A value begins.
    func open(_ name: Name, index: Int, at offset: Int) -> Bool { false }

    /// A scalar.
    func value(_ value: Span<UInt8>, at place: Place) {}

    /// What was opened ends.
    func close(at end: Int) {}

    /// A key stands twice.
    func duplicate(_ key: String, at offset: Int) {}

    /// The keys that stood twice since this was asked last.
    func takeDuplicates() -> [SyntaxFault] { [] }

    /// Whether nothing more is wanted.
    var isFinished: Bool { true }

    /// Whether the receiver is asked what it wants.
    var isSelective: Bool { false }

    /// Whether something in a range of the document is wanted.
    func wants(_ range: Range<Int>) -> Bool { true }

    /// The C structure that leads every callback to this object, which must outlive it.
    func makeReceiver() -> csimdjson_receiver {
        unsafe csimdjson_receiver(
            context: Unmanaged<JSONCallbacks>.passUnretained(self).toOpaque(),
            resolve: { context, key, length in
                unsafe JSONCallbacks.with(context) {
                    unsafe $0.resolve(Span(_unsafeElements: .init(start: key, count: length))).rawValue
                }
            },
            open: { context, name, index, offset in
                unsafe JSONCallbacks.with(context) {
                    $0.open(Name(rawValue: name), index: Int(index), at: Int(offset))
                }
            },
            value: { context, text, length, offset, rawLength in
                unsafe JSONCallbacks.with(context) {
                    unsafe $0.value(
                        Span(_unsafeElements: .init(start: text, count: length)),
                        at: Place(offset: Int(offset), length: Int(rawLength))
                    )
                }
            },
            close: { context, end in unsafe JSONCallbacks.with(context) { $0.close(at: Int(end)) } },
            duplicate: { context, key, length, offset in
                let text = unsafe String(decoding: UnsafeBufferPointer(start: key, count: length), as: UTF8.self)
                unsafe JSONCallbacks.with(context) { $0.duplicate(text, at: Int(offset)) }
            },
            finished: { context in unsafe JSONCallbacks.with(context) { $0.isFinished } },
            wants: isSelective
                ? { context, start, end in unsafe JSONCallbacks.with(context) { $0.wants(Int(start)..<Int(end)) } }
                : nil
        )
    }

    /// Lends the object behind a context, which outlives the walk, without counting the reference at each event.
    private static func with<Result>(_ context: UnsafeMutableRawPointer?, _ body: (JSONCallbacks) -> Result) -> Result {
        guard let context = unsafe context else { preconditionFailure("the walk lost its context") }
        return unsafe Unmanaged<JSONCallbacks>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }
}

/// Hands the walk's events to a receiver, with offsets in the file.
///
/// The receiver is borrowed through a pointer for one call of `JSONParser.walk`.
@safe final class JSONSession<Receiver: EventReceiver & ~Copyable>: JSONCallbacks {
    private let receiver: UnsafeMutablePointer<Receiver>
    private var duplicates: [SyntaxFault] = []

    init(receiver: UnsafeMutablePointer<Receiver>) {
        unsafe self.receiver = receiver
    }

    override func takeDuplicates() -> [SyntaxFault] {
        defer { duplicates = [] }
        return duplicates
    }

    override func resolve(_ key: Span<UInt8>) -> Name {
        unsafe receiver.pointee.resolve(namespace: Span(), local: key, prefix: Span())
    }

    override func open(_ name: Name, index: Int, at offset: Int) -> Bool {
        unsafe receiver.pointee.open(name, index: index, at: base + offset)
    }

    override func value(_ value: Span<UInt8>, at place: Place) {
        unsafe receiver.pointee.value(value, at: Place(offset: base + place.offset, length: place.length))
    }

    override func close(at end: Int) {
        unsafe receiver.pointee.close(at: base + end, fields: 0)
    }

    override func duplicate(_ key: String, at offset: Int) {
        duplicates.append(SyntaxFault(.duplicateKey, at: base + offset, detail: String(key.prefix(60)), isFatal: false))
    }

    override var isFinished: Bool { unsafe receiver.pointee.isFinished }

    override var isSelective: Bool { Receiver.isSelective }

    override func wants(_ range: Range<Int>) -> Bool {
        unsafe receiver.pointee.wants((base + range.lowerBound)..<(base + range.upperBound))
    }
}
