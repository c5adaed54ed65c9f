"""What is wrong gets a clear error: a code, a sentence, a hint, the right exit, and nothing is sent or lost."""

import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess

import pytest
from conftest import BINARY, Outcome
from gateway import picture
from loopback import pictures, refusal, response

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def ordinary():
    """In the child: file permissions bind, also for root."""
    library = ctypes.CDLL(None)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        library.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def at_most(size):
    """Options under which no file of the command grows beyond this, as on a disk that is full."""
    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}


@pytest.fixture
def pinned(exhibit, loopback):
    """The provider `happy` with a server that nobody should reach."""
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url)
    return exhibit


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def refused(exhibit, outcome, code, *words, status=2):
    """An error as overview.md wants it, and no connection was made."""
    assert outcome.status == status, outcome
    document = outcome.json
    assert document["ok"] is False
    error = document["error"]
    assert error["code"] == code, outcome
    assert error["message"] and error["hint"] and error["billed"] == "no"
    assert "\n" not in error["message"]
    for word in words:
        assert str(word) in error["message"] + " " + error["hint"], outcome
    assert exhibit.server.connections == 0, "something was sent"
    return error


def intact(exhibit):
    """The home still works and its evidence holds."""
    outcome = exhibit.generate()
    assert outcome.status == 0, outcome
    checked = exhibit.verify()
    assert checked.status == 0, checked


def edit(exhibit, *words, **options):
    return exhibit("edit", "--prompt", "p", "--json", *words, **options)


# For people, errors go to standard error in two lines


def test_an_error_for_people(pinned):
    outcome = pinned("generate", "--prompt", "p", "--model", "image-model")
    assert outcome.status == 2 and outcome.out == ""
    first, second = outcome.err.strip().splitlines()
    assert first.startswith("error[model.placeholder]: ") and second.startswith("hint: ")
    listed = pinned("help", "errors")
    assert listed.status == 0 and "model.placeholder" in listed.out


# The configuration


def test_a_config_that_is_not_there(pinned):
    refused(pinned, pinned.generate("--config", "/nowhere/config.json"), "config.missing", "/nowhere/config.json", "--config")
    outcome = pinned.generate(env={"OPENCLAW_CONFIG": "/nowhere/two.json"})
    refused(pinned, outcome, "config.missing", "/nowhere/two.json", "OPENCLAW_CONFIG")


@pytest.mark.parametrize(
    "text, place",
    [
        ('{"models": {\n  "providers": {\n    "happy": {"baseUrl": }}}}', "line 3, column 26"),
        ("{", "line 1, column 2"),
        ("", "line 1, column 1"),
        ("{models:{providers:{}}}\n// note\n}", "line 3, column 1"),
        ("{'a': 'open\n", "line 1"),
    ],
)
def test_a_config_that_is_not_valid(pinned, text, place):
    path = put(pinned.folder, "broken.json", text.encode())
    refused(pinned, pinned.generate("--config", path), "config.invalid", path, place)


@pytest.mark.parametrize(
    "provider, word",
    [
        ({"apiKey": "${HAPPY_KEY}"}, "baseUrl"),
        ({"baseUrl": "ftp://example.com", "apiKey": "${HAPPY_KEY}"}, "baseUrl"),
        ({"baseUrl": 7, "apiKey": "${HAPPY_KEY}"}, "/models/providers/happy/baseUrl"),
        ({"baseUrl": "https://gw.example/v1", "apiKey": ["x"]}, "apiKey"),
    ],
)
def test_a_provider_entry_that_is_not_valid(pinned, provider, word):
    path = put(pinned.folder, "broken.json", json.dumps({"models": {"providers": {"happy": provider}}}).encode())
    refused(pinned, pinned.generate("--config", path), "config.invalid", path, word)


def test_a_config_that_is_a_folder_or_no_text(pinned):
    assert pinned.generate("--config", pinned.work).error["code"] == "config.invalid"
    path = put(pinned.folder, "noise.json", bytes(range(256)))
    refused(pinned, pinned.generate("--config", path), "config.invalid", path, "line ", "UTF-8")


