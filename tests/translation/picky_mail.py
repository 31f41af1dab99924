"""A mail server that refuses one address."""

from django.core.mail.backends.locmem import EmailBackend


class Backend(EmailBackend):
    def send_messages(self, messages):
        if any("refused@example.org" in message.to for message in messages):
            raise ConnectionRefusedError("no such address")
        return super().send_messages(messages)
