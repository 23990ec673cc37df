import Handbook

/// Names and values in two columns.
struct FieldList {
    private var fields: [(name: String, value: String)] = []
    private let layout: Layout
    private let gutter: Gutter

    /// A list without fields.
    init(_ layout: Layout, gutter: Gutter = .note) {
        self.layout = layout
        self.gutter = gutter
    }

    /// Adds a field; without a value nothing.
    mutating func append(_ name: Localized, _ value: Localized?) {
        if let value { fields.append((layout(name), layout(value))) }
    }

    /// The fields, their values in one column.
    var lines: [String] {
        let column = (fields.map { DisplayWidth.of($0.name) }.max() ?? 0) + 2
        return fields.flatMap { name, value in
            layout.lines(gutter, (name + ":").padded(to: column) + value, hanging: column)
        }
    }
}
