"""The commands that make media: what they take, what they ask before they pay, and who waits for whom."""

import base64
import json
import os
import pty
import select
import signal

import pytest
from conftest import BINARY, interrupt, wait_until
from gateway import picture
from loopback import encoded, pictures, silence

COMMANDS = ["generate", "edit", "video", "speech", "upscale"]


@pytest.fixture
def pinned(exhibit, loopback):
    """The provider `happy`, not simulated."""
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url)
    return exhibit


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def settings(exhibit, **values):
    exhibit.home.mkdir(exist_ok=True)
    (exhibit.home / "config.json").write_text(json.dumps(values))


def made(outcome):
    assert outcome.status == 0, outcome
    return outcome.result


def refused(exhibit, outcome, status, code, *words):
    """Nothing was sent, and nothing was recorded."""
    assert outcome.status == status and outcome.error["code"] == code, outcome
    assert outcome.error["billed"] == "no"
    for word in words:
        assert word in outcome.error["message"], outcome
    assert exhibit.server.requests == []
    assert not (exhibit.home / "ledger.sqlite").exists()
    return outcome.error


# Tables


@pytest.mark.parametrize("command", COMMANDS)
def test_A1_help_of_each_command_names_its_flags(exhibit, command):
    page = exhibit(command, "--help=all").out
    for flag in ["--provider", "--task-name", "--output", "--poll-interval", "--max-polls", "--confirm", "--max-cost"]:
        assert flag in page, page
    own = {"video": "--image-transport", "speech": "--voice", "upscale": "--image", "edit": "--mask", "generate": "--n "}
    assert own[command] in page
    assert ("--prompt" in page) == (command != "upscale")


def test_B12_the_table_of_denoise_is_in_the_help(exhibit):
    page = exhibit("edit", "--help=all").out
    for number in ["0.3", "0.5", "0.7", "0.9", "0.8"]:
        assert number in page


def test_C9_the_voices_are_in_the_help(exhibit):
    page = exhibit("speech", "--help=all").out
    assert all(voice in page for voice in ["Kore", "Puck", "Charon", "Fenrir", "Aoede"])


# Dry runs


def test_A1_a_dry_run_of_generate_shows_request_route_and_price(pinned):
    settings(pinned, prices=[{"provider": "happy", "model": "gpt-image-2", "mode": "generation", "usd": "0.04"}])
    result = made(pinned.generate("--dry-run", "--n", "2", prompt="one cat"))
    assert (result["mode"], result["route"]) == ("generation", "generations")
    assert json.loads(result["body"])["prompt"] == "one cat"
    assert result["cost"] == {"amount": "0.08", "micros": 80000, "currency": "USD", "source": "estimated"}
    assert pinned.server.requests == [] and not (pinned.home / "ledger.sqlite").exists()


def test_A12_a_dry_run_with_references_goes_to_edits(pinned):
    first, second = (put(pinned.work, f"{name}.png", picture((shade, 0, 0))) for name, shade in [("a", 1), ("b", 2)])
    result = made(pinned.generate("--reference-image", first, "--reference-image", second, "--dry-run"))
    assert (result["mode"], result["route"]) == ("edit", "edits")
    assert [image["path"] for image in result["input_images"]] == [str(first), str(second)]
    assert result["endpoint"].endswith("/v1/images/edits")


def test_A15_the_dry_run_shows_how_a_film_would_be_followed(pinned):
    words = ["video", "--prompt", "p", "--model", "sora-2", "--seconds", "4", "--dry-run", "--json"]
    assert made(pinned(*words))["polling"] == {"interval_ms": 5_000, "deadline_ms": 600_000}
    assert made(pinned(*words, "--max-polls", "60"))["polling"] == {"interval_ms": 5_000, "deadline_ms": 300_000}


@pytest.mark.parametrize("command, folder", [("generate", "images"), ("edit", "images")])
def test_A7_the_folder_follows_the_kind(pinned, photo, command, folder):
    words = [command, "--prompt", "p", "--dry-run", "--json"] + (["--image", photo] if command == "edit" else [])
    assert f"/tmp/{folder}/" in made(pinned(*words))["output"]
    root = {"MEDIA_GENERATION_OUTPUT_ROOT": str(pinned.folder / "root")}
    assert made(pinned(*words, env=root))["output"].startswith(f"{pinned.folder}/root/{folder}/")


# Inputs


def test_C2_an_image_from_standard_input(pinned):
    content = picture((9, 8, 7))
    words = ["edit", "--prompt", "p", "--image", "-", "--json"]
    outcome = pinned.start(*words, stdin=-1)
    # As bytes: a picture is no text.
    os.write(outcome.stdin.fileno(), content)
    out, err = outcome.communicate(timeout=30)
    assert outcome.returncode == 0, err
    [request] = pinned.server.requests
    [part] = [part for part in request.parts if part.name == "image"]
    assert part.content == content and part.filename == "image.png"
    [image] = json.loads(out)["result"]["input_images"]
    assert image["path"] == "-" and image["bytes"] == len(content)
    assert pinned.verify().status == 0


