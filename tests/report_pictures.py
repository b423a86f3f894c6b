"""The pictures of docs/report.md: `PYTHONPATH=. python tests/report_pictures.py` makes them anew.

It needs Chromium, LibreOffice and poppler. The report is that of the real plan over 2025, in Dutch; one is of the
fictional plan of the tests.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from browser import chromium
from conftest import PLANS, ROOT, loaded

from nap.output.publish import docx, html, pdf
from nap.output.publish.images import drawn
from nap.output.report.compose import document
from nap.output.report.drawings import Drawings
from nap.output.template import builtin_folder
from nap.views.report import report
from nap.views.scope import over_year

PICTURES = ROOT / "docs" / "pictures"
FOLDERS = [builtin_folder()]


def pages(file: Path, first: int, last: int, name: str, dots: int = 60) -> None:
    """Some pages of a PDF beside each other, as one picture."""
    folder = file.parent / name
    folder.mkdir()
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dots), "-f", str(first), "-l", str(last), str(file), str(folder / "page")],
        check=True,
    )
    made = [str(path) for path in sorted(folder.iterdir())]
    subprocess.run(
        [
            "montage",
            *made,
            "-tile",
            "x1",
            "-geometry",
            "+6+6",
            "-background",
            "#777777",
            "-strip",
            str(PICTURES / f"{name}.png"),
        ],
        check=True,
    )


def main() -> None:
    """Make them all."""
    plan = loaded(ROOT).whole()
    ready = document(report(plan, over_year(plan.manifest.term, 2025), "nl"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "report.html"
        page.write_bytes(html.lay_out(ready, FOLDERS))
        with chromium() as browser:
            with browser.open(page) as opened:
                opened.page.screenshot(
                    path=PICTURES / "report-html.png", clip={"x": 0, "y": 0, "width": 1280, "height": 900}
                )
            with browser.open(page, width=390, scheme="dark") as opened:
                opened.page.screenshot(path=PICTURES / "report-phone.png")
        (folder / "report.pdf").write_bytes(pdf.lay_out(ready, FOLDERS))
        pages(folder / "report.pdf", 1, 3, "report-pdf")
        pages(folder / "report.pdf", 44, 45, "report-pdf-action", 75)
        (folder / "word.docx").write_bytes(docx.lay_out(ready, FOLDERS))
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
             "--outdir", str(folder), str(folder / "word.docx")],
            check=True, capture_output=True,
        )  # fmt: skip
        pages(folder / "word.pdf", 1, 3, "report-docx")
    fictional = loaded(PLANS / "rounds").whole()
    for source, year, name in ((fictional, 2025, "chapters"), (plan, 2025, "timeline")):
        drawings = Drawings(report(source, over_year(source.manifest.term, year), "nl"))
        drawings(name)
        (image,) = drawn(drawings.files).values()
        (PICTURES / f"report-{name}.png").write_bytes(image.content)


if __name__ == "__main__":
    main()
