"""Masks, canvases and objects (parity A9 to A11, A14, B13 to B15, C7): what is made here, what is sent, what changed.

Pillow and numpy say what the pixels are; the sandbox is a provider that keeps to its mask, or one that does not.
"""

import hashlib
import io
import json
import os
import pty
import subprocess
import zlib

import numpy
import pytest
from conftest import BINARY
from evidence import Ledger
from loopback import Loopback, pictures
from PIL import Image, ImageDraw

QUICK = ("--poll-interval", "0.05", "--retry-base-delay", "0", "--retry-jitter", "0")
JUDGED = ("--policy", "sandbox")
KEY = "sk-canary-0123456789abcdefghij"

# dialect: the path of its base URL, a model for edits, how it takes a mask.
MASKED = {
    "openai": ("/v1", "gpt-image-2", "transparent"),
    "jobs": ("", None, "white"),
    "fal": ("/fal", "fal-ai/flux-fill", "white"),
}
UNMASKED = {"gemini": ("/v1beta", "gemini-2.5-flash-image"), "clacky": ("", None)}


@pytest.fixture
def speaking(exhibit):
    """A provider named `it` that speaks a dialect; its words come before a command's own."""

    def serve(dialect, *faults):
        path, model, *_ = {**MASKED, **UNMASKED}[dialect]
        exhibit.base = exhibit.sandbox(*faults).removesuffix("/v1")
        exhibit.configure(exhibit.base + path, "it", key=KEY)
        exhibit.home.mkdir(exist_ok=True)
        (exhibit.home / "config.json").write_text(json.dumps({"providers": {"it": {"dialect": dialect}}}))
        exhibit.words = ["--provider", "it", *JUDGED, *QUICK, "--json"] + (["--model", model] if model else [])
        return exhibit

    return serve


@pytest.fixture
def scene(exhibit):
    """A red square on blue with some noise: 96x64, the square from (30, 20) to (59, 49)."""
    rng = numpy.random.default_rng(4)
    pixels = rng.integers(-3, 4, (64, 96, 3)) + numpy.array([40, 120, 200])
    pixels[20:50, 30:60] = [200, 30, 30]
    path = exhibit.work / "scene.png"
    Image.fromarray(pixels.astype("uint8")).save(path)
    return path


def made(outcome):
    assert outcome.status == 0, outcome
    return outcome.result


def grey(path):
    image = Image.open(path)
    assert image.mode == "L"
    return numpy.asarray(image)


def colours(path, mode="RGB"):
    return numpy.asarray(Image.open(path).convert(mode)).astype(int)


def stored(exhibit, digest):
    return Image.open(io.BytesIO(Ledger(exhibit.home).blob(digest)))


def derived(result, role, op=None):
    """The only derived file of a role, or of an operation."""
    [file] = [file for file in result["derived"] if file["role"] == role and (op is None or file["op"].startswith(op))]
    return file


# Masks without a provider


@pytest.mark.parametrize(
    "words, box",
    [
        (["--region", "rect:10:8:20:16"], (10, 8, 30, 24)),
        (["--region", "box:10:8:30:24"], (10, 8, 30, 24)),
        (["--x", "10", "--y", "8", "--width", "20", "--height", "16"], (10, 8, 30, 24)),
        (["--x", "10", "--y", "8", "--x2", "30", "--y2", "24"], (10, 8, 30, 24)),
        (["--region", "rect-pct:25:25:50:50"], (24, 16, 72, 48)),
        (["--region", "box-pct:0:0:50:100"], (0, 0, 48, 64)),
        (["--mask-rect", "10,8,20,16"], (10, 8, 30, 24)),
        (["--region", "rect:90:60:50:50"], (90, 60, 96, 64)),
        (["--region", "rect:10:8:20:16", "--expand", "3"], (7, 5, 33, 27)),
        (["--region", "rect:10:8:20:16", "--shrink", "3"], (13, 11, 27, 21)),
    ],
)
def test_A10_a_region_paints_the_half_open_rectangle_that_pillow_paints_with_inclusive_ends(exhibit, scene, words, box):
    result = made(exhibit("inpaint", "--image", scene, *words, "--feather", "0", "--mask-only", "--json"))
    wanted = Image.new("L", (96, 64))
    left, top, right, bottom = box
    ImageDraw.Draw(wanted).rectangle((left, top, right - 1, bottom - 1), fill=255)
    assert (grey(result["mask"]) == numpy.asarray(wanted)).all()
    assert result["edited_pixels"] == (right - left) * (bottom - top)
    assert (result["width"], result["height"]) == (96, 64)


