"""Video, speech and enlarged pictures against the sandbox, through each dialect that makes them."""

import json
import wave

import pytest
from conftest import interrupt, wait_until


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def made(outcome):
    assert outcome.status == 0, outcome
    return outcome.result


FAST = ["--policy", "sandbox", "--poll-interval", "0.05", "--retry-base-delay", "0", "--retry-jitter", "0", "--json"]


@pytest.fixture
def server(exhibit):
    """One sandbox behind every built-in provider."""

    def serve(*faults):
        base = exhibit.sandbox(*faults)
        origin = base.removesuffix("/v1")
        host, _, port = origin.removeprefix("http://").partition(":")
        exhibit.env |= {
            "OPENAI_BASE_URL": base, "OPENAI_API_KEY": "sk-canary-0123456789abcdefghij", "IMAGES_API_URL": origin,
            "CLACKY_SERVER_HOST": host, "CLACKY_SERVER_PORT": port,
        }  # fmt: skip
        return exhibit

    return serve


def lasting(exhibit):
    outcome = exhibit.verify()
    assert outcome.status == 0, outcome


def test_B3_the_jobs_dialect_names_its_defaults(server):
    exhibit = server()
    result = made(exhibit("generate", "--provider", "images-api", "--prompt", "p", *FAST))
    assert result["model"] == "flux-dev" and result["proof"]["size"]["requested"] == "1024x1024"
    assert result["outputs"][0]["width"] == 1024
    lasting(exhibit)


def test_B5_states_and_positions_are_said_and_recorded(server):
    exhibit = server()
    words = ["generate", "--provider", "images-api", "--prompt", "p", "--policy", "sandbox", "--poll-interval", "0.05"]
    outcome = exhibit(*words)
    assert outcome.status == 0, outcome
    lines = outcome.err.splitlines()
    assert "waiting     queued, position 1" in lines and "waiting     processing" in lines
    assert len(lines) == len(set(lines)), "one line for each change"
    events = [json.loads(line) for line in exhibit(*words, "--jsonl").out.splitlines()[:-1]]
    jobs = [event for event in events if event["type"].startswith("job.")]
    assert jobs[0]["type"] == "job.submitted" and jobs[0]["position"] == 1
    assert {event["type"] for event in jobs[1:]} == {"job.status"}
    lasting(exhibit)


def test_B5_max_polls_times_the_interval_is_the_deadline(server):
    exhibit = server("job-stuck")
    words = ["video", "--provider", "openai", "--model", "sora-2", "--prompt", "p", "--max-polls", "4", *FAST]
    outcome = exhibit(*words)
    assert outcome.status == 13 and outcome.error["code"] == "poll.deadline", outcome
    assert outcome.error["retryable"] is True
    lasting(exhibit)


def test_B12_denoise_has_a_default_that_is_sent(server, photo):
    exhibit = server()
    made(exhibit("edit", "--provider", "images-api", "--prompt", "p", "--image", photo, *FAST))
    outcome = exhibit("edit", "--provider", "images-api", "--prompt", "p", "--image", photo, "--denoise", "1.5", *FAST)
    assert outcome.status == 2 and "denoise" in outcome.error["message"]


def test_B15_upscale_gives_four_times_the_size(server, photo):
    exhibit = server()
    result = made(exhibit("upscale", "--provider", "images-api", "--input", photo, "--output", "up.png", *FAST))
    assert (result["mode"], result["model"]) == ("upscale", "upscale")
    [output] = result["outputs"]
    assert (output["width"], output["height"]) == (4 * 96, 4 * 64)
    assert output["path"] == str(exhibit.work / "up.png")
    lasting(exhibit)


def test_B16_wan_video_is_an_animated_picture(server, photo):
    exhibit = server()
    outcome = exhibit("video", "--provider", "images-api", "--input", photo, "--prompt", "wave", *FAST)
    [output] = made(outcome)["outputs"]
    assert output["media_type"] == "image/webp" and output["frames"] == 80 and output["duration_ms"] == 5000
    assert (output["width"], output["height"]) == (768, 768) and output["path"].endswith(".webp")
    show = exhibit("runs", "show", outcome.result["run_id"]).out
    assert "80 frames" in show and "5.0 s" in show
    assert "about 10 minutes" in exhibit("video", "--provider", "images-api", "--input", photo, "--prompt", "p", "--confirm", "--yes", *FAST).err
    lasting(exhibit)


