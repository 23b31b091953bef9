"""Every template of ours compiles: no unknown tag, filter or unclosed block waits for the page that is rarely opened."""

import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

PACKAGE = Path(__file__).resolve().parents[1] / "bluelamp"


def main() -> int:
    django.setup()
    wrong = []
    for file in sorted(PACKAGE.glob("**/templates/**/*.*")):
        name = file.relative_to(next(folder for folder in file.parents if folder.name == "templates"))
        try:
            get_template(str(name))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            wrong.append(f"{file.relative_to(PACKAGE.parent)}: {error}")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