def test_the_settings_of_the_home_are_checked_too(pinned):
    put(pinned.home, "config.json", b'{"providers":{"happy":{"ambigous":"stop"}}}')
    refused(pinned, pinned.generate(), "config.invalid", "ambigous", "ambiguous")
    put(pinned.home, "config.json", b'{"default_provider":\n  happy}')
    refused(pinned, pinned.generate(), "config.invalid", "line 2, column 3")
    (pinned.home / "config.json").unlink()
    intact(pinned)


def test_a_key_that_is_not_set(pinned):
    del pinned.env["HAPPY_KEY"]
    refused(pinned, pinned.generate(), "provider.no_key", "HAPPY_KEY")


def test_a_key_over_plain_http(pinned):
    pinned.configure("http://gw.example/v1")
    refused(pinned, pinned.generate(), "provider.insecure", "gw.example", "https")


# Provider, model, policy


def test_an_unknown_provider_and_what_was_looked_at(pinned):
    error = refused(pinned, pinned.generate("--provider", "hapy", "--model", "m"), "provider.not_found", "hapy", '"happy"')
    assert str(pinned.folder / "openclaw.json") in error["message"] and "sandbox" in error["message"]


def test_no_provider_at_all(exhibit, loopback):
    exhibit.server = loopback(pictures())
    refused(exhibit, exhibit.generate(), "provider.not_found", "$OPENCLAW_IMAGE_PROVIDER", ".openclaw/openclaw.json")


def test_a_placeholder_model(pinned):
    pinned.configure(pinned.server.url, name="studio")
    refused(pinned, pinned.generate(), "model.placeholder", "--model", "OPENCLAW_IMAGE_MODEL")


def test_an_unknown_policy(pinned):
    refused(pinned, pinned.generate("--policy", "happy-gpt-image"), "policy.not_found", "happy-gpt-image", "policy list")
    refused(pinned, pinned.generate("--policy", "./none.json"), "policy.not_found", "none.json")


# Input files


def test_an_edit_without_an_image(pinned):
    refused(pinned, edit(pinned), "input.missing", "--image")


BAD_INPUTS = {
    "missing": ("input.unreadable", lambda path: None),
    "empty": ("input.unreadable", lambda path: path.write_bytes(b"")),
    "folder": ("input.unreadable", lambda path: path.mkdir()),
    "FIFO": ("input.unreadable", lambda path: os.mkfifo(path)),
    "link to nothing": ("input.unreadable", lambda path: path.symlink_to("nowhere")),
    "text": ("input.not_an_image", lambda path: path.write_text("these are words\n" * 9)),
    "PDF": ("input.not_an_image", lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(99))),
    "WAV": ("input.not_an_image", lambda path: path.write_bytes(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + bytes(30))),
    "one byte": ("input.not_an_image", lambda path: path.write_bytes(b"\x89")),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
@pytest.mark.parametrize("flag", ["--image", "--mask"])
def test_an_input_that_is_no_picture(pinned, name, flag):
    code, make = BAD_INPUTS[name]
    path = pinned.work / "in.png"
    make(path)
    words = [] if flag == "--image" else ["--image", put(pinned.work, "good.png", picture())]
    refused(pinned, edit(pinned, *words, flag, path, timeout=20), code, "in.png")
    path.unlink(missing_ok=True) if not path.is_dir() else path.rmdir()
    intact(pinned)


def test_an_input_that_may_not_be_read(pinned):
    path = put(pinned.work, "in.png", picture())
    path.chmod(0)
    refused(pinned, edit(pinned, "--image", path, preexec_fn=ordinary), "input.unreadable", "in.png")


def test_an_endless_device(pinned):
    refused(pinned, edit(pinned, "--image", "/dev/zero", timeout=20), "input.unreadable", "/dev/zero")