def test_B18_input_and_output_of_every_wrapper(server, photo):
    exhibit = server()
    for command, words, name in [
        ("generate", ["--prompt", "p"], "a.png"), ("edit", ["--input", photo, "--prompt", "p"], "b.png"),
        ("upscale", ["--input", photo], "c.png"), ("video", ["--input", photo, "--prompt", "p"], "d.webp"),
    ]:  # fmt: skip
        made(exhibit(command, "--provider", "images-api", *words, "--output", f"new/{name}", *FAST))
        assert (exhibit.work / "new" / name).stat().st_size > 0
    again = exhibit("upscale", "--provider", "images-api", "--input", photo, "--output", "new/c.png", *FAST)
    assert again.status == 2 and again.error["code"] == "output.exists"


def test_C1_the_model_of_a_server_that_chooses(server):
    exhibit = server()
    result = made(exhibit("generate", "--provider", "clacky", "--prompt", "p", *FAST))
    assert result["model"] == "gpt-image-2"
    outcome = exhibit("generate", "--provider", "clacky", "--prompt", "p", "--model", "other", *FAST)
    assert outcome.status != 0 and "gpt-image-2" in outcome.error["message"]


def test_C1_a_server_without_a_model_gets_nothing(server):
    exhibit = server("not-configured")
    outcome = exhibit("generate", "--provider", "clacky", "--prompt", "p", *FAST)
    assert outcome.status == 2 and outcome.error["code"] == "provider.not_configured", outcome
    assert outcome.error["billed"] == "no"


def test_C2_aspect_ratio_and_no_size(server, photo):
    exhibit = server()
    result = made(exhibit("edit", "--provider", "clacky", "--prompt", "p", "--image", photo, "--aspect-ratio", "square", *FAST))
    assert (result["outputs"][0]["width"], result["outputs"][0]["height"]) == (1024, 1024)
    outcome = exhibit("generate", "--provider", "clacky", "--prompt", "p", "--size", "64x64", *FAST)
    assert outcome.status == 2, outcome
    lasting(exhibit)


@pytest.mark.parametrize("words", [["--seconds", "3"], ["--seconds", "9"], ["--aspect-ratio", "square"]])
def test_C8_a_video_has_its_bounds(server, words):
    exhibit = server()
    outcome = exhibit("video", "--provider", "clacky", "--prompt", "p", *words, *FAST)
    assert outcome.status == 2 and outcome.error["billed"] == "no", outcome


def test_C8_a_video_and_what_it_cost(server):
    exhibit = server()
    result = made(exhibit("video", "--provider", "clacky", "--prompt", "p", "--seconds", "4", *FAST))
    [output] = result["outputs"]
    assert output["media_type"] == "video/mp4" and output["duration_ms"] == 4000 and output["tracks"] == ["video"]
    assert "/tmp/videos/" in output["path"] and result["cost"]["source"] == "echoed"
    lasting(exhibit)


def test_C9_speech_is_a_wav_of_the_usual_shape(server):
    exhibit = server()
    outcome = exhibit("speech", "--provider", "clacky", "--input", "Good evening.", *FAST)
    result = made(outcome)
    [output] = result["outputs"]
    assert output["sound"] == {"sample_rate": 24000, "channels": 1, "bits_per_sample": 16}
    assert "/tmp/audio/speech-" in output["path"]
    assert not any(note["code"] == "sound.other_shape" for note in result["notes"])
    assert "24000 Hz" in exhibit("runs", "show", result["run_id"]).out


def frames(path):
    with wave.open(str(path)) as file:
        return file.getparams()[:3], file.readframes(file.getnframes())