def test_A10_an_ellipse_is_within_a_pixel_of_pillows(exhibit, scene):
    for words in (["--region", "ellipse:20:10:40:30"], ["--x", "20", "--y", "10", "--width", "40", "--height", "30", "--ellipse"]):
        result = made(exhibit("mask", "--image", scene, *words, "--out", "mask.png", "--overwrite", "--json"))
        wanted = Image.new("L", (96, 64))
        ImageDraw.Draw(wanted).ellipse((20, 10, 59, 39), fill=255)
        assert (grey(result["mask"]) != numpy.asarray(wanted)).sum() <= 24


def test_A10_regions_add_up(exhibit, scene):
    words = ["--region", "rect:0:0:10:10", "--region", "rect:20:20:10:10", "--mask-rect", "5,5,10,10"]
    result = made(exhibit("inpaint", "--image", scene, *words, "--feather", "0", "--mask-only", "--json"))
    assert result["edited_pixels"] == 100 + 100 + 75


def test_A10_B13_the_feather_is_eight_for_regions_and_none_for_rectangles_and_mask(exhibit, scene):
    def softness(command, *words):
        stop = ["--mask-only"] if command == "inpaint" else []
        result = made(exhibit(command, "--image", scene, *words, *stop, "--json"))
        return result["parameters"]["feather"], len(numpy.unique(grey(result["mask"])))

    feather, levels = softness("inpaint", "--region", "rect:30:20:30:20")
    assert feather == "8" and levels > 20
    assert softness("inpaint", "--mask-rect", "30,20,30,20") == ("0", 2)
    assert softness("mask", "--region", "rect:30:20:30:20") == ("0", 2)
    assert softness("mask", "--mask-rect", "30,20,30,20", "--feather", "2.5")[0] == "2.5"


@pytest.mark.parametrize("form", ["grey", "colour", "alpha"])
def test_A10_a_given_mask_is_read_in_any_form_and_its_form_is_told(exhibit, scene, form):
    area = Image.new("L", (96, 64))
    ImageDraw.Draw(area).rectangle((10, 8, 29, 23), fill=255)
    given = {
        "grey": area,
        "colour": Image.merge("RGB", [area, area, area.point(lambda value: max(value - 1, 0))]),
        "alpha": Image.merge("LA", [Image.new("L", (96, 64), 255), area.point(lambda value: 255 - value)]),
    }[form]
    given.save(exhibit.work / "given.png")
    words = ["--image", scene, "--mask", "given.png", "--feather", "0", "--mask-only", "--json"]
    result = made(exhibit("inpaint", *words))
    assert result["form"] == form
    assert ((grey(result["mask"]) > 250) == (numpy.asarray(area) > 0)).all()
    turned = made(exhibit("inpaint", *words, "--invert"))
    assert ((grey(turned["mask"]) > 250) == (numpy.asarray(area) == 0)).all()


def test_A10_the_mask_of_a_turned_photograph_is_upright(exhibit, scene):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.open(scene).save(exhibit.work / "turned.jpg", exif=exif.tobytes())
    result = made(exhibit("mask", "--image", "turned.jpg", "--region", "rect:0:0:5:5", "--out", "m.png", "--json"))
    assert (result["width"], result["height"]) == (64, 96)


def test_B13_a_mask_needs_no_image_when_its_size_is_given(exhibit):
    result = made(exhibit("mask", "--mask-size", "40,30", "--mask-rect", "1,2,3,4", "--mask-invert", "--out", "m.png", "--json"))
    mask = grey(exhibit.work / "m.png")
    assert mask.shape == (30, 40) and (mask[2:6, 1:4] == 0).all() and (mask == 255).sum() == 40 * 30 - 12
    assert result["image"] is None


