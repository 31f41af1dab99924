"""The one style sheet that browsers get, made of the parts as they are written."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from dci.stylesheet import NAME, SOURCE, whole

PARTS = sorted(path for path in SOURCE.parent.glob("*.css") if path != SOURCE)


def test_every_part_is_in_the_style_sheet_once():
    imported = re.findall(r'@import "([\w.]+)"', SOURCE.read_text())
    assert sorted(imported) == [path.name for path in PARTS]
    assert "@import" not in whole()


def test_style_sheet_is_within_its_budget():
    css = whole().encode()
    assert len(css) <= 30_000
    assert len(gzip.compress(css, 9)) <= 8_000


def test_fonts_swap_with_fallbacks_of_the_same_size():
    fonts = (SOURCE.parent / "fonts.css").read_text()
    faces = re.findall(r"@font-face {(.*?)}", fonts, re.DOTALL)
    fetched = [face for face in faces if "url(" in face]
    assert fetched
    assert all('format("woff2")' in face and "font-display: swap" in face for face in fetched)
    assert sum("size-adjust" in face for face in faces) == 3


def test_server_and_collectstatic_find_the_whole():
    assert Path(finders.find(NAME)).read_text() == whole()
    [(name, storage)] = next(iter(finders.get_finders())).list([])
    assert name == NAME
    assert Path(storage.path(name)).read_text() == whole()


def test_found_file_changes_only_with_its_parts():
    before = finders.find(NAME)
    assert finders.find(NAME) == before
    assert finders.find("dci/css/tokens.css") == str(SOURCE.parent / "tokens.css")


def test_part_that_is_missing_is_said(tmp_path):
    source = tmp_path / "site.css"
    source.write_text('@import "gone.css" layer(parts);\n')
    with pytest.raises(FileNotFoundError, match="gone"):
        whole(source)


PHYSICAL = re.compile(
    r"^\s*(?:(?:min-|max-)?(?:width|height)|left|right|top|bottom"
    r"|(?:margin|padding|border)-(?:left|right|top|bottom)[a-z-]*):",
    re.MULTILINE,
)


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.stem)
def test_part_is_plain(part):
    """Hex colours, logical directions, no !important: what keeps dark, print and Arabic right."""
    css = part.read_text()
    assert PHYSICAL.findall(css) == []
    assert re.findall(r"!important|oklch|hsl\(|light-dark|#[a-z][\w-]* \{", css) == []
