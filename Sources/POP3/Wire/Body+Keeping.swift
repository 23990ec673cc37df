extension Body {
    /// The same body of which no more than so many lines are kept, for somebody who shows its beginning; everything that was
    /// counted stays.
    public func keeping(lines limit: Int) -> Body {
        var count = 0
        let end = kept.firstIndex { octet in
            count += octet == Octet.lf ? 1 : 0
            return count == limit
        }
        guard let end, limit > 0 else { return self }
        var body = self
        body.kept = Array(kept[...end])
        return body
    }
}