def test_A10_mask_writes_to_standard_output_for_the_next_program(exhibit, scene):
    words = [BINARY, "mask", "--image", str(scene), "--region", "rect:0:0:4:4", "--out", "-"]
    process = subprocess.run(words, cwd=exhibit.work, env=exhibit.env, capture_output=True, check=True)
    assert Image.open(io.BytesIO(process.stdout)).size == (96, 64)


def test_A10_what_is_made_here_needs_no_provider_no_configuration_and_no_home(exhibit, scene):
    exhibit.env["OPENCLAW_CONFIG"] = str(exhibit.folder / "none.json")
    calls = [
        ["inpaint", "--region", "rect:0:0:4:4", "--mask-only"],
        ["object-edit", "--prepare-only"],
        ["outpaint", "--left", "8", "--canvas-only"],
        ["mask", "--region", "rect:0:0:4:4"],
    ]
    for words in calls:
        result = made(exhibit(*words, "--image", scene, "--json"))
        assert result["mask"].startswith(str(exhibit.work / "tmp/images"))
    assert not exhibit.home.exists()


def test_A10_the_transparent_form_is_what_edit_takes(exhibit, scene):
    words = ["--image", scene, "--region", "rect:10:8:20:16", "--mask-form", "transparent", "--out", "hole.png"]
    made(exhibit("mask", *words, "--json"))
    alpha = numpy.asarray(Image.open(exhibit.work / "hole.png").getchannel("A"))
    assert (alpha[8:24, 10:30] == 0).all() and (alpha == 255).sum() == 96 * 64 - 320


# Objects


def test_A14_an_object_on_a_plain_backdrop_is_found_and_its_mask_flips_with_the_target(exhibit, scene):
    words = ["--image", scene, "--feather", "0", "--prepare-only", "--json"]
    result = made(exhibit("object-edit", *words))
    wanted = numpy.zeros((64, 96), bool)
    wanted[20:50, 30:60] = True
    assert ((grey(result["mask"]) == 255) == wanted).all()
    assert result["selection_mode"] == "backdrop" and result["confidence_permille"] > 800
    flipped = made(exhibit("object-edit", *words, "--edit-target", "background", "--selection-mode", "corner-bg"))
    assert ((grey(flipped["mask"]) == 255) == ~wanted).all()
    assert flipped["edit_target"] == "background"


def test_A14_the_old_scripts_word_for_it_makes_a_mask(exhibit, scene):
    result = made(exhibit("mask", "--image", scene, "--mode", "corner-bg", "--invert", "--out", "m.png", "--json"))
    assert (grey(exhibit.work / "m.png") == 0).sum() == 900 and result["selection_mode"] == "backdrop"


def test_A14_by_transparency(exhibit):
    image = Image.new("RGBA", (40, 30), (10, 20, 30, 0))
    ImageDraw.Draw(image).ellipse((10, 5, 29, 24), fill=(200, 30, 30, 255))
    image.save(exhibit.work / "cut.png")
    result = made(exhibit("object-edit", "--image", "cut.png", "--selection-mode", "alpha", "--feather", "0", "--prepare-only", "--json"))
    assert (grey(result["mask"]) == numpy.asarray(image.getchannel("A"))).all()


# Canvases


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["transparent", "blur", "solid"])
def test_A11_a_canvas_keeps_the_picture_and_masks_what_is_new(exhibit, scene, kind, mode):
    path = exhibit.work / f"room.{kind.lower()}"
    Image.open(scene).save(path, kind)
    words = ["--left", "10", "--top", "6", "--expand", "4", "--mode", mode, "--bg", "#0A141EFF", "--canvas-only", "--json"]
    result = made(exhibit("outpaint", "--image", path, *words))
    canvas, mask = colours(result["canvas"], "RGBA"), grey(result["mask"])
    assert canvas.shape == (64 + 6 + 4, 96 + 10 + 4, 4) and mask.shape == canvas.shape[:2]
    old = numpy.zeros(mask.shape, bool)
    old[6:70, 10:106] = True
    assert ((mask == 0) == old).all() and (mask[~old] == 255).all()
    # JPEG decoders may differ by a few levels; what is exact is exact.
    assert abs(canvas[old][:, :3] - colours(path).reshape(-1, 3)).max() <= (3 if kind == "JPEG" else 0)
    new = canvas[~old]
    assert {"transparent": (new[:, 3] == 0), "blur": (new[:, 3] == 255), "solid": (new == [10, 20, 30, 255]).all(1)}[mode].all()


