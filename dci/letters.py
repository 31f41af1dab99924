"""Mails to staff, each in the language of their admin."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin.mail import send_mail
from wagtail.users.models import UserProfile


def wants(user, preference: str = "") -> bool:
    """Whether a mail may be sent; ``preference`` is one of Wagtail's in a person's profile."""
    may = user is not None and user.is_active and bool(user.email)
    return may and (not preference or getattr(UserProfile.get_for_user(user), preference))


def write(user, template: str, /, **context) -> None:
    """Send to ``user``, in the language of their admin, what ``template`` says."""
    language = UserProfile.get_for_user(user).get_preferred_language()
    write_to([user.email], language, template, user=user, **context)


def write_to(addresses: list[str], language: str, template: str, /, **context) -> None:
    """Send what ``template`` says in ``language``; its first line is the subject.

    It is kept with what else the caller writes, and leaves after the commit (``dci.outbox``).
    """
    with translation.override(language):
        text = render_to_string(template, {"base_url": settings.WAGTAILADMIN_BASE_URL} | context)
    subject, _newline, message = text.strip().partition("\n")
    send_mail(" ".join(subject.split()), message.strip() + "\n", addresses)
