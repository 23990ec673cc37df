import Foundation
import PackagePlugin

/// Why a build cannot go on.
enum EmbedError: Error, CustomStringConvertible {
    /// There is no file below the folder; a checkout without its mail would make a practice server without any.
    case nothingToEmbed(String)

    var description: String {
        switch self {
        case .nothingToEmbed(let root): "no file in Lessons or Transcripts of \(root)"
        }
    }
}

/// Puts the files of `Lessons/` and `Transcripts/` into the binary, so that one file alone teaches.
@main
struct Embed: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let inputs = ["Lessons", "Transcripts"].flatMap { files(in: root.appending(path: $0)) }
        guard !inputs.isEmpty else { throw EmbedError.nothingToEmbed(root.path) }
        let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) files", executable: try context.tool(named: "EmbedTool").url,
                arguments: [output.path, root.path] + inputs.map(\.path), inputFiles: inputs, outputFiles: [output])
        ]
    }

    private func files(in folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let urls = (all?.allObjects ?? []).compactMap { $0 as? URL }
        return urls.filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }.sorted { $0.path < $1.path }
    }
}
