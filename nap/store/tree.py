"""Where a plan's files are read from: a folder on disk, or the same folder in a git revision.

Both answer the same two questions (which files stand in a folder, what does a file say), so everything
above this module reads a year-old revision exactly as it reads the working tree. A revision is read
through one `git cat-file --batch` process; nothing is checked out.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol, cast

from nap.errors import DataError
from nap.sentence import say
from nap.store import git

MAX_FILE_BYTES = 500_000
"""No file of a plan comes near this; a larger one is refused unread."""

PENDING = "data/.nap-pending/.git"
"""Where the new contents of files stand while several are written together; `nap.store.pending` says why there."""


class TooLarge(Exception):
    """A file is larger than `MAX_FILE_BYTES`; `size` is its size in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Tree(Protocol):
    """The files of a plan at one moment. Paths are relative to the plan's folder, with forward slashes."""

    def names(self, folder: str) -> list[str]:
        """The names of the files that stand directly in a folder, sorted; empty if there is no such folder."""

    def folders(self, folder: str) -> list[str]:
        """The names of the folders that stand directly in a folder, sorted."""

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None if there is none; raises `TooLarge`."""


class FolderTree:
    """The files as they stand on disk, or as a write of several files that was interrupted is to leave them.

    Whether there is such a write is asked once, before the first file is read.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._waiting: Mapping[str, str] | None = None

    def names(self, folder: str) -> list[str]:
        return self._entries(folder, folders=False)

    def folders(self, folder: str) -> list[str]:
        return self._entries(folder, folders=True)

    def _entries(self, folder: str, *, folders: bool) -> list[str]:
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(entry.name for entry in entries if _is_folder(entry) is folders)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise DataError(say("{path} cannot be opened: {problem}.", path=folder, problem=error.strerror)) from None

    def read(self, path: str) -> bytes | None:
        if self._waiting is None:
            self._waiting = self._new_contents()
        if path in self._waiting:
            content = read_on_disk(self.root, self._waiting[path])
            if content is not None:  # or else it was put in its place just now
                return content
        return read_on_disk(self.root, path)

    def _new_contents(self) -> Mapping[str, str]:
        """Where to read the files that an interrupted write has not put in their place yet."""
        if not os.path.lexists(f"{self.root}/{PENDING}"):
            return {}
        from nap.store.pending import waiting  # noqa: PLC0415 - there hardly ever is one

        return waiting(self.root)


def read_on_disk(root: Path, path: str) -> bytes | None:
    """What the file at a path below `root` says, or None if there is none; raises `DataError` and `TooLarge`."""
    # One open, then questions about what was opened: a path that changes in between fools nobody.
    try:
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _O_BINARY)
    except (FileNotFoundError, NotADirectoryError):
        if (root / path).is_symlink():
            message = say("{path} is a link to a file that is not there.", path=path)
            raise DataError(message, say("Put a YAML file there.")) from None
        return None
    except OSError as error:
        message = say("{path} cannot be opened: {problem}.", path=path, problem=error.strerror)
        raise DataError(message, say("Put a YAML file there that you may read.")) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise DataError(say("{path} is not a regular file.", path=path), say("Put a YAML file there."))
        if status.st_size > MAX_FILE_BYTES:
            raise TooLarge(status.st_size)
        return _all_of(descriptor, status.st_size)
    finally:
        os.close(descriptor)


def _all_of(descriptor: int, size: int) -> bytes:
    """What an open file says, read at once if its size is what it was."""
    content = os.read(descriptor, size + 1)
    while len(content) != size and (more := os.read(descriptor, MAX_FILE_BYTES)):
        content += more
        if len(content) > MAX_FILE_BYTES:
            raise TooLarge(len(content))
    return content


_O_BINARY = getattr(os, "O_BINARY", 0)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; what is wrong with it is said when it is read
        return False


