"""Regular expressions, also from strangers: they run in RE2, whose work grows with the text and never faster."""

from collections.abc import Iterable, Iterator

import re2

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import PackError, Settings

LONGEST, MOST, MEMORY, LARGEST = 300, 20, 1 << 20, 1_000  # characters, patterns a check, bytes, steps of the program


@check("pattern")
def pattern(settings: Settings) -> Run:
    """`patterns`: regular expressions as RE2 reads them (no look-around, no references back). `ignore_case`: true or false."""
    written, ignore_case = settings.strings("patterns"), settings.yes("ignore_case")
    if not 0 < len(written) <= MOST:
        raise settings.wrong("patterns", f"a list of 1 to {MOST} regular expressions")
    compiled = [_compiled(settings.rule, source, ignore_case) for source in written]

    def run(reading: Reading) -> Iterable[Hit]:
        for one in compiled:
            yield from _places(one, reading)

    return run


def _places(one: "re2._Regexp", reading: Reading) -> Iterator[Hit]:
    """As typed, and once more with disguises taken off."""
    original, folded = reading.text.original, reading.text.folded
    yield from (match.span() for match in one.finditer(original))
    if folded.text != original:
        yield from (folded.back(*match.span()) for match in one.finditer(folded.text))


def _compiled(rule: str, source: str, ignore_case: bool) -> "re2._Regexp":
    """Raises PackError for one that cannot be read, is too large, or would match nothing at all."""
    shown = source if len(source) <= 40 else f"{source[:40]}…"
    if len(source) > LONGEST:
        raise PackError(f"Rule {rule}: the pattern “{shown}” has more than {LONGEST} characters. Split it in two.")
    options = re2.Options()
    options.log_errors, options.max_mem, options.case_sensitive = False, MEMORY, not ignore_case
    options.never_capture = True
    try:
        one = re2.compile(source, options)
    except re2.error as error:
        raise PackError(f"Rule {rule}: the pattern “{shown}” cannot be read ({_told(error)}). Mend it.") from None
    if one.programsize > LARGEST or one.reverseprogramsize > LARGEST:
        raise PackError(f"Rule {rule}: the pattern “{shown}” is too much work. Write smaller numbers of repeats.")
    if one.search(""):
        raise PackError(
            f"Rule {rule}: the pattern “{shown}” matches even where nothing stands. Make one part of it needed."
        )
    return one


def _told(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
