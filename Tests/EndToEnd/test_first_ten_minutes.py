"""The first ten minutes of an operator, an agent, a reviewer and an auditor: commands, exit codes, and how much is said."""

import json
import pathlib
import re
import subprocess

import pytest
from conftest import BINARY
from gateway import picture, reply

TOPICS = ["errors", "exit-codes", "environment", "migrating"]


def leaves(command, path=()):
    """Every command that does something, as words."""
    words = path + ((command["name"],) if path or command["name"] != "exhibit" else ())
    if not command["commands"]:
        yield words
    for inner in command["commands"]:
        yield from leaves(inner, words)


def described():
    found = subprocess.run([BINARY, "describe", "--json"], capture_output=True, text=True, cwd="/")
    document = json.loads(found.stdout)
    return document["result"] if "result" in document else document


# The operator


def test_the_first_screen(exhibit):
    found = exhibit()
    assert found.status == 0 and "exhibit demo" in found.out and len(found.out.splitlines()) <= 20
    assert not exhibit.home.exists(), "looking makes nothing"


def test_an_operator_pins_the_production(exhibit, happy):
    found = exhibit("ledger", "init", "--provider", "happy", "--policy", "happy-gpt-image-2")
    assert found.status == 0 and str(exhibit.home) in found.out and "keys made" in found.out
    assert "happy" in found.out and "happy-gpt-image-2" in found.out and len(found.out.splitlines()) <= 4
    again = exhibit("ledger", "init", "--json")
    assert again.status == 0 and again.result["created"] is False and len(exhibit.entries("ledger.init")) == 1
    assert again.result["default_policy"] == ["happy-gpt-image-2"], "what was set before stays"
    listed = exhibit("provider", "list")
    assert listed.status == 0 and "happy" in listed.out and "sandbox" in listed.out
    assert exhibit.env["HAPPY_KEY"] not in listed.out
    settings = exhibit("config", "show")
    assert settings.status == 0 and "happy-gpt-image-2" in settings.out and exhibit.env["HAPPY_KEY"] not in settings.out


def test_the_closing_lines_of_a_picture(happy):
    found = happy("generate", "--task-name", "cat-test", "--prompt", "An orange cat by a window, no text", "--size", "1024x1024")
    lines = found.out.splitlines()
    assert found.status == 0
    assert re.fullmatch(
        r"accepted +text2img · happy/gpt-image-2 · 1024x1024 · [\d,]+ bytes · no inputs · 1 attempt, \d+\.\d s", lines[-4]), lines
    assert lines[-3] == "rests on  recorded by this machine; nobody outside has signed it"
    assert re.fullmatch(r"run +[0-9A-Z]{8}   \S+/_runs/cat-test-\d{8}T\d{6}Z-[0-9A-Z]{8}/result\.json", lines[-2]), lines
    made = pathlib.Path(happy.work, lines[-1])
    assert made.is_file() and made.read_bytes().startswith(b"\x89PNG") and made.parent == happy.work / "tmp" / "images"
    assert not re.search(r"\bE[0-4]\b", found.out), "a bare grade code"


def test_an_image_makes_it_an_edit(happy, photo):
    found = happy("generate", "--task-name", "cat-warm", "--reference-image", photo, "--prompt", "The same in evening light")
    assert found.status == 0 and "img2img" in found.out and "1 input ·" in found.out
    edited = happy("edit", "--image", photo, "--prompt", "warmer")
    assert edited.status == 0 and "img2img" in edited.out
    assert happy("text2img", "--prompt", "a").status == happy("img2img", "--image", photo, "--prompt", "a").status == 0


def test_a_wrong_model_costs_nothing(happy):
    found = happy("generate", "--policy", "happy-gpt-image-2", "--model", "flux-x", "--prompt", "a dog")
    assert found.status == 6
    first, hint = [line for line in found.err.splitlines() if line.startswith(("error", "hint"))]
    assert first.startswith("error[policy.refused]: ") and "nothing was sent" in first and hint.startswith("hint: ")


def test_silence_is_never_sent_again_by_itself(happy):
    found = happy("generate", "--task-name", "dog", "--prompt", "[[fault:hang]]", "--timeout-ms", "400")
    assert found.status == 8 and "error[outcome.unknown]" in found.err and "hint: " in found.err
    assert len(happy.entries("attempt.started")) == 1
    assert happy.entries("request.intent")[0]["run"][-8:] in found.err, "the hint names the run"
    assert "unknown outcome" in happy("runs", "list").out


# The agent


