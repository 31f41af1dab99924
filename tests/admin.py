"""An editor at the forms of the admin, without a browser.

    form = Form(client, "/admin/pages/add/projects/projectpage/4/")
    form["title_en"] = "Together for Justice"
    form.add("figures", value=90, label_en="supporting NGOs")
    form.send("action-publish")
    assert form.errors == {}

Sends what a browser would: every field of the form as it was received, changed as asked for.
"""

import json

from lxml import html

# An editing page takes BeautifulSoup ten times as long as this.
PARSER = html.HTMLParser(encoding="utf-8")
PLACES = (  # of the form, the first that is there
    "//*[@id='page-edit-form']",
    "//form[@data-edit-form]",
    "//*[@id='lane-form']",
    "//main//form[@method='POST' or @method='post']",
)


class Form:
    def __init__(self, client, url: str):
        self.client, self.url = client, url
        self.reload()

    def reload(self) -> "Form":
        """Open the page again."""
        self.response = self.client.get(self.url)
        assert self.response.status_code == 200, self.response.status_code
        return self.receive()

    def receive(self) -> "Form":
        """Go on with the form as it has come back."""
        self.data = fields(self.response.content)
        return self

    def __getitem__(self, name: str):
        return self.data[name]

    def __setitem__(self, name: str, value) -> None:
        self.data[name] = value

    def add_block(self, body: str, kind: str, value) -> None:
        """Add a block at the end of a body, with its value as the editor's scripts have it."""
        number = self.data[f"{body}-count"]
        block = {"type": kind, "value": value, "id": ""}
        added = block_fields(body, [*[{"value": None, "id": ""}] * number, block])
        self.data |= {name: text for name, text in added.items() if f"{body}-{number}-" in name}
        self.data[f"{body}-count"] = number + 1

    def add(self, rows: str, **values) -> str:
        """Add a row to a list, and return what the names of its fields begin with."""
        number = int(self.data.get(f"{rows}-TOTAL_FORMS", 0))
        prefix = f"{rows}-{number}"
        self.data |= {f"{rows}-TOTAL_FORMS": number + 1, f"{rows}-MIN_NUM_FORMS": 0}
        self.data.setdefault(f"{rows}-INITIAL_FORMS", 0)
        self.data |= {f"{prefix}-ORDER": number + 1, f"{prefix}-DELETE": "", f"{prefix}-id": ""}
        self.data |= {f"{prefix}-{name}": value for name, value in values.items()}
        return prefix

    def send(self, action: str = ""):
        """Send the form with one of its buttons, none being "Save draft"."""
        self.response = self.client.post(
            self.url, {**self.data, **({action: "1"} if action else {})}
        )
        return self.response

    def autosave(self) -> dict:
        """Send the form as the editor's scripts do a moment after each change; their answer."""
        self.response = self.client.post(
            self.url, self.data, headers={"accept": "application/json"}
        )
        answer = self.response.json()
        if answer["success"]:
            self.url = answer.get("url", self.url)
            self.data |= {"overwrite_revision_id": answer["revision_id"], **answer["field_updates"]}
        return answer

    @property
    def errors(self) -> dict[str, str]:
        """The message at each field, by the field's name in the form."""
        if self.response.status_code == 302:
            return {}
        form = self.response.context["form"]
        return dict(messages(form))


def messages(form):
    """The first message at each field of a form and of its rows."""
    for name, texts in form.errors.items():
        yield form.add_prefix(name), texts[0]
    for rows in getattr(form, "formsets", {}).values():
        for row in rows.forms:
            yield from messages(row)


def fields(page: bytes) -> dict:
    """What a browser would send of the one form of an editing page, unchanged."""
    document = html.document_fromstring(page, parser=PARSER)
    return form_fields(next(found for place in PLACES for found in document.xpath(place)))


def form_fields(form: html.HtmlElement) -> dict:
    """What a browser would send of a form, unchanged."""
    found: dict = {}
    for body in form.xpath(".//*[@data-block]"):
        blocks, _errors = json.loads(body.get("data-w-block-arguments-value"))
        found |= block_fields(body.get("id"), blocks)
    for field in form.xpath(".//*[self::input or self::select or self::textarea]"):
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or field.xpath("ancestor::template"):
            continue
        if kind in {"checkbox", "radio"}:
            if "checked" in field.attrib:
                found.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "select":
            options = field.xpath(".//option")
            chosen = [option for option in options if "selected" in option.attrib]
            chosen = chosen or ([] if "multiple" in field.attrib else options[:1])
            found[name] = [option.get("value", "") for option in chosen]
        elif field.tag == "textarea":
            found[name] = field.text_content().strip()
        else:
            found[name] = field.get("value", "")
    return found


def block_fields(name: str, value) -> dict:
    """The fields that the editor's scripts make of the value of a block."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        found = {f"{name}-count": len(value)}
        for number, item in enumerate(value):
            part = f"{name}-{number}"
            found |= {f"{part}-order": number, f"{part}-deleted": "", f"{part}-id": item["id"]}
            found |= {f"{part}-type": item["type"]} if "type" in item else {}
            found |= block_fields(f"{part}-value", item["value"])
        return found
    if isinstance(value, dict) and value.keys() & {"edit_url", "editUrl"}:  # something chosen
        return {name: value["id"]}
    if isinstance(value, dict):
        found = {}
        for part, item in value.items():
            found |= block_fields(f"{name}-{part}", item)
        return found
    return {name: "" if value is None else value}
