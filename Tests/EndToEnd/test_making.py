"""`generate` and `edit`: what is sent, what comes back, and where it goes."""

import hashlib
import json
import re
from urllib.parse import unquote

import pytest
from conftest import files_with
from gateway import picture
from loopback import encoded, padded, pictures, raw_data, response

KEY = "sk-canary-0123456789abcdefghij"
NAME = re.compile(r"(?P<stem>.+)-\d{8}T\d{6}Z-(?P<run>[0-9A-HJKMNP-TV-Z]{8})(?P<n>-\d+)?\.(?P<ext>\w+)")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def configured(exhibit, providers):
    """A configuration with these providers, in this order, each {name: base URL}."""
    path = exhibit.folder / "openclaw.json"
    entries = {name: {"baseUrl": url, "apiKey": "${HAPPY_KEY}", "models": []} for name, url in providers.items()}
    path.write_text(json.dumps({"models": {"providers": entries}}))
    exhibit.env |= {"OPENCLAW_CONFIG": str(path), "HAPPY_KEY": KEY}
    return path


@pytest.fixture
def studio(exhibit, loopback):
    """A provider that pins nothing: neither model nor size have a default."""
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url, name="studio")
    return exhibit


@pytest.fixture
def pinned(exhibit, loopback):
    """The provider `happy`, not simulated."""
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url)
    return exhibit


def made(outcome):
    assert outcome.status == 0, outcome
    assert outcome.json["ok"] is True and outcome.error is None
    return outcome.result


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def intent(exhibit):
    [entry] = exhibit.entries("request.intent")
    return entry["body"]


# A1: fields


def test_A1_only_given_fields_are_sent(studio):
    made(studio.generate("--model", "m-1", prompt="one cat"))
    [request] = studio.server.requests
    assert (request.method, request.path) == ("POST", "/v1/images/generations")
    assert request.header("Content-Type") == "application/json"
    assert request.header("Authorization") == f"Bearer {KEY}"
    assert request.header("Accept-Encoding") == "identity"
    assert request.header("Expect") is None
    assert request.json == {"model": "m-1", "prompt": "one cat"}


def test_A1_every_given_field_is_sent_with_its_type(studio):
    flags = {
        "--size": "512x768", "--quality": "high", "--style": "vivid", "--background": "opaque", "--output-format": "png",
        "--n": "2", "--seed": "7",
    }  # fmt: skip
    studio.server.answers = [pictures(picture(), picture((1, 2, 3)))]
    made(studio.generate("--model", "m-1", *(word for pair in flags.items() for word in pair), prompt="p"))
    assert studio.server.requests[0].json == {
        "model": "m-1", "prompt": "p", "size": "512x768", "quality": "high", "style": "vivid", "background": "opaque",
        "output_format": "png", "n": 2, "seed": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    "flags, size",
    [
        ((), "1024x1024"),
        (("--size", "auto"), "auto"),
        (("--size", "64x32"), "64x32"),
        (("--width", "48", "--height", "16"), "48x16"),
    ],
)
def test_A1_the_size_of_happy(pinned, flags, size):
    result = made(pinned.generate(*flags))
    assert pinned.server.requests[0].json["size"] == size
    assert result["proof"]["size"]["requested"] == size
    assert result["proof"]["size"]["observed"] == "64x64"


def test_A1_without_a_default_no_size_is_claimed(studio):
    result = made(studio.generate("--model", "m-1"))
    assert "size" not in studio.server.requests[0].json
    assert result["proof"]["size"]["requested"] is None


def test_A1_extra_json_is_merged_last_and_the_proof_shows_what_was_sent(studio):
    extra = put(studio.work, "extra.json", b'{"quality":"low","moderation":"low","size":"128x128"}')
    result = made(
        studio.generate(
            "--model", "m-1", "--size", "64x64", "--quality", "high", "--extra-json",
            '{"model":"m-2","size":"256x256","loras":[{"scale":0.70}],"n":null}', "--extra-json-file", extra,
        )
    )  # fmt: skip
    sent = studio.server.requests[0].json
    assert sent == {
        "model": "m-2", "prompt": "an orange cat by a window", "size": "128x128", "quality": "low",
        "loras": [{"scale": 0.7}], "n": None, "moderation": "low",
    }  # fmt: skip
    assert b"0.70" in studio.server.requests[0].body, "a number keeps its digits"
    assert result["proof"]["model"]["requested"] == "m-2" == result["model"]
    assert result["proof"]["size"]["requested"] == "128x128"
    assert set(intent(studio)["overwritten"]) == {"model", "size", "quality"}


def test_A1_an_overwritten_prompt_is_no_unchanged_prompt(studio):
    words = ["--model", "m-1", "--extra-json", '{"prompt":"another"}']
    refused = studio.generate(*words, prompt="given")
    assert refused.status == 6 and refused.error["code"] == "policy.refused" and studio.server.requests == []
    outcome = studio.generate(*words, "--send-anyway", prompt="given")
    assert studio.server.requests[0].json["prompt"] == "another"
    assert outcome.result["prompt_sha256"] == sha256(b"given")
    assert outcome.result["sent_prompt_sha256"] == sha256(b"another")
    assert [entry["body"]["prompt_unchanged"] for entry in studio.entries("request.intent")] == [False, False]
    # PROMPT-01 of the policy that every run must satisfy.
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected"


def test_A1_the_policy_judges_the_model_that_would_be_sent(pinned):
    outcome = pinned.generate("--policy", "happy-gpt-image-2", "--extra-json", '{"model":"cheap-model"}')
    assert outcome.status == 6 and outcome.error["code"] == "policy.refused"
    assert outcome.error["billed"] == "no"
    assert pinned.server.requests == []


# A2: where settings come from


