"""What stands in the cells of the spreadsheets that the admin hands out."""

from dci.translation.characters import printable
from dci.translation.spreadsheets import guarded


class HarmlessCellsMixin:
    """For views with Wagtail's export: texts that a spreadsheet can hold, and does not run.

    Wagtail's own fail on a control character, and hand out formulas as CSV.
    """

    def preprocess_field_value(self, field: str, value: object, export_format: str):
        value = super().preprocess_field_value(field, value, export_format)
        return guarded(printable(value)) if isinstance(value, str) else value

    def get_heading(self, queryset, field: str) -> str:
        return guarded(printable(super().get_heading(queryset, field)))
