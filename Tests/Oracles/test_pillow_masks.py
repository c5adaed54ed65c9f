"""Pillow and numpy have the last word on masks, canvases and finished pictures: exact where arithmetic is, else bounded."""

import numpy
import pytest
from PIL import Image, ImageDraw, ImageFilter


@pytest.fixture
def photo(exhibit):
    """A picture with every value in it."""
    path = exhibit.work / "photo.png"
    rng = numpy.random.default_rng(11)
    Image.fromarray(rng.integers(0, 256, (240, 320, 3), dtype="uint8")).save(path)
    return path


def mask_of(exhibit, photo, *words):
    outcome = exhibit("mask", "--image", photo, *words, "--out", "mask.png", "--overwrite", "--json")
    assert outcome.status == 0, outcome
    return numpy.asarray(Image.open(exhibit.work / "mask.png")).astype(int)


def drawn(size=(320, 240)):
    """Our two regions in Pillow, whose rectangles and ellipses include their last pixels."""
    image = Image.new("L", size)
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 30, 119, 89), fill=255)
    draw.ellipse((160, 100, 259, 199), fill=255)
    return image


REGIONS = ("--region", "rect:40:30:80:60", "--region", "ellipse:160:100:100:100")


def test_A10_regions_are_pillows_but_for_the_rim_of_the_ellipse(exhibit, photo):
    ours, theirs = mask_of(exhibit, photo, *REGIONS), numpy.asarray(drawn())
    assert (ours[:95] == theirs[:95]).all()
    assert (ours != theirs).sum() <= 40


@pytest.mark.parametrize("radius", [1, 5, 16, 40])
def test_A10_expand_and_shrink_are_pillows_filters(exhibit, photo, radius):
    ours = Image.fromarray(mask_of(exhibit, photo, *REGIONS).astype("uint8"))
    window = 2 * radius + 1
    assert (mask_of(exhibit, photo, *REGIONS, "--expand", radius) == numpy.asarray(ours.filter(ImageFilter.MaxFilter(window)))).all()
    if radius < 30:
        assert (mask_of(exhibit, photo, *REGIONS, "--shrink", radius) == numpy.asarray(ours.filter(ImageFilter.MinFilter(window)))).all()


@pytest.mark.parametrize("sigma", [2, 6, 12])
def test_A10_the_feather_is_within_pillows_own_error(exhibit, photo, sigma):
    theirs = numpy.asarray(Image.fromarray(mask_of(exhibit, photo, *REGIONS).astype("uint8")).filter(ImageFilter.GaussianBlur(sigma)))
    assert abs(mask_of(exhibit, photo, *REGIONS, "--feather", sigma) - theirs).max() <= 6


def test_A10_the_transparent_form_is_the_complement(exhibit, photo):
    grey = mask_of(exhibit, photo, *REGIONS, "--feather", "6")
    words = ["--image", photo, *REGIONS, "--feather", "6", "--mask-form", "transparent", "--out", "alpha.png", "--json"]
    assert exhibit("mask", *words).status == 0
    alpha = numpy.asarray(Image.open(exhibit.work / "alpha.png").getchannel("A")).astype(int)
    assert (alpha == 255 - grey).all()


def test_A10_what_is_put_back_is_pillows_composite(exhibit, photo):
    exhibit.configure(exhibit.sandbox("ignores-mask"))
    words = ["--image", photo, *REGIONS, "--feather", "6", "--prompt", "p", "--preserve-outside", "--policy", "sandbox"]
    outcome = exhibit("inpaint", *words, "--json")
    assert outcome.status == 0, outcome
    result = outcome.result
    [mask] = [file["path"] for file in result["derived"] if file["op"] == "mask.make@1"]
    mask = Image.open(mask)
    before, after = Image.open(photo), Image.open(result["outputs"][0]["path"]).convert("RGB")
    ours = numpy.asarray(Image.open(result["output"]).convert("RGB")).astype(int)
    theirs = numpy.asarray(Image.composite(after, before, mask)).astype(int)
    level = numpy.asarray(mask)
    assert (ours[level == 0] == theirs[level == 0]).all() and (ours[level == 255] == theirs[level == 255]).all()
    assert abs(ours - theirs).max() <= 1


def test_A10_what_changed_is_what_numpy_counts(exhibit, photo):
    exhibit.configure(exhibit.sandbox("ignores-mask"))
    words = ["--image", photo, *REGIONS, "--feather", "0", "--prompt", "p", "--policy", "sandbox"]
    result = exhibit("inpaint", *words, "--json").result
    [mask] = [file["path"] for file in result["derived"] if file["op"] == "mask.make@1"]
    outside = numpy.asarray(Image.open(mask)) == 0
    before = numpy.asarray(Image.open(photo)).astype(int)
    after = numpy.asarray(Image.open(result["output"]).convert("RGB")).astype(int)
    changed = (before != after).any(2)
    drift = result["mask"]
    assert drift["outside_changed_px"] == changed[outside].sum()
    assert abs(drift["outside_changed_ppm"] - changed[outside].mean() * 1e6) <= 1
    assert abs(drift["inside_changed_ppm"] - changed[~outside].mean() * 1e6) <= 1
    assert abs(drift["outside_mean_abs_milli"] - abs(before - after)[outside].mean() * 1000) <= 1
