"""The demo's pictures, drawn by code so that the project carries no image files.

Every drawing is 1600 by 1000 pixels and comes out the same each time.
"""

from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image

from articles.demo.drawings import diagrams, emblems, interiors, landscapes

DRAWINGS: Mapping[str, Callable[[], Image.Image]] = {
    drawing.__name__: drawing
    for drawing in (
        diagrams.attachment_dimensions,
        diagrams.dual_process,
        diagrams.pursue_withdraw,
        diagrams.sleep_pressure,
        diagrams.window_of_tolerance,
        emblems.mended_bowl,
        emblems.overlapping_circles,
        emblems.row_of_matches,
        emblems.tree_rings,
        interiors.drawn_curtain,
        interiors.lit_windows,
        interiors.open_door,
        interiors.table_lamp,
        interiors.two_chairs,
        interiors.two_cups,
        landscapes.hills_at_dusk,
        landscapes.two_herons,
        landscapes.winding_river,
    )
}


def draw(name: str) -> bytes:
    """The drawing called ``name`` as a PNG file; raises KeyError for no such name."""
    with BytesIO() as file:
        DRAWINGS[name]().save(file, "PNG")
        return file.getvalue()
