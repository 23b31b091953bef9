"""What an officer is told about a picture: why it cannot be taken, and what was taken off it."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "empty": _("This file is empty. Choose the picture again; it may still have been loading."),
    "too_big": _("This picture is larger than 20 MB. Send a smaller copy: most phones offer one when you share it."),
    "too_many_pixels": _("This picture has too many pixels to handle. Send a smaller copy, up to 40 megapixels."),
    "too_hard": _("This file takes too long to open, so we stopped. Take the picture again or send a smaller copy."),
    "too_heavy": _("This picture is too heavy to open safely. Send a smaller copy, or save it as JPEG first."),
    "moving": _("This is a moving picture. Send a single still picture instead."),
    "gif": _("This is a GIF, often a moving picture. Send a single still picture as JPEG, PNG or WebP."),
    "svg": _("This is a drawing in a form that can carry programs. Save it as PNG and send that."),
    "heic": _(
        "This is a HEIC picture, which many people cannot open. On an iPhone choose Settings, Camera, Formats, Most Compatible; then send it again as JPEG."
    ),
    "video": _("Films are not taken on this machine. Send a still picture, and write what happened."),
    "film_too_big": _("This film is larger than 100 MB. Send a shorter one, or save it in a smaller size."),
    "film_long": _("This film is longer than three minutes. Cut it to what people need to see."),
    "film_kind": _(
        "This film is of a kind that many people cannot play. Save it as MP4; on an iPhone choose Settings, Camera, Formats, Most Compatible."
    ),
    "film_left": _(
        "Something in this film could not be taken out, so it was not kept. Save it anew as MP4 and send that."
    ),
    "text": _("This file holds text, not a picture. Choose a JPEG, PNG or WebP picture."),
    "unknown": _("This is not a kind of picture that we can open. Choose a JPEG, PNG or WebP picture."),
    "broken": _("This picture is damaged or did not arrive whole. Take it again, or send it once more."),
}

REMOVED = {
    "place": _("where it was taken"),
    "time": _("when it was taken"),
    "camera": _("which phone or camera took it"),
    "owner": _("whose camera it was"),
    "comment": _("notes written into the file"),
    "caption": _("a caption written by other software"),
    "history": _("what was done to it in other software"),
    "small_copy": _("a small hidden copy of the picture, perhaps from before it was cropped"),
    "second": _("a second picture hidden behind the first"),
    "colour": _("a colour table (the colours look the same)"),
    "tracks": _("tracks besides picture and sound, which can tell where the camera was"),
    "tail": _("other data hung on to the end of the file"),
    "other": _("other data that is not part of the picture"),
}


def refusal(code: str) -> str:
    return str(REFUSALS.get(code, REFUSALS["broken"]))


def removed(codes: list[str]) -> list[str]:
    """In the order above: what matters most comes first."""
    return [str(said) for code, said in REMOVED.items() if code in codes]
