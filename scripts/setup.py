"""Everything that `make up` and `make test` need: the virtual environment in .venv, the locked packages, Bluelamp itself,
the front end. Runs on a bare Python; what is done already is not done again."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = CHECKOUT / "requirements.lock"
STAMP = VENV / "bluelamp.stamp"
LOG = VENV / "setup.log"
BUILDERS = ("flit-core", "setuptools")
"""Packages that come as source are built by these, from the lock file like everything else."""
NEEDED_MB = 2500


def main() -> int:
    with Path(__file__).open() as this:
        try:
            fcntl.flock(this, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("another set-up is at work here; waiting for it")
            fcntl.flock(this, fcntl.LOCK_EX)
        try:
            environment()
            packages()
            return front_end() or welsh()
        except KeyboardInterrupt:
            return 130
        except OSError as error:
            return sorry(f"Set-up stopped: {error.strerror or error} ({error.filename or CHECKOUT}).")


def environment() -> None:
    """A working .venv made for this very folder by a Python that still exists."""
    known = _stamped().get("folder")
    if PYTHON.exists() and (known == str(CHECKOUT) or (known is None and _works())):
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        stop("The virtual environment could not be made.", done.stdout + done.stderr)


def packages() -> None:
    """What the lock file says, checked against its hashes, then Bluelamp itself without anything more."""
    wanted = {"folder": str(CHECKOUT), "digest": _digest()}
    if _stamped() == wanted:
        return
    free = shutil.disk_usage(CHECKOUT).free // 1_000_000
    if not STAMP.exists() and free < NEEDED_MB:
        stop(
            f"The disk with {CHECKOUT} is nearly full: {free} MB are free and set-up needs {NEEDED_MB} MB. Make room first.",
            "",
        )
    STAMP.unlink(missing_ok=True)
    started = time.monotonic()
    total = len(_names(LOCK.read_text(encoding="utf-8")))
    say(f"installing {total} locked packages; the first time takes a few minutes")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as first:
        first.write(_excerpt(BUILDERS))
        first.flush()
        _pip("--require-hashes", "--no-deps", "-r", first.name)
    _pip("--require-hashes", "--no-deps", "--no-build-isolation", "-r", str(LOCK), progress=Counter(total))
    _pip("--no-deps", "--no-build-isolation", "--editable", str(CHECKOUT))
    STAMP.write_text("".join(f"{key}={value}\n" for key, value in wanted.items()), encoding="utf-8")
    say(f"packages ready ({time.monotonic() - started:.0f} s)")


def front_end() -> int:
    script = CHECKOUT / "scripts" / "build_frontend.py"
    return subprocess.run([PYTHON, script], cwd=CHECKOUT, check=False).returncode if script.exists() else 0


def welsh() -> int:
    """The Welsh words as the running product reads them, when their text is newer."""
    text = CHECKOUT / "bluelamp" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    ready = text.with_suffix(".mo")
    if ready.exists() and ready.stat().st_mtime > text.stat().st_mtime:
        return 0
    script = CHECKOUT / "scripts" / "messages.py"
    return subprocess.run([PYTHON, script, "compile"], cwd=CHECKOUT, check=False).returncode


class Counter:
    """Says how far pip is, now and then."""

    def __init__(self, total: int) -> None:
        self.total, self.seen, self.told = total, 0, time.monotonic()

    def __call__(self, line: str) -> None:
        if match := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line.strip()):
            self.seen += 1
            if time.monotonic() - self.told > 3:
                self.told = time.monotonic()
                say(f"  {self.seen} of {self.total}: {match[1]}")
        elif line.startswith("Installing collected"):
            say("  all fetched; unpacking")


def _pip(*words: str, progress: Callable[[str], None] = lambda line: None) -> None:
    """Install with pip, its words into the log; stop with its last ones if it fails."""
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
        "--no-compile",  # half the time; what is used is compiled when it is first used
        *words,
    ]
    lines: list[str] = []
    with LOG.open("a", encoding="utf-8") as log:
        pipe = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in pipe.stdout or ():
            log.write(line)
            lines.append(line)
            progress(line)
        code = pipe.wait()
    if code:
        errors = [line for line in lines if line.startswith("ERROR")] or lines[-5:]
        hint = "Is this machine online, or does it know its package index (pip config list)?"
        stop(f"The packages could not be installed. {hint} Everything pip said: {LOG}", "".join(errors))


def _works() -> bool:
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", test], capture_output=True, check=False).returncode == 0


def _digest() -> str:
    """Over all that decides what is installed."""
    total = hashlib.sha256(str(sys.version_info[:2]).encode())
    for path in (LOCK, CHECKOUT / "pyproject.toml"):
        total.update(path.read_bytes())
    return total.hexdigest()


def _stamped() -> dict[str, str]:
    if not STAMP.exists():
        return {}
    return dict(line.split("=", 1) for line in STAMP.read_text(encoding="utf-8").splitlines() if "=" in line)


def _names(lock: str) -> list[str]:
    """Each package once, also one that has two versions for different Pythons."""
    return list(dict.fromkeys(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)))


def _excerpt(names: tuple[str, ...]) -> str:
    """The lock file's entries of these packages alone."""
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8"))
    return "\n".join(block for block in blocks if block.partition("==")[0] in names) + "\n"


def say(line: str) -> None:
    print(f"Set-up: {line}", flush=True)


def sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def stop(sentence: str, details: str) -> None:
    if details:
        print(details.rstrip(), file=sys.stderr)
    raise SystemExit(sorry(sentence))


if __name__ == "__main__":
    sys.exit(main())