def test_too_many_images(pinned):
    words = [word for number in range(6) for word in ("--image", put(pinned.work, f"{number}.png", picture((number, 0, 0))))]
    error = refused(pinned, edit(pinned, *words), "input.too_many", "5", "6")
    assert "max_inputs" in error["hint"]


def test_an_image_that_is_too_large(pinned):
    path = put(pinned.work, "in.png", picture())
    os.truncate(path, (50 << 20) + 1)
    refused(pinned, edit(pinned, "--image", path), "input.exceeded", "in.png", "50 MiB")


def test_a_mask_of_another_size(pinned):
    image, mask = put(pinned.work, "in.png", picture()), put(pinned.work, "mask.png", picture(size=(32, 64)))
    refused(pinned, edit(pinned, "--image", image, "--mask", mask), "mask.size_differs", "32x64", "64x64")


# The prompt


def test_no_prompt(pinned):
    refused(pinned, pinned("generate", "--json"), "prompt.missing", "--prompt")
    refused(pinned, pinned("generate", "--prompt", "", "--json"), "prompt.missing")
    refused(pinned, pinned("generate", "--prompt-file", put(pinned.work, "p.txt", b"\n"), "--json"), "prompt.missing")


def test_a_prompt_of_100_KB(pinned):
    text = "a cat, " * (100_000 // 7)
    refused(pinned, pinned.generate(prompt=text), "prompt.exceeded", "32000", len(text))
    path = put(pinned.work, "p.txt", text.encode())
    refused(pinned, pinned("generate", "--prompt-file", path, "--json"), "prompt.exceeded", "32000")


def test_the_longest_prompt(pinned):
    prompt = "猫" * 32_000
    outcome = pinned.generate(prompt=prompt)
    assert outcome.status == 0, outcome
    assert pinned.server.requests[0].json["prompt"] == prompt
    assert pinned.generate(prompt=prompt + "猫").error["code"] == "prompt.exceeded"
    assert len(pinned.server.requests) == 1


@pytest.mark.parametrize("content", [b"a \0 cat", b"a cat \xff", b"\xc0\xaf", b"\xed\xa0\x80", b"caf\xe9"])
def test_a_prompt_that_is_no_text(pinned, content):
    path = put(pinned.work, "p.txt", content)
    refused(pinned, pinned("generate", "--prompt-file", path, "--json"), "prompt.invalid", "UTF-8")


def test_a_prompt_on_the_command_line_that_is_no_text(pinned):
    outcome = pinned("generate", "--json", "--prompt", b"a caf\xe9")
    refused(pinned, outcome, "prompt.invalid", "UTF-8")


@pytest.mark.parametrize(
    "make", [lambda path: None, lambda path: path.mkdir(), lambda path: os.mkfifo(path)], ids=["missing", "folder", "FIFO"]
)
def test_a_prompt_file_that_cannot_be_read(pinned, make):
    make(pinned.work / "p.txt")
    outcome = pinned("generate", "--prompt-file", "p.txt", "--json", timeout=20)
    assert outcome.status in (2, 10), outcome
    assert "p.txt" in outcome.error["message"] and pinned.server.connections == 0


# Flags


@pytest.mark.parametrize(
    "words, nearest",
    [
        (["generate", "--promt", "x"], "--prompt"),
        (["genrate"], "exhibit generate"),
        (["generate", "--prompt", "p", "--modle=x"], "--model"),
        (["runs", "lst"], "exhibit runs list"),
        (["audit", "verfy"], "exhibit audit verify"),
    ],
)
def test_a_typo_gets_the_nearest_name(pinned, words, nearest):
    outcome = pinned(*words)
    assert outcome.status == 2 and outcome.out == ""
    assert f"did you mean {nearest}" in outcome.err, outcome
    assert outcome.err.startswith("error[usage.")
    assert pinned.server.connections == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--mock-sleep", "1"],
        ["--mock-command", "touch pwned"],
        ["--mock-output-text=x"],
        ["--mock-exit-code", "0"],
        ["--command", "touch pwned"],
    ],
)
def test_mock_flags_are_refused_by_name(pinned, words):
    outcome = pinned.generate(*words)
    refused(pinned, outcome, "usage.mock_refused", "--provider sandbox", "sandbox serve --fault")
    assert list(pinned.work.iterdir()) == []


