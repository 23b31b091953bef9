"""Django's own commands, with the database at hand."""

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    """`migrate ...` or `manage COMMAND ...`."""
    words = argv if argv[0] == "migrate" else argv[1:]
    execute_from_command_line(["bluelamp manage", *words])
    return 0
