public import Conformance
public import POP3

/// Judges one side of recordings, file by file and entry by entry: a recording may have any size.
public struct RecordingCheck: Sendable {
    /// What the recordings so far have shown.
    public private(set) var testimony: Testimony

    private var player = TranscriptPlayer()
    private var witness: RecordingWitness
    private var isAnonymized = false

    /// A check that has read nothing.
    public init(judging party: Session.Side) {
        testimony = Testimony(judging: party)
        witness = RecordingWitness(judging: party, of: "")
    }

    /// A recording begins.
    ///
    /// - Parameters:
    ///   - name: what it is called.
    ///   - file: the octets of a file beside it, by its name; `nil` when there is none.
    public mutating func begin(_ name: String, file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        player = TranscriptPlayer(file: file)
        witness = RecordingWitness(judging: testimony.party, of: name)
        isAnonymized = false
    }

    /// The next entry.
    public mutating func take(_ entry: TranscriptEntry) {
        if entry == Anonymizer.header { isAnonymized = true }
        let played = player.play(entry)
        take(played)
    }

    /// The recording is at its end, or cannot be read any further.
    public mutating func end() {
        take(player.finish())
        testimony.add(witness.testimony)
    }

    private mutating func take(_ played: [Played]) {
        guard !played.isEmpty else { return }
        witness.untold = Fidelity.lost(
            of: testimony.party, isText: player.header.isText, isAnonymized: isAnonymized)
        for event in played { witness.take(event) }
    }
}
