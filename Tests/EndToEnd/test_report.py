"""`audit report` (parity K7, D18): one page for reviewers that says what is known, how, and what it cannot show."""

import base64
import hashlib
import io
import json
import re
import urllib.parse

import pytest
from evidence import Ledger, flip, overwrite, vandal
from gateway import picture, reply
from PIL import Image
from report_page import Page, source_hash

SECRET = "sk-canary-0123456789abcdefghij"
SHARED = [
    "ok", "run_id", "task_name", "task_key", "batch_id", "provider", "dialect", "model", "mode", "state", "attempts",
    "elapsed_ms", "bytes", "prompt_guarded", "request_id", "usage", "cost", "proof", "mask", "evidence", "acceptance",
    "endpoint", "http_status"]


@pytest.fixture
def house(happy, photo):
    """A home with four runs: made, rejected, painted over, and failed."""
    happy.made = happy.generate("--task-name", "made", "--policy", "sandbox", "--size", "64x64").result
    happy.rejected = happy.generate("--task-name", "rejected", "--policy", "happy-gpt-image-2", "--size", "64x64", prompt="a dog").result
    happy.painted = happy(
        "inpaint", "--image", photo, "--x", "8", "--y", "8", "--width", "40", "--height", "30", "--prompt", "a red hat",
        "--task-name", "painted", "--preserve-outside", "--json").result
    happy.failed = happy.generate("--task-name", "failed", prompt="[[fault:moderation]]").result
    return happy


def report(house, *words, status=0):
    path = house.work / "report.html"
    found = house("audit", "report", "--out", path, "--overwrite", "--json", *words)
    assert status in (found.status, None), found
    return found, Page(path)


def test_a_page_tells_every_run_in_order(house):
    found, page = report(house)
    ids = [run["run_id"] for run in (house.made, house.rejected, house.painted, house.failed)]
    assert [node["id"] for node in page.runs] == [f"run-{run}" for run in ids] == [
        f"run-{run}" for run in found.result["runs"]]
    assert [run["run_id"] for run in page.document["runs"]] == ids
    assert found.result["sha256"] == hashlib.sha256(page.bytes).hexdigest()
    assert found.result["bytes"] == len(page.bytes)
    assert page.document["schema"] == "exhibit.report/1"
    assert page.document["summary"]["outcomes"] == found.result["summary"]["outcomes"] == {
        "accepted_simulated": 2, "failed": 1, "rejected": 1}
    index = [link["href"] for link in page.root.one("nav").all("a")]
    assert index == [f"#run-{run}" for run in ids]
    plain = house("audit", "report", "--out", house.work / "plain.html")
    assert plain.status == 0 and plain.out.rstrip().endswith("plain.html") and "4 runs" in plain.out


def test_the_page_stands_alone(house):
    _, page = report(house)
    ids = [node["id"] for node in page.root.walk() if node["id"]]
    assert len(ids) == len(set(ids))
    assert not [node for node in page.root.walk() if node.name in {"link", "iframe", "object", "embed", "form", "base"}]
    for node in page.root.walk():
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"], node.attributes
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            value = node[name]
            if value is not None:
                assert value.startswith(("#", "data:image/png;base64,")), value
            if value is not None and value.startswith("#"):
                assert value[1:] in ids, f"{value} leads nowhere"
        for name in ("aria-labelledby",):
            assert node[name] is None or node[name] in ids
    assert not re.search(r"url\(|@import", page.root.one("style").text)
    assert "fetch(" not in page.source and "XMLHttpRequest" not in page.source


def test_the_policy_names_exactly_this_style_and_script(house):
    _, page = report(house)
    assert page.policy["default-src"] == ["'none'"] and page.policy["img-src"] == ["data:"]
    assert page.policy["style-src"] == [source_hash(page.root.one("style").text)]
    scripts = [node for node in page.root.all("script") if node["type"] is None]
    assert page.policy["script-src"] == [source_hash(node.text) for node in scripts] and len(scripts) == 1
    assert page.policy["base-uri"] == page.policy["form-action"] == ["'none'"]


