"""The widget for choosing countries."""

from django import forms


class CountriesWidget(forms.CheckboxSelectMultiple):
    """A box for each country, in a list that scrolls and is searched, the ticked ones first."""

    template_name = "projects/widgets/countries.html"

    class Media:
        css = {"all": ["projects/countries.css"]}
        js = ["projects/countries.js"]

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])
