"""Versions of packs: 1.10 is newer than 1.9."""

import re


def at_least(version: str, least: str) -> bool:
    return _numbers(version) >= _numbers(least)


def newer(version: str, than: str) -> bool:
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers in it, without zeros at the end; 1.2 and 1.2.0 are the same."""
    numbers = [int(digits[:9]) for digits in re.findall(r"\d+", version)[:6]]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
