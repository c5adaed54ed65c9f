"""What is measured: each job's programs, exhibit first, and how far their results may be from exhibit's.

The commands are those of the projects' own manuals; where a project has a faster way to the same pixels, that is a
program of its own here.
"""

import dataclasses
import pathlib
import sys

PEERS = pathlib.Path(__file__).parent / "peers"


@dataclasses.dataclass
class Program:
    name: str
    words: list
    # The files that it makes, in one order for all programs of a job.
    results: list = dataclasses.field(default_factory=list)
    # At most this many levels from exhibit's result: what the program is known to be off the exact Gaussian, and our one.
    tolerance: int = 0
    # At least this many times exhibit's time.
    target: float | None = None


@dataclasses.dataclass
class Job:
    name: str
    programs: list
    # At most this many milliseconds of exhibit's.
    limit: float | None = None


def python(script, *words):
    return [sys.executable, PEERS / f"{script}.py", *words]


def mask(exhibit, side, limit):
    s = side // 1024
    regions = ["--region", f"rect:{120 * s}:{80 * s}:{220 * s}:{180 * s}", "--region", f"ellipse:{400 * s}:{450 * s}:{400 * s}:{300 * s}"]
    ours = [exhibit, "mask", "--mask-size", f"{side},{side}", *regions, "--expand", 16, "--feather", 12, "--overwrite", "--quiet"]
    drawing = [
        "+antialias", "-draw", f"rectangle {120 * s},{80 * s} {340 * s - 1},{260 * s - 1}",
        "-draw", f"ellipse {600 * s - 0.5},{600 * s - 0.5} {200 * s - 0.5},{150 * s - 0.5} 0,360"]
    start = ["convert-im6.q16", "-size", f"{side}x{side}", "xc:black", "-fill", "white", *drawing]
    end = ["-blur", "0x12", "-depth", "8"]
    square = ["-morphology", "Dilate", "Square:16"]
    lines = ["-morphology", "Dilate", "Rectangle:33x1+16+0", "-morphology", "Dilate", "Rectangle:1x33+0+16"]
    return Job(f"mask {side}²", [
        Program("exhibit", [*ours, "--out", "exhibit.png"], ["exhibit.png"]),
        Program("ImageMagick", [*start, *square, *end, "im.png"], ["im.png"], 3, 100),
        Program("ImageMagick, rows then columns", [*start, *lines, *end, "lines.png"], ["lines.png"], 3),
        Program("Pillow", python("pillow_mask", side, "pillow.png"), ["pillow.png"], 5, 50),
        Program("OpenCV", python("opencv_mask", side, "opencv.png"), ["opencv.png"], 3, 1.5),
        Program("libvips", python("vips_mask", side, "vips.png"), ["vips.png"], 2),
    ], limit)


def canvas(exhibit, inputs):
    photo = inputs / "photo.png"
    ours = [exhibit, "outpaint", "--image", photo, "--left", 512, "--right", 512, "--top", 128, "--bottom", 128]
    ours += ["--mode", "blur", "--blur-radius", 24, "--canvas-only", "--overwrite", "--quiet", "--output", "exhibit.png"]
    magick = [
        "convert-im6.q16", photo, "(", "+clone", "-filter", "Lanczos", "-resize", "2048x1280!", "-blur", "0x24", ")", "+swap",
        "-gravity", "center", "-composite", "-depth", "8", "-write", "im.png", "+delete",
        "-size", "2048x1280", "xc:white", "-fill", "black", "-draw", "rectangle 512,128 1535,1151", "-depth", "8", "im-mask.png"]

    def files(name):
        return [f"{name}.png", f"{name}-mask.png"]

    return Job("canvas 1024² → 2048×1280", [
        Program("exhibit", ours, files("exhibit")),
        Program("ImageMagick", magick, files("im"), 3, 20),
        Program("Pillow", python("pillow_canvas", photo, *files("pillow")), files("pillow"), 5, 3),
        Program("Pillow, compress_level=1", python("pillow_canvas", photo, *files("fast"), 1), files("fast"), 5),
        Program("OpenCV", python("opencv_canvas", photo, *files("opencv")), files("opencv"), 4),
        Program("libvips", python("vips_canvas", photo, *files("vips")), files("vips"), 2),
    ])


def cut(exhibit, inputs):
    product = inputs / "product.png"
    ours = [exhibit, "object-edit", "--image", product, "--selection-mode", "backdrop", "--feather", 0]
    flood = ["convert-im6.q16", product, "-fuzz", "9%", "-fill", "magenta"]
    for corner in ["0,0", "1023,0", "0,1023", "1023,1023"]:
        flood += ["-draw", f"color {corner} floodfill"]
    flood += ["-fuzz", "0", "-fill", "white", "+opaque", "magenta", "-fill", "black", "-opaque", "magenta", "-depth", "8"]
    return Job("backdrop object 1024²", [
        Program("exhibit", [*ours, "--prepare-only", "--overwrite", "--quiet", "--output", "exhibit.png"], ["exhibit.png"]),
        Program("Pillow floodfill", python("pillow_object", product, "pillow.png"), ["pillow.png"], 0, 100),
        Program("ImageMagick", [*flood, "im.png"], ["im.png"]),
        Program("OpenCV", python("opencv_object", product, "opencv.png"), ["opencv.png"]),
    ])


def drift(program, inputs):
    """The first two are one program; the third is the judge of its numbers."""
    pictures = [inputs / "before.png", inputs / "after.png"]
    return [
        Program("exhibit, decoding and drift", [program, "measure", *pictures]),
        Program("exhibit, decoding alone", [program, "decode", *pictures]),
        Program("OpenCV and numpy", python("opencv_drift", *pictures)),
    ]
