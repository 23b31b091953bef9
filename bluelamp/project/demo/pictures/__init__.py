"""The demonstration's pictures, drawn by these few modules, the same every time."""

from collections.abc import Callable

from bluelamp.project.demo.pictures import green, roads, square, water
from bluelamp.project.demo.pictures.brush import Sheet, as_file

SCENES: dict[str, Callable[[], Sheet]] = {
    scene.__name__: scene
    for scene in (
        *(square.market, square.library, square.door, roads.bikes, roads.closed, roads.crossing),
        *(water.canal, water.harbour, water.lighthouse, green.dog, green.park, green.sketch, green.allotments),
    )
}


def drawn(name: str) -> bytes:
    """A JPEG of the scene. Raises KeyError for one that nobody can draw."""
    return as_file(SCENES[name]().finished())
