"""Pictures small enough for Bluesky. The same picture gives the same bytes, so a repeat uploads the same blob."""

import io

from PIL import Image

from bluelamp.adapters.contract import Picture

LIMIT = 2_000_000
LONGEST = 2_000


def fitted(picture: Picture, limit: int = LIMIT) -> tuple[bytes, str, int, int]:
    """The bytes to upload, their type, width and height: as they are if they fit, else a smaller JPEG."""
    data = picture.path.read_bytes()
    if len(data) <= limit:
        return data, picture.mime, picture.width, picture.height
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    longest, quality = LONGEST, 88
    while True:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        smaller = io.BytesIO()
        image.save(smaller, "JPEG", quality=quality, optimize=True)
        if smaller.tell() <= limit or longest < 200:
            return smaller.getvalue(), "image/jpeg", image.width, image.height
        longest, quality = longest * 4 // 5, max(60, quality - 6)