def test_A11_align_pads_right_and_bottom_and_the_padding_is_painted(exhibit, scene):
    result = made(exhibit("outpaint", "--image", scene, "--left", "3", "--align", "16", "--canvas-only", "--json"))
    assert (result["width"], result["height"]) == (112, 64)
    mask = grey(result["mask"])
    assert (mask[:, :3] == 255).all() and (mask[:, 3:99] == 0).all() and (mask[:, 99:] == 255).all()
    assert result["parameters"]["aligned_to"] == 16


def test_A11_the_canvas_has_the_models_step_and_the_request_its_size(gateway, exhibit, scene):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    big = exhibit.work / "big.png"
    Image.new("RGB", (1000, 900), (1, 2, 3)).save(big)
    outcome = exhibit("outpaint", "--image", big, "--right", "30", "--model", "gpt-image-2", "--prompt", "a room", "--json")
    [request] = server.requests
    parts = {part.name: part.content for part in request.parts}
    assert parts["size"] == b"1040x912", outcome
    assert Image.open(io.BytesIO(parts["image"])).size == Image.open(io.BytesIO(parts["mask"])).size == (1040, 912)
    alpha = numpy.asarray(Image.open(io.BytesIO(parts["mask"])).getchannel("A"))
    assert (alpha[:900, :1000] == 255).all() and (alpha[:, 1000:] == 0).all() and (alpha[900:] == 0).all()


def test_A11_without_a_prompt_a_sentence_is_sent_and_told(speaking, scene):
    exhibit = speaking("openai")
    result = made(exhibit("outpaint", "--image", scene, "--left", "16", *exhibit.words))
    assert "prompt.default" in [note["code"] for note in result["notes"]]
    assert made(exhibit("runs", "show", result["run_id"], "--json"))["mode"] == "edit"


# Through every dialect


@pytest.mark.parametrize("dialect", MASKED)
@pytest.mark.parametrize("command", ["inpaint", "outpaint", "object-edit"])
def test_A10_A11_A14_B14_a_good_provider_changes_nothing_outside_the_mask(speaking, scene, dialect, command):
    exhibit = speaking(dialect)
    own = {
        "inpaint": ["--region", "ellipse:20:10:40:30"],
        "outpaint": ["--right", "32", "--bottom", "16"],
        "object-edit": ["--edit-target", "background", "--feather", "2"],
    }[command]
    result = made(exhibit(command, "--image", scene, "--prompt", "a garden", *own, *exhibit.words))
    mask = result["mask"]
    assert mask["convention"] == MASKED[dialect][2]
    assert (mask["outside_changed_px"], mask["outside_changed_ppm"], mask["outside_mean_abs_milli"]) == (0, 0, 0)
    assert mask["inside_changed_ppm"] > 900_000 and mask["geometry"] == "exact"
    # Both masks are kept under their hashes, and the file on the disk is the canonical one.
    canonical = derived(result, "mask", "mask.outpaint" if command == "outpaint" else "mask.object" if command == "object-edit" else "mask.make")
    assert canonical["sha256"] == mask["canonical_sha256"]
    assert (grey(canonical["path"]) == numpy.asarray(stored(exhibit, mask["canonical_sha256"]))).all()
    sent = stored(exhibit, mask["sent_sha256"])
    if mask["convention"] == "transparent":
        assert (numpy.asarray(sent.getchannel("A")) == 255 - grey(canonical["path"])).all()
    else:
        assert mask["sent_sha256"] == mask["canonical_sha256"] and sent.mode == "L"
    assert result["task_name"] == command and f"/{command}-" in result["output"]
    if command == "outpaint":
        canvas = derived(result, "canvas")
        assert (canvas["width"], canvas["height"]) == (128, 80)
        assert [item["sha256"] for item in result["sources"]] == canvas["from"]
    assert exhibit.verify().status == 0


