"""Whatever each role sends with the forms that it is shown, the admin answers."""

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from tests import roles
from tests.admin import form_fields
from tests.dci.test_bad_input import Staff
from tests.effort import tries
from tests.record import record

from .memory import steady
from .requests import TEXT

STAFF = [role for role in roles.ROLES if role != "Stranger"]
TIMES = tries(1, audit=20)  # that each form is sent, before memory is measured and after


@pytest.mark.audit
@pytest.mark.django_db
@pytest.mark.parametrize("role", tries(["Translator (French)"], audit=STAFF))
def test_no_form_fails_whatever_is_in_its_fields(role):
    staff, forms, failed, tried = Staff(role), {}, [], 0
    for address in staff.addresses():
        for action, form in staff.forms(address, "post"):
            forms[action, *form_fields(form)] = form

    def sends(action: str, right: dict):
        @settings(max_examples=TIMES, phases=[Phase.generate], database=None)
        @given(st.dictionaries(st.sampled_from([*right, "next"]), TEXT, min_size=1))
        def send(values):
            nonlocal tried
            tried += 1
            if staff.ask("post", action, right | values).status_code >= 500:
                failed.append((action, values))

        return send

    def send_all(first: int) -> None:
        for number, ((action, *_names), form) in enumerate(forms.items(), start=first):
            seed(number)(sends(action, form_fields(form)))()

    send_all(0)
    with steady():
        send_all(len(forms))
    assert failed == []
    assert len(forms) > 5
    record(f"made-up values in the forms of the admin, as {role}", f"{tried:,} requests")