@pytest.mark.parametrize(
    "words, code",
    [
        (["--size", "big"], "size.not_allowed"),
        (["--size", "0x64"], "size.not_allowed"),
        (["--width", "64"], "usage.invalid"),
        (["--n", "0"], "usage.invalid"),
        (["--n", "11"], "usage.invalid"),
        (["--n", "two"], "usage.invalid"),
        (["--timeout-ms", "-5"], "usage.invalid"),
        (["--retry-base-delay", "soon"], "usage.invalid"),
        (["--extra-json", "[1]"], "json.invalid"),
        (["--extra-json", '{"a":1,"a":2}'], "json.invalid"),
        (["--extra-json", '{"model":7}'], "json.invalid"),
        (["--extra-json-file", "not-there.json"], "json.invalid"),
        (["--steps", "20"], "usage.not_supported"),
        (["--negative-prompt", "rain"], "usage.not_supported"),
        (["--prompt-file", "x.txt"], "usage.invalid"),
        (["--json", "extra-word"], "usage.invalid"),
    ],
)
def test_flags_that_cannot_be_obeyed(pinned, words, code):
    refused(pinned, pinned.generate(*words), code)


def test_extra_json_names_line_and_column(pinned):
    refused(pinned, pinned.generate("--extra-json", '{"a": 1,\n  b}'), "json.invalid", "line 2, column 3")
    path = put(pinned.work, "extra.json", b'{"a": tru}')
    refused(pinned, pinned.generate("--extra-json-file", path), "json.invalid", "line 1", "extra.json")


# Output


@pytest.mark.parametrize("flag", ["--out-dir", "--output"])
@pytest.mark.parametrize("place", ["below a file", "proc"])
def test_an_output_that_cannot_be_written(pinned, flag, place):
    folder = put(pinned.work, "file", b"x") / "made" if place == "below a file" else "/proc/exhibit"
    target = folder if flag == "--out-dir" else f"{folder}/cat.png"
    error = refused(pinned, pinned.generate(flag, target), "output.unwritable")
    assert str(folder).split("/made")[0] in error["message"]


def test_an_output_folder_without_permission(pinned):
    folder = pinned.work / "locked"
    folder.mkdir(mode=0o500)
    refused(pinned, pinned.generate("--out-dir", folder, preexec_fn=ordinary), "output.unwritable", "locked")


def test_an_output_that_is_there(pinned):
    target = put(pinned.work, "cat.png", b"precious")
    refused(pinned, pinned.generate("--output", target), "output.exists", target, "--overwrite")
    assert target.read_bytes() == b"precious"
    folder = pinned.work / "folder.png"
    folder.mkdir()
    outcome = pinned.generate("--output", folder, "--overwrite")
    assert outcome.status == 2 and pinned.server.connections == 0, outcome


@pytest.mark.parametrize("size", [0, 20_000, 100_000])
def test_a_disk_that_is_full_before_anything_is_sent(pinned, size):
    """SQLite calls only ENOSPC a full disk; this limit it takes for a fault of the disk."""
    refused(pinned, pinned.generate(**at_most(size)), "disk.full", status=1)
    intact(pinned)


@pytest.mark.parametrize("size", range(120_000, 240_000, 20_000))
def test_a_disk_that_fills_up_anywhere_never_hides_a_bill(pinned, size):
    """Wherever writing ends: once the request was sent, nobody is told that it was not billed."""
    outcome = pinned.generate(**at_most(size))
    sent = len(pinned.server.requests)
    assert sent <= 1, "never sent again"
    if sent:
        assert outcome.status == 0 or outcome.error["billed"] in ("yes", "maybe"), outcome
    else:
        assert outcome.status == 1 and outcome.error["billed"] == "no", outcome
    intact(pinned)


