"""PDF files: what they can do beyond showing themselves, and whether everybody can read them."""

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dci import languages, limited_process

SCRIPT = Path(__file__).with_name("examine_pdf.py")
A_MONTH = 30 * 24 * 60 * 60
DANGERS = {
    "script": gettext_lazy("a script"),
    "program": gettext_lazy("a program to be started"),
    "form": gettext_lazy("a form that sends what is filled in"),
    "attachment": gettext_lazy("another file"),
    "media": gettext_lazy("a film, a sound or a model in 3D"),
    "address": gettext_lazy("an address that it opens by itself"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that a PDF is checked for, what it means for readers, and what to do."""

    is_good: bool
    text: str


def examine(content: bytes) -> dict:
    """What ``examine_pdf`` says of a file, remembered; ``{}`` for one that it can't read."""
    key = f"pdf.{blake2b(content, digest_size=20).hexdigest()}"
    report = cache.get(key)
    if report is None:
        written = limited_process.run(str(SCRIPT), content)
        report = json.loads(written or "{}")
        cache.set(key, report, A_MONTH)
    return report


def check(content: bytes) -> None:
    """Raise ``ValidationError`` for a file that does something, or that can't be looked into."""
    report = examine(content)
    if not report:
        message = _(
            "This PDF can't be read: the file is damaged, not complete or unusually complicated. "
            "Please make it anew from the document it was made of."
        )
        raise ValidationError(message, code="unreadable")
    if report["is_protected"]:
        message = _(
            "This PDF is protected, by a password or against copying. It can't be checked, and "
            "many who need it read aloud can't read it. Please save it without protection."
        )
        raise ValidationError(message, code="protected")
    if report["dangers"]:
        message = _(
            "This PDF can do more than show itself. It holds: %(what)s. Please make it anew with "
            "“Print” and “Save as PDF”."
        )
        what = ", ".join(str(DANGERS[danger]) for danger in report["dangers"])
        raise ValidationError(message % {"what": what}, code="active")


def findings(content: bytes, language: str) -> list[Finding]:
    """Whether a PDF in ``language`` can be read by everybody; none if it can't be looked into."""
    report = examine(content)
    if not report or report["is_protected"]:
        return []
    found = [_language(report["language"], language), _title(report["title"])]
    found += [_tags(report["is_tagged"]), _text(report["has_text"])]
    return [*found, *_author(report["author"])]


def _language(said: str, language: str) -> Finding:
    if not said:
        text = _(
            "It does not say its language, so it may be read aloud with the wrong voice. Set the "
            "language of the text in your word processor, then export it again."
        )
    elif said.split("-")[0].lower() != language.split("-")[0].lower():
        text = _(
            "It says that it is in another language: %(said)s. Choose the right language above, or "
            "set it in your word processor and export it again."
        ) % {"said": languages.name(said.split("-")[0].lower())}
    else:
        return Finding(True, _("It says its language."))
    return Finding(False, text)


def _title(title: str) -> Finding:
    if title:
        return Finding(True, _("It has a title: “%(title)s”.") % {"title": title[:200]})
    text = _(
        "It has no title, so browsers show the name of the file. Write one in the properties of "
        "the document in your word processor, then export it again."
    )
    return Finding(False, text)


def _tags(is_tagged: bool) -> Finding:
    if is_tagged:
        return Finding(True, _("It is tagged: headings, lists and tables can be told from text."))
    text = _(
        "It is not tagged, so screen readers can't tell headings, lists and tables from text. In "
        "Word: Save as PDF, Options, “Document structure tags for accessibility”. In LibreOffice: "
        "Export as PDF, “Universal Accessibility (PDF/UA)”."
    )
    return Finding(False, text)


def _text(has_text: bool) -> Finding:
    if has_text:
        return Finding(True, _("Its text can be read aloud and searched."))
    text = _(
        "It has pictures of pages and no text, as scans have: it can't be read aloud, searched or "
        "enlarged well. Ask for the document that it was printed from."
    )
    return Finding(False, text)


def _author(author: str) -> list[Finding]:
    if not author:
        return []
    text = _(
        "It names its author: “%(author)s”. Everybody can read that; if it should not be known, "
        "empty it in the properties of the document and export it again.",
    )
    return [Finding(False, text % {"author": author[:200]})]
