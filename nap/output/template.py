"""Jinja templates: sandboxed, strict about names, and escaping whatever comes from the data, for Markdown as a rule.

Whatever a template prints with `{{ … }}` is escaped, so that a text from the data stays a text. What a
macro returns was escaped when the macro printed it and is not escaped again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nap.errors import NapError
from nap.output.markdown import escape
from nap.output.table import one_line
from nap.views.pages import Report


class _Escaped(str):
    """Text that is escaped already."""

    __slots__ = ()


class _Environment(ImmutableSandboxedEnvironment):
    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        result = super().call(context, function, *args, **kwargs)
        return _Escaped(result) if isinstance(function, Macro | BlockReference) else result


def _link(address: object, title: object = None) -> _Escaped:
    """A Markdown link; only http(s) addresses become links, anything else is shown as text."""
    url = one_line(str(address))
    text = str(title or url)
    if not url.startswith(("https://", "http://")):
        return _Escaped(escape(text))
    safe = url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C").replace("|", "%7C")
    return _Escaped(f"[{escape(text)}](<{safe}>)")


def builtin_folder() -> Path:
    """Where the templates are: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def environment(folders: Sequence[Path], escape: Callable[[str], str]) -> Environment:
    """Where templates run: in a sandbox, with the files of these folders, the first first.

    Whatever is printed goes through `escape`, also what only prints as text, unless a macro made it.
    """

    def finish(value: object) -> str:
        return value if isinstance(value, _Escaped) else escape(str(value))

    return _Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do"],
    )


def render(surroundings: Environment, name: str, **values: object) -> str:
    """What a template makes of values. Raises `NapError`, naming template and line, for one that does not work."""
    try:
        return surroundings.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise NapError(f"{error.name}, line {error.lineno}: {error.message}.", "Correct the template.") from None
    except TemplateNotFound as error:
        raise NapError(f"The template {name} asks for {error.name}, which is not there.") from None
    except UndefinedError as error:
        raise NapError(f"{name}{_line_of(error)}: {error.message}.", "See docs/templates.md for the names.") from None
    except SecurityError as error:
        raise NapError(f"{name}{_line_of(error)}: a template may not do this: {error}.") from None
    except RecursionError:
        raise NapError(f"{name}: a template or macro calls itself without end.", "Correct the template.") from None
    except (TemplateError, AttributeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise NapError(f"{name}{_line_of(error)}: {error}.", "Correct the template.") from None


def render_report(view: Report, template: Path | None = None) -> str:
    """The report as Markdown, through the built-in template or one of the user's own.

    A template of the user's own may include or extend the built-in ones. Raises `NapError`, naming
    template and line, for one that is missing or does not work.
    """
    if template is not None and not template.is_file():
        raise NapError(f"There is no template {template}.", "Name a file; the built-in ones are in templates/.")
    folders = [builtin_folder()] if template is None else [template.parent, builtin_folder()]
    surroundings = environment(folders, escape)
    surroundings.filters["link"] = _link
    return render(surroundings, "report.md.j2" if template is None else template.name, report=view)


def _line_of(error: BaseException) -> str:
    """The line of the innermost template that an error came through; Jinja rewrites tracebacks to say it."""
    line = ""
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith((".j2", ".md", ".jinja", ".jinja2")):
            line = f", line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    return line