@pytest.mark.parametrize("dialect", MASKED)
def test_A10_B14_a_provider_that_ignores_its_mask_is_found_out(speaking, scene, dialect):
    exhibit = speaking(dialect, "ignores-mask")
    words = ["--image", scene, "--prompt", "a hat", "--mask-rect", "10,8,20,16", *exhibit.words]
    mask = made(exhibit("inpaint", *words))["mask"]
    assert mask["outside_changed_ppm"] > 900_000 and mask["outside_mean_abs_milli"] > 1000


@pytest.mark.parametrize("dialect", [*MASKED, *UNMASKED])
def test_A10_preserve_outside_puts_the_original_back_bit_by_bit(speaking, scene, dialect):
    exhibit = speaking(dialect, "ignores-mask")
    words = ["--image", scene, "--prompt", "a hat", "--region", "rect:20:10:40:30", "--preserve-outside"]
    result = made(exhibit("inpaint", *words, *exhibit.words))
    mask = numpy.asarray(stored(exhibit, result["mask"]["canonical_sha256"]))
    original, finished = colours(scene), colours(result["output"])
    assert finished.shape == original.shape
    assert (finished[mask == 0] == original[mask == 0]).all()
    assert (finished[mask > 128] != original[mask > 128]).any()
    [raw] = result["outputs"]
    assert raw["path"].endswith("-original.png") and raw["sha256"] != derived(result, "composited")["sha256"]
    told = [note["code"] for note in result["notes"]]
    assert ("mask.applied_locally" in told) == (dialect in UNMASKED)
    assert exhibit.verify().status == 0


@pytest.mark.parametrize("dialect", UNMASKED)
def test_A10_a_model_without_masks_is_refused_before_anything_is_sent(speaking, scene, dialect):
    exhibit = speaking(dialect)
    for command, words in [("inpaint", ["--region", "rect:0:0:9:9"]), ("outpaint", ["--left", "8"]), ("object-edit", [])]:
        refused = exhibit(command, "--image", scene, "--prompt", "p", *words, *exhibit.words)
        assert (refused.status, refused.error["code"], refused.error["billed"]) == (2, "mask.not_supported", "no"), refused
        assert "--preserve-outside" in refused.error["hint"]
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_A10_a_turned_photograph_is_sent_upright(exhibit, scene):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.open(scene).save(exhibit.work / "turned.jpg", exif=exif.tobytes())
    exhibit("inpaint", "--image", "turned.jpg", "--region", "rect:0:0:9:9", "--prompt", "p", "--model", "gpt-image-2", "--json")
    parts = {part.name: part.content for part in server.requests[0].parts}
    image, mask = (Image.open(io.BytesIO(parts[name])) for name in ("image", "mask"))
    assert image.format == "PNG" and image.size == mask.size == (64, 96) and not image.getexif()


def test_A10_the_image_itself_is_sent_as_it_is(exhibit, scene):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    exhibit("inpaint", "--image", scene, "--region", "rect:0:0:9:9", "--prompt", "p", "--model", "gpt-image-2", "--json")
    parts = {part.name: part for part in server.requests[0].parts}
    assert parts["image"].content == scene.read_bytes() and parts["image"].filename == "scene.png"
    assert parts["mask"].kind == "image/png" and len(parts["mask"].content) < 4 << 20
    assert "size" not in parts and "n" not in parts


def test_A10_a_models_own_form_and_the_callers_word_win(exhibit, scene):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    words = ["inpaint", "--image", scene, "--region", "rect:0:0:9:9", "--prompt", "p", "--feather", "0", "--json"]
    exhibit(*words, "--model", "sd-cpp-local")
    exhibit(*words, "--model", "gpt-image-2", "--mask-form", "white")
    for request in server.requests:
        [mask] = [part for part in request.parts if part.name == "mask"]
        pixels = Image.open(io.BytesIO(mask.content))
        assert pixels.mode == "L" and pixels.getpixel((0, 0)) == 255 and pixels.getpixel((50, 50)) == 0


# An edit's own mask


def test_A9_an_edits_mask_goes_through_as_it_is_and_is_measured(speaking, scene):
    exhibit = speaking("openai")
    made(exhibit("mask", "--image", scene, "--region", "rect:10:8:20:16", "--mask-form", "transparent", "--out", "hole.png", "--json"))
    words = ["edit", "--image", scene, "--mask", "hole.png", "--prompt", "a hat", *exhibit.words]
    mask = made(exhibit(*words))["mask"]
    assert mask["sent_sha256"] == hashlib.sha256((exhibit.work / "hole.png").read_bytes()).hexdigest()
    assert mask["form"] == "alpha" and mask["edited_pixels"] == 320
    assert mask["outside_changed_px"] == 0 and mask["inside_changed_ppm"] > 900_000