def test_an_agent_gets_one_document(happy, photo):
    found = happy("edit", "--image", photo, "--prompt", "Keep both, no text", "--task-name", "i2i", "--json")
    document = json.loads(found.out)
    assert found.status == 0 and found.out.count("\n") == 1
    assert set(document) == {"schema", "ok", "command", "result", "error", "next"}
    assert (document["schema"], document["ok"], document["command"], document["error"]) == ("exhibit/1", True, "edit", None)
    result = document["result"]
    for key in [
        "schema", "ok", "run_id", "task_name", "task_key", "batch_id", "provider", "dialect", "model", "mode", "input_images",
        "state", "attempts", "elapsed_ms", "bytes", "outputs", "prompt_sha256", "request_sha256", "response_sha256",
        "request_id", "usage", "cost", "proof", "evidence", "acceptance", "endpoint", "response", "output", "notes", "run_dir",
    ]:
        assert key in result, key
    assert result["input_images"][0]["path"] == str(photo) and result["outputs"][0]["path"] == result["output"]
    assert result["evidence"]["grade"] == "E1" and result["acceptance"]["verdict"] == "accepted"
    assert set(result["cost"]) == {"amount", "micros", "currency", "source"}


def test_busy_is_safe_to_try_again_and_says_how(happy):
    found = happy.generate(prompt="[[fault:429]]")
    assert found.status == 7 and found.error["code"] == "provider.busy"
    assert found.error["retryable"] and found.error["billed"] == "no" and found.result["attempts"] == 3
    words = found.json["next"][0].split()
    assert words[:3] == ["exhibit", "runs", "resume"] and found.result["run_id"].endswith(words[3])


def test_events_come_before_the_document(happy):
    found = happy("generate", "--prompt", "a cat", "--jsonl")
    *events, last = [json.loads(line) for line in found.out.splitlines()]
    assert found.status == 0 and last["schema"] == "exhibit/1"
    assert {event["schema"] for event in events} == {"exhibit.event/1"}
    assert all(set(event) == {"schema", "ts", "run_id", "seq", "type", "state", "attempt", "message"} for event in events)
    kept = happy.entries()
    assert [(event["seq"], event["type"]) for event in events] == [
        (entry["seq"], entry["type"]) for entry in kept[events[0]["seq"]:]][: len(events)]
    assert {"request.intent", "attempt.started", "verdict"} <= {event["type"] for event in events}


def test_quiet_is_the_path_alone(happy):
    found = happy("generate", "--prompt", "a cat", "--quiet")
    assert found.status == 0 and found.err == ""
    assert pathlib.Path(happy.work, found.out.strip()).is_file() and found.out.count("\n") == 1


# The reviewer


def test_a_reviewer_looks_at_runs(happy, photo):
    made = happy.generate("--task-name", "cat").result
    happy.generate("--task-name", "mock", "--policy", "sandbox")
    happy.generate("--task-name", "dog", prompt="[[fault:moderation]]")
    listed = happy("runs", "list")
    header, *rows = listed.out.splitlines()
    assert listed.status == 0 and header.split() == ["run", "task", "what", "inputs", "verdict", "review"]
    assert [row.split()[1] for row in rows[:3]] == ["dog", "mock", "cat"], "the newest first"
    assert "text2img happy/gpt-image-2" in rows[0] and "simulated" in rows[1]
    only = happy("runs", "list", "--state", "failed", "--since", "today", "--json").result["runs"]
    assert [row["task_name"] for row in only] == ["dog"]
    assert len(happy("runs", "list", "--limit", "2", "--json").result["runs"]) == 2
    for part in [made["run_id"][-8:], made["run_id"][:26], made["run_id"][-4:]]:
        assert happy("runs", "show", part, "--json").result["run_id"] == made["run_id"]
    shown = happy("runs", "show", made["run_id"])
    assert shown.status == 0 and made["outputs"][0]["sha256"] in shown.out and "accepted" in shown.out
    log = happy("runs", "log", made["run_id"], "--json").result
    assert [entry["type"] for entry in log["entries"]][0] == "request.intent" and log["log"]


def test_explain_is_short_and_in_words(happy):
    run = happy.generate("--provider", "sandbox", "--model", "sandbox-1").result["run_id"]
    found = happy("policy", "explain", run, "--policy", "happy-gpt-image-2")
    assert found.status == 6
    first, *rows = found.out.splitlines()
    assert first.startswith("rejected")
    for rule, how in [("PIN-01", "we asked for it"), ("PIN-02", "we asked for it"), ("NM-01", "measured"), ("NM-02", "measured")]:
        row, = [row for row in rows if f" {rule} " in row]
        assert row.split()[0] == "fail" and how in row
    assert "--all" in rows[-1] and len(rows) <= 12


