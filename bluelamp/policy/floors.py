"""What the force's own pack holds up although a pack below it would let it down."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from bluelamp.policy.layers import OWN, Laid, packs_of
from bluelamp.policy.naming import WEIGHTS
from bluelamp.rulebook.rules import Rule
from bluelamp.rulebook.stacking import HEAVINESS, stack


def kept(old: Sequence[Laid], new: Sequence[Laid]) -> Iterator[str]:
    """A sentence for each rule that the packs below would loosen and the force's own pack keeps."""
    before, below, counts = _under(old), _under(new), _by_id(new)
    for name, was in before.items():
        stays = counts.get(name)
        if stays is None or not _lighter(below.get(name), was) or not _lighter(below.get(name), stays):
            continue
        told = {"id": name, "title": stays.title, "weight": WEIGHTS[stays.weight]}
        if name in below:
            told["wish"] = WEIGHTS[below[name].weight]
            yield _("%(id)s, %(title)s: would become “%(wish)s”. Your own pack keeps it at “%(weight)s”.") % told
        else:
            yield _("%(id)s, %(title)s: would be switched off. Your own pack keeps it at “%(weight)s”.") % told


def _under(laid: Sequence[Laid]) -> Mapping[str, Rule]:
    return _by_id([one for one in laid if one.layer < OWN])


def _by_id(laid: Sequence[Laid]) -> dict[str, Rule]:
    return {rule.id: rule for rule in stack(packs_of(laid))}


def _lighter(rule: Rule | None, than: Rule) -> bool:
    return rule is None or HEAVINESS[rule.weight] < HEAVINESS[than.weight]
