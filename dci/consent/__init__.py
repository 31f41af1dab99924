"""Consent of the persons on pictures: a page without it is not published."""
