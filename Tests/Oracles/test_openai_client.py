"""The official OpenAI client for Python drives `sandbox serve`: if it is content, the sandbox speaks the API."""

import base64
import io
import json
import time
import urllib.request
import wave

import openai
import pytest
from gateway import picture
from PIL import Image

# The API of videos is gone from OpenAI; its form lives on at gateways.
pytestmark = pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")


@pytest.fixture
def client(exhibit):
    def make(*faults, retries=0, flags=()):
        made = openai.OpenAI(base_url=exhibit.sandbox(*faults, flags=flags), api_key="sk-anything", max_retries=retries)
        clients.append(made)
        return made

    clients = []
    yield make
    for made in clients:
        made.close()


def requests(client):
    origin = str(client.base_url).removesuffix("/").removesuffix("/v1")
    with urllib.request.urlopen(origin + "/__sandbox/requests") as answer:
        return json.load(answer)["requests"]


def opened(item):
    image = Image.open(io.BytesIO(base64.b64decode(item.b64_json, validate=True)))
    image.load()
    return image


def file(name, size=(64, 64), form="PNG"):
    return (name, picture(size=size, form=form), f"image/{form.lower()}")


def test_generate(client):
    answer = client().images.generate(model="gpt-image-2", prompt="an orange cat", size="320x192", n=2)
    images = [opened(item) for item in answer.data]
    assert [image.size for image in images] == [(320, 192)] * 2
    assert images[0].tobytes() != images[1].tobytes()
    assert answer.size == "320x192" and answer.output_format == "png"
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens > 0
    assert abs(answer.created - time.time()) < 60


def test_what_comes_with_the_answer(client):
    raw = client().images.with_raw_response.generate(model="gpt-image-2", prompt="an orange cat", size="64x64")
    assert raw.headers["x-request-id"] and raw.headers["x-exhibit-sandbox"]
    assert {name for name in raw.headers if name.startswith("x-ratelimit-")} == {
        f"x-ratelimit-{what}-{unit}" for what in ("limit", "remaining", "reset") for unit in ("requests", "tokens")
    }
    assert opened(raw.parse().data[0]).text.keys() >= {"exhibit-simulated"}


def test_another_prompt_is_another_picture(client):
    maker = client()
    images = [
        opened(maker.images.generate(model="m", prompt=prompt, size="64x64").data[0]).tobytes() for prompt in ("a", "b", "a")
    ]
    assert images[0] != images[1] and images[0] == images[2]


def test_edit_with_a_list_of_images_and_a_mask(client):
    maker = client()
    answer = maker.images.edit(
        model="gpt-image-2", prompt="warmer light", size="128x64",
        image=[file("one.png"), file("two.jpeg", form="JPEG"), file("three.webp", form="WEBP")], mask=file("mask.png"),
    )  # fmt: skip
    assert opened(answer.data[0]).size == (128, 64)
    assert answer.usage.input_tokens_details.image_tokens > 0
    [request] = requests(maker)
    assert request["path"] == "/v1/images/edits"
    assert {"image[]", "mask", "prompt", "model", "size"} <= set(request["fields"])


def test_edit_with_one_image(client):
    maker = client()
    assert opened(maker.images.edit(model="gpt-image-2", prompt="p", image=file("one.png"), size="64x64").data[0]).size == (
        64,
        64,
    )
    assert "image" in requests(maker)[0]["fields"] and "image[]" not in requests(maker)[0]["fields"]


def test_urls_can_be_fetched(client):
    answer = client().images.generate(model="dall-e-3", prompt="p", size="64x64", response_format="url")
    with urllib.request.urlopen(answer.data[0].url) as reply:
        assert Image.open(io.BytesIO(reply.read())).size == (64, 64)


def test_the_list_of_models(client):
    assert [model.object for model in client().models.list().data].count("model") >= 1


