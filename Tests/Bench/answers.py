"""Whole HTTP answers for Tests/Bench/server.c.

    answers.py counted FILE        a picture of 12 KB in which the server counts; prints the place of the eight digits
    answers.py noise SIDE FILE     one PNG of SIDE x SIDE that does not compress; prints the bytes of the reply's body
"""

import base64
import io
import random
import sys

from PIL import Image


def noise(side, form, **options):
    data = random.Random(7).randbytes(side * side * 3)
    buffer = io.BytesIO()
    Image.frombytes("RGB", (side, side), data).save(buffer, form, **options)
    return buffer.getvalue()


def answer(picture):
    body = b'{"created":1793491200,"data":[{"b64_json":"' + base64.b64encode(picture) + b'"}],"usage":{"total_tokens":4160}}'
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req_bench\r\n"
        f"Content-Length: {len(body)}\r\n\r\n")
    return head.encode() + body, len(body)


if sys.argv[1] == "counted":
    picture = noise(88, "JPEG", quality=95)
    # A comment right behind the start of the image: its six bytes are eight characters of base64, on their own.
    picture = picture[:2] + b"\xff\xfe\x00\x08" + b"\x00" * 6 + picture[2:]
    whole, _ = answer(picture)
    open(sys.argv[2], "wb").write(whole)
    print(whole.index(b'"b64_json":"') + len(b'"b64_json":"') + 8)
else:
    whole, size = answer(noise(int(sys.argv[2]), "PNG", compress_level=1))
    open(sys.argv[3], "wb").write(whole)
    print(size)
