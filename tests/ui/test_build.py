"""What the build promises: nothing from elsewhere, nothing unpinned, nothing missing; and templates that obey the policy."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from bluelamp.ui import assets

CHECKOUT = Path(__file__).parents[2]
FRONTEND = CHECKOUT / "frontend"
TEMPLATES = sorted((CHECKOUT / "bluelamp").glob("*/templates/**/*.html"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_frontend", CHECKOUT / "scripts" / "build_frontend.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built() -> Path:
    folder = assets.BUILD / assets.folder()
    assert folder.is_dir(), "run scripts/build_frontend.py first (make setup does)"
    return folder


def test_every_package_has_one_exact_version() -> None:
    package = json.loads((FRONTEND / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert versions
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_the_lock_file_names_no_registry_and_checks_every_package() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if "integrity" not in entry]


def test_the_build_is_the_one_of_these_sources(script: ModuleType, built: Path) -> None:
    assert script.digest(script.sources()) == built.name


def test_the_stylesheet_fetches_nothing_from_elsewhere_and_misses_nothing(built: Path) -> None:
    css = (built / "bluelamp.css").read_text(encoding="utf-8")
    wanted = [link.strip("\"'") for link in re.findall(r"url\(([^)]*)\)", css)]
    assert wanted
    assert not [link for link in wanted if link.startswith(("http", "//", "/", "data:"))]
    assert not [link for link in wanted if not (built / link).is_file()]


@pytest.mark.parametrize("word", ["GDS Transport", "crown", "@import"])
def test_no_crown_and_not_their_typeface(built: Path, word: str) -> None:
    assert word not in (built / "bluelamp.css").read_text(encoding="utf-8")


def test_the_licences_travel_with_the_files(built: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in (built / "licences").iterdir())
    assert "SIL OPEN FONT LICENSE" in text
    assert "Crown Copyright" in text


def test_our_modules_import_only_each_other(built: Path) -> None:
    for path in (FRONTEND / "js").glob("*.js"):
        for link in re.findall(r'from "([^"]+)"', path.read_text(encoding="utf-8")):
            assert (built / link).is_file(), f"{path.name} imports {link}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_templates_obey_the_content_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]*\sstyle=", text), "no inline style"
    assert "<style" not in text
    assert not re.search(r"<[^>]*\son[a-z]+=", text), "no inline handler"
    for opening in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in opening or 'type="application/json"' in opening or "ld+json" in opening, opening
    assert text.count("\n") <= 150
