"""Write requirements.lock anew: every package that Bluelamp and its tests need, for every platform, with its hashes."""

import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
WORDS = [
    "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock", "--quiet",
    "--output-file", "requirements.lock",
]  # fmt: skip


def main() -> int:
    uv = shutil.which("uv") or shutil.which("uv", path=str(CHECKOUT / ".venv" / "bin"))
    if uv is None:
        print("make lock needs uv: .venv/bin/pip install uv", file=sys.stderr)
        return 2
    return subprocess.run([uv, *WORDS, *sys.argv[1:]], cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
