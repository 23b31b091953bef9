"""A share with its honest bounds."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""95 of 100 such intervals hold the true share."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `all`. `low` and `high` are the Wilson interval, as fractions; for `all` = 0 that is 0 to 1."""

    hits: int
    all: int

    @property
    def low(self) -> float:
        return max(0.0, self._middle - self._half) if self.hits else 0.0

    @property
    def high(self) -> float:
        return min(1.0, self._middle + self._half) if self.hits < self.all else 1.0

    @property
    def _middle(self) -> float:
        if not self.all:
            return 0.5
        return (self.hits + Z * Z / 2) / (self.all + Z * Z)

    @property
    def _half(self) -> float:
        if not self.all:
            return 0.5
        part = self.hits / self.all
        return Z / (self.all + Z * Z) * sqrt(part * (1 - part) * self.all + Z * Z / 4)
