"""ffprobe, ffmpeg and Pillow judge what the sandbox makes: if they decode it without complaint, it is what it is called."""

import io
import json
import shutil
import subprocess
import urllib.request

import pytest
from gateway import picture
from PIL import Image


class Sandbox:
    """The running sandbox, spoken to by plain HTTP."""

    def __init__(self, base_url):
        self.origin = base_url.removesuffix("/v1")

    def get(self, path):
        with urllib.request.urlopen(self.origin + path) as answer:
            return answer.read()

    def post(self, path, body, kind="application/json"):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.origin + path, content, {"Content-Type": kind})) as answer:
            return answer.read()

    def film(self, **fields):
        made = json.loads(self.post("/v1/videos", {"prompt": "waves", **fields}))
        for _ in range(3):
            self.get(f"/v1/videos/{made['id']}")
        return self.get(f"/v1/videos/{made['id']}/content")

    def job(self, **fields):
        part = b'--B\r\nContent-Disposition: form-data; name="image"; filename="photo.png"\r\n\r\n'
        self.post("/upload", part + picture(size=(40, 30)) + b"\r\n--B--\r\n", "multipart/form-data; boundary=B")
        made = json.loads(self.post("/jobs", {"input_image": "photo.png", **fields}))
        for _ in range(3):
            self.get(f"/jobs/{made['job_id']}")
        return self.get(f"/jobs/{made['job_id']}/result")


@pytest.fixture
def sandbox(exhibit):
    return Sandbox(exhibit.sandbox())


@pytest.fixture
def decoded(tmp_path):
    """What ffprobe says of the one stream, after ffmpeg decoded all of it without a word."""
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")

    def decode(content):
        path = tmp_path / "medium"
        path.write_bytes(content)
        complaints = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "null", "-"], capture_output=True, text=True)
        assert complaints.returncode == 0 and complaints.stderr == "", complaints.stderr
        words = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path]
        found = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        [stream] = found["streams"]
        return stream, found["format"]

    return decode


@pytest.mark.parametrize("size", ["720x1280", "1280x720", "64x48", "100x70", "18x34", "2x2", "2048x2048"])
def test_a_film_is_h264_of_its_size(sandbox, decoded, size):
    stream, container = decoded(sandbox.film(size=size, seconds="2"))
    assert stream["codec_name"] == "h264" and stream["profile"] == "Constrained Baseline"
    assert f"{stream['width']}x{stream['height']}" == size and stream["pix_fmt"] == "yuv420p"
    assert stream["nb_read_frames"] == "20" and float(container["duration"]) == 2
    assert "mp4" in container["format_name"]


def test_a_film_moves(sandbox, tmp_path):
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    (tmp_path / "film.mp4").write_bytes(sandbox.film(size="320x192", seconds="1"))
    words = ["ffmpeg", "-v", "error", "-i", "film.mp4", "frame-%02d.png"]
    assert subprocess.run(words, cwd=tmp_path).returncode == 0
    frames = [Image.open(path).convert("L") for path in sorted(tmp_path.glob("frame-*.png"))]
    assert len(frames) == 10 and frames[0].size == (320, 192)
    white = [sum(value > 250 for value in frame.crop((0, 176, 320, 192)).tobytes()) for frame in frames]
    assert white == sorted(white) and white[-1] > white[0] + 4000
    assert len({frame.crop((0, 0, 320, 176)).tobytes() for frame in frames}) == 1


@pytest.mark.parametrize("form, codec", [("wav", "pcm_s16le"), ("flac", "flac"), ("mp3", "mp3")])
def test_speech_is_sound_of_its_length(sandbox, decoded, form, codec):
    text = "The quick brown fox jumps over the lazy dog. " * 8
    asked = {"model": "m", "voice": "alloy", "input": text, "response_format": form}
    stream, container = decoded(sandbox.post("/v1/audio/speech", asked))
    assert stream["codec_name"] == codec and stream["sample_rate"] == "24000" and stream["channels"] == 1
    assert abs(float(container["duration"]) - len(text) * 0.06) < 0.1
    assert "exhibit-simulated" in json.dumps(container["tags"])


def test_flac_and_wav_hold_the_same_samples(sandbox, tmp_path):
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    samples = []
    for form in ("wav", "flac", "pcm"):
        path = tmp_path / form
        path.write_bytes(
            sandbox.post("/v1/audio/speech", {"model": "m", "voice": "v", "input": "Hello, world", "response_format": form})
        )
        raw = ["-f", "s16le", "-ar", "24000", "-ac", "1"]
        words = ["ffmpeg", "-v", "error", *(raw if form == "pcm" else []), "-i", path, *raw, "-"]
        samples.append(subprocess.run(words, capture_output=True, check=True).stdout)
    assert samples[0] == samples[1] == samples[2] and len(set(samples[0])) > 100


def test_wan_video_is_an_animated_webp(sandbox):
    content = sandbox.job(model="wan-video", prompt="waves", width=768, height=512)
    film = Image.open(io.BytesIO(content))
    assert film.format == "WEBP" and film.size == (768, 512) and film.is_animated and film.n_frames == 80
    milliseconds, frames = 0, set()
    for index in range(film.n_frames):
        film.seek(index)
        film.load()
        milliseconds += film.info["duration"]
        frames.add(film.convert("RGB").tobytes())
    assert milliseconds == 5000 and len(frames) == 80
    assert b"exhibit-simulated" in content


def test_an_upscaled_picture_is_four_times_as_large(sandbox):
    assert Image.open(io.BytesIO(sandbox.job(model="upscale"))).size == (160, 120)
