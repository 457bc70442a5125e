/// A value that libyaml cannot read, covered so that the rest of the file is read in the same run.
struct YAMLRepair {
    /// Of the value, in Unicode scalars of the file; all on one line.
    let offsets: Range<Int>

    /// `text` with quoted filler of the same length over each of `repairs`, so that no other place moves.
    static func cover(_ repairs: [YAMLRepair], in text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for repair in repairs {
            let offsets = repair.offsets.clamped(to: scalars.indices)
            for offset in offsets { scalars[offset] = "x" }
            guard offsets.count > 1, let first = offsets.first, let last = offsets.last else { continue }
            scalars[first] = "'"
            scalars[last] = "'"
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }
}

extension YAMLRepair {
    func overlaps(_ other: YAMLRepair) -> Bool { offsets.overlaps(other.offsets) }
}
