"""`bluelamp shots`: pictures of the main screens, taken from a running demonstration with a headless browser, for docs/.

Needs the tools of development (Playwright) and Chromium: BLUELAMP_CHROMIUM names it, if it is not where Debian puts it.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bluelamp.kernel.errors import Told
from bluelamp.project import env, parts
from bluelamp.project.demo.script import WORD_FOR_ALL

PICTURES = env.CHECKOUT / "docs" / "pictures"
PAGE = env.CHECKOUT / "docs" / "screens.md"
SIZES = {390: 844, 1280: 900}
MOST = 1.7
"""So many screens high a picture is at most."""
PATIENCE = 15_000
"""Milliseconds until a page must have answered."""
AT_HOME = {"reduced_motion": "reduce", "locale": "en-GB", "timezone_id": "Europe/London"}


@dataclass(frozen=True)
class Shot:
    """`who` is signed in ("" = nobody) and opens `path`; then the first link with each of the words in `then` is followed."""

    name: str
    who: str
    path: str
    says: str
    then: tuple[str, ...] = ()


SHOTS = (
    Shot("home", "bal", "/", "What needs Sgt Bal now, most urgent first."),
    Shot("compose", "ann", "/posts/?state=returned", "Words that a rule stops, with the reason beside them.", ("Go on writing",)),
    Shot("send", "jo", "/posts/?state=waiting", "Where a post stands, and what it waits for.", ("Look at it",)),
    Shot("review", "bal", "/queue/", "What will appear, exactly, and why it needs a yes.", ("Read and decide",)),
    Shot("post", "ann", "/posts/", "The life of a post: live where, said by whom, corrected, withdrawn.", ("Harby market at dusk",)),
    Shot("inbox", "ann", "/inbox/", "Who waits for an answer, longest first."),
    Shot("conversation", "ann", "/inbox/", "A conversation, and the box that answers through the same gate.", ("Can we park",)),
    Shot("people", "bal", "/people/", "The people of a supervisor: trust, and the way to stop somebody."),
    Shot("rules", "ann", "/rules/", "The rules in force, each with its reason and its law."),
    Shot("practice", "ann", "/practice/", "Trying words out where nothing can go wrong."),
    Shot("case", "bal", "/cases/", "A case: its stage, set once, counts in everybody’s posts.", ("14/20617/26",)),
    Shot("packs", "cara", "/packs/", "The packs of rules in force, and those that other forces offer."),
    Shot("editor", "cara", "/packs/own/rules/CON-04/", "Changing a rule, with its examples tried while one writes."),
    Shot("record", "fay", "/audit/", "The record: every act, one entry."),
    Shot("channels", "esi", "/channels/", "Where the force speaks, and whether each channel works."),
    Shot("site", "", "/site/northmere/", "The force’s own public site."),
    Shot("site-post", "", "/site/northmere/harby/", "A post on the public site.", ("Harby market at dusk",)),
    Shot("stage", "", "/stage/northmere/", "The practice network, as a resident sees it."),
)  # fmt: skip


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="bluelamp shots", description=__doc__)
    words.add_argument("only", nargs="*", help="names of screens; all of them without")
    words.add_argument("--into", type=Path, default=PICTURES, help="the folder for the pictures")
    asked = words.parse_args(argv)
    chosen = [shot for shot in SHOTS if not asked.only or shot.name in asked.only]
    asked.into.mkdir(parents=True, exist_ok=True)
    for shot, wide, data in take(running(), chosen):
        (asked.into / f"{shot.name}-{wide}.png").write_bytes(data)
        sys.stderr.write(f"  {shot.name}-{wide}.png  {len(data) // 1000} kB\n")
    if asked.into == PICTURES:
        PAGE.write_text(page(), encoding="utf-8")
    return 0


def running() -> str:
    """The address of the demonstration that runs on our data folder. Raises Told."""
    try:
        told = json.loads((env.home() / "running.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Told("Nothing runs here. Start the demonstration first: make up") from None
    return str(told["address"])


def take(address: str, shots: list[Shot]) -> Iterator[tuple[Shot, int, bytes]]:
    """Each shot at each width, as PNG."""
    play = parts.load("playwright.sync_api")
    chromium = env.text("BLUELAMP_CHROMIUM", "/usr/bin/chromium-headless-shell")
    with play.sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for wide, high in SIZES.items():
            for who in dict.fromkeys(shot.who for shot in shots):
                sheet = browser.new_page(base_url=address, viewport={"width": wide, "height": high}, **AT_HOME)
                sheet.set_default_timeout(PATIENCE)
                if who:
                    _sign_in(sheet, who)
                for shot in shots:
                    if shot.who == who:
                        yield shot, wide, _taken(sheet, shot, high)
                sheet.close()
        browser.close()


def _sign_in(sheet: Any, who: str) -> None:
    sheet.goto("/accounts/login/?next=/second-step/%3Fnext=/help/")
    sheet.fill("[name=login]", f"{who}@northmere.police.example")
    sheet.fill("[name=password]", WORD_FOR_ALL)
    sheet.click("main form button[type=submit]")
    sheet.click("form[action*=practice] button")


def _taken(sheet: Any, shot: Shot, high: int) -> bytes:
    sheet.goto(shot.path)
    for words in shot.then:
        sheet.locator("main a", has_text=words).first.click()
    sheet.wait_for_load_state("networkidle")
    wide = sheet.viewport_size["width"]
    tall = min(round(MOST * high), int(sheet.evaluate("document.documentElement.scrollHeight")))
    sheet.set_viewport_size({"width": wide, "height": max(high, tall)})  # as if the screen were that tall
    sheet.wait_for_load_state("networkidle")
    shown: bytes = sheet.screenshot()
    sheet.set_viewport_size({"width": wide, "height": high})
    return _smaller(shown)


def _smaller(png: bytes) -> bytes:
    """The same picture with few colours: a page is mostly flat, and the repository stays light."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, kmeans=2).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def page() -> str:
    """docs/screens.md, from the same table."""
    told = ["# Screens", "", "Made by `make shots` from the running demonstration. People and places are invented.", ""]
    for shot in SHOTS:
        told += [f"## {shot.says}", ""]
        told += [f"![{shot.says} On a screen {wide} pixels wide.](pictures/{shot.name}-{wide}.png)" for wide in SIZES]
        told += [""]
    return "\n".join(told[:-1]) + "\n"
