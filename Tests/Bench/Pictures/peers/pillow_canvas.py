"""pillow_canvas.py PICTURE CANVAS MASK [LEVEL]: 2048x1280 with a blurred surrounding, and the mask of it."""

import sys

from PIL import Image, ImageFilter

import stopwatch

picture = Image.open(sys.argv[1])
options = {"compress_level": int(sys.argv[4])} if len(sys.argv) > 4 else {}
canvas = picture.resize((2048, 1280), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(24))
canvas.paste(picture, (512, 128))
canvas.save(sys.argv[2], **options)
mask = Image.new("L", (2048, 1280), 255)
mask.paste(0, (512, 128, 1536, 1152))
mask.save(sys.argv[3], **options)
