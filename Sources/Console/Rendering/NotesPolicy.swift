import Handbook
import POP3

/// How much is said about each exchange: `:notes`.
public enum NotesPolicy: String, CaseIterable, Sendable {
    /// Full the first time, brief after.
    case auto
    case full
    case brief
    case off
}

/// How much of one annotation is shown.
enum Verbosity: Hashable, Sendable {
    /// Everything.
    case full
    /// The first note, and what broke the RFCs.
    case brief
}

/// What has been explained in a session, so that it is not explained twice.
struct NotesMemory: Hashable, Sendable {
    /// Topics of unknown commands never end; beyond this many kinds everything counts as known.
    private static let limit = 4_096
    private var known: Set<Kind> = []

    /// What makes two exchanges the same lesson: verb and kind of reply; for trouble its explanation too.
    private struct Kind: Hashable {
        let topic: String
        let status: Reply.Status?
        let code: ResponseCode?
        let causes: [Localized]
        let place: Place?
    }

    /// Where CAPA was asked: the list may be another one under TLS, and after login (RFC 2449 section 5).
    private struct Place: Hashable {
        let phase: Session.Phase
        let isSecure: Bool
    }

    /// How much of an annotation to show, and remembers it; `nil` for nothing.
    ///
    /// - Parameter reply: the reply that it explains; `nil` for something that the server did unasked.
    mutating func verbosity(of annotation: Annotation, _ reply: Reply?, _ policy: NotesPolicy) -> Verbosity? {
        verbosity(of: annotation, reply, nil, policy)
    }

    /// The same for an exchange.
    mutating func verbosity(of annotation: Annotation, on exchange: Exchange, _ policy: NotesPolicy) -> Verbosity? {
        let isList = exchange.command?.verb == .capa
        let place = isList ? Place(phase: exchange.before, isSecure: exchange.knowledge.isSecure) : nil
        return verbosity(of: annotation, exchange.reply, place, policy)
    }

    private mutating func verbosity(
        of annotation: Annotation, _ reply: Reply?, _ place: Place?, _ policy: NotesPolicy
    ) -> Verbosity? {
        let kind = Kind(
            topic: annotation.topic, status: reply?.status, code: reply?.code, causes: annotation.causes, place: place)
        let isNew = !known.contains(kind) && known.count < Self.limit
        if isNew, policy != .off { known.insert(kind) }
        switch policy {
        case .auto: return isNew ? .full : .brief
        case .full: return .full
        case .brief: return .brief
        case .off: return nil
        }
    }
}
