import ExhibitModel

/// Reads the prompt from where the command line says, and refuses what is no text.
enum PromptReader {
    /// 32,000 characters of four bytes each, and then some: the model's own limit is checked by its dialect.
    private static let limit = 1 << 20

    /// What an outpaint without a prompt asks for: no provider takes a request without words.
    static let outpaint = "Continue the picture into the new area, in the same style and light."

    static func read(_ options: PromptOptions, _ environment: Environment) throws -> String {
        switch (options.text, options.file) {
        case (_?, _?):
            throw Report(.usageInvalid, "the text and a file with it are both given", hint: "give one of them")
        case ("-"?, nil): return try text(RegularFile.readStandardInput(limit: limit))
        case (let prompt?, nil): return try checked(prompt)
        case (nil, let file?): return try text(contents(file, environment))
        case (nil, nil): throw Report(.promptMissing, "no prompt was given")
        }
    }

    private static func contents(_ file: String, _ environment: Environment) throws -> [UInt8] {
        if file == "-" { return try RegularFile.readStandardInput(limit: limit) }
        do throws(FileFault) {
            return try RegularFile.read(environment.absolute(file), limit: limit)
        } catch {
            throw Report(.promptInvalid, "\(file): \(error.reason)", hint: "name a readable text file")
        }
    }

    /// The last newline belongs to the file, not to the prompt.
    private static func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Report(.promptInvalid, "the prompt is not valid UTF-8")
        }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { return try checked(String(text.dropLast())) }
        return try checked(text)
    }

    private static func checked(_ prompt: String) throws -> String {
        guard !prompt.isEmpty else { throw Report(.promptMissing, "the prompt is empty") }
        guard !prompt.utf8.contains(0) else { throw Report(.promptInvalid, "the prompt contains a NUL character") }
        return prompt
    }
}
