"""opencv_mask.py SIDE FILE: rectangle and ellipse, grown by 16, softened by 12."""

import sys

import cv2
import numpy

import stopwatch

side = int(sys.argv[1])
scale = side // 1024
mask = numpy.zeros((side, side), "uint8")
cv2.rectangle(mask, (120 * scale, 80 * scale), (340 * scale - 1, 260 * scale - 1), 255, -1)
# In sixteenths of a pixel, a little smaller because the rim's own pixels are filled too, and with enough corners:
# cv2.ellipse's polygon is pixels off when it is large.
angles = numpy.linspace(0, 2 * numpy.pi, 3600, endpoint=False)
across = 600 * scale - 0.5 + (200 * scale - 0.6) * numpy.cos(angles)
down = 600 * scale - 0.5 + (150 * scale - 0.6) * numpy.sin(angles)
rim = numpy.rint(numpy.stack([across, down], axis=1) * 16).astype("int32")
cv2.fillPoly(mask, [rim], 255, cv2.LINE_8, 4)
grown = cv2.dilate(mask, numpy.ones((33, 33), "uint8"))
cv2.imwrite(sys.argv[2], cv2.GaussianBlur(grown, (0, 0), 12))
