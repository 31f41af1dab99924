"""Files asked for and sent in the admin.

export(client, format="xlsx")                   everything into French, unless asked otherwise
url, page = preview(client, file)               what a file would change
client.post(url, {"take": chosen(page)})        ... changed
"""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

FILES = "/admin/translations/files/"


def export(client, **data):
    asked = {"language": "fr", "what": "all", "format": "po", **data}
    return client.post(f"{FILES}export/", asked)


def is_refused(response) -> bool:
    """Whether Wagtail has sent somebody away."""
    return response.status_code == 403 or response.get("Location") == "/admin/"


def send(client, content: bytes, language: str = "fr", name: str = "back.po"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{FILES}import/", {"language": language, "file": file})


def shown(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def preview(client, content: bytes) -> tuple[str, BeautifulSoup]:
    """The address of what a file would change, and its page."""
    response = send(client, content)
    assert response.status_code == 302, shown(response).select(".errorlist")
    url = response["Location"]
    return url, shown(client.get(url))


def chosen(page: BeautifulSoup) -> list[str]:
    """What a browser would send of the boxes."""
    return [box["value"] for box in page.select("input[name=take][checked]")]
