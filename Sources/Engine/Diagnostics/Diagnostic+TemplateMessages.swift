import CEL

/// What is said of message templates.
extension Diagnostic {
    static func unknownTemplate(_ name: Located<String>, templates: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownTemplate, "no template is named '\(name.value)'; there are \(listed(templates))", at: name.span,
            help: suggestion(for: name.value, in: templates))
    }

    static func undeclaredTemplate(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .undeclaredTemplate, "the template '\(name.value)' is not declared, so that nothing checks its variables",
            at: name.span, help: "write its text as it was approved under 'channels.whatsapp.templates'")
    }

    static func otherLanguage(_ language: Located<String>, of name: String, declared: String) -> Diagnostic {
        Diagnostic(
            .warning, .undeclaredTemplate,
            "the template '\(name)' is declared in '\(declared)', and not in '\(language.value)'", at: language.span,
            help: "leave 'language' out, or see to it that this language is approved too")
    }

    static func missingTemplateLanguage(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .missingKey, "the key 'language' is missing: the template '\(name.value)' is not declared", at: name.span,
            help: "add 'language:' (such as 'pt_BR'), or declare the template under 'channels.whatsapp.templates'")
    }

    static func variableCount(_ given: Int, of template: String, wanted: Int, at span: SourceSpan) -> Diagnostic {
        let has: Wording = wanted == 1 ? "1 variable" : "\(wanted) variables"
        let are: Wording = given == 1 ? "1 is given" : "\(given) are given"
        return Diagnostic(
            .error, .templateVariables, "the body of the template '\(template)' has \(has), and \(are)", at: span,
            help: wanted == 0 ? "remove them" : "give one value for each, in order")
    }

    static func unknownVariable(_ name: Located<String>, of template: String, variables: [String]) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables,
            "the template '\(template)' has no variable '\(name.value)'; there are \(listed(variables))", at: name.span,
            help: suggestion(for: name.value, in: variables))
    }

    static func missingVariables(_ names: [String], of template: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables, "the template '\(template)' needs \(listed(names))", at: span,
            help: "add '\(names.first ?? ""): …' under 'body'")
    }

    static func listForNames(of template: String, variables: [String], at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables, "the variables of the template '\(template)' have names: \(listed(variables))", at: span,
            help: "write 'body' as a mapping: {\(variables.first ?? ""): …}")
    }

    static func namesForList(of template: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables, "the variables of the template '\(template)' are numbered", at: span,
            help: "write 'body' as a list, in order")
    }

    static func templateHeader(of template: String, wanted: Wording?, at span: SourceSpan) -> Diagnostic {
        let message: Wording =
            if let wanted {
                "the template '\(template)' has \(wanted) as its header"
            } else {
                "the template '\(template)' has no header that could be filled"
            }
        return Diagnostic(
            .error, .templateVariables, message, at: span,
            help: wanted == nil ? "remove 'header'" : "give it under 'header'")
    }

    static func unknownButton(_ label: Located<String>, of template: String, buttons: [String]) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables,
            "the template '\(template)' has no button '\(shortened(label.value))'; there are \(listed(buttons))", at: label.span,
            help: suggestion(for: label.value, in: buttons))
    }

    static func wrongButton(_ label: Located<String>, wanted: Wording) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables, "the button '\(shortened(label.value))' takes \(wanted)", at: label.span,
            help: "see how the template was approved")
    }

    static func missingButton(_ label: String, of template: String, wanted: Wording, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables, "the button '\(shortened(label))' of the template '\(template)' needs \(wanted)",
            at: span, help: "add it under 'buttons'")
    }

    static func wrongNumbering(_ variables: [String], at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables,
            "the variables of a template are numbered from {{1}} on without a gap, and these are \(listed(variables))", at: span,
            help: "write the text as it was approved")
    }

    static func wrongVariable(_ variables: [String], at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateVariables,
            "\(listed(variables)) is no variable of a template: it is a number, as in {{1}}, or a name, as in {{nome}}", at: span,
            help: "write the text as it was approved")
    }
}
