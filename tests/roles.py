"""Who gets where in the admin: what is tried, and the table of it in docs/roles.md.

``WRITE_ROLES=1 .venv/bin/pytest tests/dci/signing_in/test_roles.py`` writes the table anew; read
what has changed before it is committed.
"""

import re
from http.cookies import SimpleCookie
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Task, Workflow

from dci.search.models import Promotion
from dci.translation import lanes
from dci.translation.models import Term
from dci.translation.review import workflow
from tests import factories
from tests.addresses import patterns
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_of, reviewer, translator

TABLE = Path(__file__).parents[1] / "docs" / "roles.md"
WRITE = "WRITE_ROLES"  # in the environment: the table takes what is found
REFUSED = (403, 404, 405)
SENT_AWAY = ("/admin/", "/admin/login/")
HEAD = """# Roles

What each role reaches in the admin, address by address: `r` it gets an answer, `w` it may send
something, an empty cell that it is sent away or told that there is nothing. The samples are a
published page with a French and a Spanish lane, a French draft under review, and one of everything
else. An address that is new fails `tests/dci/signing_in/test_roles.py` until somebody has looked at
its row; with `WRITE_ROLES=1` in the environment that test writes the table.

"""


def group(name: str):
    person = factories.EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name=name))
    return person


ROLES = {
    "Stranger": lambda: None,
    "Administrator": factories.EditorFactory,
    "Moderator": lambda: group("Moderators"),
    "Editor": lambda: group("Editors"),
    "Reviewer (French)": lambda: reviewer("fr"),
    "Translator (French)": lambda: translator("fr"),
}


class Samples:
    """One of everything, and which of them an address is about."""

    def __init__(self):
        maria = translator("fr")
        page = factories.ContentFactory(title_en="About us")
        translate(page)
        translate(page, "es")
        page = edit(page, title_en="About our movement")
        lanes.save_draft(page, "fr", {"title": "Brouillon"}, user=maria)
        workflow.submit(lane_of(page), maria)
        self.french, self.spanish = lane_of(page), lane_of(page, "es")
        waiting = self.french.current_workflow_task_state
        image, document = factories.ImageFactory(), factories.DocumentFactory()
        redirect = Redirect.objects.create(old_path="/old", redirect_page=page)
        self.values = {
            **dict.fromkeys(["page_id", "page_to_move_id", "page_pk"], page.pk),
            **dict.fromkeys(["parent_page_id", "destination_id"], page.get_parent().pk),
            **dict.fromkeys(["document_id", "doc_id"], document.pk),
            "image_id": image.pk,
            "filter_spec": "original",
            "redirect_id": redirect.pk,
            "revision_id": page.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "old": "live",
            "new": self.french.latest_revision_id,
            "workflow_state_id": waiting.workflow_state_id,
            "task_state_id": waiting.pk,
            "task_id": waiting.task_id,
            "workflow_pk": Workflow.objects.first().pk,
            "collection_id": Collection.get_first_root_node().add_child(name="Press").pk,
            "object_id": page.pk,
            "session_id": 1,
            "uploaded_file_id": 1,
            "key": "another",
            "extension": "csv",
            "name": "fr/desk.webp",
            "uidb64": "x",
            "token": "x",
            "action_name": "approve",
            "content_type_app_name": "dci",
            "content_type_model_name": "contentpage",
            "filter": "original",
        }
        self.objects = {
            **dict.fromkeys(["documents", "dci/sitedocument"], document),
            **dict.fromkeys(["images", "dci/siteimage"], image),
            **dict.fromkeys(["users", "auth/user"], maria),
            "collections": Collection.objects.get(name="Press"),
            "groups": Group.objects.get(name="Editors"),
            "sites": Site.objects.get(),
            "settings": factories.SettingsFactory().site,
            "projects/region": factories.RegionFactory(),
            "projects/theme": factories.ThemeFactory(),
            "partners/organisation": factories.OrganisationFactory(),
            "search/promotion": Promotion.objects.create(searches="law", page=page),
            "translation/term": Term.objects.create(text="child"),
            "workflows/tasks": Task.objects.get(pk=waiting.task_id),
            "workflows": Workflow.objects.first(),
        }
        self.page, self.contact = page, factories.ContactPageFactory()

    def address(self, row: str) -> str:
        """What somebody asks for: the row with the keys of the samples in it."""
        return re.sub(r"<(?:\w+:)?([\w ]+)>", lambda found: str(self.value(row, found[1])), row)

    def value(self, row: str, name: str):
        if row.startswith("forms/"):
            return self.contact.pk
        if name == "French lane":
            return self.french.pk
        if name == "Spanish lane":
            return self.spanish.pk
        if name in self.values:
            return self.values[name]
        places = [place for place in self.objects if f"/{place}/" in f"/{row}"]
        return self.objects[max(places, key=len)].pk if places else self.page.pk


