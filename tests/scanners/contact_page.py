"""Adds a page with a form to the site that the environment names; the starter content has none."""

import django


def main() -> None:
    django.setup()

    from dci.models import HomePage
    from tests.factories import ContactPageFactory

    questions = ["singleline", "multiline", "email", "number", "date", "checkboxes", "dropdown"]
    ContactPageFactory(parent=HomePage.objects.get(), questions=questions)


if __name__ == "__main__":
    main()