def test_A2_the_look_up_order_of_the_config(exhibit, loopback):
    server = loopback(pictures())
    user, state, claw = exhibit.folder / "user", exhibit.folder / "state", exhibit.folder / "claw"
    places = [
        ("flag", exhibit.folder / "flag.json", {}),
        ("OPENCLAW_CONFIG", exhibit.folder / "one.json", {"OPENCLAW_CONFIG": exhibit.folder / "one.json"}),
        ("OPENCLAW_CONFIG_PATH", exhibit.folder / "two.json", {"OPENCLAW_CONFIG_PATH": exhibit.folder / "two.json"}),
        ("OPENCLAW_STATE_DIR", state / "openclaw.json", {"OPENCLAW_STATE_DIR": state}),
        ("OPENCLAW_HOME", claw / ".openclaw/openclaw.json", {"OPENCLAW_HOME": claw}),
        ("HOME", user / ".openclaw/openclaw.json", {}),
        ("legacy", user / ".openclaw/clawdbot.json", {}),
    ]
    for step, path, _ in places:
        provider = {"baseUrl": f"{server.origin}/{step}", "apiKey": KEY}
        put(path.parent, path.name, json.dumps({"models": {"providers": {"happy": provider}}}).encode())
    seen = []
    for number, (step, path, _) in enumerate(places):
        env = {key: str(value) for _, _, more in places[number:] for key, value in more.items()}
        made(exhibit.generate(*(["--config", path] if step == "flag" else []), env=env))
        seen.append(server.requests[-1].path.split("/")[1])
        if step == "HOME":
            path.unlink()
    assert seen == [step for step, _, _ in places]


@pytest.mark.parametrize(
    "written", ["${HAPPY_KEY}", "$HAPPY_KEY", "${HAPPY_KEY:-other}", {"source": "env", "provider": "default", "id": "HAPPY_KEY"}]
)
def test_A2_the_key_from_the_environment_reaches_the_provider_and_no_record(pinned, written):
    pinned.configure(pinned.server.url, apiKey=written)
    made(pinned.generate())
    assert pinned.server.requests[0].header("Authorization") == f"Bearer {KEY}"
    assert files_with(pinned.home, KEY.encode()) == []
    assert files_with(pinned.work, KEY.encode()) == []


def test_A2_a_json5_config_with_headers(pinned):
    pinned.env["OPENCLAW_CONFIG"] = str(
        put(
            pinned.folder, "five.json5",
            b"""// a comment
            { models: { providers: { happy: { baseUrl: '%s/', apiKey: "${MISSING:-%s}",
              headers: { 'X-Tenant': "studio-7", "X-Token": "${TENANT_TOKEN}", }, models: [], }, }, }, }"""
            % (pinned.server.url.encode(), KEY.encode()),
        )
    )  # fmt: skip
    made(pinned.generate(env={"TENANT_TOKEN": "tok-9f8e7d6c5b4a"}))
    [request] = pinned.server.requests
    assert request.path == "/v1/images/generations"
    assert request.header("X-Tenant") == "studio-7" and request.header("X-Token") == "tok-9f8e7d6c5b4a"
    assert files_with(pinned.folder / "home", b"tok-9f8e7d6c5b4a") == []


# A3 and A4: which provider, which model


def test_A3_the_order_of_the_provider(exhibit, loopback):
    server = loopback(pictures())
    names = ["zeta", "alpha", "flagged", "image", "media", "home", "happy"]
    configured(exhibit, {name: f"{server.origin}/{name}" for name in names})
    put(exhibit.home, "config.json", b'{"default_provider":"home"}')
    steps = [
        (
            "flagged",
            ["--provider", "flagged"],
            {"OPENCLAW_IMAGE_PROVIDER": "image", "OPENCLAW_MEDIA_PROVIDER": "media"},
            "--provider",
        ),
        ("image", [], {"OPENCLAW_IMAGE_PROVIDER": "image", "OPENCLAW_MEDIA_PROVIDER": "media"}, "$OPENCLAW_IMAGE_PROVIDER"),
        ("media", [], {"OPENCLAW_MEDIA_PROVIDER": "media"}, "$OPENCLAW_MEDIA_PROVIDER"),
        ("home", [], {}, "config.json"),
    ]
    for name, flags, env, source in steps:
        result = made(exhibit.generate("--model", "m", *flags, env=env))
        assert server.requests[-1].path == f"/{name}/images/generations"
        assert result["provider"] == name
        assert source in exhibit.entries("request.intent")[-1]["body"]["provider_source"]

    (exhibit.home / "config.json").unlink()
    assert made(exhibit.generate("--model", "m"))["provider"] == "happy"
    configured(exhibit, {name: f"{server.origin}/{name}" for name in ["zeta", "alpha"]})
    assert made(exhibit.generate("--model", "m"))["provider"] == "zeta", "the first in the file, not in the alphabet"
    sources = [entry["body"]["provider_source"] for entry in exhibit.entries("request.intent")]
    assert len(set(sources)) == len(sources), "each step has words of its own"


def test_A3_the_one_built_in_whose_environment_is_set(exhibit, loopback):
    server = loopback(pictures())
    env = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": server.url}
    result = made(exhibit.generate("--model", "m", env=env))
    assert result["provider"] == "openai"
    assert "OPENAI_API_KEY" in intent(exhibit)["provider_source"]
    assert server.requests[0].header("Authorization") == f"Bearer {KEY}"
    ambiguous = exhibit.generate("--model", "m", env={**env, "IMAGES_API_URL": server.url})
    assert ambiguous.status == 2 and ambiguous.error["code"] == "provider.not_found"
    assert len(server.requests) == 1


