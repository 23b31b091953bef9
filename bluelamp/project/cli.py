"""The `bluelamp` command. It looks at the first word, prepares what that command needs, and hands over the rest."""

import os
import sys
from dataclasses import dataclass

from bluelamp import __version__
from bluelamp.project import parts


@dataclass(frozen=True)
class Command:
    """`module` has `main(argv) -> int`; `needs` is "", "database" (an address in DATABASE_URL), or "django" (also set up)."""

    module: str
    needs: str
    help: str


COMMANDS = {
    "up": Command(
        "bluelamp.project.up", "", "database, web and worker together, until Ctrl-C; --demo loads the demonstration"
    ),
    "serve": Command("bluelamp.project.serve", "database", "the web alone"),
    "work": Command("bluelamp.project.work", "django", "the worker alone"),
    "migrate": Command("bluelamp.project.manage", "database", "bring the tables up to date"),
    "manage": Command("bluelamp.project.manage", "database", "any Django command"),
    "demo": Command("bluelamp.project.demo", "django", "load the demonstration forces"),
    "shots": Command("bluelamp.project.shots", "", "pictures of the running demonstration for docs/"),
    "policy": Command("bluelamp.project.policy", "", "check drafts, test, sign, compare and install packs of rules"),
    "language": Command("bluelamp.language.cli", "", "find personal data in texts"),
    "audit": Command("bluelamp.project.record", "", "verify the audit tree, export it"),
    "drill": Command("bluelamp.project.drill", "database", "run our own code against faults and count what was lost"),
    "bench": Command("bluelamp.project.bench", "", "measure; check and pii take --data FILE"),
}


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help", "help"}:
        return _usage(sys.stdout, 0)
    if words[0] == "--version":
        sys.stdout.write(f"bluelamp {__version__}\n")
        return 0
    if words[0] not in COMMANDS:
        sys.stderr.write(f"There is no command “{words[0]}”.\n")
        return _usage(sys.stderr, 2)
    return parts.told(lambda: _call(words[0], words[1:]))


def _call(name: str, rest: list[str]) -> int:
    command = COMMANDS[name]
    if command.needs:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", parts.SETTINGS)
        os.environ["DATABASE_URL"] = parts.load("bluelamp.project.postgres").ensure()
    if command.needs == "django":
        parts.load("django").setup()
    words = [name, *rest] if command.module.endswith(".manage") else rest
    return int(parts.load(command.module).main(words) or 0)


def _usage(out: object, code: int) -> int:
    lines = [f"  {name:<10}{command.help}" for name, command in COMMANDS.items()]
    print("bluelamp COMMAND ...", *lines, sep="\n", file=out)  # type: ignore[call-overload]
    return code


if __name__ == "__main__":
    sys.exit(main())
