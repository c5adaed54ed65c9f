"""The official OpenAI client for Python drives `sandbox serve`: if it is content, the sandbox speaks the API."""

import base64
import io
import json
import time
import urllib.request

import openai
import pytest
from gateway import picture
from PIL import Image


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
