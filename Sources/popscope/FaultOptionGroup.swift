import ArgumentParser
import Console
import Handbook
import MockServer
import POP3

/// The mistakes that the built-in server is told to make.
struct FaultOptionGroup: ParsableArguments {
    @Option(
        name: .customLong("fault"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "A mistake to make, NAME[=VALUE]; repeatable.", ja: "わざと犯す誤り NAME[=VALUE]。何度でも指定できる。"),
        transform: Self.fault)
    var faults: [Fault] = []

    @Flag(
        name: .customLong("list-faults"),
        help: ArgumentHelp(en: "List the mistakes and what each breaks.", ja: "誤りの一覧と、それぞれが破る要件を表示する。"))
    var listsFaults = false

    private static func fault(_ text: String) throws -> Fault {
        do throws(FaultError) {
            return try Fault(text)
        } catch {
            let (en, ja) = (error.text(in: .english), error.text(in: .japanese))
            throw ValidationError(
                HelpWords.text(
                    en: "\(en). --list-faults names them all.", ja: "\(ja)。--list-faults で一覧を表示します。"))
        }
    }

    /// The server that makes these mistakes; the sound one where there are none.
    func machine(_ server: MailboxServer) -> any ServerMachine {
        faults.isEmpty ? server : FaultyServer(server, faults: faults)
    }

    /// Every fault, the most common first: its name, what the server does, and the requirements that it breaks.
    static func list(_ language: Language) -> [UInt8] {
        let replyLanguage: ReplyLanguage =
            switch language {
            case .en: .english
            case .ja: .japanese
            }
        let lines = Fault.catalogue.flatMap { fault in
            let range = fault.range.map { "=\($0.lowerBound)...\($0.upperBound)" } ?? ""
            return [
                "\(fault.name)\(range)", "    \(fault.summary(in: replyLanguage))",
                "    \(fault.requirements.map(\.name).joined(separator: ", "))",
            ]
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
