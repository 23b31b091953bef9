"""`bluelamp policy ...`: hands over to the room that does it, so that judging a draft never waits for a database."""

import os
import sys
from dataclasses import dataclass

from bluelamp.project import parts


@dataclass(frozen=True)
class Word:
    """`module` has `main(argv)`; the word itself stands first in argv. `database`: needs Django and a database."""

    module: str
    help: str
    database: bool = False


WORDS = {
    "check": Word("bluelamp.rulebook.cli", "judge drafts"),
    "test": Word("bluelamp.rulebook.cli", "run the rules' own examples, or those of a table of rules"),
    "key": Word("bluelamp.rulebook.sharing", "make a key to sign packs with"),
    "sign": Word("bluelamp.rulebook.sharing", "sign a pack"),
    "verify": Word("bluelamp.rulebook.sharing", "is this pack as it was signed, and by whom?"),
    "diff": Word("bluelamp.rulebook.sharing", "what another pack would change, in plain sentences"),
    "install": Word("bluelamp.project.install", "put a pack in force, after showing what it changes", database=True),
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] in {"-h", "--help", "help"}:
        return _usage(sys.stdout if argv else sys.stderr, 0 if argv else 2)
    if argv[0] not in WORDS:
        sys.stderr.write(f"There is no “policy {argv[0]}”.\n")
        return _usage(sys.stderr, 2)
    word = WORDS[argv[0]]
    if word.database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", parts.SETTINGS)
        os.environ["DATABASE_URL"] = parts.load("bluelamp.project.postgres").ensure()
        parts.load("django").setup()
    return int(parts.load(word.module).main(argv) or 0)


def _usage(out: object, code: int) -> int:
    lines = [f"  {name:<10}{word.help}" for name, word in WORDS.items()]
    print("bluelamp policy WORD ...   (each explains itself with -h)", *lines, sep="\n", file=out)  # type: ignore[call-overload]
    return code
