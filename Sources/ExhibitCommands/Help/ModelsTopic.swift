import ExhibitProvider

/// `help models`: the shipped model table, with its date and its sources.
enum ModelsTopic {
    static var text: String {
        let table = ModelTable.shipped
        let head = """
            What was known of models on \(table.asOf). Models come and go within weeks: a model
            that is not here may be served, and one that is here may be gone. Nothing is
            refused because of this table; what it has to say goes into a run's notes.

            exhibit provider models shows it beside what your provider lists. To correct it,
            write models.json into the home: the same form, only what differs, for example

              {"schema": "exhibit.models/1", "as_of": "\(table.asOf)", "models": [
                {"name": "gpt-image-2", "max_n": 4}, {"name": "my-model", "sizes": "any"}]}

            Prices are those of the provider that makes the model; a gateway's may differ.
            """
        let models = ModelText.blocks(table.models).map { $0.joined(separator: "\n") }
        let sources =
            ["Sources of the facts; which fact is whose: exhibit provider models --json"]
            + table.sources.flatMap {
                "\($0.key): \($0.text)".wrapped(at: 80, indent: 2)
            }
        return ([head] + models + [sources.joined(separator: "\n")]).joined(separator: "\n\n")
    }
}
