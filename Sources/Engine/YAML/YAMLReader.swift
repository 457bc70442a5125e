/// Reads the text of a file as one YAML document.
enum YAMLReader {
    /// What can be understood of the file; errors that are told do not always keep the rest from being read.
    ///
    /// - Returns: `nil` when nothing can be understood, which is then told.
    static func read(
        _ file: SourceFile,
        limits: YAMLLimits = .standard,
        into diagnostics: inout Diagnostics
    ) -> YAMLNode? {
        if let refusal = refusal(of: file, limits) {
            diagnostics.report(refusal)
            return nil
        }
        var repairs: [YAMLRepair] = []
        while true {
            var builder = YAMLTreeBuilder(file, limits: limits, repairs: repairs)
            let failure = build(file, repairs, into: &builder)
            if let failure {
                let mistake = YAMLMistake(failure, in: file)
                diagnostics.report(mistake.diagnostic)
                if let hidden = mistake.hidden { diagnostics.hide(hidden) }
                if let repair = mistake.repair, repairs.count < limits.repairs, !repairs.contains(where: { $0.overlaps(repair) })
                {
                    repairs.append(repair)
                    continue
                }
            }
            diagnostics.report(builder.diagnostics)
            if failure == nil, builder.root == nil, !builder.diagnostics.hasErrors {
                diagnostics.report(.emptyFile(at: SourceSpan(file: file, offsets: 0..<0)))
            }
            return failure == nil ? builder.root : nil
        }
    }

    /// - Returns: Why libyaml could not read to the end; `nil` when it did, or when the builder stopped it and told why.
    private static func build(_ file: SourceFile, _ repairs: [YAMLRepair], into builder: inout YAMLTreeBuilder) -> YAMLFailure? {
        let text = repairs.isEmpty ? file.text : YAMLRepair.cover(repairs, in: file.text)
        guard var events = YAMLEventReader(text) else {
            return YAMLFailure(problem: "out of memory", offset: 0, context: "", contextOffset: nil)
        }
        do {
            while true {
                let event = try events.next()
                if case .streamEnd = event.kind { return nil }
                try builder.take(event)
            }
        } catch let failure as YAMLFailure {
            return failure
        } catch {
            return nil
        }
    }

    private static func refusal(of file: SourceFile, _ limits: YAMLLimits) -> Diagnostic? {
        let bytes = file.text.utf8.count
        if bytes > limits.fileBytes {
            return .fileTooLarge(bytes, limit: limits.fileBytes, at: SourceSpan(file: file, offsets: 0..<0))
        }
        if let invalid = file.invalidEncoding { return .invalidUTF8(at: SourceSpan(file: file, offsets: invalid)) }
        for (offset, scalar) in file.text.unicodeScalars.enumerated() where !isPrintable(scalar) {
            return .invalidCharacter(scalar, at: SourceSpan(file: file, offsets: offset..<(offset + 1)))
        }
        return nil
    }

    /// - SeeAlso: YAML 1.2.2, production `c-printable`.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar.value != 0xFEFF
        default: false
        }
    }
}
