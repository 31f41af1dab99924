"""The glossary in the admin: reviewers keep it, translators read it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from dci import languages

from ..models import Term


class TermForm(WagtailAdminModelForm):
    """A term, once whatever its capitals."""

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        others = Term.objects.exclude(pk=self.instance.pk).filter(text__iexact=text)
        if others.exists():
            raise ValidationError(_("This term is in the glossary already."))
        return text


class LanguageColumn(Column):
    """What one language calls a term; what it must not say is struck through."""

    cell_template_name = "translation/help_term_cell.html"

    def __init__(self, code: str):
        self.code = code
        super().__init__(f"in_{code}", label=languages.name(code))

    def get_cell_context_data(self, instance: Term, parent_context) -> dict:
        translations = [one for one in instance.translations.all() if one.language == self.code]
        context = super().get_cell_context_data(instance, parent_context)
        return context | {
            "term": instance.text,
            "is_kept": instance.is_kept,
            "translations": translations,
            "language": self.code,
        }


class TermIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """A term once, though several of its translations hold the word."""
        return super().search_queryset(queryset).distinct()


def _choice_of_language() -> forms.Select:
    return forms.Select(choices=[(code, languages.name(code)) for code in languages.TARGETS])


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 151
    add_to_admin_menu = True
    index_view_class = TermIndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    search_fields = ["text", "translations__text"]
    list_filter = ["is_kept"]
    list_display = [
        "text",
        *(LanguageColumn(code) for code in languages.TARGETS),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("is_kept"), FieldPanel("is_case_sensitive")]),
            InlinePanel(
                "translations",
                heading=_("Translations"),
                label=_("translation"),
                panels=[
                    FieldPanel("language", widget=_choice_of_language()),
                    FieldPanel("text"),
                    FieldPanel("is_forbidden"),
                ],
                help_text=_("Several if all are right: the first is the preferred one."),
            ),
            FieldPanel("note"),
        ],
        base_form_class=TermForm,
    )

    def get_queryset(self, request) -> QuerySet:
        return Term.objects.prefetch_related("translations")
