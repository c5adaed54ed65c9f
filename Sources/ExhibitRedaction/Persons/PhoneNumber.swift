/// A telephone number: `+` and 8 to 15 digits (E.164), or ten digits as they are grouped in North America.
enum PhoneNumber {
    static func range(in text: [UInt8], at place: Int) -> Range<Int>? {
        guard place == 0 || !isPart(text[place - 1]) else { return nil }
        let end = text[place] == UInt8(ascii: "+") ? international(text, place + 1) : grouped(text, place)
        guard let end, end == text.count || !isPart(text[end]) else { return nil }
        return place..<end
    }

    /// What makes a row of digits another thing: an id, a version, a time.
    private static func isPart(_ byte: UInt8) -> Bool {
        Characters.isName(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/")
    }

    private static func international(_ text: [UInt8], _ start: Int) -> Int? {
        var digits = 0
        var end = start
        var place = start
        while place < text.count, digits <= 15 {
            if Characters.isDigit(text[place]) {
                digits += 1
                end = place + 1
            } else if !isSeparator(text[place]) || place - end > 1 {
                break
            }
            place += 1
        }
        return (8...15).contains(digits) ? end : nil
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { " -.()".utf8.contains(byte) }

    /// As `(555) 123-4567`, `555-123-4567` or `555.123.4567`.
    private static func grouped(_ text: [UInt8], _ start: Int) -> Int? {
        let isRound = text[start] == UInt8(ascii: "(")
        guard var place = digits(3, text, start + (isRound ? 1 : 0)) else { return nil }
        if isRound {
            guard place < text.count, text[place] == UInt8(ascii: ")") else { return nil }
            place += 1
            if place < text.count, text[place] == 0x20 { place += 1 }
        } else {
            guard place < text.count, "-.".utf8.contains(text[place]) else { return nil }
            place += 1
        }
        guard let middle = digits(3, text, place), middle < text.count, "-.".utf8.contains(text[middle]) else {
            return nil
        }
        return digits(4, text, middle + 1)
    }

    private static func digits(_ count: Int, _ text: [UInt8], _ start: Int) -> Int? {
        guard start + count <= text.count, text[start..<start + count].allSatisfy(Characters.isDigit) else {
            return nil
        }
        return start + count
    }
}
