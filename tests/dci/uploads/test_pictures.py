"""What is left of a picture: what it shows, upright, and nothing that it tells."""

import random
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from dci.uploads import pictures
from tests.dci.uploads import samples
from tests.dci.uploads.samples import CANARY, FORMATS, animation, photograph
from tests.effort import tries
from tests.record import record

MUTATIONS = tries(15, audit=400)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("orientation", [1, samples.SIDEWAYS])
@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_is_told_any_more(kind, orientation):
    told = photograph(kind, orientation)
    kept = pictures.clean(told).content
    assert CANARY in told
    assert CANARY not in kept
    assert not opened(kept).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photograph_is_turned_upright(kind):
    kept = opened(pictures.clean(photograph(kind, samples.SIDEWAYS)).content)
    assert kept.size == (40, 60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [1, samples.SIDEWAYS])
def test_colour_profile_stays(kind, orientation):
    kept = opened(pictures.clean(photograph(kind, orientation)).content)
    assert kept.info["icc_profile"] == samples.PROFILE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_upright_picture_loses_nothing(kind):
    told = BytesIO()
    samples.plain().save(told, kind, comment=CANARY)
    kept = pictures.clean(told.getvalue()).content
    assert opened(kept).tobytes() == opened(told.getvalue()).tobytes()


@pytest.mark.parametrize("orientation", [1, samples.SIDEWAYS])
@pytest.mark.parametrize("kind", FORMATS)
def test_cleaning_again_changes_nothing(kind, orientation):
    once = pictures.clean(photograph(kind, orientation))
    assert pictures.clean(once.content) == once


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_animation_stays_one(kind):
    kept = opened(pictures.clean(animation(kind, 5)).content)
    assert kept.n_frames == 5


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_animation_goes_on_as_often_and_as_fast_as_before(kind):
    kept = opened(pictures.clean(animation(kind, 3)).content)
    kept.seek(1)
    kept.load()
    assert (kept.info["loop"], kept.info["duration"]) == (0, 40)


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: samples.png_that_claims(30_000, 30_000),
        lambda: samples.png_that_claims(11_000, 11_000),
        lambda: animation("GIF", 1001, (1, 1)),
        lambda: animation("GIF", 30, (1000, 1000)),
    ],
    ids=["900 million pixels", "121 million pixels", "1001 frames", "30 million in all"],
)
def test_too_much_is_refused_before_it_is_decoded(bomb, monkeypatch):
    monkeypatch.setattr(pictures, "_decode", None)
    with pytest.raises(ValidationError, match="too large"):
        pictures.clean(bomb())


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><script>alert(1)</script>", b"GIF8", b"%PDF-1.7", b"PK\3\4", b"RIFF0000WAVE"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValidationError, match="not a picture of a type"):
        pictures.clean(content)


@pytest.mark.audit
@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_file_is_refused_or_whole(kind):
    """Cut off, overwritten, with pieces put in or taken out: never another error."""
    chance, whole = random.Random(kind), photograph(kind)  # noqa: S311 no secret
    for _ in range(MUTATIONS):
        try:
            kept = pictures.clean(mutated(whole, chance)).content
        except ValidationError:
            continue
        opened(kept).load()
        assert CANARY not in kept
    record(f"damaged files: photographs, {kind}", f"{MUTATIONS} files")


def mutated(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.randrange(1, 9)
    return chance.choice(
        [
            content[:place],
            content[:place] + chance.randbytes(length) + content[place + length :],
            content[:place] + chance.randbytes(length) + content[place:],
            content[:place] + content[place + length :],
        ]
    )