def test_everybody_can_read_it(house):
    """Landmarks, headings in order, alternative texts; what needs the script is hidden without it."""
    _, page = report(house)
    assert page.root.one("html")["lang"] == "en" and page.root.one("title").text.startswith("Audit report")
    for landmark in ("main", "nav", "footer"):
        page.root.one(landmark)
    levels = [int(node.name[1]) for node in page.root.walk() if re.fullmatch("h[1-6]", node.name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:])), levels
    images = page.root.all("img")
    assert images and all(node["alt"] and node["width"] and node["height"] for node in images)
    assert all(node["scope"] in ("col", "row") for node in page.root.all("th"))
    for button in page.root.all("button"):
        tools = button
        while tools.name != "div" or "tools" not in tools.classes:
            tools = tools.parent
        assert "hidden" in tools.attributes
    for chip in page.root.all(css="chip"):
        assert re.search(r"\w", chip.text), "a state is told in words, not by a colour"
    style = page.root.one("style").text
    for needed in ("prefers-color-scheme: dark", "prefers-reduced-motion", "@media print", "break-before: page", ":focus-visible"):
        assert needed in style


def test_the_json_is_what_runs_show_says(house):
    """K7: what a reviewer reads is what the record says, under the same names."""
    _, page = report(house)
    for told in page.document["runs"]:
        shown = house("runs", "show", told["run_id"], "--json").result
        assert {key: told[key] for key in SHARED if key in told} == {key: shown[key] for key in SHARED if key in told}
        assert set(SHARED) - set(told) <= {"usage"}
        outputs = [item["sha256"] for item in told["pictures"] if item["role"] == "output"]
        assert outputs == [item["sha256"] for item in shown["outputs"]]
        inputs = [item["sha256"] for item in told["pictures"] if item["role"] == "input"]
        assert inputs == [item["sha256"] for item in shown["input_images"]]


def test_every_rule_has_its_result_and_its_reason(house):
    """K7: the reasons on the page are those of `policy explain`."""
    _, page = report(house)
    explained = house(
        "policy", "explain", house.rejected["run_id"], "--policy", "happy-gpt-image-2", "--all", "--json").result
    rules = {rule["id"]: rule for rule in explained["policies"][0]["rules"]}
    told = next(run for run in page.document["runs"] if run["run_id"] == house.rejected["run_id"])
    verdict = next(item for item in told["verdicts"] if item["policy"] == "happy-gpt-image-2")
    assert verdict["verdict"] == "rejected" and {rule["id"] for rule in verdict["rules"]} == set(rules)
    article = page.run(house.rejected["run_id"])
    policy = next(node for node in article.all("div", "policy") if node.one("h4").text.startswith("happy-gpt-image-2"))
    rows = {row.one("th").text: row for row in policy.all("tr") if "result-" in (row["class"] or "")}
    assert set(rows) == set(rules)
    failing = 0
    for name, rule in rules.items():
        reported = next(item for item in verdict["rules"] if item["id"] == name)
        assert reported["result"] == rule["result"] and reported["path"] == rule["path"]
        if rule["result"] == "fail":
            failing += 1
            assert reported["message"] == rule["message"]
            assert rule["message"] in rows[name].text and "fails" in rows[name].text
    assert failing >= 1
    assert "rejected" in article.one("p", "chips").text


def test_the_proof_table_says_how_each_claim_is_known(house):
    """K7: provider, model, mode, input_images, bytes and sha256, each at its level with the entry that says so."""
    _, page = report(house)
    ledger = {entry["seq"]: entry for entry in house.entries()}
    for run in (house.made, house.painted):
        told = next(item for item in page.document["runs"] if item["run_id"] == run["run_id"])
        claims = {claim["claim"]: claim for claim in told["claims"]}
        assert claims["provider"]["requested"]["value"] == run["provider"]
        assert claims["model"]["requested"]["value"] == run["model"]
        assert claims["mode"]["requested"]["value"] == run["mode"]
        assert claims["input_images"]["requested"]["value"] == len(run["input_images"])
        assert claims["bytes"]["observed"]["value"] == run["bytes"]
        assert claims["sha256"]["observed"]["value"] == run["outputs"][0]["sha256"]
        assert claims["simulated"]["observed"]["value"] is True
        assert not any("attested" in claim for claim in told["claims"]), "nobody outside has signed anything"
        kinds = {"requested": "request.intent", "sent": "attempt.started", "echoed": "response.received"}
        for claim in told["claims"]:
            for level, kind in kinds.items():
                if level in claim:
                    entry = ledger[claim[level]["entry"]]
                    assert (entry["type"], entry["run"]) == (kind, run["run_id"])
        table = page.run(run["run_id"]).one("table", "claims")
        for words in ("we asked for it", "the server said it", "measured"):
            assert words in table.text
        assert run["outputs"][0]["sha256"] in table.text


