"""Words of a PDF page that somebody drew a dark box over: the eye does not see them, a search does."""

from typing import Any

_FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_ENDS = _FILLS | {b"S", b"s", b"n"}
_COLOURS = {b"g": 1, b"rg": 3, b"k": 4, b"sc": 0, b"scn": 0}
DARK = 0.25
"""Of 1: what counts as a black box."""
Corners = tuple[float, float, float, float]


def covered_words(page: Any) -> int:
    """How many pieces of text lie under a dark box that was drawn after them."""
    watch = _Watch()
    page.extract_text(visitor_operand_before=watch.operand, visitor_text=watch.text)
    return watch.covered


class _Watch:
    """Follows the drawing of a page. Text seen before a box is under it; text after it stands on it."""

    def __init__(self) -> None:
        self.dark = True  # black is what a page begins with
        self.stack: list[bool] = []
        self.boxes: list[Corners] = []
        self.said: list[tuple[float, float]] = []
        self.covered = 0

    def operand(self, operator: bytes, operands: Any, matrix: Any, text_matrix: Any) -> None:
        if operator == b"q":
            self.stack.append(self.dark)
        elif operator == b"Q" and self.stack:
            self.dark = self.stack.pop()
        elif operator in _COLOURS:
            self.dark = _is_dark([float(value) for value in operands if isinstance(value, int | float)])
        elif operator == b"re":
            self.boxes.append(_corners([float(value) for value in operands], matrix))
        elif operator in (b"Tj", b"TJ", b"'", b'"'):
            self.said.append(_point(float(text_matrix[4]), float(text_matrix[5]), matrix))
        elif operator in _ENDS:
            if operator in _FILLS and self.dark:
                self._cover()
            self.boxes.clear()

    def _cover(self) -> None:
        under = [place for place in self.said if any(_in(place, box) for box in self.boxes)]
        self.covered += len(under)
        self.said = [place for place in self.said if place not in under]

    def text(self, *_args: Any) -> None:
        """Only the drawing is of interest."""


def _is_dark(values: list[float]) -> bool:
    """Grey, red-green-blue or ink; a pattern has no numbers and counts as light."""
    if len(values) == 4:
        return values[3] > 1 - DARK or sum(values[:3]) > 3 * (1 - DARK)
    return bool(values) and max(values) < DARK


def _point(x: float, y: float, matrix: Any) -> tuple[float, float]:
    a, b, c, d, e, f = (float(value) for value in matrix)
    return a * x + c * y + e, b * x + d * y + f


def _corners(box: list[float], matrix: Any) -> Corners:
    x0, y0 = _point(box[0], box[1], matrix)
    x1, y1 = _point(box[0] + box[2], box[1] + box[3], matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _in(place: tuple[float, float], box: Corners) -> bool:
    """The foot of the letters lies in it, or a hair below its edge."""
    return box[0] - 2 <= place[0] <= box[2] and box[1] - 3 <= place[1] <= box[3]
