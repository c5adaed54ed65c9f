"""What pictures are made from (parity A10, B14, C7): the record of an edit, read by another program, judged, and audited.

Everything is computed a second time with Pillow and numpy from the bytes in the store, and not from what exhibit says.
"""

import hashlib
import io
import json
import pathlib

import numpy
import pytest
from evidence import Ledger
from gateway import reply
from PIL import Image

SIZE = (96, 64)
BOX = "rect:20:10:40:30"


def scene():
    rng = numpy.random.default_rng(4)
    return (rng.integers(-3, 4, (SIZE[1], SIZE[0], 3)) + numpy.array([40, 120, 200])).astype("uint8")


def png(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def painted(spill=0):
    """The scene with the box painted over, and `spill` pixels of the first row."""
    pixels = scene()
    pixels[10:40, 20:60] = [200, 30, 30]
    pixels[0, :spill] += 9
    return pixels


@pytest.fixture
def edited(exhibit, gateway):
    """Answers an edit with the pixels that it is given, and returns the command's outcome."""
    (exhibit.work / "scene.png").write_bytes(png(scene()))

    def edit(pixels, *words, model="gpt-image-2", on_request=lambda: None):
        def answer(request):
            on_request()
            return 200, {}, reply(png(pixels))

        exhibit.server = gateway(answer)
        return exhibit(
            "inpaint", "--image", "scene.png", "--region", BOX, "--feather", "0", "--prompt", "a red door",
            "--provider", "happy", "--model", model, "--json", *words)

    edit.exhibit = exhibit
    return edit


def only(result, role, op=""):
    [file] = [file for file in result["derived"] if file["role"] == role and file["op"].startswith(op)]
    return file


def pixels_of(ledger, digest, mode="RGBA"):
    return numpy.asarray(Image.open(io.BytesIO(ledger.blob(digest))).convert(mode))


def verdicts(result):
    return {judged["policy"]: judged["verdict"] for judged in result["acceptance"]["policies"]}


def test_A10_B14_what_changed_outside_the_mask_is_what_another_program_counts(edited):
    found = edited(painted(spill=7))
    result, ledger = found.result, Ledger(edited.exhibit.home)
    heat = only(result, "heatmap")
    original, answer, mask = [pixels_of(ledger, digest) for digest in heat["from"]]
    assert heat["from"][1] == result["outputs"][0]["sha256"] and heat["from"][2] == result["mask"]["canonical_sha256"]
    outside = mask[..., 0] == 0
    changed = (original != answer).any(axis=2)
    off = numpy.abs(original[..., :3].astype(int) - answer[..., :3].astype(int))[outside]
    measures = {
        "outside_changed_px": int(changed[outside].sum()),
        "outside_changed_ppm": round(changed[outside].mean() * 1_000_000),
        "outside_mean_abs_milli": max(1, round(off.mean() * 1000)),
        "inside_changed_ppm": round(changed[~outside].mean() * 1_000_000),
        "geometry": "exact",
    }
    assert measures["outside_changed_px"] == 7
    assert {name: result["mask"][name] for name in measures} == measures
    [entry] = [e for e in ledger.entries("artifact.derived") if e["body"]["role"] == "heatmap"]
    assert entry["body"]["measures"] == measures
    # The facts that the verdicts rest on stand in the ledger, and were taken after the measuring.
    for verdict in ledger.entries("verdict"):
        facts = json.loads(ledger.blob(verdict["body"]["facts_blob"]))
        assert facts["mask"] == {**measures, "preserved": False} and facts["levels"]["mask"] == "observed"
        assert verdict["seq"] > entry["seq"]


def test_A10_every_derived_file_has_the_pixels_that_its_entry_names(edited):
    edited(painted(spill=90), "--preserve-outside", "--fit", "48x48")
    ledger = Ledger(edited.exhibit.home)
    entries = ledger.entries("artifact.derived")
    assert [entry["body"]["op"] for entry in entries] == [
        "mask.make@1", "mask.transparent@1", "drift.heatmap@1", "composite.preserve@1", "picture.fit@1"]
    known = {entry["body"]["sha256"] for entry in ledger.entries("artifact.stored")}
    for entry in entries:
        body = entry["body"]
        pixels = pixels_of(ledger, body["sha256"])
        assert (pixels.shape[1], pixels.shape[0]) == (body["width"], body["height"])
        assert hashlib.sha256(pixels.tobytes()).hexdigest() == body["pixels_sha256"]
        assert set(body["from"]) <= known
        known.add(body["sha256"])
        assert all(isinstance(value, (int, str, bool)) for value in body["params"].values())
    rows = edited.exhibit.sql("SELECT role, n, sha256, derived_from FROM artifact WHERE role IN ('heatmap', 'fitted') ORDER BY role")
    assert [(role, n) for role, n, _, _ in rows] == [("fitted", 1), ("heatmap", 1)]
    assert all(json.loads(sources) for *_, sources in rows)


@pytest.mark.parametrize(
    "spill, words, verdict",
    [(0, [], "accepted"), (49, [], "accepted"), (50, [], "rejected"), (50, ["--preserve-outside"], "accepted")],
)
def test_B14_the_shipped_policy_bounds_what_changes_outside_the_mask(edited, spill, words, verdict):
    # 4,944 pixels are outside: 49 of them are 9,911 in a million, 50 are 10,113.
    result = edited(painted(spill), "--policy", "inside-the-mask", *words).result
    assert result["mask"]["outside_changed_px"] == spill
    assert verdicts(result)["inside-the-mask"] == verdict
    assert edited.exhibit.verify().status == 0


def test_B14_an_answer_of_another_size_or_without_a_change_is_not_accepted(edited):
    larger = numpy.asarray(Image.fromarray(painted()).resize((192, 128)))
    result = edited(larger, "--policy", "inside-the-mask").result
    assert result["mask"]["geometry"] == "resized" and verdicts(result)["inside-the-mask"] == "rejected"
    assert verdicts(edited(scene(), "--policy", "inside-the-mask").result)["inside-the-mask"] == "needs_review"


def test_C7_A10_the_finished_picture_is_the_output_and_the_answers_bytes_are_kept_as_they_came(edited):
    answer = painted(spill=90)
    target = edited.exhibit.work / "door.png"
    result = edited(answer, "--preserve-outside", "--output", target).result
    beside = edited.exhibit.work / "door-original.png"
    assert pathlib.Path(result["output"]) == target.resolve() and pathlib.Path(result["outputs"][0]["path"]) == beside.resolve()
    assert beside.read_bytes() == png(answer)
    finished = numpy.asarray(Image.open(target).convert("RGB"))
    inside = numpy.zeros(finished.shape[:2], bool)
    inside[10:40, 20:60] = True
    assert (finished[~inside] == scene()[~inside]).all() and (finished[inside] == answer[inside]).all()
    verified = edited.exhibit.verify()
    assert verified.status == 0 and verified.result["counts"]["derived_made_again"] == 4
    assert verified.result["counts"]["files"] >= 2
    target.write_bytes(png(scene()))
    found = edited.exhibit.verify()
    assert found.status == 12 and {item["check"] for item in found.result["findings"]} == {"delivered"}


def test_A10_a_changed_derived_file_is_found_and_a_quick_look_says_what_it_left_out(edited):
    result = edited(painted(), "--preserve-outside").result
    exhibit = edited.exhibit
    quick = exhibit.verify("--quick")
    assert quick.status == 0
    assert any("derived files were made" in line for line in quick.result["not_checked"])
    path = Ledger(exhibit.home).artifact(only(result, "composited")["sha256"])
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    found = exhibit.verify()
    assert found.status == 12 and result["run_id"] in {item["run_id"] for item in found.result["findings"]}


def test_C7_a_picture_that_cannot_be_delivered_is_finished_by_resuming_without_a_second_request(edited):
    exhibit, target = edited.exhibit, edited.exhibit.work / "door.png"
    # Somebody takes the name while the request is under way.
    found = edited(painted(), "--fit", "48x32", "--output", target, on_request=lambda: target.write_text("mine"))
    assert found.status == 1 and found.result["state"] == "failed" and found.error["billed"] == "yes", found
    assert target.read_text() == "mine"
    assert (exhibit.work / "door-original.png").read_bytes() == png(painted())
    assert found.json["next"] == [f"exhibit runs resume {found.result['run_id'][-8:]}"]
    target.unlink()
    again = exhibit("runs", "resume", found.result["run_id"], "--json")
    assert again.result["state"] == "succeeded", again
    assert Image.open(target).size == (48, 32) and len(exhibit.server.requests) == 1
    assert exhibit.verify().status == 0


def test_A10_what_a_policy_refuses_before_sending_leaves_a_whole_record(edited):
    found = edited(painted(), "--policy", "happy-gpt-image-2", model="gpt-image-1")
    assert found.status == 6 and found.error["code"] == "policy.refused" and edited.exhibit.server.requests == []
    assert edited.exhibit.verify().status == 0


@pytest.mark.parametrize("scope", ["whole", "partial"])
def test_A10_a_bundle_holds_what_everything_was_made_from(edited, scope):
    exhibit = edited.exhibit
    first = edited(painted(spill=3), "--preserve-outside").result
    edited(painted(spill=4))
    runs = [first["run_id"]] if scope == "partial" else []
    exported = exhibit("audit", "export", *runs, "--out", "bundle", "--json")
    assert exported.status == 0, exported
    held = {path.name.split(".")[0] for path in (exhibit.work / "bundle" / "artifacts").iterdir()}
    assert {file["sha256"] for file in first["derived"]} <= held
    found = exhibit("audit", "verify", "--bundle", "bundle", "--json")
    assert found.status == 0 and found.result["counts"]["derived_made_again"] == (4 if runs else 7)
