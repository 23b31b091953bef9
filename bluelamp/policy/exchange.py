"""`bluelamp policy install`: a pack from a file, told in the same sentences as in the browser."""

from collections.abc import Iterator
from pathlib import Path

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import Refused
from bluelamp.policy import actions, effect, layers, signed
from bluelamp.policy.layers import Laid
from bluelamp.policy.naming import LAYERS, OUTCOMES
from bluelamp.rulebook.packs import LARGEST

_HEADS = {
    "gone": "Gone",
    "looser": "Looser",
    "stricter": "Stricter",
    "added": "New",
    "reworded": "Other words",
    "around": "Beside the rules",
    "floors": "Kept by your own rules",
}


def install_file(force_slug: str, path: "Path | str", signer: str | None = None, yes: bool = False) -> str:
    """What the pack in a file would change and, with `yes`, put it in force; returns the sentences.

    `signer`: the public key that must have signed it, or the file that holds it. Whoever sits at the server is trusted like two people in the
    browser; the record says that it came from there. Raises Refused for what cannot be used.
    """
    force = _force(force_slug)
    text = _read(Path(path))
    seal = signed.seal_of(text)
    if seal.wrong:
        raise Refused(seal.wrong)
    if signer is not None and seal.key != signer:
        raise Refused(
            f"{Path(path).name} is not signed with the key {signed.fingerprint(signer)}. Nothing was changed."
        )
    pack = layers.read(text)
    lies = layers.layer_for(force, pack, foreign=bool(pack.force) and pack.force != force.name)
    old = layers.in_force(force)
    found = effect.look(force, old, layers.with_pack(old, Laid(pack, lies, text)))
    if found.problem:
        raise Refused(found.problem)
    lines = [f"{pack.name} {pack.version}: {LAYERS[lies]}. {_signed(force, seal)}", *_told(found)]
    if not yes:
        return "\n".join([*lines, "Nothing was changed. Say --yes to put it in force."])
    actions.install(force, None, text, lies, reason="From the command line", signer=seal.key)
    return "\n".join([*lines, f"In force now for {force.name}."])


def _force(slug: str) -> Force:
    found = Force.objects.filter(slug=slug).first() if slug else Force.objects.order_by("created_at").first()
    if found is None:
        there = ", ".join(Force.objects.values_list("slug", flat=True)) or "none yet"
        raise Refused(f"There is no force “{slug}”. There are: {there}.")
    return found


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()[: LARGEST + 1]
        return raw.decode()
    except OSError as error:
        raise Refused(f"{path.name}: {error.strerror}. Check the name of the file.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not a text file, so it is no pack.") from None


def _signed(force: Force, seal: signed.Seal) -> str:
    if not seal.key:
        return "Nobody has signed it."
    known = signed.signer(force, seal.key)
    who = f"Signed by {known.name}" if known else f"Signed as “{seal.by}”, with a key you have not checked"
    return f"{who} ({seal.fingerprint})."


def _told(found: effect.Effect) -> Iterator[str]:
    for name, head in _HEADS.items():
        yield from (f"{head}: {line}" for line in getattr(found, name))
    if found.nothing:
        yield "No rule changes."
    yield f"Of the newest {found.posts} posts, {len(found.changes)} would be judged otherwise."
    for post in found.changes:
        yield f"  {post['ref']}: {OUTCOMES[post['old']]} becomes {OUTCOMES[post['new']]}: {post['words']}"
