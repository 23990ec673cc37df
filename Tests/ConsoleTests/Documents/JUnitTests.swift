import Console
import Testing

@Suite("A report in JUnit's XML")
struct JUnitTests {
    @Test func `each test is an element, and texts are escaped`() {
        let report = JUnit(
            suite: "popscope replay",
            [
                .init(name: "a<b>&\"c\".pop3", time: .milliseconds(1_005), .passed),
                .init(name: "b", time: .zero, .failed(message: "1 of 2", text: "line\nother \u{1B}[31m")),
                .init(name: "c", time: .zero, .error(message: "no server")),
                .init(name: "d", time: .zero, .skipped(message: "empty")),
            ])
        let counts = #"tests="4" failures="1" errors="1" skipped="1" time="1.005""#
        #expect(
            String(decoding: report.octets, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites \(counts)>
                  <testsuite name="popscope replay" \(counts)>
                    <testcase classname="popscope replay" name="a&lt;b&gt;&amp;&quot;c&quot;.pop3" time="1.005"/>
                    <testcase classname="popscope replay" name="b" time="0.000">
                      <failure message="1 of 2">line
                other \u{241B}[31m</failure>
                    </testcase>
                    <testcase classname="popscope replay" name="c" time="0.000">
                      <error message="no server"/>
                    </testcase>
                    <testcase classname="popscope replay" name="d" time="0.000">
                      <skipped message="empty"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }
}
