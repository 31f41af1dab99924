"""Two requests that read or show rich text at the same time."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from dci.models import ContentPage

pytestmark = pytest.mark.django_db


def test_texts_of_two_requests_are_not_mixed_up():
    """One field's widget serves all threads of a process; each must get its own text back."""
    block = ContentPage._meta.get_field("body_en").stream_block.child_blocks["text"]

    def there_and_back(number: int) -> bool:
        text = f"<p>Text {number} <b>bold {number}</b></p>" * 5
        state = json.loads(block.field.widget.format_value(text))
        return all(f"Text {number} bold {number}" == part["text"] for part in state["blocks"])

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # let the threads take turns in the middle of a text
    try:
        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(there_and_back, range(40)))
    finally:
        sys.setswitchinterval(before)