def rows() -> list[str]:
    """Every address once, those of lanes in two languages, and each bulk action by its name."""
    return sorted({row for route, _name in patterns() for row in variants(tidy(route))})


def tidy(route: str) -> str:
    return re.sub(r"<\w+:", "<", route).replace("\\", "")


def variants(route: str) -> list[str]:
    if route.startswith("translations/<pk>/"):
        return [route.replace("<pk>", f"<{name} lane>") for name in ("French", "Spanish")]
    if route.startswith("bulk/"):
        bulk_action_registry._scan_for_bulk_actions()
        return [
            f"bulk/{app}/{model}/{action}/"
            for app, models in bulk_action_registry.actions.items()
            for model, actions in models.items()
            for action in actions
        ]
    named = {
        "settings/<app_name>/<model_name>/": "settings/dci/sitesettings/",
        "tag-autocomplete/<app_name>/<model_name>/": "tag-autocomplete/taggit/tag/",
        "pages/create/<app_label>/<model_name>": "pages/create/dci/contentpage",
        "workflows/tasks/add/<app_label>/<model_name>/": (
            "workflows/tasks/add/wagtailcore/groupapprovaltask/"
        ),
        "editing-sessions/ping/<app_label>/<model_name>/": (
            "editing-sessions/ping/dci/contentpage/"
        ),
    }
    start = next((start for start in named if route.startswith(start)), None)
    route = route.replace(start, named[start]) if start else route
    return [] if route in (".*/", "failwhale/") else [route]


def found(role: str) -> dict[str, str]:
    """What a role reaches, by row. Nothing that is sent stays."""
    samples, person = Samples(), ROLES[role]()
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
        client.get("/admin/account/")  # notes when the session began
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    reached = {}
    for row in rows():
        address, query = f"/admin/{samples.address(row)}", {"id": samples.value(row, "id")}
        answers = (ask(client, cookies, method, address, query) for method in ("get", "post"))
        reached[row] = cell(*answers)
    return reached


def cell(looked, sent) -> str:
    """``r`` for an answer to look at, ``w`` where something can be sent."""
    reads = looked.status_code not in (302, *REFUSED)
    leads_on = "Location" in looked and looked["Location"] == sent.get("Location")
    return ("r" if reads else "") + ("" if leads_on or is_sent_away(sent) else "w")


def ask(client: Client, cookies: dict, method: str, address: str, query: dict):
    client.cookies = SimpleCookie(cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address, query | {"q": "a", "term": "a"})
        answer.getvalue()  # to its end, so that a file is closed
        transaction.set_rollback(True)
    return answer


def is_sent_away(answer) -> bool:
    away = answer.get("Location", "").partition("?")[0] in SENT_AWAY
    return away or answer.status_code in REFUSED


def read(role: str) -> dict[str, str]:
    """The column of a role in the table."""
    lines = [line.strip("|").split("|") for line in TABLE.read_text().splitlines() if "|" in line]
    titles = [title.strip() for title in lines[0]]
    return {line[0].strip().strip("`"): line[titles.index(role)].strip() for line in lines[2:]}


def write(role: str, column: dict[str, str]) -> None:
    """Put the column of a role into the table."""
    columns = {other: read(other) if TABLE.exists() else {} for other in ROLES} | {role: column}
    lines = [["address", *ROLES], ["---"] * (len(ROLES) + 1)]
    lines += [[f"`{row}`", *(columns[other].get(row, "") for other in ROLES)] for row in column]
    TABLE.write_text(HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines))
