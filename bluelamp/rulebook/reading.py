"""A draft as the checks see it: the draft, and its text cut into words, worked out once for all rules."""

from bluelamp.language.text import Text
from bluelamp.rulebook.findings import Draft

Hit = tuple[int, int]  # code points of the original text, end exclusive; (0, 0) = the draft as a whole
WHOLE: Hit = (0, 0)


class Reading:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = Text(draft.text)

    @property
    def original(self) -> str:
        return self.draft.text
