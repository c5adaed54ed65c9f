"""opencv_canvas.py PICTURE CANVAS MASK: 2048x1280 with a blurred surrounding, and the mask of it."""

import sys

import cv2
import numpy

import stopwatch

picture = cv2.imread(sys.argv[1])
stretched = cv2.resize(picture, (2048, 1280), interpolation=cv2.INTER_LANCZOS4)
canvas = cv2.GaussianBlur(stretched, (0, 0), 24, borderType=cv2.BORDER_REPLICATE)
canvas[128:1152, 512:1536] = picture
cv2.imwrite(sys.argv[2], canvas)
mask = numpy.full((1280, 2048), 255, "uint8")
mask[128:1152, 512:1536] = 0
cv2.imwrite(sys.argv[3], mask)
