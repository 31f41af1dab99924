from django.db import models


class PublicVersion(models.Model):
    """One row: a word that is another one after every change of what visitors can see.

    Triggers of the database write it (``triggers``). A word and no number, so that a backup that
    was put back can't bring one again under which other pages have been kept.
    """

    ROW = 1

    token = models.CharField(max_length=36)
    triggers = models.CharField(max_length=64)  # a digest of those that stand

    class Meta:
        db_table = "public_version"
        default_permissions = ()

    def __str__(self) -> str:
        return self.token