def test_A3_the_sandbox_is_never_chosen_by_itself(exhibit):
    outcome = exhibit.generate("--model", "m")
    assert outcome.status == 2 and outcome.error["code"] == "provider.not_found"
    for place in ["--provider", "OPENCLAW_IMAGE_PROVIDER", "OPENCLAW_MEDIA_PROVIDER", "openclaw.json", "OPENAI_API_KEY"]:
        assert place in outcome.error["message"], outcome
    assert "sandbox" in outcome.error["hint"]


def test_A3_a_dry_run_shows_the_choice(pinned):
    outcome = pinned("generate", "--prompt", "p", "--dry-run", env={"OPENCLAW_IMAGE_PROVIDER": "happy"})
    assert outcome.status == 0, outcome
    assert "happy" in outcome.out and "OPENCLAW_IMAGE_PROVIDER" in outcome.out and "gpt-image-2" in outcome.out


def test_A4_the_order_of_the_model(pinned):
    put(pinned.home, "config.json", b'{"default_model":"m-home"}')
    everything = {
        "OPENCLAW_IMAGE_MODEL": "m-image",
        "OPENCLAW_MEDIA_IMAGE_MODEL": "m-media",
        "OPENCLAW_MEDIA_EDIT_MODEL": "m-edit",
    }
    without = {key: value for key, value in everything.items() if key != "OPENCLAW_IMAGE_MODEL"}
    source = put(pinned.work, "in.png", picture())
    steps = [
        ("m-flag", "generate", ["--model", "m-flag"], everything, "--model"),
        ("m-image", "generate", [], everything, "$OPENCLAW_IMAGE_MODEL"),
        ("m-media", "generate", [], without, "$OPENCLAW_MEDIA_IMAGE_MODEL"),
        ("m-image", "edit", ["--image", source], everything, "$OPENCLAW_IMAGE_MODEL"),
        ("m-edit", "edit", ["--image", source], without, "$OPENCLAW_MEDIA_EDIT_MODEL"),
        ("m-home", "generate", [], {}, "config.json"),
    ]
    for model, command, flags, env, name in steps:
        result = made(pinned(command, "--prompt", "p", "--json", *flags, env=env))
        assert result["model"] == model
        assert name in pinned.entries("request.intent")[-1]["body"]["model_source"]
    (pinned.home / "config.json").unlink()
    assert made(pinned.generate())["model"] == "gpt-image-2"
    sent = [request.json["model"] for request in pinned.server.requests if request.path.endswith("generations")]
    assert sent == ["m-flag", "m-image", "m-media", "m-home", "gpt-image-2"]


@pytest.mark.parametrize("flags", [[], *(["--model", name] for name in ["image-model", "image-edit-model", "video-model"])])
def test_A4_nobody_pays_for_a_made_up_model(studio, flags):
    outcome = studio.generate(*flags)
    assert outcome.status == 2 and outcome.error["code"] == "model.placeholder"
    assert "OPENCLAW_IMAGE_MODEL" in outcome.error["hint"]
    assert studio.server.requests == []


# A5, A7: endpoint, folders, names


def test_A5_the_endpoint_can_be_chosen(studio):
    result = made(studio.generate("--model", "m", "--endpoint", "/paint?tier=2"))
    assert studio.server.requests[0].target == "/v1/paint?tier=2"
    assert result["endpoint"].startswith(studio.server.url + "/paint")
    source = put(studio.work, "in.png", picture())
    made(studio("edit", "--model", "m", "--prompt", "p", "--image", source, "--endpoint", "repaint", "--json"))
    assert studio.server.requests[1].path == "/v1/repaint"
    assert len(studio.server.requests[1].parts) == 3


def test_A5_an_endpoint_of_another_origin_gets_nothing(studio, loopback):
    other = loopback(pictures())
    outcome = studio.generate("--model", "m", "--endpoint", other.origin + "/paint")
    assert outcome.status == 2, outcome
    assert other.requests == studio.server.requests == []


@pytest.mark.parametrize("step", ["output", "out-dir", "config", "root", "default"])
def test_A7_where_files_go(pinned, step):
    flags, env = [], {}
    places = {
        "output": pinned.folder / "exact/place/cat.png",
        "out-dir": pinned.folder / "chosen",
        "config": pinned.folder / "by-config",
        "root": pinned.folder / "root/images",
        "default": pinned.work / "tmp/images",
    }
    order = list(places)
    for other in order[order.index(step) :]:
        match other:
            case "output":
                flags += ["--output", places[other]]
            case "out-dir":
                flags += ["--out-dir", places[other]]
            case "config":
                put(pinned.home, "config.json", json.dumps({"out_dir": str(places[other])}).encode())
            case "root":
                env = {"MEDIA_GENERATION_OUTPUT_ROOT": str(pinned.folder / "root")}
    result = made(pinned.generate(*flags, env=env))
    written = pinned.folder.joinpath(result["output"])
    assert written == places[step] if step == "output" else written.parent == places[step]
    assert written.read_bytes() == picture()
    if step != "output":
        assert pinned.folder.joinpath(result["run_dir"]).parent == places[step] / "_runs"
    if step == "default":
        assert {path.name for path in pinned.work.iterdir()} == {"tmp"}, "never scattered"
        assert {path.name for path in (pinned.work / "tmp").iterdir()} == {"images"}
    else:
        assert not (pinned.work / "tmp").exists()


@pytest.mark.parametrize(
    "flags, stem",
    [
        ([], "generated"),
        (["--prefix", "cover"], "cover"),
        (["--task-name", "cat test"], "cat-test"),
        (["--task-name", "猫-1", "--prefix", "cover"], "猫-1"),
        (["--task-name", "../../etc/x y"], None),
    ],
)
def test_A7_names(pinned, flags, stem):
    result = made(pinned.generate(*flags))
    folder = pinned.work / "tmp/images"
    [path] = [path for path in folder.iterdir() if path.name != "_runs"]
    match = NAME.fullmatch(path.name)
    assert match and match["ext"] == "png" and match["n"] is None
    assert match["run"] == result["run_id"][-8:]
    if stem:
        assert match["stem"] == stem
    assert result["output"].endswith(path.name) and result["outputs"][0]["path"] == result["output"]
    [run] = (folder / "_runs").iterdir()
    assert result["run_dir"].endswith(run.name) and run.name.endswith(match["run"])
    if "--task-name" in flags:
        assert result["task_name"] == flags[1]
        assert run.name == path.name.removesuffix(".png")


