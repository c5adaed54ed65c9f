"""vips_canvas.py PICTURE CANVAS MASK: 2048x1280 with a blurred surrounding, and the mask of it."""

import sys

import pyvips

import stopwatch

picture = pyvips.Image.new_from_file(sys.argv[1])
stretched = picture.resize(2, vscale=1.25, kernel="lanczos3")
blurred = stretched.gaussblur(24, min_ampl=0.001, precision="float").rint().cast("uchar")
blurred.insert(picture, 512, 128).pngsave(sys.argv[2])
hole = pyvips.Image.black(1024, 1024)
hole.embed(512, 128, 2048, 1280, extend="white").pngsave(sys.argv[3])
