"""An editor at the forms of the admin, without a browser.

    form = Form(client, "/admin/pages/add/projects/projectpage/4/")
    form["title_en"] = "Together for Justice"
    form.add("figures", value=90, label_en="supporting NGOs")
    form.send("action-publish")
    assert form.errors == {}

Sends what a browser would: every field of the form as it was received, changed as asked for. Bodies
made of blocks, which only a browser builds, are sent empty.
"""

from bs4 import BeautifulSoup


class Form:
    def __init__(self, client, url: str):
        self.client, self.url = client, url
        response = client.get(url)
        assert response.status_code == 200, response.status_code
        self.data = fields(response.content)

    def __setitem__(self, name: str, value) -> None:
        self.data[name] = value

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


def fields(html: bytes) -> dict:
    """What a browser would send of the one form of an editing page, unchanged."""
    page = BeautifulSoup(html, "html.parser")
    form = page.find(id="page-edit-form") or page.find("form", attrs={"data-edit-form": True})
    form = form or page.select_one("main form[method=POST], main form[method=post]")
    found: dict = {f"{body['id']}-count": 0 for body in form.select("[data-controller=w-block]")}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or field.find_parent("template"):
            continue
        if kind in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                found.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            found[name] = [option["value"] for option in field.find_all("option", selected=True)]
        else:
            found[name] = field.text.strip() if field.name == "textarea" else field.get("value", "")
    return found