def test_a_disk_that_fills_up_with_the_answer(pinned):
    intact(pinned)
    size = max(path.stat().st_size for path in pinned.home.rglob("*") if path.is_file())
    noise = picture(size=(1200, 1200)) + os.urandom(2 * size + (2 << 20))
    pinned.server.answers = [pictures(noise)]
    outcome = pinned.generate(**at_most(size + (1 << 20)))
    assert outcome.status != 0 and "File too large" in outcome.error["message"], outcome
    assert outcome.error["billed"] in ("yes", "maybe"), "the answer came: the run may have cost something"
    assert outcome.status == 8 and outcome.error["retryable"] is False, "whoever tries again may pay twice"
    assert len(pinned.server.posts) == 2
    run = outcome.result["run_id"]
    pinned.server.answers = [pictures()]
    intact(pinned)  # start-up repair included
    [[state]] = pinned.sql("SELECT state FROM run WHERE run_id = ?", run)
    assert state in ("failed", "unknown_outcome")
    assert not list((pinned.home / "artifacts/tmp").rglob("*.*")), "no half-written file is left"


def crowded():
    """A command line that puts a small file system at $0, and runs the rest there."""
    holder = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    return [*holder, "sh", "-c", 'mount -t tmpfs -o size=32m none "$0" && exec "$@"']