def test_C2_an_image_as_a_data_url(pinned):
    content = picture((1, 2, 3), form="JPEG")
    result = made(pinned("edit", "--prompt", "p", "--image", f"data:image/jpeg;base64,{encoded(content)}", "--json"))
    [part] = [part for part in pinned.server.requests[0].parts if part.name == "image"]
    assert part.content == content and part.kind == "image/jpeg" and part.filename == "image.jpg"
    assert result["input_images"][0]["path"] == "data:"
    assert pinned.verify().status == 0


def test_C2_standard_input_is_read_once(pinned):
    outcome = pinned("edit", "--prompt", "-", "--image", "-", "--json", stdin="a cat")
    refused(pinned, outcome, 2, "usage.invalid", "standard input")


@pytest.mark.parametrize(
    "url, code",
    [
        ("data:image/png,AAAA", "input.unreadable"),
        ("data:image/png;base64,????", "input.unreadable"),
        ("data:text/plain;base64," + base64.b64encode(b"hello").decode(), "input.not_an_image"),
    ],
)
def test_C2_a_data_url_that_is_no_image(pinned, url, code):
    refused(pinned, pinned("edit", "--prompt", "p", "--image", url, "--json"), 2, code)


def test_D4_a_policy_may_allow_more_images_but_no_more_than_a_record_holds(pinned):
    policy = {
        "schema": "acceptance/v1", "id": "many", "version": "1", "title": "Many inputs", "limits": {"max_inputs": 20},
        "rules": [{"id": "M-01", "severity": "error", "assert": {"path": "/run/state", "op": "eq", "value": "succeeded"}}],
    }  # fmt: skip
    path = put(pinned.work, "many.json", json.dumps(policy).encode())
    images = [put(pinned.work, f"{n}.png", picture((n, n, n))) for n in range(17)]

    def asked(count):
        words = [word for image in images[:count] for word in ("--image", image)]
        return pinned("edit", "--prompt", "p", *words, "--policy", path, "--dry-run", "--json")

    assert len(made(asked(16))["input_images"]) == 16
    refused(pinned, asked(17), 2, "input.too_many", "17", "16")


# Consent and bounds


def test_C11_confirm_needs_a_terminal_or_a_yes(pinned):
    outcome = pinned.generate("--confirm")
    error = refused(pinned, outcome, 2, "consent.missing", "nothing was sent")
    assert "--yes" in error["hint"]
    outcome = pinned.generate("--confirm", "--yes", prompt="an orange cat")
    made(outcome)
    for words in ["happy/gpt-image-2", "an orange cat", "unknown", "2 minutes"]:
        assert words in outcome.err, outcome


