from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.signals import (
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)


class TranslationConfig(AppConfig):
    name = "dci.translation"
    label = "translation"
    verbose_name = "Translation"

    def ready(self):
        from .review import notices
        from .review.workflow import follow_workflow, make_workflows
        from .roles import make_groups

        post_migrate.connect(make_groups, sender=self)
        post_migrate.connect(make_workflows, sender=self)
        for event in (workflow_submitted, workflow_approved, workflow_rejected, workflow_cancelled):
            event.connect(follow_workflow)
        notices.connect()
