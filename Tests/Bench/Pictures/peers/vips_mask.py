"""vips_mask.py SIDE FILE: rectangle and ellipse, grown by 16, softened by 12."""

import sys

import pyvips

import stopwatch

side = int(sys.argv[1])
scale = side // 1024
mask = pyvips.Image.black(side, side).draw_rect([255], 120 * scale, 80 * scale, 220 * scale, 180 * scale, fill=True)
# libvips draws circles only.
place = pyvips.Image.xyz(side, side)
across = (place[0] - (600 * scale - 0.5)) / (200 * scale)
down = (place[1] - (600 * scale - 0.5)) / (150 * scale)
mask = (mask | (across * across + down * down <= 1)).copy_memory()
# Rows, then columns: the largest of a square is the largest of its rows' largest.
grown = mask.embed(16, 16, side + 32, side + 32).rank(33, 1, 32).rank(1, 33, 32).gravity("centre", side, side)
grown.gaussblur(12, min_ampl=0.001, precision="float").rint().cast("uchar").pngsave(sys.argv[2])
