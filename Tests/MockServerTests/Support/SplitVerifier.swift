import POP3
import Testing

/// What a server answers must not depend on how its input was cut.
enum SplitVerifier {
    /// Feeds `input` whole, octet by octet and cut in two at each place, each time to a new server.
    static func verify(_ input: [UInt8], to makeServer: () -> any ServerMachine) {
        let whole = answer(to: [input[...]], of: makeServer())
        #expect(answer(to: input.indices.map { input[$0...$0] }, of: makeServer()) == whole, "octet by octet")
        for cut in input.indices {
            #expect(answer(to: [input[..<cut], input[cut...]], of: makeServer()) == whole, "cut before octet \(cut)")
        }
    }

    private static func answer(to parts: [ArraySlice<UInt8>], of server: any ServerMachine) -> [Output] {
        var server = server
        let outputs = server.opened(from: nil) + parts.flatMap { server.received(Array($0)) }
        return outputs.reduce(into: []) { joined, output in
            if case .send(let more) = output, case .send(let bytes)? = joined.last {
                joined[joined.count - 1] = .send(bytes + more)
            } else {
                joined.append(output)
            }
        }
    }
}
