import Foundation
import Handbook
import Testing

@testable import Conformance
@testable import Console

@Suite("A report in JUnit's XML")
struct ReportJUnitTests {
    @Test func `fail is failure, error is error, skip is skipped, warn and info pass with their output`() {
        let xml = ReportSample.text(.junit)
        #expect(
            xml.contains(
                #"<testsuites name="popscope check" tests="8" failures="2" errors="1" skipped="2" time="0.812">"#))
        #expect(
            xml.contains(#"<testsuite name="RFC 2595" tests="2" failures="0" errors="0" skipped="2">"#))
        #expect(xml.components(separatedBy: "<failure message=").count == 3)
        #expect(xml.components(separatedBy: "<error message=").count == 2)
        #expect(xml.components(separatedBy: "<skipped message=\"No TLS.\"/>").count == 3)
        #expect(xml.components(separatedBy: "<system-out>").count == 3)
        #expect(xml.contains(#"<testcase classname="RFC 1939 4" name="rfc1939-4-greeting-positive" time="0"/>"#))
    }

    @Test func `a known failure passes`() {
        var options = ReportOptions(.en)
        options.known = [ReportSample.fail.requirement.id]
        let xml = ReportSample.text(.junit, ReportSample.report, options)
        #expect(xml.contains(#"tests="8" failures="1" errors="1""#))
        #expect(xml.components(separatedBy: "<failure message=").count == 2)
    }

    @Test func `a server that lets nobody in is an error`() {
        let xml = ReportSample.text(.junit, ReportSample.refused)
        #expect(xml.contains(#"<testsuite name="connection" tests="1" failures="0" errors="1" skipped="0">"#))
        #expect(XMLNesting(xml).isWellFormed)
    }

    @Test(arguments: Language.allCases)
    func `elements nest, and nothing of the server is markup`(language: Language) {
        let xml = ReportSample.text(.junit, ReportSample.report, ReportOptions(language))
        #expect(XMLNesting(xml).isWellFormed)
        #expect(xml.contains("-ERR &lt;b&gt;") && !xml.contains("<b>"))
        #expect(xml.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }
}

/// Whether tags open and close in order, and every ampersand begins an entity.
struct XMLNesting {
    let isWellFormed: Bool

    init(_ xml: String) {
        var open: [Substring] = []
        var isNested = true
        for part in xml.split(separator: "<").dropFirst(xml.hasPrefix("<") ? 0 : 1) {
            guard let end = part.lastIndex(of: ">") else {
                isNested = false
                continue
            }
            let tag = part[..<end]
            let name = tag.prefix { !" />\n".contains($0) }
            if tag.hasPrefix("?") || tag.hasSuffix("/") || tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                isNested = isNested && open.popLast() == tag.dropFirst()
            } else {
                open.append(name)
            }
        }
        let entities = xml.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        let known = ["lt;", "gt;", "amp;", "quot;", "#39;"]
        isWellFormed = isNested && open.isEmpty && entities.allSatisfy { part in known.contains { part.hasPrefix($0) } }
    }
}
