/// `help environment`: the variables that are read.
enum EnvironmentTopic {
    static var text: String {
        let sections = EnvironmentVariable.sections.map { section in
            ([section.title + ":"] + section.variables.flatMap(lines)).joined(separator: "\n")
        }
        let tail = """
            The OpenClaw config may name any other variable as ${NAME}: it is looked up in the environment, ./.env,
            the .env beside the config, and the config's own env.vars. exhibit config show says which setting came
            from where.
            """
        return (sections + [tail.replacing("\n", with: " ").wrapped(at: 80, indent: 0).joined(separator: "\n")])
            .joined(separator: "\n\n")
    }

    private static func lines(_ variable: EnvironmentVariable) -> [String] {
        ["  " + variable.name] + variable.meaning.wrapped(at: 80, indent: 6)
    }
}