def test_A7_edited_is_the_prefix_of_edit(pinned):
    result = made(pinned("edit", "--prompt", "p", "--image", put(pinned.work, "in.png", picture()), "--json"))
    assert "/edited-" in result["output"]


def test_A7_two_runs_of_one_name_share_nothing(pinned):
    first, second = (made(pinned.generate("--task-name", "same")) for _ in range(2))
    assert first["output"] != second["output"] and first["run_dir"] != second["run_dir"]


def test_A1_every_image_of_several_is_saved(pinned):
    items = [picture((shade, 0, 0)) for shade in (10, 20, 30)]
    pinned.server.answers = [pictures(*items)]
    result = made(pinned.generate("--n", "3"))
    assert pinned.server.requests[0].json["n"] == 3
    paths = [pinned.work.joinpath(output["path"]) for output in result["outputs"]]
    assert [path.read_bytes() for path in paths] == items
    assert [NAME.fullmatch(path.name)["n"] for path in paths] == ["-1", "-2", "-3"]
    assert [output["sha256"] for output in result["outputs"]] == [sha256(item) for item in items]
    assert result["bytes"] == sum(map(len, items))


def test_A1_fewer_images_than_asked_are_said(pinned):
    pinned.server.answers = [pictures(picture(), picture((9, 9, 9)))]
    result = made(pinned.generate("--n", "4"))
    assert len(result["outputs"]) == 2
    assert any("4" in note["message"] and "2" in note["message"] for note in result["notes"])


@pytest.mark.parametrize(
    "form, extension, kind", [("PNG", "png", "image/png"), ("JPEG", "jpg", "image/jpeg"), ("WEBP", "webp", "image/webp")]
)
def test_A7_the_extension_follows_the_bytes(pinned, form, extension, kind):
    content = picture(form=form)
    pinned.server.answers = [pictures(content, output_format="png")]
    [output] = made(pinned.generate("--output-format", "png"))["outputs"]
    assert output["path"].endswith("." + extension)
    assert output["media_type"] == kind and (output["width"], output["height"]) == (64, 64)
    assert pinned.work.joinpath(output["path"]).read_bytes() == content


# B18: exactly this path


def test_B18_output_is_exactly_this_path_and_numbers_the_others(pinned):
    items = [picture((shade, 0, 0)) for shade in (10, 20, 30)]
    pinned.server.answers = [pictures(*items)]
    target = pinned.work / "deep/er/cat.v1.png"
    result = made(pinned.generate("--n", "3", "--output", target))
    folder = target.parent
    assert {path.name for path in folder.iterdir() if path.is_file()} == {"cat.v1.png", "cat.v1-2.png", "cat.v1-3.png"}
    assert [(folder / name).read_bytes() for name in ["cat.v1.png", "cat.v1-2.png", "cat.v1-3.png"]] == items
    assert result["output"] == str(target)


def test_B18_a_name_that_contradicts_the_bytes_is_kept_and_noted(pinned):
    pinned.server.answers = [pictures(picture(form="JPEG"))]
    result = made(pinned.generate("--out", "cat.png"))
    assert (pinned.work / "cat.png").read_bytes() == picture(form="JPEG"), "never encoded again"
    assert "media_type.differs_from_name" in [note["code"] for note in result["notes"]]


def test_B18_an_existing_file_stops_the_run_before_anything_is_sent(pinned):
    target = put(pinned.work, "cat.png", b"precious")
    outcome = pinned.generate("--output", target)
    assert outcome.status == 2 and outcome.error["code"] == "output.exists"
    assert "--overwrite" in outcome.error["hint"]
    second = put(pinned.work, "dog-2.png", b"precious too")
    assert pinned.generate("--output", pinned.work / "dog.png", "--n", "2").error["code"] == "output.exists"
    assert pinned.server.requests == []
    assert target.read_bytes() == b"precious" and second.read_bytes() == b"precious too"
    assert not (pinned.work / "dog.png").exists()


def test_B18_overwrite_replaces_and_records_what_was_there(pinned):
    target = put(pinned.work, "cat.png", b"the old picture")
    made(pinned.generate("--output", target, "--overwrite"))
    assert target.read_bytes() == picture()
    assert sha256(b"the old picture") in json.dumps(pinned.entries())


def test_B18_a_file_that_appears_meanwhile_is_not_overwritten(pinned, loopback):
    target = pinned.work / "cat.png"

    def late(request, connection):
        target.write_bytes(b"somebody else's")
        return pictures()

    pinned.server.answers = [late]
    outcome = pinned.generate("--output", target)
    assert outcome.status != 0 and outcome.error["billed"] == "yes"
    assert target.read_bytes() == b"somebody else's"
    digest = sha256(picture())
    assert (pinned.home / "artifacts/sha256" / digest[:2] / digest).exists() or pinned.sql(
        "SELECT data FROM blob WHERE sha256 = ?", bytes.fromhex(digest)
    ) == [(picture(),)], "what was paid for is kept"


def test_B18_input_is_image(pinned):
    source = put(pinned.work, "in.png", picture())
    made(pinned("edit", "--prompt", "p", "--input", source, "--output", "out.png", "--json"))
    assert [part.content for part in pinned.server.requests[0].parts if part.name == "image"] == [picture()]
    assert (pinned.work / "out.png").exists()


# B17: outputs are measured


