/// What a diagnostic is about. A code keeps its meaning from release to release.
public enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
    // Reading YAML.
    case invalidUTF8 = "invalid-utf8"
    case invalidCharacter = "invalid-character"
    case fileTooLarge = "file-too-large"
    case tooDeep = "too-deep"
    case tooManyAliases = "too-many-aliases"
    case tooManyNodes = "too-many-nodes"
    case unknownAnchor = "unknown-anchor"
    case severalDocuments = "several-documents"
    case emptyFile = "empty-file"
    case yamlSyntax = "yaml-syntax"
    case duplicateKey = "duplicate-key"
    case complexKey = "complex-key"
    case yamlTag = "yaml-tag"
    case unquotedTemplate = "unquoted-template"
    case unquotedValue = "unquoted-value"
    case cutByComment = "cut-by-comment"
    case tab = "tab"

    // Reading fields.
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case wrongValue = "wrong-value"
    case invalidName = "invalid-name"
    case literalSecret = "literal-secret"
    case bracesInExpression = "braces-in-expression"
    case missingFile = "missing-file"
    case notYetSupported = "not-yet-supported"
    case notYetEnforced = "not-yet-enforced"
}
