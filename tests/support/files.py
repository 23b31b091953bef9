"""Files as strangers send them, made here: honest ones, telling ones, and ones that mean harm."""

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin


class Sent(io.BytesIO):
    """An upload: bytes with a name."""

    def __init__(self, data: bytes, name: str = "IMG_0001.jpg") -> None:
        super().__init__(data)
        self.name = name


def drawing(size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
    """A picture whose top left corner is red, so that one can see which way up it is."""
    picture = Image.new(mode, size, (200, 220, 240) if mode == "RGB" else (200, 220, 240, 128))
    red = (200, 30, 30) if mode == "RGB" else (200, 30, 30, 255)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=red)
    return picture


def saved(picture: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """Place, time, camera and owner, as a phone writes them."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "Acme", "Phone 9"
    exif[0x0132], exif[0x013B] = "2026:05:04 14:05:00", "A. Nobody"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 31.0, 12.0), 3: "W", 4: (1.0, 2.0, 3.0)})
    return exif


def telling_jpeg(size: tuple[int, int] = (800, 600), orientation: int = 1) -> bytes:
    """Exif with GPS, XMP, a comment, a colour profile, and a script hung on to the end."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    whole = saved(
        drawing(size),
        exif=telling_exif(orientation),
        comment=b"handed in by Somebody Secret",
        icc_profile=profile,
        xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Secret history</x:xmpmeta>",
    )
    return whole + b"<script>alert('tail')</script>"


def telling_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Somebody Secret")
    notes.add_itxt("XML:com.adobe.xmp", "<xmp>Secret history</xmp>")
    return saved(drawing(mode="RGBA"), "PNG", pnginfo=notes, exif=telling_exif())


def telling_webp() -> bytes:
    return saved(drawing(), "WEBP", exif=telling_exif(), xmp=b"<xmp>Secret history</xmp>")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(width: int, height: int, extra: int = 0) -> bytes:
    """A small PNG of many pixels, one bit each; `extra` bytes of nonsense make the file big."""
    row = b"\0" + b"\0" * ((width + 7) // 8)
    pack = zlib.compressobj(9)
    rows = b"".join(pack.compress(row * 256) for _ in range(height // 256 + 1)) + pack.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    padding = chunk(b"zzZz", b"\xa5" * extra) if extra else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + padding + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def noise_png(width: int, height: int, level: int = 1) -> bytes:
    """As many pixels, in four colours each, as the gate lets through."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pack = zlib.compressobj(level)
    row = b"\0" + bytes(range(256)) * (width * 4 // 256 + 1)
    row = row[: width * 4 + 1]
    rows = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def scan_bomb(scans: int, size: tuple[int, int] = (6000, 6000)) -> bytes:
    """A progressive JPEG whose last scan comes again and again: each time the decoder walks over every pixel."""
    whole = saved(Image.new("RGB", size), progressive=True, quality=50)
    last = whole.rfind(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + b"\xff\xd9"
