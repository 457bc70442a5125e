import CEL

extension YAMLNode {
    /// The scalar that stands here.
    ///
    /// - Parameter words: What is expected, for saying that nothing stands here, or a list or a mapping.
    func written(_ words: Wording, _ diagnostics: inout Diagnostics) throws(Unreadable) -> YAMLScalar {
        guard let scalar, !scalar.isNull else {
            throw diagnostics.refuse(.wrongType(expected: words, found: self, expectsScalar: true))
        }
        return scalar
    }

    /// The scalar that stands here, unless a comment has cut it in the middle of quotes or brackets.
    func uncut(_ words: Wording, _ diagnostics: inout Diagnostics) throws(Unreadable) -> YAMLScalar {
        let scalar = try written(words, &diagnostics)
        guard let cut = CommentCut(of: scalar) else { return scalar }
        diagnostics.report(.cutByComment(cut))
        if cut.isCertain { throw Unreadable() }
        return scalar
    }
}