def test_B17_outputs_are_hashed_measured_and_decoded(pinned):
    content = picture(size=(48, 32))
    pinned.server.answers = [pictures(content)]
    result = made(pinned.generate("--size", "48x32"))
    [output] = result["outputs"]
    path = pinned.work.joinpath(output["path"])
    assert path.read_bytes() == content
    assert (output["sha256"], output["bytes"]) == (sha256(content), len(content))
    assert (output["width"], output["height"], output["media_type"]) == (48, 32, "image/png")
    [stored] = [entry["body"] for entry in pinned.entries("artifact.stored") if entry["body"]["role"] == "output"]
    assert stored["decodes"] is True and stored["complete"] is True and stored["derivation"] == "verified"


# C12: Markdown


def test_C12_markdown_shows_the_picture(pinned):
    outcome = pinned("generate", "--prompt", "p", "--task-name", "a cat", "--markdown")
    assert outcome.status == 0, outcome
    lines = outcome.out.strip().splitlines()
    [tag] = [line for line in lines if line.startswith("![")]
    match = re.fullmatch(r"!\[[^\]]*\]\((?:file://)(/[^)]+\.png)\)", tag)
    assert match, tag
    assert (pinned.work / "tmp/images").samefile(unquote(match[1]).rpartition("/")[0])


def test_C12_markdown_relative_to_a_document(pinned):
    document = put(pinned.work, "docs/guide/page.md", b"# page\n")
    outcome = pinned("generate", "--prompt", "p", "--out-dir", "pictures", "--markdown-from", document)
    assert outcome.status == 0, outcome
    [tag] = [line for line in outcome.out.strip().splitlines() if line.startswith("![")]
    path = re.fullmatch(r"!\[[^\]]*\]\(([^)]+)\)", tag)[1]
    assert path.startswith("../../pictures/")
    assert (document.parent / path).read_bytes() == picture()


def test_C12_human_output_ends_with_the_path(pinned):
    outcome = pinned("generate", "--prompt", "p")
    assert outcome.status == 0, outcome
    last = outcome.out.strip().splitlines()[-1]
    assert pinned.work.joinpath(last).read_bytes() == picture()
    quiet = pinned("generate", "--prompt", "p", "--quiet")
    assert len(quiet.out.strip().splitlines()) == 1 and quiet.err == ""
    assert pinned.work.joinpath(quiet.out.strip()).is_file()


# A8: the machine's answer


@pytest.mark.parametrize("flag", ["--json", "--print-json"])
def test_A8_one_document_with_the_whole_record(pinned, flag):
    content = padded(2000)
    pinned.server.answers = [pictures(content)]
    outcome = pinned("generate", "--prompt", "p", flag)
    assert outcome.status == 0 and len(outcome.out.strip().splitlines()) == 1
    document = outcome.json
    assert document["schema"] == "exhibit/1" and document["ok"] is True and document["command"] == "generate"
    result = document["result"]
    assert result["endpoint"] == pinned.server.url + "/images/generations"
    assert result["http_status"] == 200 and result["output"] == result["outputs"][0]["path"]
    [item] = result["response"]["data"]
    assert item["b64_json"] == {"$blob": "sha256:" + sha256(content), "bytes": len(content)}
    assert result["usage"] is None and result["cost"]["amount"] is None and result["notes"] == []
    sent = pinned.server.requests[0].body
    assert result["request_sha256"] == sha256(sent)
    assert result["response_sha256"] == sha256(pictures(content).partition(b"\r\n\r\n")[2])


def test_A8_a_failed_run_shows_the_answer_too(pinned):
    pinned.server.answers = [response(400, {"error": {"message": "no such style", "code": "bad_style"}})]
    outcome = pinned.generate()
    assert outcome.status == 5
    assert outcome.result["ok"] is False and outcome.result["http_status"] == 400
    assert outcome.result["response"]["error"]["code"] == "bad_style"
    assert "no such style" in outcome.error["message"]
    assert outcome.result["output"] is None and outcome.result["bytes"] is None


def test_A8_usage_and_identity_of_the_answer(pinned):
    usage = {"total_tokens": 12, "input_tokens": 2, "output_tokens": 10}
    body = pictures(usage=usage, size="64x64").replace(b"Connection: close", b"Connection: close\r\nx-request-id: req_42")
    pinned.server.answers = [body]
    result = made(pinned.generate("--size", "64x64"))
    assert result["usage"] == usage and result["request_id"] == "req_42"
    assert result["proof"]["size"] == {"requested": "64x64", "echoed": "64x64", "observed": "64x64"}
    assert result["proof"]["model"] == {"requested": "gpt-image-2", "echoed": None}


# A18: the prompt

PROMPTS = [
    "plain",
    ' "quotes" \\ back\\slash / slash\ttab\nnew\r\nlines ',
    "橙色的猫 🐈\u200d⬛ e\u0301 é \u2028 \x7f \x01",
    "--leading dashes {name} [[x]] $HOME `id`",
]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("command", ["generate", "edit"])
def test_A18_the_prompt_arrives_byte_for_byte(pinned, prompt, command):
    source = [] if command == "generate" else ["--image", put(pinned.work, "in.png", picture())]
    result = made(pinned(command, f"--prompt={prompt}", "--json", *source))
    [request] = pinned.server.requests
    if command == "generate":
        received = request.json["prompt"].encode()
    else:
        [received] = [part.content for part in request.parts if part.name == "prompt"]
    assert received == prompt.encode()
    assert result["prompt_sha256"] == result["sent_prompt_sha256"] == sha256(received)
    assert intent(pinned)["prompt_unchanged"] is True


