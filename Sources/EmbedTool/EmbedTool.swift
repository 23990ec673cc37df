import Foundation

/// Writes files as Swift source: `EmbedTool OUTPUT ROOT FILE...`.
///
/// Each file becomes one base64 `StaticString`: a literal array of octets would keep the compiler busy for minutes.
@main
enum EmbedTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        let root = URL(fileURLWithPath: arguments[2]).path + "/"
        var source = """
            /// The files of Lessons/ and Transcripts/ by their path in the repository. Made by the build.
            enum Embedded {
                static let files: [(path: StaticString, base64: StaticString)] = [

            """
        for path in arguments.dropFirst(3) {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            source += "        (\"\(path.dropFirst(root.count))\", \"\(data.base64EncodedString())\"),\n"
        }
        source += "    ]\n}\n"
        try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }
}
