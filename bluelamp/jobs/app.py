"""Placeholder: the set-up room fills this."""


def ready(app: object) -> None:
    return None