def test_A9_a_mask_that_says_nothing_in_the_providers_way_is_sent_and_told(speaking, scene):
    exhibit = speaking("openai")
    Image.new("L", (96, 64), 255).save(exhibit.work / "white.png")
    result = made(exhibit("edit", "--image", scene, "--mask", "white.png", "--prompt", "a hat", *exhibit.words))
    assert result["mask"] is None and "mask.not_measured" in [note["code"] for note in result["notes"]]


# The jobs API


def test_B13_B14_the_jobs_api_gets_flux_fill_a_white_mask_and_denoise(speaking, scene):
    exhibit = speaking("jobs")
    made(exhibit("inpaint", "--image", scene, "--mask-rect", "10,8,20,16", "--mask-rect", "50,8,5,5", "--prompt", "p", *exhibit.words))
    [started] = [e["body"] for e in exhibit.entries("attempt.started") if e["body"]["path"] == "/jobs"]
    order = json.loads(Ledger(exhibit.home).body(started["body_blob"]))
    assert (order["model"], order["denoise"], order["steps"]) == ("flux-fill", 1.0, 20)
    assert order["input_image"] and order["mask_image"]


def test_B15_an_upscale_can_be_fitted_and_keeps_its_own_bytes(speaking, scene):
    exhibit = speaking("jobs")
    result = made(exhibit("upscale", "--image", scene, "--fit", "100x100", "--output", "icon.png", *exhibit.words))
    [raw] = result["outputs"]
    assert (raw["width"], raw["height"]) == (384, 256) and raw["path"].endswith("icon-original.png")
    assert Image.open(exhibit.work / "icon.png").size == (100, 100)


# Another size


@pytest.mark.parametrize("mode, corner", [("cover", False), ("contain", True), ("exact", False)])
def test_C7_fit_brings_the_picture_to_the_size_and_keeps_the_original(speaking, mode, corner):
    exhibit = speaking("openai")
    words = ["--prompt", "a cat", "--size", "640x320", "--fit", "128x128", "--fit-mode", mode]
    result = made(exhibit("generate", *words, *exhibit.words))
    finished = Image.open(result["output"]).convert("RGBA")
    assert finished.size == (128, 128)
    fitted = derived(result, "fitted", "picture.fit@1")
    assert fitted["from"] == [result["outputs"][0]["sha256"]] and fitted["path"] == result["output"]
    assert (result["outputs"][0]["width"], result["outputs"][0]["height"]) == (640, 320)
    assert (finished.getpixel((0, 0))[3] == 0) == corner
    assert exhibit.verify().status == 0


def test_C7_a_plain_picture_fitted_is_within_a_level_of_pillows_lanczos(exhibit, scene):
    server = Loopback(pictures(scene.read_bytes()))
    exhibit.configure(server.url)
    result = exhibit("generate", "--prompt", "p", "--fit", "48x32", "--fit-mode", "exact", "--json").result
    wanted = numpy.asarray(Image.open(scene).resize((48, 32), Image.LANCZOS)).astype(int)
    assert abs(colours(result["output"]) - wanted).max() <= 2


# What is refused


