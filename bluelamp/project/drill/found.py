"""What a drill found: counts, whether they are fine, and how to tell them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    counts: dict[str, int | float]
    fine: bool

    def told(self) -> str:
        lines = [f"{name.replace('_', ' '):<20}{value}" for name, value in self.counts.items()]
        return "\n".join([*lines, "Nothing was lost." if self.fine else "This is not as it must be: see the counts."])