def on_terminal(exhibit, words, answer):
    """Runs the command with a terminal for its questions; returns its exit status and what stood there."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(exhibit.work)
        os.execve(BINARY, [BINARY, *map(str, words)], exhibit.env)
    seen = b""
    answered = False
    while True:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, seen
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the terminal goes with the process
            break
        if not piece:
            break
        seen += piece
        if not answered and b"[y/N]" in seen:
            answered = True
            os.write(terminal, answer)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode()


@pytest.mark.parametrize("answer", [b"y\n", b"YES\n"])
def test_C11_a_yes_on_the_terminal_sends(pinned, photo, answer):
    settings(pinned, prices=[{"model": "gpt-image-2", "usd": "0.07"}])
    status, seen = on_terminal(pinned, ["edit", "--prompt", "evening", "--image", photo, "--confirm"], answer)
    assert status == 0, seen
    for words in ["happy/gpt-image-2", "evening", str(photo), "0.07 USD"]:
        assert words in seen
    assert len(pinned.server.requests) == 1


@pytest.mark.parametrize("answer", [b"n\n", b"\n", b"yes please\n", b"\x04"])
def test_C11_anything_else_does_not(pinned, answer):
    status, seen = on_terminal(pinned, ["generate", "--prompt", "p", "--confirm"], answer)
    assert status == 9 and "consent.declined" in seen
    assert pinned.server.requests == [] and not (pinned.home / "ledger.sqlite").exists()


def test_C11_more_pictures_than_allowed_are_not_asked_for(pinned):
    refused(pinned, pinned.generate("--n", "3", "--max-images", "2"), 9, "budget.exceeded", "3", "2")
    refused(pinned, pinned.generate("--extra-json", '{"n":3}', "--max-images", "2"), 9, "budget.exceeded", "3")
    made(pinned.generate("--n", "2", "--max-images", "2"))


def test_C11_a_bound_on_the_cost(pinned):
    refused(pinned, pinned.generate("--max-cost", "5"), 9, "budget.unknown")
    settings(pinned, prices=[{"provider": "other", "model": "gpt-image-2", "usd": "9"}, {"model": "gpt-image-2", "usd": "0.04"}])
    refused(pinned, pinned.generate("--n", "2", "--max-cost", "0.07"), 9, "budget.exceeded", "0.08", "0.07")
    refused(pinned, pinned.generate("--max-cost", "cheap"), 2, "usage.invalid", "cheap")
    assert not list((pinned.work).rglob("_runs")), "what was refused leaves no folder"
    made(pinned.generate("--n", "2", "--max-cost", "0.08"))


def test_C11_the_sandbox_bills_nobody(exhibit):
    words = ["generate", "--provider", "sandbox", "--policy", "sandbox", "--prompt", "p", "--max-cost", "0", "--json"]
    assert exhibit(*words).status == 0


def test_C11_a_wrong_price_is_told_by_its_place(pinned):
    settings(pinned, prices=[{"model": "gpt-image-2", "usd": 0.04}])
    refused(pinned, pinned.generate(), 2, "config.invalid", "/prices/0/usd")


# Waiting


def test_C11_what_to_expect_is_said_once_and_one_line_for_each_change(pinned):
    outcome = pinned("generate", "--prompt", "p")
    lines = outcome.err.splitlines()
    assert lines[0] == "asking      happy/gpt-image-2, an image may take 2 minutes"
    assert lines[1].startswith("submitting  attempt 1") and lines[2].startswith("receiving   HTTP 200")
    assert "\r" not in outcome.err and "\x1b" not in outcome.err


def test_C5_a_provider_with_one_place_serves_one_process_at_a_time(pinned):
    settings(pinned, providers={"happy": {"max_in_flight": 1}})
    pinned.server.answers = [silence, pictures()]
    first = pinned.start("generate", "--prompt", "first", "--json")
    wait_until(lambda: len(pinned.server.requests) == 1)
    second = pinned.start("generate", "--prompt", "second")
    line = second.stderr.readline()
    assert "happy takes one request at a time" in line
    assert len(pinned.server.requests) == 1, "the second waits"
    interrupt(first)
    first.communicate(timeout=30)
    assert first.returncode == 130
    out, err = second.communicate(timeout=30)
    assert second.returncode == 0, err
    assert len(pinned.server.requests) == 2
    assert "one request at a time" not in err, "said once"


def test_C5_waiting_ends_with_ctrl_c_and_nothing_is_sent(pinned):
    settings(pinned, providers={"happy": {"max_in_flight": 1}})
    pinned.server.answers = [silence]
    first = pinned.start("generate", "--prompt", "first", "--json")
    wait_until(lambda: len(pinned.server.requests) == 1)
    second = pinned.start("generate", "--prompt", "second")
    assert "one request at a time" in second.stderr.readline()
    interrupt(second)
    out, err = second.communicate(timeout=30)
    assert second.returncode == 130 and "nothing was sent" in err
    assert len(pinned.server.requests) == 1
    assert [entry["task"] for entry in pinned.entries("request.intent")] == ["generated"], "only the first is recorded"
    interrupt(first)
    first.communicate(timeout=30)


def test_C5_a_killed_process_does_not_keep_its_turn(pinned):
    settings(pinned, providers={"happy": {"max_in_flight": 1}})
    pinned.server.answers = [silence, pictures()]
    first = pinned.start("generate", "--prompt", "first", "--json")
    wait_until(lambda: len(pinned.server.requests) == 1)
    interrupt(first, signal.SIGKILL)
    first.communicate(timeout=30)
    made(pinned.generate())


def test_C5_several_go_at_once_where_nobody_says_otherwise(pinned):
    pinned.server.answers = [silence, pictures()]
    first = pinned.start("generate", "--prompt", "first", "--json")
    wait_until(lambda: len(pinned.server.requests) == 1)
    made(pinned.generate())
    interrupt(first)
    first.communicate(timeout=30)


# Times


@pytest.mark.parametrize(
    "flags",
    [
        ["--poll-interval", "0"],
        ["--poll-interval", "1e300"],
        ["--max-polls", "0"],
        ["--timeout", "1e300"],
        ["--timeout-ms", "9223372036854775807"],
        ["--retry-base-delay", "1e300"],
        ["--retry-jitter", "-1"],
    ],
)
def test_B5_times_that_cannot_be(pinned, flags):
    refused(pinned, pinned("generate", "--prompt", "p", "--json", *flags), 2, "usage.invalid", flags[0].removesuffix("-ms").removeprefix("--timeout"))
