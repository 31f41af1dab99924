"""Which of Wagtail's workflows the lanes of a language go through."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow


class ReviewWorkflow(models.Model):
    """The workflow of a language's lanes. A language without one is published without review."""

    language = models.CharField(_("language"), max_length=12, unique=True)
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("review of a language")
        verbose_name_plural = _("reviews of languages")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.language}: {self.workflow}"
