package import CEL
package import Formats

/// What a user asks to be checked.
package struct CheckRequest: Sendable {
    /// Files and folders.
    package var paths: [String]
    /// The day on which rules are judged; today if nothing.
    package var asOf: CalendarDate?
    /// How far the shipment is, where it is said.
    package var stage: String?
    /// The markets, in addition to nothing but these if any.
    package var markets: [String]
    /// The categories of the goods by name, in addition to nothing but these if any.
    package var categories: [String] = []
    /// The packs by name or path.
    package var packs: [String]
    /// Packs beside those, or beside the recommended ones.
    package var furtherPacks: [String]
    /// The configuration; found upwards from the first path if nothing.
    package var configurationPath: String?
    /// Files that reports are written to: they are no documents, wherever they stand.
    package var outputs: [String]
    /// Whether the report gives the SHA-256 of files and packs.
    package var wantsDigests: Bool
    /// Whether the report shows side by side what the documents say of each part.
    package var wantsAgreement: Bool
    /// Whether the report shows what is expected of each product, though the pack that expects it may not be on; what that
    /// pack finds is then no finding.
    package var wantsReadiness = false
    /// How many documents are read at a time; as many as there are cores if 0.
    package var jobs: Int
    /// The path of the findings that are known; the configuration's if nothing.
    package var baselinePath: String?
    /// Whether an entry of the baseline that is no longer found is an error rather than a note.
    package var isBaselineStrict = false
    /// Whether what a new baseline would hold is collected.
    package var collectsBaseline = false
    /// The files that a change touches, by absolute path; then only dossiers with one of them are checked.
    package var changedFiles: Set<String>?
    /// What files hold in place of what is on disk, by path as typed; so that a change is tried before it is made.
    package var overlay: [String: [UInt8]] = [:]
    /// Whether all findings are shown, however many there are.
    package var isUncapped = false
    /// How much is read and handed on at a time.
    package var sizes: ReadingSizes
    /// Counts what the run does.
    package var meter: Meter

    /// Makes a request.
    package init(
        paths: [String],
        asOf: CalendarDate? = nil,
        stage: String? = nil,
        markets: [String] = [],
        packs: [String] = [],
        furtherPacks: [String] = [],
        configurationPath: String? = nil,
        outputs: [String] = [],
        wantsDigests: Bool = false,
        wantsAgreement: Bool = false,
        jobs: Int = 0,
        sizes: ReadingSizes = ReadingSizes(),
        meter: Meter = Meter()
    ) {
        self.paths = paths
        self.asOf = asOf
        self.stage = stage
        self.markets = markets
        self.packs = packs
        self.furtherPacks = furtherPacks
        self.configurationPath = configurationPath
        self.outputs = outputs
        self.wantsDigests = wantsDigests
        self.wantsAgreement = wantsAgreement
        self.jobs = jobs
        self.sizes = sizes
        self.meter = meter
    }
}
