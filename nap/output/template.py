"""Jinja templates: sandboxed, strict about names, translated, and escaping whatever comes from the data.

Whatever a template prints with `{{ … }}` is escaped, so that a text from the data stays a text. What a
macro or one of the template functions returns was escaped when it was made, and is not escaped again.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    bccache,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nap.errors import NapError, closest
from nap.i18n import catalogue


class Marked(str):
    """Text that is markup already, so that it is not escaped when it is printed."""

    __slots__ = ()


class _Sentence:
    """How `_` and `{% trans %}` say a sentence: translated, and filled in with values that are escaped."""

    def __init__(self, words: Callable[..., str], finish: Callable[[object], str]) -> None:
        self.words = words
        self.finish = finish

    def __call__(self, /, *texts: Any, **values: object) -> Marked:
        if len(texts) > 1:
            values.setdefault("num", texts[-1])  # so Jinja calls what decides between singular and plural
        return Marked(self.words(*texts) % {name: self.finish(value) for name, value in values.items()})


_ESCAPING = (_Sentence, Macro, BlockReference)
"""What escapes for itself whatever it prints of what it is given by name, and is safe to call."""


class _Environment(ImmutableSandboxedEnvironment):
    @staticmethod
    def concat(parts: Iterable[str]) -> Marked:
        # What a macro, a block or {% set %} has gathered was escaped piece by piece.
        return Marked("".join(parts))

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(function, _ESCAPING):
            return super().call(context, function, *args, **kwargs)
        # Jinja's way to them is three times as long; they are most of what a report calls.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return function(*args, **kwargs)

    def wrap_str_format(self, value: Any) -> Any:
        # What is filled in with `format` is escaped like everything else, also where the text itself was markup.
        wrapped = super().wrap_str_format(value)
        return wrapped and (lambda *args, **kwargs: str(wrapped(*args, **kwargs)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Most of what a template reads is a field of a view's record, which cannot be changed or called.
        readable = _readable(type(obj))
        if attribute in readable:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute) if readable else super().getattr(obj, attribute)


class _Compiled(BytecodeCache):
    """Keeps the built-in templates compiled, as Python keeps its modules: in `__pycache__` beside them.

    What is kept is used only as long as it was made of the same source, by the same versions of Python and Jinja, and
    by this module as it stands.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        # A file that cannot be understood is as good as none.
        with suppress(OSError, EOFError, TypeError, ValueError, UnpicklingError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode or bucket.code is None:
            return
        path = self._path(bucket)
        beside = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # where it may not be written, templates are compiled each time
            path.parent.mkdir(exist_ok=True)
            beside.write_bytes(bucket.bytecode_to_string())
            beside.replace(path)

    @staticmethod
    def _path(bucket: Bucket) -> Path:
        made_by = "-".join(str(Path(file).stat().st_mtime_ns) for file in (__file__, bccache.__file__))
        return builtin_folder() / "__pycache__" / f"{bucket.key}.{sys.implementation.cache_tag}.{made_by}.j2c"


class _Undefined(StrictUndefined):
    """A name that does not exist: an error that says which one it could have been."""

    @property
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, self._undefined_name or ""
        if not _readable(type(thing)):
            return super()._undefined_message
        return f"{type(thing).__name__} has no field {name!r}{_closest(name, _readable(type(thing)))}"


def _closest(name: str, known: Collection[str]) -> str:
    """What could have been meant by a name that does not exist."""
    near = closest(name, known)
    return f"; did you mean {near[0]!r}?" if near else ""


_READABLE: dict[type, Collection[str]] = {}


def _readable(kind: type) -> Collection[str]:
    """What can be asked of a record of a view, or of a letter; of anything else nothing."""
    if kind not in _READABLE:
        fields: Sequence[str] = getattr(kind, "_fields", ())
        made = (name for name, value in vars(kind).items() if fields and isinstance(value, property))
        _READABLE[kind] = dict.fromkeys([*fields, *made])
    return _READABLE[kind]


def builtin_folder() -> Path:
    """Where the templates are: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def environment(folders: Sequence[Path], escape: Callable[[str], str], language: str = "en") -> Environment:
    """Where templates run: in a sandbox, with the files of these folders, the first first.

    Whatever is printed goes through `escape`, also what only prints as text, unless it is `Marked`. What stands
    in `{% trans %}` is said in the language.
    """

    def finish(value: object) -> str:
        return value if isinstance(value, Marked) else escape(str(value))

    words = catalogue(language)
    made: Any = _Environment(
        loader=FileSystemLoader(folders),
        undefined=_Undefined,
        autoescape=False,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        bytecode_cache=_Compiled() if list(folders) == [builtin_folder()] else None,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True
    made.globals["gettext"] = made.globals["_"] = _Sentence(words.gettext, finish)
    made.globals["ngettext"] = _Sentence(words.ngettext, finish)
    environment: Environment = made
    return environment


def render(surroundings: Environment, name: str, **values: object) -> str:
    """What a template makes of values. Raises `NapError`, naming template and line, for one that does not work."""
    try:
        return surroundings.get_template(name).render(values)
    except TemplateSyntaxError as error:
        said = _sentence(_unknown(error.message or "", _FILTER, surroundings.filters))
        raise NapError(f"{error.name}, line {error.lineno}: {said}", "Correct the template.") from None
    except TemplateNotFound as error:
        raise NapError(f"The template {name} asks for {error.name}, which is not there.") from None
    except UndefinedError as error:
        said = _sentence(_unknown(error.message or "", _NAME, {*values, *surroundings.globals}))
        raise NapError(f"{_place(error, name)}: {said}", "See docs/templates.md for the names.") from None
    except NapError as error:
        raise NapError(f"{_place(error, name)}: {error.message}", error.hint) from None
    except SecurityError as error:
        raise NapError(f"{_place(error, name)}: a template may not do this: {error}.") from None
    except RecursionError:
        raise NapError(f"{name}: a template or macro calls itself without end.", "Correct the template.") from None
    except (TemplateError, AttributeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise NapError(f"{_place(error, name)}: {_sentence(str(error))}", "Correct the template.") from None


_NAME = re.compile(r"'(\w+)' is undefined")
_FILTER = re.compile(r"No filter named '(\w+)'")


def _unknown(said: str, pattern: re.Pattern[str], known: Collection[str]) -> str:
    """What Jinja says of a name that it does not know, and which one it could have been."""
    found = pattern.match(said)
    return said.rstrip(".") + _closest(found[1], known) if found else said


def _sentence(said: str) -> str:
    return said if said.endswith((".", "?")) else f"{said}."


def _place(error: BaseException, name: str) -> str:
    """The innermost template that an error came through, and its line; Jinja rewrites tracebacks to say it."""
    place = name
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".md", ".jinja", ".jinja2")):
            place = f"{Path(file).name}, line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
