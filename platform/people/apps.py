"""The customer behind every post and message."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The customer behind every post and message."""

    name = "people"

    def ready(self) -> None:
        from accounts.personal import provide_eraser, provide_face_finder  # noqa: PLC0415 - apps are loaded only now
        from people import subscribers  # noqa: F401, PLC0415 - registers itself; apps are loaded only now
        from people.actions.forgetting import forget_person  # noqa: PLC0415
        from people.queries import person_id_of_user  # noqa: PLC0415

        provide_face_finder(person_id_of_user)
        provide_eraser("people", lambda actor, erased: forget_person(actor=actor, erased=erased))
