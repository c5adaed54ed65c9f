"""opencv_object.py PICTURE MASK: white where the flood from the four corners did not come."""

import sys

import cv2
import numpy

import stopwatch

picture = cv2.imread(sys.argv[1])
height, width = picture.shape[:2]
flood = numpy.zeros((height + 2, width + 2), "uint8")
flags = 4 | 255 << 8 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY
for corner in [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]:
    if not flood[corner[1] + 1, corner[0] + 1]:
        cv2.floodFill(picture, flood, corner, 0, (40, 40, 40), (40, 40, 40), flags)
cv2.imwrite(sys.argv[2], 255 - flood[1:-1, 1:-1])