ERRORS = {
    "no region": (["inpaint"], "mask.missing"),
    "two ways": (["inpaint", "--mask", "same.png", "--region", "rect:0:0:4:4"], "usage.invalid"),
    "another size": (["inpaint", "--mask", "small.png"], "mask.size_differs"),
    "another size said": (["inpaint", "--mask-rect", "0,0,4,4", "--mask-size", "10,10"], "mask.size_differs"),
    "no region's spec": (["inpaint", "--region", "circle:1:2:3"], "region.invalid"),
    "half a corner": (["inpaint", "--x", "1", "--y", "2", "--width", "5"], "region.invalid"),
    "a rectangle of three": (["inpaint", "--mask-rect", "1,2,3"], "region.invalid"),
    "outside": (["inpaint", "--region", "rect:200:200:10:10"], "mask.empty"),
    "shrunk away": (["inpaint", "--mask-rect", "10,10,4,4", "--shrink", "5"], "mask.empty"),
    "a negative expand": (["inpaint", "--mask-rect", "1,1,4,4", "--expand", "-1"], "usage.invalid"),
    "no sigma": (["inpaint", "--region", "rect:1:1:4:4", "--feather", "soft"], "usage.invalid"),
    "no side": (["outpaint"], "canvas.no_side"),
    "a negative side": (["outpaint", "--left", "-4"], "usage.invalid"),
    "no colour": (["outpaint", "--left", "4", "--bg", "red"], "usage.invalid"),
    "a huge canvas": (["outpaint", "--expand", "90000"], "picture.exceeded"),
    "no alpha": (["object-edit", "--selection-mode", "alpha"], "picture.no_alpha"),
    "a busy backdrop": (["object-edit", "--image", "busy.png"], "backdrop.unclear"),
    "no picture": (["inpaint", "--image", "note.png", "--mask-rect", "0,0,4,4"], "input.not_an_image"),
    "a broken picture": (["inpaint", "--image", "broken.png", "--mask-rect", "0,0,4,4"], "picture.undecodable"),
    "CMYK": (["inpaint", "--image", "cmyk.jpg", "--mask-rect", "0,0,4,4"], "picture.not_supported"),
    "no size to fit": (["generate", "--fit", "large"], "usage.invalid"),
    "a mode without a fit": (["generate", "--fit-mode", "cover"], "usage.invalid"),
    "nothing to preserve": (["edit", "--image", "scene.png", "--preserve-outside"], "usage.invalid"),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_A10_A11_A14_B13_C7_what_cannot_be_done_is_refused_before_anything_is_sent(exhibit, scene, case):
    words, code = ERRORS[case]
    server = Loopback(pictures())
    exhibit.configure(server.url)
    Image.new("L", (96, 64), 255).save(exhibit.work / "same.png")
    Image.new("L", (64, 96), 255).save(exhibit.work / "small.png")
    rng = numpy.random.default_rng(7)
    Image.fromarray(rng.integers(0, 256, (64, 96, 3), dtype="uint8")).save(exhibit.work / "busy.png")
    (exhibit.work / "note.png").write_text("no picture")
    content = bytearray(scene.read_bytes())
    at = content.index(b"IDAT") + 40
    content[at] ^= 0x55
    start = content.index(b"IDAT")
    length = int.from_bytes(content[start - 4 : start], "big")
    content[start + 4 + length : start + 8 + length] = zlib.crc32(content[start : start + 4 + length]).to_bytes(4, "big")
    (exhibit.work / "broken.png").write_bytes(content)
    Image.new("CMYK", (96, 64)).save(exhibit.work / "cmyk.jpg")
    image = [] if "--image" in words or words[0] == "generate" else ["--image", scene]
    refused = exhibit(*words, *image, "--prompt", "p", "--model", "gpt-image-2", "--json")
    assert (refused.status, refused.error["code"], refused.error["billed"]) == (2, code, "no"), refused
    assert server.requests == [] and not (exhibit.home / "ledger.sqlite").exists()


def test_A10_a_mask_as_large_as_openai_takes_none_is_refused(exhibit):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    rng = numpy.random.default_rng(3)
    Image.fromarray(rng.integers(0, 256, (2100, 2100), dtype="uint8"), "L").save(exhibit.work / "noise.png")
    Image.new("RGB", (2100, 2100)).save(exhibit.work / "big.png")
    words = ["inpaint", "--image", "big.png", "--mask", "noise.png", "--feather", "0", "--prompt", "p", "--model", "gpt-image-2"]
    refused = exhibit(*words, "--json")
    assert (refused.status, refused.error["code"]) == (2, "mask.exceeded"), refused
    assert server.requests == []


def test_A11_an_existing_file_is_not_overwritten_unasked(exhibit, scene):
    words = ["mask", "--image", scene, "--region", "rect:0:0:4:4", "--out", "m.png", "--json"]
    made(exhibit(*words))
    before = (exhibit.work / "m.png").read_bytes()
    assert exhibit(*words, "--invert").error["code"] == "output.exists"
    assert (exhibit.work / "m.png").read_bytes() == before
    made(exhibit(*words, "--invert", "--overwrite"))
    assert (exhibit.work / "m.png").read_bytes() != before


# Told


def test_A10_a_dry_run_tells_of_the_mask_and_sends_nothing(exhibit, scene):
    server = Loopback(pictures())
    exhibit.configure(server.url)
    words = ["inpaint", "--image", scene, "--mask-rect", "10,8,20,16", "--prompt", "p", "--model", "gpt-image-2", "--dry-run"]
    result = made(exhibit(*words, "--json"))
    assert result["mask"]["convention"] == "transparent" and result["mask"]["edited_pixels"] == 320
    assert [file["op"] for file in result["derived"]] == ["mask.make@1", "mask.transparent@1"]
    assert "5.2 % is painted" in exhibit(*words).out
    assert server.requests == [] and not exhibit.home.exists() and not (exhibit.work / "tmp").exists()


def test_A10_people_read_what_changed_and_where_the_mask_is(speaking, scene):
    exhibit = speaking("openai", "ignores-mask")
    words = [word for word in exhibit.words if word != "--json"]
    out = exhibit("inpaint", "--image", scene, "--region", "rect:0:0:9:9", "--prompt", "p", *words).out
    lines = out.splitlines()
    assert any(line.startswith("mask") and "outside" in line and "%" in line for line in lines), out
    assert any(line.startswith("mask") and "/masks/" in line for line in lines), out
    assert lines[-1].endswith(".png") and "/masks/" not in lines[-1]


def test_A10_the_masks_folder_can_be_chosen(speaking, scene):
    exhibit = speaking("openai")
    words = ["inpaint", "--image", scene, "--region", "rect:0:0:9:9", "--prompt", "p", "--mask-dir", "here", *exhibit.words]
    made(exhibit(*words))
    [mask] = (exhibit.work / "here").iterdir()
    assert mask.name.endswith("-mask.png")


# In the terminal


@pytest.mark.parametrize(
    "env, sign",
    [
        ({"TERM": "xterm-kitty"}, b"\x1b_Ga=T,f=100"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, b"\x1b]1337;File="),
        ({"TERM": "foot"}, b"\x1bP"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "▀".encode()),
    ],
)
def test_C7_preview_draws_the_finished_picture_in_the_terminal(speaking, env, sign):
    exhibit = speaking("openai")
    run = made(exhibit("generate", "--prompt", "a cat", "--size", "64x64", "--fit", "40x20", *exhibit.words))["run_id"]
    variables = {name: value for name, value in exhibit.env.items() if name != "NO_COLOR"}
    ours, theirs = pty.openpty()
    process = subprocess.Popen([BINARY, "runs", "show", run, "--preview"], cwd=exhibit.work, env={**variables, **env}, stdout=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert process.wait() == 0 and sign in shown


def test_C7_preview_without_a_terminal_is_refused(speaking):
    exhibit = speaking("openai")
    run = made(exhibit("generate", "--prompt", "a cat", "--size", "64x64", *exhibit.words))["run_id"]
    refused = exhibit("runs", "show", run, "--preview", env={"TERM": "xterm-kitty"})
    assert refused.status == 2 and "preview.no_terminal" in refused.err


# Tables


@pytest.mark.parametrize(
    "command, flags",
    [
        ("inpaint", "--mask --region --x --y --width --height --x2 --y2 --ellipse --mask-rect --mask-size --mask-invert --expand --shrink --feather --mask-only --mask-dir --preserve-outside --fit"),
        ("outpaint", "--left --right --top --bottom --expand --mode --bg --blur-radius --canvas-only --preserve-outside --fit"),
        ("object-edit", "--selection-mode --edit-target --threshold --sample-size --expand --shrink --feather --prepare-only --mask-dir"),
        ("mask", "--image --region --selection-mode --feather --out"),
        ("generate", "--fit --fit-mode --fit-linear"),
        ("edit", "--fit --fit-mode --preserve-outside"),
        ("upscale", "--fit --fit-mode"),
    ],
)
def test_A10_A11_A14_C7_help_names_the_flags(exhibit, command, flags):
    page = exhibit(command, "--help=all").out
    for flag in flags.split():
        assert flag in page, flag