@pytest.mark.parametrize("flag", ["--home", "--out-dir"])
def test_a_disk_with_little_room_is_noticed_before_paying(pinned, flag):
    folder = pinned.folder / "small"
    folder.mkdir()
    if subprocess.run([*crowded(), folder, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount a tmpfs")
    words = [BINARY, "generate", "--prompt", "p", "--json", flag, folder / "place"]
    process = subprocess.run(
        [*crowded(), folder, *words], cwd=pinned.work, env=pinned.env, capture_output=True, text=True, timeout=30
    )
    refused(pinned, Outcome(process), "disk.full", "32 MiB", status=1)


# The ledger and the home


def test_a_ledger_from_the_future(pinned):
    intact(pinned)
    database = pinned.home / "ledger.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = database.read_bytes()
    for words in (["generate", "--prompt", "p"], ["runs", "list"], ["audit", "verify"], ["ledger", "rebuild"]):
        outcome = pinned(*words, "--json")
        assert outcome.status == 1 and outcome.error["code"] == "ledger.from_future", outcome
        assert "99" in outcome.error["message"]
    assert len(pinned.server.requests) == 1
    assert database.read_bytes() == before, "nothing was changed"


@pytest.mark.parametrize("damage", ["noise", "half", "empty", "another database"])
def test_a_ledger_that_is_damaged(pinned, damage):
    intact(pinned)
    database = pinned.home / "ledger.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = database.read_bytes()
    for name in ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"):
        (pinned.home / name).unlink(missing_ok=True)
    if damage == "another database":
        connection = sqlite3.connect(database)
        connection.execute("CREATE TABLE note(text)")
        connection.commit()
        connection.close()
    else:
        database.write_bytes({"noise": os.urandom(8192), "half": content[: len(content) // 8192 * 4096], "empty": b""}[damage])
    before = database.read_bytes()
    for words in (["generate", "--prompt", "p"], ["runs", "list"], ["audit", "verify"]):
        outcome = pinned(*words, "--json")
        assert outcome.status == 12, outcome
        assert outcome.error["code"] in ("ledger.corrupt", "evidence.broken"), outcome
    assert len(pinned.server.requests) == 1, "nothing was sent"
    assert database.read_bytes() == before, "what is left is left as it is"


def test_a_damaged_page_is_found(pinned):
    intact(pinned)
    database = pinned.home / "ledger.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(database.read_bytes())
    at = content.index(b'"request.intent"')
    content[at + 1] ^= 0x20
    database.write_bytes(content)
    outcome = pinned.verify()
    assert outcome.status == 12, outcome


@pytest.mark.parametrize("place", ["below a file", "proc"])
def test_a_home_that_cannot_be_made(pinned, place):
    home = put(pinned.folder, "file", b"x") / "home" if place == "below a file" else "/proc/exhibit"
    refused(pinned, pinned.generate("--home", home), "ledger.read_only", "home", status=1)


def test_a_home_that_became_read_only(pinned):
    intact(pinned)
    for folder, _, _ in os.walk(pinned.home):
        os.chmod(folder, 0o500)
    for path in pinned.home.rglob("*"):
        if path.is_file():
            path.chmod(0o400)
    outcome = pinned.generate(preexec_fn=ordinary)
    assert outcome.status == 1 and outcome.error["code"] == "ledger.read_only", outcome
    assert str(pinned.home) in outcome.error["message"] and len(pinned.server.requests) == 1
    for words in (["runs", "list"], ["audit", "verify"]):
        reading = pinned(*words, "--json", preexec_fn=ordinary)
        assert reading.status == 0, reading
    for folder, _, _ in os.walk(pinned.home):
        os.chmod(folder, 0o700)
    for path in pinned.home.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
    assert pinned.generate().status == 0


def test_a_home_without_its_keys(pinned):
    intact(pinned)
    shutil.move(pinned.home / "keys", pinned.folder / "elsewhere")
    outcome = pinned.generate()
    assert outcome.status == 12 and outcome.error["code"] == "ledger.corrupt" and "keys" in outcome.error["message"]
    assert len(pinned.server.requests) == 1
    if (pinned.home / "keys").exists():
        (pinned.home / "keys").rmdir()  # made again perhaps, but no keys in it
    shutil.move(pinned.folder / "elsewhere", pinned.home / "keys")
    intact(pinned)


def test_processes_at_once(pinned):
    """Four writers meet in an empty home: each makes its run, and the log is one."""
    processes = [pinned.start("generate", "--prompt", f"cat {number}", "--json") for number in range(4)]
    runs = set()
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, out + err
        runs.add(json.loads(out)["result"]["run_id"])
    assert len(runs) == 4 and len(pinned.server.requests) == 4
    assert [entry["seq"] for entry in pinned.entries()] == list(range(len(pinned.entries())))
    assert len(pinned.entries("ledger.init")) == 1
    checked = pinned.verify()
    assert checked.status == 0, checked


def test_a_reader_is_not_blocked_by_a_writer(pinned):
    held = []
    pinned.server.answers = [lambda request, connection: held.append(pinned("runs", "list", "--json")) or pictures()]
    outcome = pinned.generate()
    assert outcome.status == 0
    [listed] = held
    assert listed.status == 0 and listed.result["runs"][0]["state"] == "submitting", listed


def test_unknown_runs(pinned):
    intact(pinned)
    for words in (["runs", "show"], ["runs", "log"], ["runs", "resume"], ["policy", "explain"]):
        outcome = pinned(*words, "ZZZZ9999", "--json")
        assert outcome.status == 10 and outcome.error["code"] == "run.not_found", outcome


def test_a_broken_pipe_is_no_crash(pinned):
    """Nobody reads standard output: the run is made all the same."""
    reading, writing = os.pipe()
    os.close(reading)
    words = [BINARY, "generate", "--prompt", "p"]
    process = subprocess.run(words, cwd=pinned.work, env=pinned.env, stdout=writing, stderr=subprocess.DEVNULL, timeout=30)
    os.close(writing)
    assert process.returncode == 0
    assert pinned.sql("SELECT state FROM run") == [("succeeded",)]


def test_bad_answers_lose_nothing(pinned):
    """After a row of bad answers the ledger holds every one of them, and the evidence is whole."""
    answers = [b"\x16\x03\x01", response(body=b"<html>", kind="text/html"), refusal(400), response(body=b"{" * 70), b""]
    for answer in answers:
        pinned.server.answers = [answer]
        assert pinned.generate("--max-attempts", "1").status not in (0, 2)
    assert pinned.sql("SELECT count(*) FROM run") == [(len(answers),)]
    checked = pinned.verify()
    assert checked.status == 0, checked
