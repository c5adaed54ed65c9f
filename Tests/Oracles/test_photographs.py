"""Real photographs go through `edit`; hashlib, Pillow and pngcheck say whether what arrived and what came is right."""

import hashlib
import pathlib
import shutil
import subprocess

import pytest
from loopback import pictures
from PIL import Image

NAMES = ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"]


@pytest.fixture(scope="module")
def photographs():
    skimage = pytest.importorskip("skimage")
    folder = pathlib.Path(skimage.__file__).parent / "data"
    return {name: folder / name for name in NAMES}


@pytest.fixture
def pinned(exhibit, loopback):
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url)
    return exhibit


def digest(content):
    return hashlib.sha256(content).hexdigest()


def kind(path):
    return Image.MIME[Image.open(path).format]


@pytest.mark.parametrize("name", NAMES)
def test_a_photograph_arrives_as_it_is(pinned, photographs, name):
    path = photographs[name]
    outcome = pinned("edit", "--prompt", "evening light", "--image", path, "--json")
    assert outcome.status == 0, outcome
    [request] = pinned.server.requests
    [part] = [part for part in request.parts if part.filename]
    assert part.name == "image" and part.filename == name
    assert part.content == path.read_bytes() and part.kind == kind(path)
    [item] = outcome.result["input_images"]
    assert item["sha256"] == item["sent_sha256"] == digest(part.content)
    assert (item["width"], item["height"]) == Image.open(path).size
    assert item["media_type"] == kind(path) and item["bytes"] == path.stat().st_size


def test_all_of_them_with_a_mask(pinned, photographs, tmp_path):
    mask = tmp_path / "mask.png"
    Image.new("RGBA", Image.open(photographs["astronaut.png"]).size, (0, 0, 0, 0)).save(mask)
    words = [word for path in photographs.values() for word in ("--image", path)]
    outcome = pinned("edit", "--prompt", "one poster", *words, "--mask", mask, "--json")
    assert outcome.status == 0, outcome
    files = [part for part in pinned.server.requests[0].parts if part.filename]
    wanted = [path.read_bytes() for path in photographs.values()]
    assert [part.name for part in files] == ["image[]"] * 4 + ["mask"]
    assert [part.content for part in files] == [*wanted, mask.read_bytes()]
    assert [part.kind for part in files] == ["image/png"] * 3 + ["image/jpeg", "image/png"]
    [entry] = pinned.entries("request.intent")
    assert [item["sha256"] for item in entry["body"]["inputs"]] == [digest(content) for content in [*wanted, mask.read_bytes()]]
    for content in wanted:
        kept = pinned.home / "artifacts/sha256" / digest(content)[:2] / digest(content)
        assert kept.read_bytes() == content
    assert pinned.verify().status == 0


def test_the_ledger_proves_the_request_that_arrived(pinned, photographs):
    outcome = pinned("edit", "--prompt", "evening light", "--image", photographs["rocket.jpg"], "--json")
    assert outcome.result["request_sha256"] == digest(pinned.server.requests[0].body)


@pytest.mark.parametrize("size", ["64x64", "320x192", "1x1", "17x31"])
def test_pngcheck_and_pillow_accept_what_the_sandbox_draws(happy, size):
    outcome = happy.generate("--size", size, "--output", "out.png")
    assert outcome.status == 0, outcome
    path = happy.work / "out.png"
    image = Image.open(path)
    image.load()
    assert f"{image.width}x{image.height}" == size and image.format == "PNG"
    [output] = outcome.result["outputs"]
    assert (output["width"], output["height"]) == image.size
    assert output["sha256"] == digest(path.read_bytes())
    if shutil.which("pngcheck") is None:
        pytest.skip("pngcheck is not installed")
    checked = subprocess.run(["pngcheck", "-v", path], capture_output=True, text=True)
    assert checked.returncode == 0 and "No errors detected" in checked.stdout, checked.stdout


def test_photographs_through_the_sandbox(happy, photographs):
    words = [word for path in photographs.values() for word in ("--image", path)]
    outcome = happy("edit", "--prompt", "p", "--size", "256x128", *words, "--output", "out.png", "--json")
    assert outcome.status == 0, outcome
    assert Image.open(happy.work / "out.png").size == (256, 128)


def test_a_photograph_as_output_is_delivered_unchanged(pinned, photographs):
    contents = [path.read_bytes() for path in photographs.values()]
    pinned.server.answers = [pictures(*contents)]
    outcome = pinned.generate("--n", "4")
    assert outcome.status == 0, outcome
    outputs = outcome.result["outputs"]
    assert [output["sha256"] for output in outputs] == [digest(content) for content in contents]
    for output, path in zip(outputs, photographs.values(), strict=True):
        written = pinned.work / output["path"]
        assert written.read_bytes() == path.read_bytes() and written.suffix == path.suffix
        assert (output["width"], output["height"]) == Image.open(path).size
        assert output["media_type"] == kind(path)


def test_a_photograph_cut_short_is_not_accepted(pinned, photographs):
    for name in ("coffee.png", "rocket.jpg"):
        content = photographs[name].read_bytes()
        pinned.server.answers = [pictures(content[: len(content) * 2 // 3])]
        outcome = pinned.generate()
        assert outcome.status == 1 and outcome.error["code"] == "media.undecodable", (name, outcome)


def test_a_mask_from_elsewhere_passes_through(pinned, photographs, tmp_path):
    """Grey, paletted or with alpha: what the caller gives is what the provider gets."""
    size = Image.open(photographs["chelsea.png"]).size
    for mode in ("L", "P", "LA", "RGBA", "1"):
        mask = tmp_path / f"{mode}.png"
        Image.new(mode, size).save(mask)
        outcome = pinned("edit", "--prompt", "p", "--image", photographs["chelsea.png"], "--mask", mask, "--json")
        assert outcome.status == 0, (mode, outcome)
        [part] = [part for part in pinned.server.requests[-1].parts if part.name == "mask"]
        assert part.content == mask.read_bytes() and part.kind == "image/png"
