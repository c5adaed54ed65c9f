import ExhibitModel
import Testing

@testable import ExhibitConfiguration

@Suite struct OpenClawLocationTests {
    @Test func `the flag wins, then the variables in order`() throws {
        let machine = try Machine()
        machine.variables = [
            "OPENCLAW_CONFIG": "a.json", "OPENCLAW_CONFIG_PATH": "/b.json", "OPENCLAW_STATE_DIR": "/state",
        ]
        let flag = OpenClawLocation.locate(machine.environment, flag: "~/c.json")
        #expect(flag.path == machine.home + "/c.json")
        #expect(flag.step == "--config")
        #expect(flag.stateFolder == "/state")
        let first = OpenClawLocation.locate(machine.environment, flag: nil)
        #expect(first.path == machine.work + "/a.json")
        #expect(first.step == "$OPENCLAW_CONFIG")
        #expect(first.isNamed)
        machine.variables["OPENCLAW_CONFIG"] = ""
        #expect(OpenClawLocation.locate(machine.environment, flag: nil).path == "/b.json")
    }

    @Test func `the state folder is moved by its variable, by OPENCLAW_HOME, else it is in the home`() throws {
        let machine = try Machine()
        for folder in ["/home/.openclaw", "/other/.openclaw", "/state"] {
            try machine.write("{}", machine.root + folder + "/openclaw.json")
        }
        func located() -> OpenClawLocation { OpenClawLocation.locate(machine.environment, flag: nil) }
        #expect(located().path == machine.home + "/.openclaw/openclaw.json")
        #expect(!located().isNamed)
        machine.variables["OPENCLAW_HOME"] = "~/../other"
        #expect(located().path == machine.home + "/../other/.openclaw/openclaw.json")
        machine.variables["OPENCLAW_STATE_DIR"] = machine.root + "/state"
        #expect(located().path == machine.root + "/state/openclaw.json")
        #expect(located().step == "$OPENCLAW_STATE_DIR")
    }

    @Test func `an empty state folder does not lead back to the usual place`() throws {
        let machine = try Machine()
        try machine.writeConfig("{}")
        machine.variables["OPENCLAW_STATE_DIR"] = machine.root + "/empty"
        let located = OpenClawLocation.locate(machine.environment, flag: nil)
        #expect(located.path == nil)
        #expect(located.lookedAt == [machine.root + "/empty/openclaw.json"])
    }

    @Test func `old file names are found after today's`() throws {
        let machine = try Machine()
        try machine.write("{}", machine.home + "/.openclaw/moltbot.json")
        #expect(OpenClawLocation.locate(machine.environment, flag: nil).path?.hasSuffix("moltbot.json") == true)
        try machine.writeConfig("{}")
        #expect(OpenClawLocation.locate(machine.environment, flag: nil).path?.hasSuffix("openclaw.json") == true)
    }

    private func located(_ machine: Machine) -> OpenClawLocation {
        OpenClawLocation.locate(machine.environment, flag: nil)
    }

    @Test func `the folders and variables of earlier days come last, and are told`() throws {
        let machine = try Machine()
        var expected: [(step: String, path: String)] = []
        for (name, file) in [
            (".moltbot", "moltbot.json"), (".moldbot", "openclaw.json"), (".clawdbot", "clawdbot.json"),
        ] {
            let path = "\(machine.home)/\(name)/\(file)"
            try machine.write("{}", path)
            expected.append(("~/" + name, path))
        }
        try machine.write("{}", machine.root + "/old/clawdbot.json")
        for (step, path) in expected.reversed() {
            #expect(located(machine).path == path)
            #expect(located(machine).step == step)
            #expect(located(machine).note?.message.contains(path) == true)
            try RegularFile.remove(path)
        }
        #expect(located(machine).path == nil)
        #expect(located(machine).note == nil)
        machine.variables["CLAWDBOT_STATE_DIR"] = machine.root + "/old"
        #expect(located(machine).step == "$CLAWDBOT_STATE_DIR")
        #expect(located(machine).stateFolder == machine.root + "/old")
        machine.variables["CLAWDBOT_CONFIG_PATH"] = "old.json"
        #expect(located(machine).path == machine.work + "/old.json")
        #expect(located(machine).isNamed)
        #expect(located(machine).note?.message.contains("$CLAWDBOT_CONFIG_PATH") == true)
        try machine.writeConfig("{}")
        #expect(located(machine).step == "~/.openclaw")
        #expect(located(machine).note == nil)
    }

    @Test func `a moved state folder does not lead to an old one`() throws {
        let machine = try Machine()
        try machine.write("{}", machine.home + "/.clawdbot/clawdbot.json")
        machine.variables = ["OPENCLAW_STATE_DIR": machine.root + "/empty", "CLAWDBOT_CONFIG_PATH": "old.json"]
        #expect(located(machine).path == nil)
        machine.variables = ["OPENCLAW_HOME": machine.root + "/other", "CLAWDBOT_CONFIG_PATH": "old.json"]
        #expect(located(machine).path == nil)
        try machine.write("{}", machine.root + "/other/.moldbot/moldbot.json")
        #expect(located(machine).step == "$OPENCLAW_HOME")
    }

    @Test func `the note about an old name reaches the provider`() throws {
        let machine = try Machine()
        try machine.write(
            #"{models: {providers: {team: {baseUrl: "https://gw.example", apiKey: "k-123456"}}}}"#,
            machine.home + "/.clawdbot/clawdbot.json"
        )
        #expect(try machine.provider().notes.map(\.code) == ["config.old_name"])
    }
}
