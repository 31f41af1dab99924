"""A review, as people see it in the admin.

press(maria, page, "lock")                      a button beside the French lane of a page
said(response)                                  what the admin answers
workflow_url(page, "approve")                   where Wagtail's dashboard leads to
"""

from tests.translation.at_the_desk import lane_of, lane_url, signed_in


def with_address(person):
    person.email = f"{person.username}@example.org"
    person.save()
    return person


def press(person, page, action: str, **data):
    url = f"{lane_url(page)}review/"
    return signed_in(person).post(url, {"action": action, **data}, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def workflow_url(page, action: str) -> str:
    task_state = lane_of(page).current_workflow_task_state
    return f"{lane_url(page)}workflow/{action}/{task_state.pk}/"
