"""opencv_mask.py SIDE FILE: rectangle and ellipse, grown by 16, softened by 12."""

import sys

import cv2
import numpy

import stopwatch

side = int(sys.argv[1])
scale = side // 1024
mask = numpy.zeros((side, side), "uint8")
cv2.rectangle(mask, (120 * scale, 80 * scale), (340 * scale - 1, 260 * scale - 1), 255, -1)
# In half pixels: the centre lies between two.
cv2.ellipse(mask, (1200 * scale - 1, 1200 * scale - 1), (400 * scale - 1, 300 * scale - 1), 0, 0, 360, 255, -1, cv2.LINE_8, 1)
grown = cv2.dilate(mask, numpy.ones((33, 33), "uint8"))
cv2.imwrite(sys.argv[2], cv2.GaussianBlur(grown, (0, 0), 12))
