"""Lists of what is published, for programs: ``docs/data.md`` says what is in them."""

from collections.abc import Iterable

from django.http import JsonResponse

from dci import languages


def as_json(name: str, rows: Iterable[dict]) -> JsonResponse:
    """``rows`` under their ``name``, with the language of the address."""
    return JsonResponse(
        {"language": languages.current(), name: list(rows)},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