def test_the_grade_is_said_in_words_and_never_above_the_facts(house):
    _, page = report(house)
    for told in page.document["runs"]:
        grade, text = told["grade"], page.run(told["run_id"]).one("p", "rests").text
        assert grade["wording"] in text and text.index(grade["wording"]) < text.index(grade["code"])
        if told["run_id"] == house.failed["run_id"]:
            assert (grade["code"], grade["wording"]) == ("E0", "no evidence")
        else:
            assert grade["code"] == told["evidence"]["grade"] == "E1"
            assert grade["wording"].startswith("the operator's tool recorded")
            assert "existed between" not in text and "signed by the provider" not in text
    assert "origin:" in page.by_id("limits").text and "when:" in page.by_id("limits").text


def test_pictures_are_shown_small_and_are_the_recorded_ones(happy, exhibit):
    big = io.BytesIO()
    Image.new("RGB", (800, 400), (10, 200, 30)).save(big, "PNG")
    path = exhibit.work / "big.png"
    path.write_bytes(big.getvalue())
    run = happy.generate("--reference-image", path, "--size", "512x256", "--task-name", "wide").result
    _, page = report(happy)
    figures = page.run(run["run_id"]).all("figure")
    sizes = []
    for figure in figures:
        image = figure.one("img")
        data = base64.b64decode(image["src"].removeprefix("data:image/png;base64,"), validate=True)
        shown = Image.open(io.BytesIO(data))
        assert shown.size == (int(image["width"]), int(image["height"])) and max(shown.size) == 256
        sizes.append(shown.size)
        if "other" in figure.classes:
            assert shown.convert("RGB").getpixel((100, 60)) == (10, 200, 30)
    assert sizes == [(256, 128), (256, 128)]
    told = page.document["runs"][0]["pictures"]
    assert [item["role"] for item in told] == ["input", "output"]
    assert [item["thumbnail"]["sha256"] for item in told] == [
        hashlib.sha256(base64.b64decode(figure.one("img")["src"].split(",")[1])).hexdigest() for figure in figures]


def test_the_heat_map_stands_beside_the_output(house):
    _, page = report(house)
    roles = [item["role"] for item in next(
        run for run in page.document["runs"] if run["run_id"] == house.painted["run_id"])["pictures"]]
    assert roles[0] == "input" and {"mask", "output", "heatmap", "composited"} <= set(roles)
    text = page.run(house.painted["run_id"]).one("div", "flow").text
    assert "where output 1 differs from the input" in text and "outside the mask" in text


def test_sounds_and_videos_are_told_by_their_facts(exhibit):
    address = urllib.parse.urlsplit(exhibit.sandbox())
    exhibit.env |= {"CLACKY_SERVER_HOST": address.hostname, "CLACKY_SERVER_PORT": str(address.port)}
    run = exhibit("speech", "--provider", "clacky", "--policy", "sandbox", "--input", "good evening", "--json").result
    _, page = report(exhibit)
    assert page.document["runs"][0]["pictures"][0]["view"] == "not_a_picture"
    text = page.run(run["run_id"]).one("figure").text
    assert "audio/" in text and "bytes" in text and not page.root.all("img")


def test_attempts_times_and_hashes_stand_there(house):
    _, page = report(house)
    article = page.run(house.failed["run_id"])
    attempts = article.one("table", "attempts").text
    assert "provider.moderation" in attempts and "HTTP 400" in attempts and "POST" in attempts
    assert house.failed["run_id"] in article.text
    made = page.run(house.made["run_id"])
    digests = {node.text for node in made.all("code", "digest")}
    assert {house.made["outputs"][0]["sha256"], house.made["acceptance"]["policy_sha256"], house.made["evidence"]["root"],
            house.made["evidence"]["leaf"]} <= digests
    assert all(node["data-copy"] for node in page.root.all("code", "digest"))
    numbers = [int(node.one("span", "seq").text[1:]) for node in made.one("ol", "entries").all("li")]
    assert numbers == [entry["seq"] for entry in house.entries() if entry.get("run") == house.made["run_id"]]


