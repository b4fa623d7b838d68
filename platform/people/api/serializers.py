"""What the API takes and gives for people. Input and output never share a class."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from accounts.contracts import hue_of
from people.contracts import PersonInfo


class PeopleQuery(PageQuery):
    """?q= and the page."""

    q = serializers.CharField(required=False, default="", allow_blank=True, max_length=200)


class PersonNoteInput(Input):
    """The client mints the id, so that sending twice writes once."""

    id = serializers.UUIDField()
    body = serializers.CharField(max_length=10_000)


class PersonConsentInput(Input):
    """One kind, yes or no."""

    kind = serializers.CharField(max_length=20)
    granted = StrictBoolean()


class PersonMergeInput(Input):
    """Who else this person is; the client may mint the merge's id."""

    other_id = serializers.UUIDField()
    id = serializers.UUIDField(required=False)


class PersonInput(Input):
    """What colleagues may correct."""

    name = serializers.CharField(required=False, max_length=120)
    language = serializers.CharField(required=False, allow_blank=True, max_length=15)


class PersonItem(serializers.Serializer[Any]):
    """A person as lists and messages show them."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    user_id = serializers.UUIDField(allow_null=True)
    is_imported = serializers.BooleanField()
    avatar_hue = serializers.SerializerMethodField()

    def get_avatar_hue(self, person: PersonInfo) -> int:
        return hue_of(person.id)


class NoteAuthor(serializers.Serializer[Any]):
    """A colleague."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    avatar_hue = serializers.SerializerMethodField()

    def get_avatar_hue(self, user: Any) -> int:
        return hue_of(user.id)


class PersonIdentity(serializers.Serializer[Any]):
    """One way in which a person is known."""

    kind = serializers.CharField()
    scope = serializers.CharField()
    display = serializers.CharField()
    verified = serializers.BooleanField()


class PersonConsent(serializers.Serializer[Any]):
    """The latest word on one kind of consent."""

    kind = serializers.CharField()
    granted_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class PersonNoteOutput(serializers.Serializer[Any]):
    """A colleague's note."""

    id = serializers.UUIDField()
    body = serializers.CharField()
    author = NoteAuthor()
    at = serializers.DateTimeField()


class AbsorbedOutput(PersonItem):
    """Somebody who turned out to be this person."""

    merge_id = serializers.UUIDField()
    merged_at = serializers.DateTimeField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {**PersonItem(instance.person).data, "merge_id": instance.merge_id, "merged_at": instance.merged_at}


class CountsOutput(serializers.Serializer[Any]):
    """How much there is of a person."""

    conversations = serializers.IntegerField()
    posts = serializers.IntegerField()
    solutions = serializers.IntegerField()


class PersonProfile(PersonItem):
    """A person with everything that is known of them."""

    language = serializers.CharField()
    created_at = serializers.DateTimeField()
    identities = PersonIdentity(many=True)
    consents = PersonConsent(many=True)
    notes = PersonNoteOutput(many=True)
    merged_from = AbsorbedOutput(many=True)
    counts = CountsOutput()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {
            **PersonItem(instance.person).data,
            "language": instance.person.language,
            "created_at": instance.created_at,
            "identities": PersonIdentity(instance.identities, many=True).data,
            "consents": PersonConsent(instance.consents, many=True).data,
            "notes": PersonNoteOutput(instance.notes, many=True).data,
            "merged_from": AbsorbedOutput(instance.merged_from, many=True).data,
            "counts": CountsOutput(instance.counts).data,
        }


class PersonTimelineEntry(serializers.Serializer[Any]):
    """One entry of a person's timeline."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=["topic", "post", "solution", "conversation", "note", "merge"])
    title = serializers.CharField()
    excerpt = serializers.CharField()
    url = serializers.CharField()
    conversation_id = serializers.UUIDField(allow_null=True)


class PersonMergeOutput(serializers.Serializer[Any]):
    """The merge, for undoing it."""

    merge_id = serializers.UUIDField(source="pk")


class PeoplePage(PageShape):
    """A page of people."""

    items = PersonItem(many=True)


class PersonTimelinePage(PageShape):
    """A page of a timeline."""

    items = PersonTimelineEntry(many=True)