def test_C10_paragraphs_are_runs_of_their_own_and_one_file(server):
    exhibit = server()
    text = put(exhibit.work, "text.txt", "First one.\n\nSecond.\n \nThird, and last.\n".encode())
    words = ["speech", "--provider", "openai", "--model", "tts-1", "--voice", "alloy", "--input-file", text]
    outcome = exhibit(*words, "--split", "paragraphs", "--task-name", "tale", "--output", "tale.wav", *FAST)
    result = made(outcome)
    assert [part["task_name"] for part in result["parts"]] == ["tale-1", "tale-2", "tale-3"]
    assert result["output"] == str(exhibit.work / "tale.wav")
    parts = [frames(part["output"]) for part in result["parts"]]
    whole = frames(result["output"])
    assert whole == (parts[0][0], b"".join(part[1] for part in parts)), "joined without loss"
    [derived] = exhibit.entries("artifact.derived")
    assert derived["run"] == result["run_id"] and derived["body"]["op"] == "wav.join@1"
    sums = [entry["body"]["sha256"] for entry in exhibit.entries("artifact.stored")]
    assert derived["body"]["from"] == sums
    assert [item["role"] for item in result["outputs"]] == ["output", "derived"]
    lasting(exhibit)


def test_C10_many_paragraphs(server):
    exhibit = server()
    words = ["speech", "--provider", "clacky", "--input", "\n\n".join("abcdefghijklmnopqrst"), "--split", "paragraphs"]
    assert len(made(exhibit(*words, *FAST))["parts"]) == 20
    [derived] = exhibit.entries("artifact.derived")
    assert "from_blob" in derived["body"] and "from" not in derived["body"]
    lasting(exhibit)


def test_C10_the_first_failure_stops_and_what_was_made_is_kept(server):
    exhibit = server()
    text = "First one.\n\n[[fault:400]] Second.\n\nThird."
    outcome = exhibit("speech", "--provider", "openai", "--model", "tts-1", "--voice", "alloy", "--input", text, "--split", "paragraphs", "--output", "x.wav", *FAST)
    assert outcome.status == 5 and "1 of 3 parts" in outcome.error["message"], outcome
    assert [part["state"] for part in outcome.result["parts"]] == ["succeeded", "failed"]
    assert (exhibit.work / outcome.result["parts"][0]["output"]).stat().st_size > 44
    assert not (exhibit.work / "x.wav").exists()
    assert len(exhibit.entries("request.intent")) == 2, "the third was never asked for"
    lasting(exhibit)


def test_C10_only_wav_can_be_joined(server):
    exhibit = server()
    words = ["speech", "--provider", "openai", "--model", "tts-1", "--voice", "alloy", "--input", "a\n\nb", "--split", "paragraphs"]
    outcome = exhibit(*words, "--response-format", "mp3", *FAST)
    assert outcome.status == 2 and outcome.error["code"] == "usage.invalid"
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_C12_a_link_for_what_is_no_picture(server):
    exhibit = server()
    words = ["speech", "--provider", "clacky", "--input", "Hello.", "--policy", "sandbox", "--task-name", "hello"]
    assert exhibit(*words, "--markdown").out.splitlines()[-1].startswith("[hello](file:///")
    assert exhibit(*words, "--markdown-from", "doc/page.md").out.splitlines()[-1].startswith("[hello](../tmp/audio/hello-")
    picture_line = exhibit("generate", "--provider", "clacky", "--prompt", "p", "--policy", "sandbox", "--markdown").out.splitlines()[-1]
    assert picture_line.startswith("![generated](file:///")


def test_C5_a_dialect_that_takes_one_waits_for_its_turn(server):
    exhibit = server()
    first = exhibit.start("generate", "--provider", "clacky", "--prompt", "[[fault:hang]]", *FAST)
    wait_until(lambda: (exhibit.home / "ledger.sqlite").exists() and exhibit.entries("attempt.started"))
    second = exhibit.start("generate", "--provider", "clacky", "--prompt", "second", "--policy", "sandbox")
    assert "one request at a time" in second.stderr.readline()
    interrupt(second)
    second.communicate(timeout=30)
    assert second.returncode == 130
    interrupt(first)
    first.communicate(timeout=30)