def test_it_says_where_the_ledger_stands_and_what_was_not_looked_at(house):
    found, page = report(house, "--quick")
    size = len(house.entries())
    checkpoint = max(house.sql("SELECT size FROM checkpoint"))[0]
    assert page.document["ledger"]["checkpoint"]["size"] == checkpoint
    assert page.document["ledger"]["checkpoint"]["root"] == Ledger(house.home).root(checkpoint).hex()
    assert page.document["ledger"]["entries"] == size and str(size) in page.by_id("integrity").text
    limits = page.by_id("limits").text
    audit = house.verify("--quick").result
    assert audit["not_checked"] and audit["not_shown"]
    for line in audit["not_checked"] + audit["not_shown"]:
        assert line in limits
    assert page.document["audit"]["not_checked"] == audit["not_checked"]
    whole = report(house)[1]
    assert "--quick" not in whole.by_id("limits").text and whole.document["audit"]["counts"]["pictures_read"] == 3


def test_runs_can_be_chosen(house):
    found, page = report(house, house.made["run_id"][-8:], house.failed["run_id"])
    assert found.result["runs"] == [house.made["run_id"], house.failed["run_id"]]
    assert house.rejected["run_id"] not in page.source
    assert report(house, "--since", "today")[0].result["summary"]["runs"] == 4
    later = report(house, "--since", "2999-01-01")[1]
    assert later.document["summary"]["runs"] == 0 and "No run was chosen" in later.source
    nobody = house("audit", "report", "NOSUCHRUN", "--out", house.work / "no.html", "--json")
    assert nobody.status == 10 and not (house.work / "no.html").exists()


def test_runs_of_a_batch_are_runs_like_any_other(happy):
    """A task names its run before the run has an entry of its own."""
    (happy.work / "two.jsonl").write_text('{"prompt": "one", "task_name": "b-1"}\n{"prompt": "two", "task_name": "b-2"}\n')
    assert happy("batch", "two.jsonl", "--policy", "sandbox", "--json").status == 0
    _, page = report(happy)
    intents = {entry["run"]: entry["task"] for entry in happy.entries("request.intent")}
    assert {run["run_id"]: run["task_name"] for run in page.document["runs"]} == intents and len(intents) == 2


def test_a_file_that_is_there_stays(house):
    path = house.work / "mine.html"
    path.write_text("mine")
    found = house("audit", "report", "--out", path, "--json")
    assert found.error["code"] == "output.exists" and found.status == 2
    assert path.read_text() == "mine"


def test_the_same_ledger_gives_the_same_page(house):
    def page():
        made = report(house)[1]
        return made.source.replace(made.document["made_at"], "").replace(
            made.document["made_at"].replace("T", " ").replace("Z", " UTC"), "")

    assert page() == page()


def test_the_home_is_not_changed(house):
    def state():
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in house.home.rglob("*")
                if path.is_file() and not path.name.endswith("-shm")}

    house.verify()  # a reader may leave an empty write-ahead log
    before = state()
    report(house, "--with-prompts")
    assert state() == before


# Private values


def test_prompts_names_and_paths_are_withheld(house):
    _, page = report(house)
    text = page.source
    for private in ("an orange cat", "a red hat", "photo.png", str(house.work), str(house.home), str(house.folder), "tester"):
        assert private not in text, private
    assert house.made["prompt_sha256"] not in text and house.made["request_sha256"] not in text
    commits = {entry["run"]: entry["body"]["prompt_commit"] for entry in house.entries("request.intent")}
    for run, commit in commits.items():
        assert f"withheld: commitment {commit}" in page.run(run).text


def test_prompts_stand_there_when_they_are_asked_for(house):
    _, page = report(house, "--with-prompts")
    assert page.run(house.painted["run_id"]).one("p", "prompt").text == "a red hat"
    assert "photo.png" in page.run(house.painted["run_id"]).text
    assert str(house.folder) not in page.source, "a file's name, never its folder"


def test_an_erased_prompt_is_said_to_be_erased(house):
    commit = house.entries("request.intent")[0]["body"]["prompt_commit"]
    with vandal(house.home) as connection:
        connection.execute("DELETE FROM secret_value WHERE commitment = ?", (bytes.fromhex(commit),))
    # Without the prompt the run's folder cannot be rendered again, which the audit says.
    _, page = report(house, "--with-prompts", status=None)
    assert f"erased: commitment {commit}" in page.run(house.made["run_id"]).text


def test_a_known_credential_never_goes_out(happy):
    happy.generate("--task-name", "made", prompt="a cat and its key")
    path = happy.work / "leak.html"
    happy.env["HAPPY_KEY"] = "a cat and its key"
    found = happy("audit", "report", "--with-prompts", "--out", path, "--json")
    assert found.status == 12 and found.error["code"] == "secret.found", found
    assert not path.exists() and "a cat and its key" not in found.out + found.err


