"""What of the desk is shown."""

from collections.abc import Iterable

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_default_page_content_type

from dci import languages

from ..models import State, Translation
from . import people
from .listing import NEED, ORDERS, TITLE, listed

# Sections this far below the root can be chosen: pages deeper down have few below them.
DEEPEST_SECTION = 5

ME, NOBODY = "me", "nobody"

# One choice for all states in which it is a translator's turn.
TO_DO = "to_do"
STATES_TO_DO = [State.MISSING, State.IN_PROGRESS, State.OUTDATED]

# A field that nothing is asked of: in most languages "all" depends on what of.
EVERYTHING = {
    "language": _("All languages"),
    "state": _("All states"),
    "type": _("All types"),
    "section": _("The whole site"),
    "assignee": _("No matter to whom"),
}

# Which lanes, and not which objects: the totals show these side by side whatever is asked for.
OF_LANES = ("language", "state")


class DeskFilter(forms.Form):
    """What of the desk is shown. Unknown values show everything."""

    q = forms.CharField(label=_("Title"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    section = forms.ChoiceField(label=_("Part of the site"), required=False)
    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)
    order = forms.ChoiceField(
        required=False, choices=[(name, name) for name in ORDERS], widget=forms.HiddenInput
    )

    def __init__(self, data, user):
        super().__init__(data, label_suffix="")
        self.user = user
        self._offer("language", [(code, languages.name(code)) for code in languages.TARGETS])
        self._offer("state", [(TO_DO, _("to be translated")), *State.choices])
        self._offer("type", types())
        self._offer("section", self._sections.choices)
        seen = people.with_lanes(*languages.TARGETS)
        self._offer("assignee", [(ME, _("me")), (NOBODY, _("nobody"))], people.choices(seen))

    def _offer(self, name: str, choices: list[tuple], names: Iterable[tuple] = ()) -> None:
        """Let people choose; ``names`` are shown as they are written."""
        begun = [(value, capfirst(str(label))) for value, label in choices]
        self.fields[name].choices = [("", EVERYTHING[name]), *begun, *names]

    @cached_property
    def _sections(self) -> "Sections":
        return Sections()

    @cached_property
    def asked(self) -> dict[str, str]:
        """What is asked for, by the name of its field; without what makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def sorting(self) -> str:
        """The name of an order."""
        return self.asked.get("order", NEED)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.asked.keys() - {"order"})

    def lanes(self, *, but: tuple[str, ...] = ()) -> QuerySet[Translation]:
        """The lanes that are asked for, the fields in ``but`` not looked at."""
        lanes = listed()
        for name, value in self.asked.items():
            if name not in but and name != "order":
                lanes = lanes.filter(self._condition(name, value))
        return lanes

    def _condition(self, name: str, value: str) -> Q:
        match name, value:
            case "q", _:
                return Q(**{f"{TITLE}__icontains": value})
            case "state", str(state) if state == TO_DO:
                return Q(state__in=STATES_TO_DO)
            case "type", _:
                return Q(specific_type=value)
            case "section", _:
                return self._sections.below(value)
            case "assignee", str(who) if who == ME:
                return Q(assignee=self.user)
            case "assignee", str(who) if who == NOBODY:
                return Q(assignee=None)
            case _:
                return Q(**{name: value})


def types() -> list[tuple[str, str]]:
    """Key and name of each kind of object that has lanes, page types by their own name."""
    keys = Translation.objects.order_by().values_list("specific_type", flat=True).distinct()
    models = {str(key): ContentType.objects.get_for_id(key).model_class() for key in keys if key}
    named = [(key, capfirst(model._meta.verbose_name)) for key, model in models.items() if model]
    return sorted(named, key=lambda one: one[1])


class Sections:
    """The parts of the page tree that can be chosen: live pages with others below them."""

    def __init__(self):
        self._type = get_default_page_content_type()
        self._pages = self._type.model_class().objects.order_by("path")
        title = languages.column(TITLE, languages.SOURCE)
        above = self._pages.live().filter(numchild__gt=0, depth__range=(2, DEEPEST_SECTION))
        self._found = list(above.values_list("pk", "path", "depth", title))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Key and title of each, those below another one behind a dash a step."""
        return [
            (str(pk), f"{'– ' * (depth - 2)}{title}") for pk, _path, depth, title in self._found
        ]

    def below(self, key: str) -> Q:
        """The lanes of a page and of all pages below it."""
        path = next(path for pk, path, _depth, _title in self._found if str(pk) == key)
        pages = self._pages.order_by().filter(path__startswith=path)
        return Q(content_type=self._type, object_id__in=pages.values("pk"))
