"""Background work."""


def wake(name: str) -> None:
    return None
