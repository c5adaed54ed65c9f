"""The pictures that are worked on: drawn, so that every machine has the same."""

import cv2
import numpy


def photograph(side, seed):
    """Smooth light with detail at every scale and a little of a sensor's noise, which compresses as photographs do."""
    rng = numpy.random.default_rng(seed)
    picture = numpy.full((side, side, 3), 128, "float32")
    cells, strength = 4, 60.0
    while cells <= side:
        layer = rng.standard_normal((cells, cells, 3), dtype="float32") * strength
        picture += cv2.resize(layer, (side, side), interpolation=cv2.INTER_CUBIC)
        cells, strength = cells * 4, strength * 0.4
    picture += rng.standard_normal(picture.shape, dtype="float32") * 1.5
    return picture.clip(0, 255).astype("uint8")


def product(side):
    """A thing with a hole and of many colours before a backdrop that is not quite one colour."""
    rng = numpy.random.default_rng(5)
    picture = numpy.array([214, 222, 230]) + rng.integers(-3, 4, (side, side, 3))
    rows, columns = numpy.mgrid[:side, :side]
    radius = numpy.hypot((rows - side * 0.52) / 1.3, columns - side * 0.47)
    thing = (radius < side * 0.27) & (radius > side * 0.08)
    picture[thing] = photograph(side, 6)[thing] // 2
    return picture.astype("uint8")


def edited(before):
    """A reply that painted the middle anew and, as models do, changed a little in many other places."""
    rng = numpy.random.default_rng(9)
    side = before.shape[0]
    after = before.copy()
    middle = slice(side // 4, side * 3 // 4)
    after[middle, middle] = photograph(side // 2, 10)
    touched = rng.random(before.shape[:2]) < 0.02
    after[touched] ^= 1
    return after


def write(folder):
    """Every file once; they are kept for further runs."""
    folder.mkdir(parents=True, exist_ok=True)

    def save(name, make):
        path = folder / f"{name}.png"
        if not path.exists():
            assert cv2.imwrite(str(path), make())
        return path

    before = save("before", lambda: photograph(4096, 8))
    save("after", lambda: edited(cv2.imread(str(before))))
    save("photo", lambda: photograph(1024, 7))
    save("product", lambda: product(1024))
