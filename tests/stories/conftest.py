"""The street of the stories, and pictures of every open page when a story goes wrong."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.support.street import street as street
from tests.support.street import town as town

PICTURES = Path(__file__).parents[2] / "var" / "test-pictures"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if call.when == "call" and report.failed and browser is not None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        pages = [page for context in browser.contexts for page in context.pages]
        for number, page in enumerate(pages):
            file = PICTURES / f"{item.name.replace('/', '-')}-{number}.png"
            page.screenshot(path=file, full_page=True)
            report.sections.append(("picture", f"{page.url} -> {file}"))
    return report
