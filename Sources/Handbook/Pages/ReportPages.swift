import POP3

/// The page on the JSON of conformance reports.
public enum ReportPages {
    /// The word behind `:help`.
    public static let name = "report"

    // swift-format-ignore
    /// The page: what each member means, then the schema.
    public static let page = TranscriptPage(
        summary: Localized(
            en: "popscope check --format json writes one object, version 1: members may be added, none is changed.",
            ja: "popscope check --format json は 1 つのオブジェクト (版 1) を書きます。項目は増えることはあっても変わりません。"),
        sections: [
            TranscriptPage.Section(
                title: Localized(en: "What the outcomes mean:", ja: "判定の意味:"),
                rows: [
                    .init("pass", "put to the test, and it held", "調べた結果、満たされていました"),
                    .init("fail, warn, info", "it did not hold; the requirement says how grave that is", "満たされていません。重さは要件ごとに決まっています"),
                    .init("skip", "not judged; the reason says why, and what would enable it", "判定していません。理由と、判定に必要なものを示します"),
                    .init("error", "could not be finished; never a pass", "最後まで調べられませんでした。合格ではありません"),
                ])
        ],
        grammarTitle: Localized(en: "The schema (null where there is nothing to say):", ja: "スキーマ (該当がなければ null):"),
        grammar: [
            "{ \"schema\": \"popscope-report/1\",",
            "  \"target\": URL, \"implementation\": string, \"started\": \"...Z\",",
            "  \"duration_ms\": number, \"waited_ms\": number, \"refusal\": string,",
            "  \"party\": \"client\" | \"server\", \"connections\": n,  (what passed by)",
            "  \"summary\": { \"pass\": n, \"fail\": n, \"warn\": n,",
            "               \"info\": n, \"skip\": n, \"error\": n },",
            "  \"results\": [ {",
            "    \"id\": string, \"rfc\": \"1939\", \"document\": string,",
            "    \"section\": string, \"level\": \"MUST\" | ... | \"fact\",",
            "    \"outcome\": string, \"known\": true      (named in the baseline),",
            "    \"impact\": \"loses-mail\" | \"security\" | \"breaks-clients\" | \"letter\",",
            "    \"requirement\": string, \"check\": string, \"reason\": string,",
            "    \"expected\": [ string ], \"actual\": string,",
            "    \"evidence\": [ { \"from\": \"client\" | \"server\" | \"note\",",
            "                    \"text\": string, \"ending\": \"lf\" | \"none\" }",
            "                | { \"from\": \"server\", \"omitted\": lines } ],",
            "    \"others\": [ what more checks found about it ] } ] }",
            "Octets that are no UTF-8 are \\xHH in text, and \\ is \\\\.",
        ])
}
