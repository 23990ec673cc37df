import Handbook

/// What stands around a document of its own: one file, without scripts and without anything from outside.
enum HTMLPage {
    /// What stands in front of the content, up to the beginning of `main`.
    ///
    /// - Parameters:
    ///   - title: escaped already.
    ///   - style: the rules of CSS.
    static func head(_ title: String, _ language: Language, style: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main>

        """
    }
}
