"""Once a day: forget sessions that have ended."""

from django.core.management import call_command


def turn() -> None:
    call_command("clearsessions")
