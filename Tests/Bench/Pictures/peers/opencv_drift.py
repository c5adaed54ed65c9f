"""opencv_drift.py BEFORE AFTER: the numbers of `drift measure`, by OpenCV and numpy."""

import sys

import cv2
import numpy

import stopwatch

before, after = cv2.imread(sys.argv[1]), cv2.imread(sys.argv[2])
height, width = before.shape[:2]
difference = cv2.absdiff(before, after)
changed = difference.any(axis=2)
inside = numpy.zeros(changed.shape, bool)
inside[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4] = True
outside = ~inside
milli = round(1000 * int(difference[outside].sum(dtype="int64")) / (int(outside.sum()) * 3))
print(int(changed[outside].sum()), milli, round(1e6 * changed[inside].mean()))
