/// Reads days that are told from today: `amanhã`, `segunda`, `daqui a 3 dias`, `dia 12`; `tomorrow`, `next monday`, `in two weeks`.
///
/// A day of the week is the next one, and never today.
struct RelativeDayReader {
    let locale: LocaleData
    let today: CalendarDay

    func day(in text: String) -> CalendarDay? {
        guard text.utf8.count <= 64, let words = Words.of(locale.language) else { return nil }
        let said = RelativeDayReader.words(of: text)
        if let distance = words.distances[said.joined(separator: " ")] { return CalendarDay(number: today.number + distance) }
        if let span = span(said, words) { return span }
        var rest = said[...]
        while let first = rest.first, words.fillers.contains(first) { rest = rest.dropFirst() }
        for ending in words.endings where rest.count > ending.count && rest.suffix(ending.count) == ending[...] {
            rest = rest.dropLast(ending.count)
        }
        return weekday(Array(rest)) ?? dayOfMonth(Array(rest), words)
    }

    /// Without case, accents and punctuation.
    private static func words(of text: String) -> [String] {
        let marks: Set<Character> = ["-", ",", ".", "!"]
        return text.folded.split { $0.isWhitespace || marks.contains($0) }.map { String($0) }
    }

    /// `daqui a 3 dias`.
    private func span(_ said: [String], _ words: Words) -> CalendarDay? {
        for opening in words.openings where said.count > opening.count + 1 && said.prefix(opening.count) == opening[...] {
            let middle = said[opening.count..<said.count - 1].joined(separator: " ")
            guard let unit = said.last.flatMap({ words.units[$0] }),
                let count = Int(middle) ?? NumberWords(language: locale.language).number(in: middle), (0...1000).contains(count)
            else { continue }
            return unit == 0 ? today.adding(months: count) : CalendarDay(number: today.number + count * unit)
        }
        return nil
    }

    private func weekday(_ said: [String]) -> CalendarDay? {
        guard let first = said.first else { return nil }
        let found = locale.weekdays.indices.first { index in
            let name = RelativeDayReader.words(of: locale.weekdays[index])
            if name == said { return true }
            // 'segunda' of 'segunda-feira', and 'seg.'
            return said.count == 1 && (name.first == first || RelativeDayReader.words(of: locale.shortWeekdays[index]) == said)
        }
        guard let found else { return nil }
        let current = (today.number + 4) % 7
        let ahead = (found - current + 7) % 7
        return CalendarDay(number: today.number + (ahead == 0 ? 7 : ahead))
    }

    /// `dia 12`: of this month, or of the next that has it when it has passed.
    private func dayOfMonth(_ said: [String], _ words: Words) -> CalendarDay? {
        guard said.count == 2, said[0] == words.day, let day = Int(said[1]), (1...31).contains(day) else { return nil }
        let start = today.number - today.calendar.day + 1
        for months in 0...12 {
            guard let first = CalendarDay(number: start)?.adding(months: months)?.calendar,
                let found = CalendarDay(year: first.year, month: first.month, day: day)
            else { continue }
            if found.number >= today.number { return found }
        }
        return nil
    }

    /// Of one language, without case and accents.
    private struct Words {
        /// Whole answers, and how many days they lead ahead.
        let distances: [String: Int]
        /// Before a number of days, weeks or months.
        let openings: [[String]]
        /// In days; 0 is a month.
        let units: [String: Int]
        /// Before the name of a day.
        let fillers: Set<String>
        /// Behind it.
        let endings: [[String]]
        let day: String

        static func of(_ language: String) -> Words? {
            switch language {
            case "pt": portuguese
            case "en": english
            default: nil
            }
        }

        private static let portuguese = Words(
            distances: ["hoje": 0, "amanha": 1, "depois de amanha": 2, "ontem": -1, "anteontem": -2, "antes de ontem": -2],
            openings: [["daqui", "a"], ["daqui"], ["em"]],
            units: ["dia": 1, "dias": 1, "semana": 7, "semanas": 7, "mes": 0, "meses": 0],
            fillers: ["na", "no", "nesta", "neste", "esta", "este", "a", "o", "proxima", "proximo", "para", "pra"],
            endings: [["que", "vem"]], day: "dia")

        private static let english = Words(
            distances: [
                "today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2, "yesterday": -1,
                "day before yesterday": -2, "the day before yesterday": -2,
            ],
            openings: [["in"]], units: ["day": 1, "days": 1, "week": 7, "weeks": 7, "month": 0, "months": 0],
            fillers: ["on", "next", "this", "coming", "the"], endings: [], day: "day")
    }
}