@pytest.mark.parametrize(
    "content, prompt", [(b"a cat\n", "a cat"), (b"a cat\n\n", "a cat\n"), (b"a\ncat", "a\ncat"), (b"\n a cat", "\n a cat")]
)
def test_A18_the_last_newline_of_a_file_is_not_part_of_the_prompt(pinned, content, prompt):
    path = put(pinned.work, "prompt.txt", content)
    result = made(pinned("generate", "--prompt-file", path, "--json"))
    sent = pinned.server.requests[0].json["prompt"]
    assert sent == prompt
    assert result["prompt_sha256"] == sha256(sent.encode())


def test_A18_the_prompt_from_standard_input(pinned):
    made(pinned("generate", "--prompt-file", "-", "--json", stdin="from a pipe\n"))
    assert pinned.server.requests[0].json["prompt"] == "from a pipe"


def test_A18_the_prompt_stands_in_no_entry(pinned):
    made(pinned.generate(prompt="a very private description of a cat"))
    text = json.dumps(pinned.entries())
    assert "private description" not in text
    assert sha256(b"a very private description of a cat") not in text


# D1: the pinned pair


@pytest.mark.parametrize(
    "flags, env",
    [
        (["--provider", "studio"], {}),
        (["--model", "other"], {}),
        ([], {"OPENCLAW_IMAGE_PROVIDER": "studio"}),
        ([], {"OPENCLAW_IMAGE_MODEL": "other"}),
    ],
)
def test_D1_what_can_never_be_accepted_is_not_paid_for(pinned, flags, env):
    configured(pinned, {"happy": pinned.server.url, "studio": pinned.server.url})
    model = [] if "other" in [*flags, *env.values()] else ["--model", "gpt-image-2"]
    outcome = pinned.generate("--policy", "happy-gpt-image-2", *flags, *model, env=env)
    assert outcome.status == 6 and outcome.error["code"] == "policy.refused" and outcome.error["billed"] == "no"
    assert pinned.server.requests == []
    assert outcome.result["acceptance"]["verdict"] == "rejected" and outcome.result["state"] == "failed"
    failing = [rule["id"] for rule in outcome.result["acceptance"]["rules"] if rule["result"] == "fail"]
    assert ("PIN-02" if "other" in [*flags, *env.values()] else "PIN-01") in failing
    assert pinned.entries("attempt.started") == []
    assert outcome.result["run_dir"] is not None and len(pinned.entries("request.intent")) == 1, "recorded"


def test_D1_send_anyway_sends_and_is_rejected(pinned):
    outcome = pinned.generate("--policy", "happy-gpt-image-2", "--model", "other", "--send-anyway")
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected" and outcome.error["billed"] == "yes"
    assert len(pinned.server.requests) == 1
    assert outcome.result["ok"] is False and outcome.result["acceptance"]["verdict"] == "rejected"
    assert outcome.result["outputs"] != []


def test_D1_our_own_simulator_is_known_under_any_name(happy):
    outcome = happy.generate("--policy", "happy-gpt-image-2", "--size", "64x64")
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected"
    failing = {rule["id"] for rule in outcome.result["acceptance"]["rules"] if rule["result"] == "fail"}
    assert {"NM-01", "NM-02"} <= failing and "PIN-01" not in failing and "PIN-02" not in failing


def test_D1_the_mark_in_the_picture_is_enough(pinned, happy):
    drawn = made(happy.generate("--size", "64x64"))
    content = happy.work.joinpath(drawn["output"]).read_bytes()
    pinned.server.answers = [pictures(content)]
    pinned.configure(pinned.server.url)
    outcome = pinned.generate("--policy", "no-mock")
    assert outcome.status == 6
    assert outcome.result["proof"]["simulated"]["observed"] is True


def test_D1_no_loopback_run_is_a_happy_one(pinned):
    outcome = pinned.generate("--policy", "happy-gpt-image-2")
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected"
    failing = {rule["id"] for rule in outcome.result["acceptance"]["rules"] if rule["result"] == "fail"}
    assert "NM-02" in failing and "NM-01" not in failing


# D2, D3, D5, D6


@pytest.mark.parametrize(
    "command, mode, path",
    [
        ("generate", "generation", "generations"),
        ("text2img", "generation", "generations"),
        ("edit", "edit", "edits"),
        ("img2img", "edit", "edits"),
    ],
)
def test_D2_business_names(pinned, command, mode, path):
    source = ["--image", put(pinned.work, "in.png", picture())] if mode == "edit" else []
    result = made(pinned(command, "--prompt", "p", "--json", *source))
    assert result["mode"] == mode
    assert pinned.server.requests[0].path == f"/v1/images/{path}"
    shown = (pinned.work / result["run_dir"] / "stdout.txt").read_text()
    assert ("img2img" if mode == "edit" else "text2img") in shown and "/images/" + path not in shown


@pytest.mark.parametrize(
    "words",
    [
        ["--input-image", "a.png", "--input-image", "b.jpg"],
        ["--image", "a.png", "--reference-image", "b.jpg"],
        ["--images", '["a.png","b.jpg"]'],
        ["--images", "a.png,b.jpg"],
    ],
)
def test_D3_generate_with_inputs_is_an_edit(pinned, words):
    contents = [picture(), picture((0, 90, 0), form="JPEG")]
    for name, content in zip(["a.png", "b.jpg"], contents, strict=True):
        put(pinned.work, name, content)
    result = made(pinned.generate(*words))
    [request] = pinned.server.requests
    assert request.path == "/v1/images/edits" and result["mode"] == "edit"
    assert [part.content for part in request.parts if part.name == "image[]"] == contents
    assert [item["sha256"] for item in result["input_images"]] == [sha256(content) for content in contents]


