"""Mails that wait to be sent: written with what causes them, and sent when it is committed."""