@pytest.mark.parametrize(
    "fault, kind, status, code",
    [
        ("moderation", openai.BadRequestError, 400, "moderation_blocked"),
        ("401", openai.AuthenticationError, 401, "invalid_api_key"),
        ("403", openai.PermissionDeniedError, 403, "permission_denied"),
        ("404", openai.NotFoundError, 404, "model_not_found"),
        ("409", openai.ConflictError, 409, "conflict"),
        ("422", openai.UnprocessableEntityError, 422, "unprocessable_entity"),
        ("429", openai.RateLimitError, 429, "rate_limit_exceeded"),
        ("500", openai.InternalServerError, 500, None),
        ("502", openai.InternalServerError, 502, None),
        ("503", openai.InternalServerError, 503, "overloaded"),
    ],
)
def test_errors_are_the_clients_own(client, fault, kind, status, code):
    with pytest.raises(kind) as caught:
        client(fault).images.generate(model="gpt-image-2", prompt="p")
    assert caught.value.status_code == status and caught.value.code == code
    assert status == 502 or caught.value.request_id


@pytest.mark.parametrize("fault", ["drop-before-headers", "drop-after-bytes:100"])
def test_a_dropped_connection(client, fault):
    with pytest.raises(openai.APIConnectionError):
        client(fault).images.generate(model="gpt-image-2", prompt="p", size="64x64")


def test_silence_is_a_time_out(client):
    with pytest.raises(openai.APITimeoutError):
        client("hang").with_options(timeout=0.3).images.generate(model="gpt-image-2", prompt="p")


@pytest.mark.parametrize("fault, least", [("429:1x1", 1.0), ("429:ms=400x1", 0.4), ("503:1x1", 1.0)])
def test_the_client_waits_as_long_as_it_is_told(client, fault, least):
    maker = client(fault, retries=1)
    begin = time.monotonic()
    assert opened(maker.images.generate(model="gpt-image-2", prompt="p", size="64x64").data[0]).size == (64, 64)
    assert time.monotonic() - begin >= least
    assert len(requests(maker)) == 2


def test_the_client_is_told_not_to_try_again(client):
    maker = client("429:never", retries=2)
    with pytest.raises(openai.RateLimitError):
        maker.images.generate(model="gpt-image-2", prompt="p")
    assert len(requests(maker)) == 1


@pytest.mark.parametrize("more, parameter", [({"seed": 3}, "seed"), ({"negative_prompt": "rain"}, "negative_prompt")])
def test_strict_refuses_what_openai_refuses(client, more, parameter):
    with pytest.raises(openai.BadRequestError) as caught:
        client(flags=["--strict"]).images.generate(model="gpt-image-2", prompt="p", extra_body=more)
    assert caught.value.param == parameter
    lenient = client().images.generate(model="gpt-image-2", prompt="p", size="64x64", extra_body=more)
    assert len(lenient.data) == 1


def test_generate_as_a_stream(client):
    maker = client()
    events = list(
        maker.images.generate(model="gpt-image-2", prompt="an orange cat", size="320x192", stream=True, partial_images=3)
    )
    assert [event.type for event in events] == ["image_generation.partial_image"] * 3 + ["image_generation.completed"]
    assert [event.partial_image_index for event in events[:3]] == [0, 1, 2]
    assert opened(events[3]).size == (320, 192) and events[3].usage.total_tokens > 0
    plain = maker.images.generate(model="m", prompt="an orange cat", size="320x192")
    assert opened(events[3]).tobytes() == opened(plain.data[0]).tobytes()
    assert all(opened(event).text.keys() >= {"exhibit-simulated"} for event in events)


def test_edit_as_a_stream(client):
    events = list(
        client().images.edit(
            model="gpt-image-2", prompt="warmer", size="64x64", image=[file("one.png"), file("two.png")], mask=file("mask.png"),
            stream=True, partial_images=1,
        )
    )  # fmt: skip
    assert [event.type for event in events] == ["image_edit.partial_image", "image_edit.completed"]
    assert opened(events[1]).size == (64, 64) and events[1].usage.input_tokens_details.image_tokens > 0


@pytest.mark.parametrize("fault", ["sse-crlf", "sse-cr"])
def test_a_stream_with_other_line_ends(client, fault):
    events = list(client(fault).images.generate(model="m", prompt="p", size="64x64", stream=True, partial_images=1))
    assert [event.type for event in events] == ["image_generation.partial_image", "image_generation.completed"]


