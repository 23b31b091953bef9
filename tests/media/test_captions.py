import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.errors import Refused
from bluelamp.media import captions

GOOD = b"""WEBVTT - from a phone
STYLE
::cue { color: url(http://a.example) }

NOTE Somebody Secret

1
00:01.000 --> 00:00:04.500 line:0
<v Ann>Good <b>morning</b></v>
from Harby.

00:05.000 --> 00:04.000
Backwards.

00:06.000 --> 00:07.000
Goodbye.
"""


def test_only_times_and_words_are_kept() -> None:
    assert captions.clean(GOOD) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nGood morning\nfrom Harby.\n\n"
        "00:00:06.000 --> 00:00:07.000\nGoodbye.\n"
    )


def test_what_was_written_anew_reads_the_same() -> None:
    once = captions.clean(GOOD.replace(b"\n", b"\r\n"))
    assert captions.clean(once.encode()) == once == captions.clean(GOOD)


@pytest.mark.parametrize(
    "data", [b"", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", b"WEBVTT\n", b"WEBVTT\n\n\xff\xfe", b"WEBVTT" + b"x" * 200_000]
)  # fmt: skip
def test_what_is_no_caption_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(Refused, match=r"WebVTT|captions"):
        captions.clean(data)


@given(st.text(max_size=300))
def test_any_text_is_cleaned_or_refused(words: str) -> None:
    try:
        kept = captions.clean(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n".encode())
    except (Refused, UnicodeEncodeError):
        return
    assert captions.clean(kept.encode()) == kept
    assert "<" not in kept or ">" not in kept.replace("-->", "").partition("<")[2]
