"""A draft as the checks see it: the draft, and its text cut into words, worked out once for all rules.

The words in a picture, and those that describe it, are words too: they follow the post's own in the same text, so that
every check of words sees them with the post around them.
"""

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from bluelamp.language.local import Local
from bluelamp.language.text import Text
from bluelamp.rulebook.findings import Draft, Medium

Hit = tuple[int, int]  # code points of the original text, end exclusive; (0, 0) = the draft as a whole
WHOLE: Hit = (0, 0)
NOWHERE = Local()
_BREAK = "\n\n"
_LONGEST_QUOTE = 80


class Reading:
    def __init__(self, draft: Draft, local: Local = NOWHERE) -> None:
        self.draft = draft
        self.local = local
        shown = [_words(medium) for medium in draft.media]
        self.text = Text("".join([draft.text, *(_BREAK + words for words in shown if words)]), local)
        lengths = (len(_BREAK + words) if words else 0 for words in shown)
        self._ends = list(accumulate(lengths, initial=len(draft.text)))  # of the post, of its first medium, ...

    @property
    def original(self) -> str:
        """The post's own words."""
        return self.draft.text

    @cached_property
    def earlier(self) -> list[Text]:
        """What the force has published about the same case."""
        return [Text(post, self.local) for post in self.draft.earlier]

    @cached_property
    def question(self) -> Text:
        """The message that the draft answers."""
        return Text(self.draft.answers_to, self.local)

    @property
    def cut_short(self) -> bool:
        """Some words were not looked at. To be asked after the checks have run."""
        earlier = self.__dict__.get("earlier", [])  # only if a check asked for them
        return any(text.cut_short for text in (self.text, *earlier))

    def medium(self, hit: Hit) -> int:
        """0 for a hit in the post's own words; 1 for one in those of its first picture, film or file, and so on."""
        return bisect_left(self._ends, hit[1])

    def words(self, hit: Hit) -> str:
        """What stands there, whether in the post or in a picture; shortened where it is long."""
        words = " ".join(self.text.original[slice(*hit)].split())
        return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def _words(medium: Medium) -> str:
    return _BREAK.join(filter(None, (medium.alt.strip(), medium.text.strip())))
