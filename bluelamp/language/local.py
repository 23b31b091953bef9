"""What a force's own register says is public: its stations, officers, mailboxes and numbers; and names people have here."""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Local:
    """Local knowledge, as people write it; capitals and blanks do not matter.

    `stations`: names or addresses of public buildings. `streets`, `places`: names that are no person's.
    `officers`: people in public office, by name. `mailboxes`: addresses, or whole domains (@force.example).
    `phones`: numbers meant for the public. `given_names`, `surnames`: more names to know people by.
    """

    stations: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()

    def merge(self, others: Iterable["Local"]) -> "Local":
        """This and the others as one; each entry once, in the order met."""
        every = (self, *others)
        joined = {
            field.name: tuple(dict.fromkeys(entry for local in every for entry in getattr(local, field.name)))
            for field in fields(self)
        }
        return Local(**joined)