def test_D3_every_flag_of_the_old_single_run(pinned):
    words = [
        "--task-name", "cat", "--provider", "happy", "--model", "gpt-image-2", "--size", "64x64", "--timeout-ms", "600000",
        "--output-dir", "old", "--max-attempts", "3", "--retry-base-delay", "8.0", "--retry-max-delay", "45.0",
        "--retry-jitter", "5.0", "--raw", "--no-send",
    ]  # fmt: skip
    result = made(pinned("generate", "--prompt", "p", *words, "--json"))
    assert result["output"].startswith(str(pinned.work / "old")) or result["output"].startswith("old/")
    assert len(pinned.server.requests) == 1, "--no-send does not hold the request back"
    made(pinned.generate("--timeout", "300"))


def test_D5_the_run_directory(pinned):
    result = made(pinned.generate("--task-name", "cat"))
    folder = pinned.work / result["run_dir"]
    assert {path.name for path in folder.iterdir()} == {"state.json", "request.json", "result.json", "stdout.txt", "stderr.txt"}
    state = json.loads((folder / "state.json").read_text())
    assert state["status"] == "succeeded" and state["attempt"] == 1 and state["output"] == result["output"]
    assert state["last_error"] is None and state["elapsed_ms"] == result["elapsed_ms"]
    request = json.loads((folder / "request.json").read_text())
    assert request["prompt"] == "an orange cat by a window" and request["model"] == "gpt-image-2"
    for shown in ["text2img", "happy/gpt-image-2", result["output"]]:
        assert shown in (folder / "stdout.txt").read_text()
    assert "attempt.started" in (folder / "stderr.txt").read_text()


def test_D5_a_failed_run_has_its_error_in_the_directory_without_the_key(pinned):
    pinned.server.answers = [response(401, {"error": {"message": f"Incorrect API key provided: {KEY}."}})]
    outcome = pinned.generate()
    folder = pinned.work / outcome.result["run_dir"]
    state = json.loads((folder / "state.json").read_text())
    assert state["status"] == "failed" and state["last_error"]["code"] == "authentication.failed"
    assert files_with(folder, KEY.encode()) == []


def test_D6_the_proof_fields(pinned):
    source = put(pinned.work, "in.png", picture((1, 1, 1)))
    result = made(pinned("edit", "--prompt", "p", "--image", source, "--json"))
    kept = json.loads((pinned.work / result["run_dir"] / "result.json").read_text())
    assert kept == result
    assert (kept["ok"], kept["provider"], kept["model"], kept["mode"]) == (True, "happy", "gpt-image-2", "edit")
    assert kept["bytes"] == len(picture())
    [item] = kept["input_images"]
    assert item["path"] == str(source) and item["sha256"] == item["sent_sha256"] == sha256(picture((1, 1, 1)))
    assert item["media_type"] == "image/png" and (item["width"], item["height"], item["sent_as"]) == (64, 64, "image")
    assert kept["evidence"]["grade"] == "E1" and kept["acceptance"]["verdict"] == "accepted"


def test_D6_a_plain_run_is_nine_entries(pinned):
    made(pinned.generate())
    types = [
        entry["type"] for entry in pinned.entries() if entry["type"] not in ("ledger.init", "policy.adopt", "config.snapshot")
    ]
    assert types == [
        "session.open", "request.intent", "attempt.started", "response.received", "artifact.stored", "run.log", "run.state",
        "verdict", "session.close",
    ]  # fmt: skip


# Edits: the form


def test_D3_the_form_of_one_image(pinned):
    content = picture()
    made(pinned("edit", "--prompt", "p", "--image", put(pinned.work, "in.png", content), "--json"))
    [request] = pinned.server.requests
    parts = {part.name: part for part in request.parts}
    assert list(parts) == ["model", "prompt", "size", "image"]
    assert parts["model"].content == b"gpt-image-2" and parts["prompt"].content == b"p" and parts["size"].content == b"1024x1024"
    assert parts["image"].content == content and parts["image"].kind == "image/png" and parts["image"].filename
    assert parts["model"].filename is None


def test_D3_the_form_of_several_images_with_a_mask(pinned):
    contents = [picture(), picture((0, 90, 0), form="JPEG"), picture((0, 0, 90), form="WEBP")]
    paths = [put(pinned.work, name, content) for name, content in zip(["a.png", "lying.png", "c"], contents, strict=True)]
    mask = picture((255, 255, 255))
    words = [
        "--mask",
        put(pinned.work, "mask.png", mask),
        "--n",
        "1",
        "--seed",
        "5",
        "--extra-json",
        '{"stream":false,"x":{"y":1}}',
    ]
    result = made(pinned("edit", "--prompt", "p", *[word for path in paths for word in ("--image", path)], *words, "--json"))
    parts = pinned.server.requests[0].parts
    images = [part for part in parts if part.name == "image[]"]
    assert [part.content for part in images] == contents
    assert [part.kind for part in images] == ["image/png", "image/jpeg", "image/webp"], "by the bytes, not by the name"
    [sent] = [part for part in parts if part.name == "mask"]
    assert sent.content == mask and sent.kind == "image/png", "the mask is passed through"
    texts = {part.name: part.content for part in parts if part.filename is None}
    assert texts["n"] == b"1" and texts["seed"] == b"5" and texts["stream"] == b"false" and texts["x"] == b'{"y":1}'
    assert not any(part.name == "image" for part in parts)
    assert [item["sha256"] for item in result["input_images"]] == [sha256(content) for content in contents]
    roles = [(item["role"], item["sha256"]) for item in intent(pinned)["inputs"]]
    assert roles == [("image", sha256(content)) for content in contents] + [("mask", sha256(mask))]


def test_D4_the_same_image_twice_is_sent_twice(pinned):
    source = put(pinned.work, "in.png", picture())
    made(pinned("edit", "--prompt", "p", "--image", source, "--image", source, "--json"))
    assert [part.content for part in pinned.server.requests[0].parts if part.name == "image[]"] == [picture()] * 2


def test_D4_five_images_are_fine(pinned):
    words = [word for number in range(5) for word in ("--image", put(pinned.work, f"{number}.png", picture((number, 0, 0))))]
    result = made(pinned("edit", "--prompt", "p", *words, "--json"))
    assert len(result["input_images"]) == 5


