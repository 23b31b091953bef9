"""The settings of one check, read with care: a wrong one is told with rule, name and how to mend it."""

from collections.abc import Mapping
from typing import Any

from bluelamp.kernel.errors import Refused
from bluelamp.language.matching import Phrases
from bluelamp.language.parts import PhraseError


class PackError(Refused):
    """A pack that cannot be used; the sentence names the rule and how to mend it."""


class Settings:
    """What the pack wrote for a check. Every reader gives a sound value or raises PackError."""

    def __init__(self, rule: str, written: Mapping[str, Any], lists: Mapping[str, Phrases]) -> None:
        self.rule = rule
        self._left = dict(written)
        self._lists = lists

    def wrong(self, name: str, hope: str) -> PackError:
        return PackError(f"Rule {self.rule}: “{name}” should be {hope}.")

    def strings(self, name: str) -> tuple[str, ...]:
        value = self._left.pop(name, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, 'a list of texts, such as ["one", "two"]')
        return tuple(value)

    def phrases(self, name: str) -> Phrases:
        try:
            return Phrases.read(self.strings(name), self._lists)
        except PhraseError as error:
            raise PackError(f"Rule {self.rule}, “{name}”: {error}.") from error

    def yes(self, name: str) -> bool:
        value = self._left.pop(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false, without quotation marks")
        return value

    def table(self, name: str) -> dict[str, Any]:
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise self.wrong(name, 'a table, such as { source = "custody" }')
        return value

    def groups(self, name: str) -> dict[str, Phrases]:
        """A table of named lists of phrases."""
        groups = Settings(self.rule, self.table(name), self._lists)
        return {group: groups.phrases(group) for group in list(groups._left)}

    def number(self, name: str, default: int) -> int:
        value = self._left.pop(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.wrong(name, "a whole number, such as 3")
        return value

    def one_of(self, name: str, options: tuple[str, ...]) -> str:
        """The first option is what counts when nothing is written."""
        value = self._left.pop(name, options[0])
        if value not in options:
            raise self.wrong(name, "one of: " + ", ".join(options))
        return str(value)

    def done(self) -> None:
        """Whatever was not read is a slip of the pen, and silence would hide a rule that does not work."""
        if self._left:
            names = ", ".join(sorted(self._left))
            raise PackError(f"Rule {self.rule}: this check knows no setting “{names}”. Correct the name or remove it.")
