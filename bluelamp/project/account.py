"""PostgreSQL refuses to run as root. Root therefore lends its database to an account of its own, and opens no more
folders to that account than it has to walk through."""

import os
import pwd
import shutil
import stat
import struct
import subprocess
from contextlib import suppress
from pathlib import Path

from bluelamp.kernel.errors import Told

NAME = "bluelamp"
_ACL = "system.posix_acl_access"
_VERSION = struct.pack("<I", 2)
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY_IN_PARTICULAR = 0xFFFFFFFF
_WALK = 1


def for_database(data: Path) -> pwd.struct_passwd | None:
    """Who must run the server: None for ourselves; under root the owner of the data, or our own account, made if missing."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (number := data.stat().st_uid):
        with suppress(KeyError):
            return pwd.getpwuid(number)
    return _known(NAME) or _made() or _known("nobody") or _none()


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd | None:
    if not shutil.which("useradd"):
        return None
    words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    subprocess.run(words, check=False, capture_output=True)
    return _known(NAME)


def _none() -> pwd.struct_passwd:
    raise Told(
        "The database cannot run as root, and no other account was found for it. Make one (useradd --system bluelamp) "
        "or run Bluelamp as an ordinary user."
    )


def let_walk(account: pwd.struct_passwd, path: Path) -> None:
    """Let the account walk through every folder above `path`, and read none of them."""
    for folder in path.resolve().parents:
        if not _may_walk(account, folder):
            _grant_walk(account, folder)


def let_read(path: Path) -> None:
    """Make a tree of public program files readable, as a strict umask may have hidden them at installation."""
    for place in [path, *path.rglob("*")]:
        mode = place.stat().st_mode
        wanted = mode | stat.S_IRGRP | stat.S_IROTH
        if stat.S_ISDIR(mode) or mode & stat.S_IXUSR:
            wanted |= stat.S_IXGRP | stat.S_IXOTH
        if wanted != mode:
            place.chmod(wanted)


def _may_walk(account: pwd.struct_passwd, folder: Path) -> bool:
    there = folder.stat()
    if there.st_uid == account.pw_uid:
        return bool(there.st_mode & stat.S_IXUSR)
    if there.st_gid == account.pw_gid:
        return bool(there.st_mode & stat.S_IXGRP)
    return bool(there.st_mode & stat.S_IXOTH)


def _grant_walk(account: pwd.struct_passwd, folder: Path) -> None:
    """One line in the folder's access list for this account alone; where there are none, the walk bit for all."""
    try:
        os.setxattr(folder, _ACL, _with_walker(_entries(folder), account.pw_uid))
    except (OSError, AttributeError):
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)


def _entries(folder: Path) -> list[tuple[int, int, int]]:
    """The access list as (tag, rights, id); made from the mode where none was set."""
    try:
        packed = os.getxattr(folder, _ACL)
        return [tuple(entry) for entry in struct.iter_unpack("<HHI", packed[4:])]
    except OSError:
        mode = folder.stat().st_mode
        whole = _NOBODY_IN_PARTICULAR
        return [(_USER_OBJ, mode >> 6 & 7, whole), (_GROUP_OBJ, mode >> 3 & 7, whole), (_OTHER, mode & 7, whole)]


def _with_walker(entries: list[tuple[int, int, int]], number: int) -> bytes:
    """The packed list with one more walker; the mask lets that one bit through, and nothing that it held back before."""
    mask = next((rights for tag, rights, _ in entries if tag == _MASK), None)
    kept = [entry for entry in entries if entry[0] != _MASK and entry[:3:2] != (_USER, number)]
    if mask is None:
        mask = next(rights for tag, rights, _ in kept if tag == _GROUP_OBJ)
    else:
        held = {_USER, _GROUP_OBJ, 0x08}
        kept = [(tag, rights & mask if tag in held else rights, who) for tag, rights, who in kept]
    kept += [(_USER, _WALK, number), (_MASK, mask | _WALK, _NOBODY_IN_PARTICULAR)]
    return _VERSION + b"".join(struct.pack("<HHI", *entry) for entry in sorted(kept, key=lambda e: (e[0], e[2])))