# The auditor


def test_an_auditor_gets_a_bundle_and_verifies_it(happy):
    happy.generate("--task-name", "cat", "--size", "64x64")
    exported = happy("audit", "export")
    assert exported.status == 0 and "no secret found" in exported.out and len(exported.out.splitlines()) <= 4
    folder, = (happy.work / "audits").iterdir()
    found = happy("audit", "verify", "--bundle", folder)
    assert found.status == 0 and found.out.startswith("unchanged")
    assert "not shown" in found.out and len(found.out.splitlines()) <= 10


# The demo


def test_the_demo_shows_the_whole_story(exhibit):
    found = exhibit("demo", timeout=120)
    assert found.status == 0, found
    for word in ["accepted", "rejected", "happy-gpt-image-2", "finding"]:
        assert word in found.out, found.out
    assert exhibit("demo", "--json", timeout=120).json["ok"] is True


def test_the_demo_needs_nothing_and_leaves_the_home_alone(exhibit):
    env = {"PATH": "/nowhere", "HOME": str(exhibit.folder / "nobody")}
    (exhibit.folder / "nobody").mkdir()
    found = subprocess.run([BINARY, "demo"], cwd=exhibit.work, env=env, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stdout + found.stderr
    assert not (exhibit.folder / "nobody" / ".openclaw").exists()


# Help costs nothing (D19)


def test_help_is_everywhere_and_costs_nothing(exhibit, gateway):
    server = gateway(lambda request: (200, {}, reply(picture())))
    commands = [words for words in leaves(described()["command"]) if words]
    assert len(commands) >= 25
    for words in commands:
        found = exhibit(*words, "--help")
        assert found.status == 0 and not found.err, (words, found)
        assert "Usage" in found.out or "usage" in found.out, words
        assert found.out.count("exhibit " + " ".join(words)) >= 3, f"{words}: usage and two examples"
    assert not server.requests and not exhibit.home.exists() and not list(exhibit.work.iterdir())


def test_help_of_generate_starts_with_the_flags_of_every_day(exhibit):
    short, whole = exhibit("generate", "--help").out, exhibit("generate", "--help", "all").out
    flags = [re.findall(r"^ +(--[a-z-]+)", text, re.M) for text in (short, whole)]
    assert "--prompt" in flags[0] and len(flags[0]) <= 12 < 30 < len(flags[1])
    assert set(flags[0]) <= set(flags[1]) | {"--help"}


@pytest.mark.parametrize("topic", TOPICS)
def test_help_topics_are_pages(exhibit, topic):
    found = exhibit("help", topic)
    assert found.status == 0 and len(found.out.splitlines()) > 10
    assert topic in exhibit("help").out
    assert max(len(line) for line in found.out.splitlines()) <= 100


def test_every_error_is_listed_with_a_sentence_and_a_hint(exhibit):
    page = exhibit("help", "errors").out
    errors = described()["errors"]
    assert len(errors) > 50
    for error in errors:
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", error["code"]) and error["sentence"] and error["hint"]
        assert error["code"] in page
    assert {error["exit"] for error in errors} <= {row["status"] for row in described()["exit_codes"]} - {0}


def test_every_deliberate_difference_is_in_migrating(exhibit):
    page = exhibit("help", "migrating").out
    for word in ["placeholder", "--retry-unknown", "tmp/images", "mock", "--no-send", "/images/edits", "result.http_status"]:
        assert word in page, word


# Small things


def test_version_says_what_it_stands_on(exhibit):
    found = exhibit("version", "--json")
    assert found.status == 0 and set(found.result["libraries"]) == {
        "libcurl", "sqlite", "libpng", "libjpeg-turbo", "libwebp", "openssl"}
    assert exhibit("--version").out == exhibit("version").out
    assert exhibit("version", "--quiet").out.strip() == found.result["version"]


def test_provider_check_spends_nothing(exhibit, gateway):
    server = gateway(lambda request: (200, {}, b'{"object":"list","data":[{"id":"gpt-image-2"}]}'))
    found = exhibit("provider", "check", "happy", "--json")
    assert found.status == 0, found
    assert [(request.method, request.path) for request in server.requests] == [("GET", "/v1/models")]
    assert exhibit("provider", "check", "nobody", "--json").error["code"] == "provider.not_found"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_scripts(exhibit, shell):
    found = exhibit("completions", shell)
    assert found.status == 0 and "generate" in found.out and "audit" in found.out
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=found.out, text=True).returncode == 0


