"""The arithmetic of contrast, and every pair of colours of the theme that meets on a page."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.errors import Refused
from bluelamp.ui import contrast, theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
TOKENS = Path(__file__).parents[2] / "frontend" / "scss" / "_tokens.scss"
PAIRS = [
    *[(text, ground, 4.5) for text in ("ink", "slate", "lamp", "stop", "care", "fine") for ground in ("paper", "mist")],
    *[(text, f"{text}-mist", 4.5) for text in ("lamp", "stop", "care", "fine")],
    *[("ink", f"{tone}-mist", 4.5) for tone in ("lamp", "stop", "care", "fine")],
    *[("slate", f"{tone}-mist", 4.5) for tone in ("lamp", "stop", "care")],
    ("on-lamp", "lamp", 4.5),
    ("on-stop", "stop", 4.5),
    ("on-stop", "stop-deep", 4.5),
    ("on-night", "night", 7.0),
    ("on-night-quiet", "night", 7.0),
    ("glow", "night", 7.0),
    ("on-glow", "glow", 7.0),
    ("edge", "paper", 3.0),
]


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)


def test_known_pair() -> None:
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(COLOURS, COLOURS)
def test_ratio_does_not_mind_the_order_and_stays_in_its_range(one: str, other: str) -> None:
    assert contrast.ratio(one, other) == contrast.ratio(other, one)
    assert 1 <= contrast.ratio(one, other) <= 21.0001


@given(COLOURS, COLOURS)
def test_towards_always_ends_readable(colour: str, ground: str) -> None:
    goal = max(("#000000", "#ffffff"), key=lambda end: contrast.ratio(end, ground))
    assert contrast.ratio(contrast.towards(colour, goal, ground), ground) >= contrast.TEXT


def test_towards_gives_up_where_the_goal_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        contrast.towards("#ffffff", "#eeeeee", "#ffffff")


@pytest.mark.parametrize("bad", ["red", "#fff", "#12345", "#1234567", "#gggggg", "", "#ffffff\n"])
def test_what_is_not_a_colour_is_named(bad: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        contrast.channels(bad)


def _tokens(dark: bool) -> dict[str, str]:
    """Name to `#rrggbb` as the stylesheet of the light or the dark page has it."""
    light, night = TOKENS.read_text(encoding="utf-8").split("@media screen", 1)
    found: dict[str, str] = {}
    for part in [light, night] if dark else [light]:
        for name, value in re.findall(r"--([\w-]+): (.+);", part):
            if colour := re.search(r"#[0-9a-f]{6}", value) if "color-mix" not in value else None:
                found[name] = colour.group()
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_every_pair_of_the_theme_can_be_read(text: str, ground: str, least: float, dark: bool) -> None:
    tokens = _tokens(dark)
    assert contrast.ratio(tokens[text], tokens[ground]) >= least


def test_our_own_colours_make_a_theme() -> None:
    assert theme.token() == "0b1f3a-1f5fbf"
    assert theme.css("0b1f3a-1f5fbf").startswith(":root{--force-night:#0b1f3a;--force-lamp:#1f5fbf;")


@pytest.mark.parametrize("pale", [{"night": "#88aadd"}, {"lamp": "#7fb2ff"}, {"night": "#ffffff"}])
def test_pale_colours_are_refused_with_a_sentence(pale: dict[str, str]) -> None:
    with pytest.raises(Refused, match="Choose a darker one"):
        theme.token(**pale)


@given(COLOURS, COLOURS)
def test_a_theme_that_is_taken_can_be_read_in_the_light_and_in_the_dark(night: str, lamp: str) -> None:
    try:
        token = theme.token(night, lamp)
    except Refused:
        return
    bright = theme.css(token).split("--force-lamp-dark:")[1][:7]
    assert contrast.ratio(bright, theme.DARK_PAGE) >= contrast.TEXT
    assert contrast.ratio(bright, theme.DARK_MIST) >= contrast.TEXT
    assert contrast.ratio("#ffffff", night) >= contrast.TEXT


@pytest.mark.parametrize("bad", ["", "x", "0b1f3a", "0b1f3a-1f5fbf;}", "0B1F3A-1F5FBF", "../../etc"])
def test_only_a_token_becomes_a_stylesheet(bad: str) -> None:
    with pytest.raises(ValueError, match="not a theme"):
        theme.css(bad)


def test_for_force_falls_back_to_our_colours() -> None:
    assert theme.for_force("#ffffff") == ""
    assert theme.for_force("nonsense") == ""
    assert theme.for_force("#223344") == "223344-1f5fbf"
