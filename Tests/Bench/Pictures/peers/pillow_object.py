"""pillow_object.py PICTURE MASK: white where the flood from the four corners did not come."""

import sys

from PIL import Image, ImageChops, ImageDraw

import stopwatch

picture = Image.open(sys.argv[1]).convert("RGB")
right, bottom = picture.width - 1, picture.height - 1
water = (255, 0, 255)
for corner in [(0, 0), (right, 0), (0, bottom), (right, bottom)]:
    ImageDraw.floodfill(picture, corner, water, thresh=40)
red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, water)).split()
ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda level: 255 if level else 0).save(sys.argv[2])