def test_D3_odd_file_names_do_not_break_the_form(pinned):
    content = picture()
    source = put(pinned.work, 'ä "quoted"; name="x".png', content)
    made(pinned("edit", "--prompt", "p", "--image", source, "--json"))
    [request] = pinned.server.requests
    assert request.body.count(b"Content-Disposition: form-data") == 4
    assert content in request.body


# --no-download, --dry-run


def test_A8_no_download_keeps_the_bytes_as_evidence_only(pinned):
    result = made(pinned.generate("--no-download"))
    folder = pinned.work / "tmp/images"
    assert not folder.exists() or {path.name for path in folder.iterdir()} <= {"_runs"}
    [output] = result["outputs"]
    assert output["path"] is None and output["sha256"] == sha256(picture()) and result["output"] is None
    assert pinned.verify().status == 0


@pytest.mark.parametrize("command", ["generate", "edit"])
def test_A3_a_dry_run_sends_nothing_and_records_nothing(pinned, command):
    source = ["--image", put(pinned.work, "in.png", picture())] if command == "edit" else []
    outcome = pinned(command, "--prompt", "p", "--dry-run", "--json", "--out-dir", "made", *source)
    assert outcome.status == 0 and outcome.json["ok"] is True, outcome
    assert pinned.server.connections == 0
    assert not (pinned.home / "ledger.sqlite").exists()
    assert not (pinned.work / "made").exists()
    assert KEY not in outcome.out + outcome.err
    again = pinned(command, "--prompt", "p", "--dry-run", *source)
    assert "nothing was sent" in again.out


def test_A3_a_dry_run_refuses_what_the_run_would_refuse(pinned):
    assert pinned("generate", "--prompt", "p", "--dry-run", "--model", "image-model").status == 2
    assert pinned("edit", "--prompt", "p", "--dry-run", "--image", "not-there.png").status == 2


# Replies by reference, and what goes along


def test_A8_replies_in_every_form(pinned, loopback):
    content = picture()
    image = response(body=content, kind="image/png")

    def only(path, answer):
        """The answer to the post, then pictures at this path only."""
        missing = response(404, b"", kind="text/plain")
        return [answer, lambda request, _: image if request.path == path else missing]

    url = pinned.server.origin
    cases = {
        "b64": [pictures(content)],
        "data url": [raw_data([{"url": "data:image/png;base64," + encoded(content)}])],
        "url": only("/files/a.png", raw_data([{"url": url + "/files/a.png"}])),
        "origin path": only("/v1/files/b.png", raw_data([{"url": "/v1/files/b.png"}])),
        "base path": only("/v1/files/c.png", raw_data([{"url": "/files/c.png"}])),
        "body": [image],
    }
    for name, answers in cases.items():
        pinned.server.answers = answers
        result = made(pinned.generate("--task-name", name))
        assert pinned.work.joinpath(result["output"]).read_bytes() == content, name
    assert pinned.verify().status == 0


def test_A2_the_providers_own_origin_gets_the_credential(pinned):
    pinned.server.answers = [raw_data([{"url": "/v1/files/a.png"}]), response(body=picture(), kind="image/png")]
    made(pinned.generate())
    assert [request.header("Authorization") for request in pinned.server.requests] == [f"Bearer {KEY}"] * 2


def credentials(request):
    return [(name, value) for name, value in request.headers if KEY in value or "tok-9f8e" in value] + (
        [("target", request.target)] if KEY in request.target else []
    )


def test_A2_no_credential_crosses_origins(pinned, loopback):
    other = loopback(response(body=picture(), kind="image/png"))
    pinned.configure(pinned.server.url, headers={"X-Api-Key": KEY, "X-Token": "tok-9f8e7d6c5b4a"})
    pinned.server.answers = [raw_data([{"url": other.origin + "/files/a.png"}])]
    made(pinned.generate())
    assert len(credentials(pinned.server.requests[0])) == 3
    [request] = other.requests
    assert request.method == "GET" and credentials(request) == []
    assert request.header("Authorization") is None and request.header("X-Token") is None


def test_A2_no_credential_follows_a_redirect(pinned, loopback):
    other = loopback(response(body=picture(), kind="image/png"))
    pinned.server.answers = [
        raw_data([{"url": "/v1/files/a.png"}]),
        response(302, headers={"Location": other.origin + "/elsewhere.png"}, kind="text/plain"),
    ]
    outcome = pinned.generate()
    assert len(pinned.server.requests) == 2
    [request] = other.requests
    assert credentials(request) == [] and request.header("Authorization") is None
    assert made(outcome)["outputs"][0]["sha256"] == sha256(picture())
    assert pinned.entries("artifact.stored")[-1]["body"]["derivation"] == "verified"
    assert pinned.verify().status == 0, "the audit follows the recorded redirect again"


def test_A2_too_many_redirects_end(pinned):
    pinned.server.answers = [
        raw_data([{"url": "/v1/files/a.png"}]),
        response(302, headers={"Location": pinned.server.url + "/files/a.png"}, kind="text/plain"),
    ]
    outcome = pinned.generate()
    assert outcome.status == 1 and outcome.error["code"] == "media.download_failed" and outcome.error["billed"] == "yes"
    assert len(pinned.server.posts) == 1 and len(pinned.server.requests) == 5, "one post, and three redirects followed"


def test_A2_a_redirected_post_is_not_followed(pinned, loopback):
    other = loopback(pictures())
    pinned.server.answers = [response(307, headers={"Location": other.url + "/images/generations"})]
    outcome = pinned.generate()
    assert outcome.status == 5 and outcome.error["billed"] == "no"
    assert other.connections == 0 and len(pinned.server.requests) == 1
