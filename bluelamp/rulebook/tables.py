"""Reading TOML tables with care: each reader gives a sound value, or says what is wrong and where."""

from datetime import date, datetime
from typing import Any

from bluelamp.rulebook.settings import PackError


class Table:
    """A TOML table with readers that say what is wrong, and where."""

    def __init__(self, where: str, written: Any, known: set[str]) -> None:
        if not isinstance(written, dict):
            raise PackError(f"{where}: a table is needed here, not “{str(written)[:40]}”.")
        unknown = sorted(set(written) - known)
        if unknown:
            raise PackError(f"{where}: “{unknown[0]}” is not known here. Known: {', '.join(sorted(known))}.")
        self.where, self.written = where, written

    def __contains__(self, name: str) -> bool:
        return name in self.written

    def text(self, name: str, required: bool = False) -> str:
        value = self.written.get(name, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise PackError(f"{self.where}: write “{name}” as a text between quotation marks.")
        return value

    def texts(self, name: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.written.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PackError(f'{self.where}: write “{name}” as a list of texts, such as ["one", "two"].')
        if strange := [item for item in value if options and item not in options]:
            raise PackError(f"{self.where}: “{strange[0]}” is no {name}. Use: {', '.join(options)}.")
        return tuple(value)

    def one_of(self, name: str, options: tuple[str, ...], default: str = "") -> str:
        value = self.written.get(name, default)
        if value not in options:
            raise PackError(f"{self.where}: “{name}” should be one of: {', '.join(filter(None, options))}.")
        return str(value)

    def yes(self, name: str) -> bool:
        value = self.written.get(name, False)
        if not isinstance(value, bool):
            raise PackError(f"{self.where}: “{name}” should be true or false, without quotation marks.")
        return value

    def number(self, name: str, most: int) -> int | None:
        value = self.written.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most):
            return value
        raise PackError(f"{self.where}: write “{name}” as a whole number from 0 to {most}.")

    def day(self, name: str) -> date | None:
        """A day as TOML writes it, 2027-05-01, or the same between quotation marks."""
        value = self.written.get(name)
        try:
            if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
                return value
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise PackError(f"{self.where}: write “{name}” as a day, such as 2027-05-01.") from None

    def table(self, name: str) -> dict[str, Any]:
        value = self.written.get(name, {})
        if not isinstance(value, dict):
            raise PackError(f"{self.where}: “{name}” should be a table.")
        return value

    def tables(self, name: str) -> list[Any]:
        value = self.written.get(name, [])
        if not isinstance(value, list):
            raise PackError(f"{self.where}: write “{name}” with double brackets, [[{name}]].")
        return value
