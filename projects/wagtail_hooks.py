from wagtail.snippets.models import register_snippet

from .viewsets import SubjectsGroup

register_snippet(SubjectsGroup)