def test_a_stream_that_fails_after_200(client):
    stream = client("stream-error").images.generate(model="m", prompt="p", size="64x64", stream=True, partial_images=1)
    assert next(stream).type == "image_generation.partial_image"
    with pytest.raises(openai.APIError) as caught:
        next(stream)
    assert caught.value.code == "server_error"


def test_a_stream_that_is_cut(client):
    events = list(client("stream-cut").images.generate(model="m", prompt="p", size="64x64", stream=True, partial_images=2))
    assert [event.type for event in events] == ["image_generation.partial_image"] * 2


def spoken(client, **more):
    return client.audio.speech.create(model="gpt-4o-mini-tts", voice="alloy", input="Hello, world", **more)


def test_speech(client):
    sound = wave.open(io.BytesIO(spoken(client(), response_format="wav").read()))
    assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (24_000, 1, 2)
    assert sound.getnframes() == 12 * 1440


def test_speech_while_it_comes(client):
    with client().audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="alloy", input="Hello, world", response_format="pcm"
    ) as answer:
        assert answer.headers["transfer-encoding"] == "chunked"
        assert sum(map(len, answer.iter_bytes(1000))) == 12 * 1440 * 2


def test_speech_as_events(client):
    """The client hands the events over as they are."""
    maker = client()
    text = spoken(maker, response_format="wav", stream_format="sse").read().decode()
    events = [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]
    assert {event["type"] for event in events[:-1]} == {"speech.audio.delta"} and events[-1]["type"] == "speech.audio.done"
    sound = b"".join(base64.b64decode(event["audio"], validate=True) for event in events[:-1])
    assert sound == spoken(maker, response_format="wav").read()


@pytest.mark.parametrize("form", ["opus", "aac"])
def test_speech_that_only_an_encoder_could_make(client, form):
    with pytest.raises(openai.BadRequestError) as caught:
        spoken(client(), response_format=form)
    assert caught.value.param == "response_format"


def test_videos(client):
    maker = client()
    video = maker.videos.create(model="sora-2", prompt="waves", size="720x1280", seconds="4")
    assert video.object == "video" and video.status == "queued" and video.progress == 0
    seen = [maker.videos.retrieve(video.id) for _ in range(3)]
    assert [found.status for found in seen] == ["queued", "in_progress", "completed"]
    assert [found.progress for found in seen] == [0, 50, 100]
    content = maker.videos.download_content(video.id).read()
    assert content[4:8] == b"ftyp" and b"exhibit-simulated" in content
    thumbnail = Image.open(io.BytesIO(maker.videos.download_content(video.id, variant="thumbnail").read()))
    assert thumbnail.format == "WEBP" and thumbnail.size == (720, 1280)
    assert [found.id for found in maker.videos.list()] == [video.id]
    assert maker.videos.remix(video.id, prompt="higher").remixed_from_video_id == video.id
    assert maker.videos.delete(video.id).deleted
    with pytest.raises(openai.NotFoundError):
        maker.videos.retrieve(video.id)


def test_a_video_from_a_picture_is_waited_for(client):
    maker = client(flags=["--strict"])
    video = maker.videos.create_and_poll(
        model="sora-2", prompt="waves", size="1280x720", seconds="4", input_reference=file("frame.png")
    )
    assert video.status == "completed"
    assert "input_reference" in requests(maker)[0]["fields"]


@pytest.mark.parametrize("fault, code", [("job-fails", "internal_error"), ("job-moderated", "moderation_blocked")])
def test_a_video_that_fails(client, fault, code):
    video = client(fault).videos.create_and_poll(model="sora-2", prompt="waves", size="720x1280")
    assert video.status == "failed" and video.error.code == code


def test_a_poll_that_is_put_off(client):
    maker = client("poll:429:ms=1x1", "result:503x1", retries=1)
    video = maker.videos.create_and_poll(model="sora-2", prompt="waves", extra_body={"size": "64x64"})
    assert video.status == "completed"
    assert maker.videos.download_content(video.id).read()[4:8] == b"ftyp"


def test_strict_refuses_a_number_for_the_length(client):
    with pytest.raises(openai.BadRequestError) as caught:
        client(flags=["--strict"]).videos.create(model="sora-2", prompt="waves", extra_body={"seconds": 6})
    assert caught.value.param == "seconds"