class GitTree:
    """The files as they stood in a revision; use `open_git_tree`."""

    def __init__(self, process: subprocess.Popen[bytes], commit: str, prefix: str) -> None:
        self._process = process
        self._commit = commit
        self._prefix = prefix
        self._folders: dict[str, tuple[dict[str, str], list[str]]] = {}

    def names(self, folder: str) -> list[str]:
        return sorted(self._listing(folder)[0])

    def folders(self, folder: str) -> list[str]:
        return sorted(self._listing(folder)[1])

    def read(self, path: str) -> bytes | None:
        folder, _, name = path.rpartition("/")
        blob = self._listing(folder)[0].get(name)
        if blob is None:
            return None
        if blob == _NOT_REGULAR:
            raise DataError(say("{path} is not a regular file.", path=path), say("Put a YAML file there."))
        found = self._object(blob)
        if found is None:
            raise _damaged(path)
        return found[1]

    def _listing(self, folder: str) -> tuple[dict[str, str], list[str]]:
        """The files of a folder with their object ids, and its folders, from git's own tree object."""
        if folder not in self._folders:
            found = self._object(f"{self._commit}:{self._prefix}{folder}")
            above, _, name = folder.rpartition("/")
            if found is None and above and name in self._listing(above)[1]:
                raise _damaged(folder)
            entries = list(_entries_of(found[1], len(self._commit) // 2)) if found and found[0] == "tree" else []
            blobs = {name: blob for name, blob in entries if blob is not None}
            self._folders[folder] = (blobs, [name for name, blob in entries if blob is None])
        return self._folders[folder]

    def _object(self, name: str) -> tuple[str, bytes] | None:
        """Type and content of an object, or None if there is none; raises `TooLarge`."""
        pipe_in, pipe_out = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        try:
            pipe_in.write(os.fsencode(name) + b"\n")
            pipe_in.flush()
        except BrokenPipeError:
            raise DataError(_BROKEN, _BROKEN_HINT) from None
        header = pipe_out.readline().split()
        if not header:
            raise DataError(_BROKEN, _BROKEN_HINT)
        if not header[-1].isdigit():  # "… missing" instead of "id type size"
            return None
        kind, size = header[1].decode(), int(header[2])
        if kind == "blob" and size > MAX_FILE_BYTES:
            left = size + 1
            while left > 0:
                left -= len(pipe_out.read(min(left, 1 << 16))) or left
            raise TooLarge(size)
        content = pipe_out.read(size)
        pipe_out.read(1)
        return kind, content


_NOT_REGULAR = ""
_BROKEN = say("git stopped while the files of a revision were read.")
_BROKEN_HINT = say("Run `git fsck` to see what is wrong with the repository.")


def _damaged(path: str) -> DataError:
    return DataError(say("{path} is damaged in, or missing from, the repository.", path=path), _BROKEN_HINT)


def _entries_of(tree: bytes, width: int) -> Iterator[tuple[str, str | None]]:
    """What a raw git tree object holds: mode, name, a zero byte and an id of `width` bytes, repeated.

    Names with the ids of files; None for a folder, or another repository. A symbolic link, whose target may lie
    outside the revision, has `_NOT_REGULAR` for an id.
    """
    position = 0
    while position < len(tree):
        space = tree.index(b" ", position)
        end = tree.index(b"\0", space)
        mode, name = tree[position:space], tree[space + 1 : end]
        position = end + 1 + width
        blob = tree[end + 1 : position].hex() if mode.startswith(b"100") else _NOT_REGULAR
        is_folder = mode in (b"40000", b"040000", b"160000")
        yield os.fsdecode(name), None if is_folder else blob


@contextmanager
def open_git_tree(root: Path, revision: str) -> Iterator[GitTree]:
    """The plan in `root` as it stood in `revision`; raises `NapError` when git or the revision is missing."""
    prefix, commit = git.locate(root, revision)
    process = git.start(root, "cat-file", "--batch")
    try:
        yield GitTree(process, commit, prefix)
    finally:
        if process.stdin:
            with suppress(BrokenPipeError):
                process.stdin.close()
        if process.stdout:
            process.stdout.close()
        process.wait()
