import ExhibitJSON

extension OrderMaker {
    /// The template that the item's own variables make.
    mutating func template(for item: ManifestItem, number: Int) -> Template {
        var template = Template(variables, keepsUnknown: keepsUnknown, isActive: form.isTemplated)
        for (key, value) in item.members where key == "vars" && !Setting.isAbsent(value) {
            if let problem = problem(adding: value, to: &template, item) { problems.add(problem) }
        }
        template.addUnlessGiven("index", String(number))
        return template
    }

    private func problem(adding value: JSONValue, to template: inout Template, _ item: ManifestItem) -> ManifestProblem?
    {
        guard form.isTemplated else {
            return ManifestProblem(
                "the form with \"tasks\" has no variables: its braces are braces",
                hint: "write a JSON array, JSONL or CSV, or leave vars out",
                at: item.place(of: "vars")
            )
        }
        guard let object = value.object, template.add(object).isEmpty else {
            return ManifestProblem(
                "\"vars\" must be \(ValueForm.variables.sentence)",
                hint: ManifestVariables.hint,
                at: item.place(of: "vars")
            )
        }
        return nil
    }

    /// The mode, which from then on is a variable itself.
    mutating func mode(of item: ManifestItem, _ template: inout Template) -> String {
        let written = item.members.first { $0.key == "mode" && !Setting.isAbsent($0.value) }?.value
        let standing = defaults.first { $0.key.use == .mode }?.value
        let mode = template.fill((written ?? standing)?.string ?? TaskCommand.defaultMode)
        tell(template.takeFaults(), in: "mode", item, template)
        template.addUnlessGiven("mode", mode)
        return mode
    }

    mutating func fill(
        _ value: JSONValue,
        _ key: ItemKey,
        _ spelling: String,
        _ item: ManifestItem,
        _ template: inout Template
    ) -> JSONValue {
        // Variables are no templates, and the mode's was told already.
        guard form.isTemplated, key.use != .variables, key.use != .mode else { return value }
        let filled = template.fill(key.form == .json ? Self.parsed(value) : value)
        tell(template.takeFaults(), in: spelling, item, template)
        return filled
    }

    /// The braces of a JSON text are its own: only the texts in it are templates.
    private static func parsed(_ value: JSONValue) -> JSONValue {
        guard let text = value.string, text.hasPrefix("{"),
            let read = try? JSONReader.read(Array(text.utf8), .reply)  // what is no JSON may be a template of some
        else { return value }
        return read
    }

    private mutating func tell(_ faults: [TemplateFault], in key: String, _ item: ManifestItem, _ template: Template) {
        guard !faults.isEmpty else { return }
        let place = item.place(of: key)
        let names = template.names
        for fault in faults { problems.add(fault.problem(in: key, among: names, at: place)) }
    }
}
