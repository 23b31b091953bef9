"""What every page's frame shows. Filled by the insight room."""

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    return {"frame": {}}