# Whatever stands in the record


EVIL = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"'><svg onload=alert(1)>", "<!--<script>",
    "]]>&amp;&#x3C;script&#x3E;", "a\u202egnp.exe", "\u2066iso\u2069\u200f", "bell\u0007 esc\u001b[31m", "nul-free\u0085\u2028line",
    "السلام عليكم", "😀 naïve 漢字", "{{constructor}} ${7*7} `x`", "javascript:alert(1)", "</style><style>*{display:none}",
]


def shown(text):
    """How a text of anybody's stands on the page: what is invisible is seen."""
    text = re.sub("[\x00-\x08\x0b-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text)
    return re.sub("[\x80-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", lambda found: f"[U+{ord(found[0]):04X}]", text)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_can_become_markup(gateway, exhibit, evil):
    """As a prompt, as a task's name, and in what the provider says."""
    answers = [
        (200, {}, reply(picture(), model=evil, quality=evil)),
        (400, {}, json.dumps({"error": {"message": f"refused: {evil}", "code": evil}}).encode()),
    ]
    gateway(lambda request: answers.pop(0))
    name = evil.replace("\n", " ")
    good = exhibit.generate("--task-name", name, prompt=f"draw {evil} now")
    bad = exhibit.generate("--task-name", "bad", prompt="b")
    assert good.result["state"] == "succeeded" and bad.result["state"] == "failed"
    _, page = report(exhibit, "--with-prompts")
    assert len(page.root.all("script")) == 2 and len(page.root.all("style")) == 1 and not page.root.all("svg")
    assert len(page.root.all("img")) == 1 and len(page.runs) == 2
    assert page.run(good.result["run_id"]).one("p", "prompt").text == shown(f"draw {evil} now")
    assert page.run(good.result["run_id"]).one("h2").text == shown(good.result["task_name"])
    told = page.document["runs"][0]
    assert told["prompt"]["text"] == f"draw {evil} now", "the JSON has it as it was"
    assert told["proof"]["model"]["echoed"] == good.result["proof"]["model"]["echoed"]
    block = page.source.split('id="exhibit-report">')[1].split("</script>")[0]
    assert not set(block) & set("<>&"), "no markup can begin in the JSON"
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029\u200f\x00-\x09\x0b-\x1f\x7f-\x9f]", page.source)


# A record that is not as it was


def test_a_changed_picture_is_not_shown_and_the_page_says_so(house):
    digest = house.made["outputs"][0]["sha256"]
    path = Ledger(house.home).artifact(digest)
    overwrite(path, flip(path.read_bytes()))
    found, page = report(house, status=12)
    assert found.error["code"] == "evidence.broken" and found.result["sha256"] == hashlib.sha256(page.bytes).hexdigest()
    head = page.by_id("integrity")
    assert "evidence broken" in head.text and "bad" in head.classes and digest[:8] in head.text
    article = page.run(house.made["run_id"])
    assert "other bytes are in the store" in article.text
    told = next(run for run in page.document["runs"] if run["run_id"] == house.made["run_id"])
    assert told["findings"] and told["grade"]["code"] == "E0" and "no evidence" in article.one("p", "rests").text
    other = next(run for run in page.document["runs"] if run["run_id"] == house.rejected["run_id"])
    assert other["grade"]["code"] == "E1", "one picture's damage is not another's"
    assert not [item for item in told["pictures"] if item["role"] == "output" and "thumbnail" in item]
    assert str(house.folder) not in page.source


def test_a_changed_entry_leaves_no_run_with_evidence(house):
    with vandal(house.home) as connection:
        seq, data = connection.execute("SELECT seq, bytes FROM entry WHERE seq = 2").fetchone()
        changed = bytes(data).replace(b'"type"', b'"tYpe"', 1)
        assert changed != bytes(data)
        connection.execute("UPDATE entry SET bytes = ? WHERE seq = ?", (changed, seq))
    found, page = report(house, status=12)
    assert "not as it was written" in page.by_id("integrity").text
    assert [item["message"] for item in page.document["audit"]["findings"]]
    assert {run["grade"]["code"] for run in page.document["runs"]} == {"E0"}


def test_a_moved_run_folder_says_no_path(house):
    for path in (house.work / "tmp" / "images").glob("*.png"):
        path.unlink()
    _, page = report(house)
    assert page.document["audit"]["notes"] and str(house.folder) not in page.source