def test_the_manual_page_renders(exhibit):
    found = exhibit("man")
    assert found.status == 0 and found.out.startswith(".TH") and "generate" in found.out


@pytest.mark.parametrize("words,near", [
    (["generat", "--prompt", "x"], "generate"), (["aduit", "verify"], "audit"), (["audit", "verfy"], "verify"),
    (["generate", "--promt", "x"], "--prompt"), (["policy", "lst"], "list"), (["help", "errrors"], "errors"),
    (["provider", "check", "hapy"], "happy"),
])
def test_a_typo_gets_the_nearest_name(happy, words, near):
    found = happy(*words)
    assert found.status == 2 and found.out == ""
    assert near in found.err and found.err.startswith("error[")


@pytest.mark.parametrize("words,coloured", [
    (["--color", "always"], True), (["--color", "never"], False), ([], False),
])
def test_colours_are_only_for_terminals_or_the_asking(happy, words, coloured):
    found = happy("generate", "--prompt", "a cat", *words, env={"NO_COLOR": "1"} if not coloured else {})
    assert ("\x1b[" in found.out) is coloured


def test_a_terminal_gets_colours_unless_no_color(happy):
    import pty

    def on_terminal(env):
        primary, secondary = pty.openpty()
        process = subprocess.Popen(
            [BINARY, "generate", "--prompt", "a cat"], cwd=happy.work, env=env, stdout=secondary, stderr=subprocess.DEVNULL)
        process.wait(timeout=30)
        import os
        os.close(secondary)
        said = b""
        while True:
            try:
                piece = os.read(primary, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        os.close(primary)
        return said

    plain = {**happy.env, "TERM": "xterm"}
    assert b"\x1b[" not in on_terminal(plain)
    plain.pop("NO_COLOR")
    assert b"\x1b[" in on_terminal(plain)


def test_standard_output_that_is_closed_is_no_crash(happy):
    happy.generate()
    process = happy.start("runs", "list", "--json")
    process.stdout.close()
    process.stdout = open("/dev/null")
    assert process.wait(timeout=10) in (0, 141)


OK_TABLE = [
    (["version"], 0), (["policy", "list"], 0), (["policy", "show", "sandbox"], 0), (["policy", "show", "nope"], 2),
    (["policy", "test", "no-mock"], 0), (["runs", "list"], 0), (["runs", "show", "ZZZZ9999"], 10), (["ledger", "info"], 0),
    (["provider", "list"], 0), (["provider", "check", "nobody"], 2), (["config", "show"], 0), (["audit", "verify"], 0),
    (["generate", "--prompt", "a"], 0), (["generate"], 2), (["generate", "--prompt", "a", "--size", "huge"], 2),
    (["generate", "--prompt", "[[fault:401]]"], 4), (["generate", "--prompt", "[[fault:moderation]]"], 5),
    (["generate", "--prompt", "a", "--policy", "no-mock"], 6), (["generate", "--prompt", "[[fault:hang]]", "--timeout-ms", "300"], 8),
    (["generate", "--prompt", "[[fault:bad-base64]]"], 1), (["edit", "--prompt", "a"], 2), (["nonsense"], 2),
    (["generate", "--prompt", "a", "--dry-run"], 0), (["ledger", "rebuild"], 0), (["describe"], 0),
    (["generate", "--prompt", "a", "--provider", "nobody"], 2), (["generate", "--prompt", "a", "--mock-command", "x"], 2),
]


@pytest.mark.parametrize("words,status", OK_TABLE, ids=lambda value: " ".join(value) if isinstance(value, list) else str(value))
def test_ok_is_exit_zero_and_one_document_is_printed(happy, words, status):
    happy.generate("--size", "64x64")
    found = happy(*words, "--json")
    assert found.status == status, found
    document = json.loads(found.out)
    assert document["ok"] is (found.status == 0) and (document["error"] is None) is document["ok"]
    assert set(document) == {"schema", "ok", "command", "result", "error", "next"}
    if document["error"]:
        assert set(document["error"]) == {"code", "message", "hint", "retryable", "billed"}
        assert document["error"]["message"] and document["error"]["hint"] and document["error"]["billed"] in ("no", "maybe", "yes")
    if words[0] in ("generate", "edit") and document["result"] and "--dry-run" not in words:
        assert document["result"]["ok"] is document["ok"]
