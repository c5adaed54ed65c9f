"""pillow_mask.py SIDE FILE: rectangle and ellipse, grown by 16, softened by 12."""

import sys

from PIL import Image, ImageDraw, ImageFilter

import stopwatch

side = int(sys.argv[1])
scale = side // 1024
mask = Image.new("L", (side, side))
draw = ImageDraw.Draw(mask)
# Pillow's last pixels are inside.
draw.rectangle((120 * scale, 80 * scale, 340 * scale - 1, 260 * scale - 1), fill=255)
draw.ellipse((400 * scale, 450 * scale, 800 * scale - 1, 750 * scale - 1), fill=255)
mask.filter(ImageFilter.MaxFilter(33)).filter(ImageFilter.GaussianBlur(12)).save(sys.argv[2])
