import Handbook
import POP3

extension Shell {
    /// Writes one message to a file, octet for octet as it was before stuffing: `:save N FILE`, or `:save! N FILE` to
    /// replace a file.
    func save(_ arguments: String) async {
        let isForced = arguments.hasPrefix("!")
        let words = (isForced ? arguments.dropFirst() : arguments[...]).split(separator: " ", maxSplits: 1)
        guard words.count == 2, let number = Int(words[0]), number > 0 else {
            return say(trouble: ShellWords.usage(.save))
        }
        guard let file = typedPath(String(words[1].drop { $0 == " " }), of: .save),
            await isFree(file, number, isForced: isForced)
        else { return }
        do {
            let draft = try FileDraft(replacing: file.path)
            guard let octets = await write(number, to: draft) else {
                draft.discard()
                return notSaved(ShellWords.cannotSave(number))
            }
            try draft.finish()
            say(ShellWords.saved(number, file.path, octets))
        } catch {
            notSaved(ShellWords.cannotWrite(error.path, error.reason))
        }
    }

    /// Says why no file was written. A batch ends there: its next line may delete the message.
    private func notSaved(_ text: Localized) {
        say(trouble: text)
        if !terminal.isInteractive, !outcome.isOver(stopsOnError: false) { outcome.cannotWrite() }
    }

    /// Whether the file may be written: not where there is no folder, and over another file only when that is wanted.
    private func isFree(_ file: TypedPath, _ number: Int, isForced: Bool) async -> Bool {
        guard file.hasFolder else {
            notSaved(ShellWords.noSuchFolder(file.folder))
            return false
        }
        switch file.kind {
        case .nothing: return true
        case .folder:
            notSaved(ShellWords.isFolder(file.path))
            return false
        case .file:
            if isForced { return true }
            return await isReplacingWanted(file, number)
        }
    }

    private func isReplacingWanted(_ file: TypedPath, _ number: Int) async -> Bool {
        guard terminal.isInteractive else {
            notSaved(ShellWords.fileExists(file.path, number))
            return false
        }
        say(ShellWords.fileExists(file.path))
        if await isAgreed(ShellWords.replace) { return true }
        say(ShellWords.notWritten)
        return false
    }

    /// Writes what RETR brought, or fetches the message again when it was too large to be kept.
    ///
    /// - Returns: how many octets were written; `nil` when the message did not come whole.
    private func write(_ number: Int, to draft: FileDraft) async -> Int? {
        if let message = message(number, wholeOnly: true) {
            draft.append(message)
            return message.count
        }
        // A reply that is still coming would end up in the file.
        guard isConnected(), connection?.session.pending.isEmpty == true else { return nil }
        let earlier = connection?.last?.number
        bodyCopy = BodyCopy(draft)
        narrator.hidesBody = true
        expectsLines = false
        await send(Line("RETR \(number)").octets)
        let copied = bodyCopy?.octets
        bodyCopy = nil
        narrator.hidesBody = false
        guard let last = connection?.last, last.number != earlier, last.exchange.command?.verb == .retr,
            last.exchange.command?.messageNumber == number,
            last.exchange.reply.body?.isTerminated == true
        else { return nil }
        return copied
    }
}

/// Copies a body into a file as it passes, however large it is.
struct BodyCopy {
    private let draft: FileDraft
    private var unstuffer = Unstuffer()
    /// How many octets were copied.
    private(set) var octets = 0

    init(_ draft: FileDraft) {
        self.draft = draft
    }

    mutating func append(_ wire: ArraySlice<UInt8>) {
        let message = unstuffer.message(from: wire)
        octets += message.count
        draft.append(message)
    }
}
