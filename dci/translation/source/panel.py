"""The translations in the editor of the source: what becomes outdated, and what translators ask."""

from django.utils.functional import cached_property

from dci import languages

from ..desk.page_states import LanguagesSidePanel
from ..models import Comment
from ..review import comments
from ..review.comment_views import comments_url
from . import forecast as source_side


class SourceSidePanel(LanguagesSidePanel):
    """The panel of the page's languages with more, brought up to date by Wagtail's autosave."""

    class SidePanelToggle(LanguagesSidePanel.SidePanelToggle):
        def get_context_data(self, parent_context) -> dict:
            context = super().get_context_data(parent_context)
            return context | {"count": context["count"] + len(self.panel.questions)}

    template_name = "translation/source_panel.html"

    class Media:
        css = {"all": ["translation/review.css"]}

    @cached_property
    def sentence(self) -> str:
        return source_side.in_words(source_side.forecast(self.object))

    @cached_property
    def questions(self) -> list[Comment]:
        """The open comments to the source's author, each with where it is answered."""
        found = list(comments.to_author(self.object)) if self.object.pk else []
        for comment in found:
            comment.url = comments_url(comment.lane, comment.path)
            comment.language = languages.name(comment.lane.language)
        return found

    def get_context_data(self, parent_context) -> dict:
        """Below the form the sentence stands for those who publish, once there is a lane."""
        below = bool(parent_context.get("may_be_minor") and self.cells)
        own = {"sentence": self.sentence, "questions": self.questions, "is_below_form": below}
        return super().get_context_data(parent_context) | own
