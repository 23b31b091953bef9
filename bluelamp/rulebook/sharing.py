"""`bluelamp policy key`, `sign`, `verify` and `diff`: packs between forces, on the command line. Needs no database."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bluelamp.kernel import clock
from bluelamp.kernel.errors import Refused
from bluelamp.language import jsonl
from bluelamp.rulebook import keyfiles, packs, signing
from bluelamp.rulebook.differences import differences
from bluelamp.rulebook.examples import failures
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.records import draft_of

_MOST_NAMED = 10


def make_key(given: argparse.Namespace) -> Iterator[str]:
    private = keyfiles.make(given.file)
    yield f"{given.file}: your private key. Keep it to yourself; whoever has it can sign in your name."
    yield f"{keyfiles.public_path(given.file)}: the public key. Give it to the forces that take your packs."
    yield f"Key: {signing.fingerprint(signing.public_of(private))}"


def sign(given: argparse.Namespace) -> Iterator[str]:
    """The signed pack, on standard output or in a file. A pack that fails its own examples is not signed."""
    pack = packs.named(given.pack)
    if failing := sorted({failure.rule for failure in failures(pack, packs.ground(pack))}):
        names = ", ".join(failing[:_MOST_NAMED])
        raise Refused(f"{pack.name}: these rules fail their own examples, so it was not signed: {names}.")
    by = given.by or pack.force or pack.author
    if not by:
        raise Refused("Say who signs: --by NAME, or write “force” into the pack.")
    path = Path(given.pack)
    text = packs.bundle(path if path.exists() else packs.BUILTIN / pack.name)
    signed = signing.sign(text, keyfiles.private(given.key), by, clock.now().date())
    if not given.out:
        yield signed.removesuffix("\n")
        return
    given.out.write_bytes(signed.encode())
    yield f"{given.out}: {pack.name} {pack.version}, signed by {by}."


def verify(given: argparse.Namespace) -> Iterator[str]:
    """Raises BadSignature, also for the key of somebody else than `--by`."""
    with given.file.open("rb") as file:
        raw = file.read(packs.LARGEST + 1)
    signature = signing.verify(raw)
    if given.by and keyfiles.public(given.by) != signature.key:
        raise signing.BadSignature(
            f"The signature holds, but it is not by the key that you named. Theirs is {signature.fingerprint}. Ask the force."
        )
    pack = packs.parse(raw.decode())
    yield f"{pack.name} {pack.version}: not one byte has changed since it was signed."
    yield f"Signed by {signature.by} on {signature.on.day} {signature.on:%B %Y}."
    yield f"Key: {signature.fingerprint}"
    if not given.by:
        yield "Anybody can sign with any name: compare this key with the one that the force itself tells you."


def diff(given: argparse.Namespace) -> Iterator[str]:
    drafts = list(_drafts(given.drafts)) if given.drafts else []
    old, new = (packs.with_ground([packs.named(name)]) for name in (given.old, given.new))
    yield from differences(old, new, drafts).sentences()


def _drafts(path: Path) -> Iterator[Draft]:
    with path.open("rb") as lines:
        for line in jsonl.read(lines):
            try:
                if line.error:
                    raise jsonl.BadLine(line.error)
                yield draft_of(line.record, clock.now().date())
            except jsonl.BadLine as bad:
                raise Refused(f"{path}, line {line.number}: {bad}") from bad


def main(argv: list[str] | None = None) -> int:
    """0; 1 for a signature that does not hold or is not by whom it should be; 2 for what cannot be done."""
    given = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], Iterator[str]] = given.run
    try:
        for line in run(given):
            sys.stdout.write(f"{line}\n")
    except signing.BadSignature as bad:
        sys.stderr.write(f"{bad}\n")
        return 1
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {os.strerror(error.errno or 0)}. Check the name of the file.\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bluelamp policy", description="Sign, verify and compare packs of rules.")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("key", help="make a key to sign packs with")
    making.add_argument("file", type=Path, help="the private key; the public one goes beside it, as FILE.pub")
    making.set_defaults(run=make_key)
    signing_ = commands.add_parser("sign", help="sign a pack")
    signing_.add_argument("pack", help="a file, a folder, or a built-in name")
    signing_.add_argument("--key", type=Path, required=True, help="the private key, see “policy key”")
    signing_.add_argument("--by", default="", help="who signs; left out: the force or author that the pack names")
    signing_.add_argument("--out", type=Path, help="write it here instead of to standard output")
    signing_.set_defaults(run=sign)
    verifying = commands.add_parser("verify", help="is this pack as it was signed, and by whom?")
    verifying.add_argument("file", type=Path)
    verifying.add_argument("--by", help="the public key that it must be signed with, or the file that holds it")
    verifying.set_defaults(run=verify)
    comparing = commands.add_parser("diff", help="what another pack would change, in plain sentences")
    comparing.add_argument("old", help="a file, a folder, or a built-in name")
    comparing.add_argument("new", help="the same")
    comparing.add_argument("--drafts", type=Path, help="JSON Lines of drafts to try both on")
    comparing.set_defaults(run=diff)
    return parser
