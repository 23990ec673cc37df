import POP3

extension Rules {
    /// UIDL, RFC 1939 section 7.
    static let uniqueIDs = [
        Rule("rfc1939-7-uidl-multi-form") { seen in
            guard seen.verb == .uidl, let survey = seen.survey else { return nil }
            return survey.oddLine.map(oddLine) ?? survey.blankLine.map(blanks) ?? notAscending(survey)
        },
        Rule("rfc1939-7-uidl-single-form") { seen in
            guard let argument = seen.listedNumber(.uidl) else { return nil }
            guard let listing = UniqueIDListing(seen.reply) else {
                return wrongForm(seen, "number unique-id", "番号 一意識別子")
            }
            guard let number = argument, listing.number != number, seen.isThere(number) else { return nil }
            return anotherMessage("UIDL", asked: number, got: listing.number)
        },
        Rule("rfc1939-7-uidl-single-equals-multi") { seen in
            guard seen.listedNumber(.uidl) != nil, let listing = UniqueIDListing(seen.reply),
                let known = seen.knowledge.maildrop?.uniqueIDs[listing.number], known != listing.uniqueID
            else { return nil }
            return Localized(
                en: "The unique-id of message \(listing.number) is not the one given before.",
                ja: "\(listing.number) 番のメールの一意識別子が、前に示されたものと違います。")
        },
        Rule("rfc1939-7-uidl-no-trailing-info") { seen in
            let single = seen.listedNumber(.uidl) != nil && UniqueIDListing(seen.reply)?.uniqueID.contains(" ") == true
            guard seen.verb == .uidl, single || seen.survey?.longLine != nil else { return nil }
            return Localized(en: "Something follows a unique-id.", ja: "一意識別子の後に余分なものがあります。")
        },
        Rule("rfc1939-7-uidl-length") { seen in
            guard let long = seen.firstUniqueID(where: { $0.count > 70 }) else { return nil }
            return Localized(
                en: "The unique-id of message \(long.number) has \(long.value.count) characters; 70 are allowed.",
                ja: "\(long.number) 番のメールの一意識別子が \(long.value.count) 文字あります (70 文字まで)。")
        },
        Rule("rfc1939-7-uidl-charset") { seen in
            guard let odd = seen.firstUniqueID(where: { !$0.allSatisfy { (0x21...0x7E).contains($0) } }) else {
                return nil
            }
            return Localized(
                en: "The unique-id of message \(odd.number) holds an octet outside 0x21 to 0x7E.",
                ja: "\(odd.number) 番のメールの一意識別子に、0x21 から 0x7E の範囲にないオクテットがあります。")
        },
        Rule("rfc1939-7-uidl-unique") { seen in
            guard seen.verb == .uidl, let survey = seen.survey, let (first, second) = seen.duplicate(in: survey) else {
                return nil
            }
            return Localized(
                en: "Messages \(first) and \(second) have the same unique-id.",
                ja: "\(first) 番と \(second) 番のメールの一意識別子が同じです。")
        },
        Rule("rfc1939-7-uidl-numbers-match-list") { seen in
            guard seen.verb == .uidl, let survey = seen.survey, survey.oddLine == nil, survey.blankLine == nil,
                survey.repeated == nil, seen.perhapsMarked.isEmpty, seen.reply.body?.isWhole == true,
                let maildrop = seen.knowledge.maildrop, !maildrop.sizes.isEmpty,
                maildrop.sizes.count == maildrop.count, survey.numbers.sorted() != maildrop.liveNumbers,
                marksShown(seen) == nil
            else { return nil }
            return Localized(en: "UIDL lists other numbers than LIST did.", ja: "UIDL の一覧の番号が LIST の一覧と違います。")
        },
        Rule("rfc1939-7-uidl-excludes-deleted") { seen in
            seen.verb == .uidl ? marksShown(seen) : nil
        },
        Rule("rfc1939-7-uidl-empty") { seen in
            guard seen.isRefused, seen.verb == .uidl, seen.before == .transaction, seen.command?.argument == nil,
                seen.isAnnounced("UIDL"), seen.knowledge.maildrop?.count == 0
            else { return nil }
            return Localized(
                en: "UIDL was refused for an empty maildrop; the right reply is +OK and \".\".",
                ja: "空のメールドロップで UIDL が拒否されました。正しい応答は +OK と \".\" です。")
        },
    ]
}

extension Observation {
    fileprivate func firstUniqueID(
        where isOdd: (ArraySlice<UInt8>) -> Bool
    ) -> (number: Int, value: ArraySlice<UInt8>)? {
        guard verb == .uidl else { return nil }
        if let survey {
            guard let index = survey.values.firstIndex(where: isOdd) else { return nil }
            return (survey.numbers[index], survey.values[index])
        }
        guard listedNumber(.uidl) != nil, let listing = UniqueIDListing(reply) else { return nil }
        let value = Array(listing.uniqueID.utf8.prefix { $0 != 0x20 })[...]
        return isOdd(value) ? (listing.number, value) : nil
    }

    /// Two messages with one unique-id; copies of one message may share it, so equal sizes are no proof.
    fileprivate func duplicate(in survey: Survey) -> (Int, Int)? {
        var seen: [ArraySlice<UInt8>: Int] = Dictionary(minimumCapacity: survey.count)
        let sizes = knowledge.maildrop?.sizes ?? [:]
        for (number, value) in zip(survey.numbers, survey.values) {
            guard let first = seen.updateValue(number, forKey: value), first != number else { continue }
            if let one = sizes[first], one == sizes[number] { continue }
            return (first, number)
        }
        return nil
    }
}
