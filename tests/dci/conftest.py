from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture(params=[1, 365], ids=["a day", "a year"])
def ahead(request):
    """When a wrong clock has written a row."""
    return timezone.now() + timedelta(days=request.param)
