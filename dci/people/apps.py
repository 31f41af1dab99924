from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users, with more that can be done with one."""

    user_viewset = "dci.people.viewset.PeopleViewSet"
