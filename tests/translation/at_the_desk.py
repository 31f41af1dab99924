"""People who translate, and what they do at the forms of the admin.

maria = translator("fr")                       in the group of the translators into French
form = lane_form(signed_in(maria), page)       the French lane of a page, as a browser has it
form["target:title"] = "À propos"
form.send("publish")
"""

import json

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dci import languages
from dci.translation.models import Translation
from tests.admin import Form
from tests.factories import EditorFactory


def translator(*codes: str, groups: str = "Translators", language: str = "en"):
    """Somebody in the translators' group of some languages, and in no other."""
    person = EditorFactory(is_superuser=False, is_staff=False, language=language)
    names = [f"{groups} ({languages.name(code)})" for code in codes]
    person.groups.set(Group.objects.filter(name__in=names))
    assert person.groups.count() == len(codes)
    return person


def reviewer(*codes: str, **options):
    return translator(*codes, groups="Reviewers", **options)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def lane_of(obj, language: str = "fr") -> Translation:
    return Translation.objects.of(obj).get(language=language)


def lane_url(obj, language: str = "fr") -> str:
    return reverse("translation:lane", args=[lane_of(obj, language).pk])


def lane_form(client: Client, obj, language: str = "fr") -> Form:
    return Form(client, lane_url(obj, language))


def answer_all(form: Form) -> None:
    """Translate every plain passage of a form."""
    for name in [name for name in form.data if name.startswith("target:")]:
        form[name] = f"traduit {name}"


def typed(text: str, block: str = "unstyled", **more) -> str:
    """What the rich text editor sends for a paragraph without markup."""
    paragraph = {"key": "k", "type": block, "depth": 0, "text": text, "inlineStyleRanges": []}
    return json.dumps({"blocks": [{**paragraph, "entityRanges": [], **more}], "entityMap": {}})


def typed_link(text: str, kind: str = "LINK", **data) -> str:
    """The same with a link, or something else, around the whole."""
    state = json.loads(typed(text, entityRanges=[{"key": 0, "offset": 0, "length": len(text)}]))
    state["entityMap"] = {"0": {"type": kind, "mutability": "MUTABLE", "data": data}}
    return json.dumps(state)
