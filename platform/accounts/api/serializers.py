"""Input and output of accounts' API."""

from typing import Any, ClassVar

from django.conf import settings
from rest_framework import serializers

from access.api.inputs import Input, PageQuery, StrictBoolean
from accounts.contracts import hue_of
from accounts.models.invitation import Invitation
from accounts.models.token import ApiToken
from accounts.models.user import ROLE_CHOICES, User
from kernel.clock import now


class ProfileInput(Input):
    """What one changes about oneself."""

    name = serializers.CharField(max_length=120, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, allow_blank=True, required=False)
    time_zone = serializers.CharField(max_length=63, allow_blank=True, required=False)


class MemberInput(Input):
    """A member's role and state; what is not said stays."""

    role = serializers.ChoiceField(choices=ROLE_CHOICES, required=False)
    deactivated = StrictBoolean(required=False)


class MembersQuery(PageQuery):
    """Whom to list: part of a name or handle or a whole address, a role."""

    q = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    role = serializers.ChoiceField(choices=ROLE_CHOICES, required=False, allow_blank=True, default="")


class InvitationInput(Input):
    """Whom to invite, as what, into which teams."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=ROLE_CHOICES)
    team_ids = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=50)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, allow_blank=True, required=False, default="")


class TokenInput(Input):
    """A new token: its name, what it may do, for how long."""

    name = serializers.CharField(max_length=80)
    scopes = serializers.ListField(child=serializers.CharField(max_length=40), min_length=1, max_length=20)
    expires_in_days = serializers.IntegerField(min_value=1, max_value=365)


class UserOutput(serializers.ModelSerializer[User]):
    """UserRef of the API contract."""

    avatar_hue = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["id", "name", "handle", "role", "avatar_hue"]

    def get_avatar_hue(self, user: User) -> int:
        return hue_of(user.pk)


class ProfileOutput(UserOutput):
    """Oneself."""

    class Meta(UserOutput.Meta):
        fields: ClassVar[list[str]] = [*UserOutput.Meta.fields, "email", "language", "time_zone"]


class TenantOutput(serializers.Serializer[Any]):
    """The brand."""

    slug = serializers.CharField()
    name = serializers.CharField()
    language = serializers.CharField()
    accent = serializers.CharField()
    time_zone = serializers.CharField()


class PermissionsOutput(serializers.Serializer[Any]):
    """What the application offers."""

    manage_members = serializers.BooleanField()
    manage_inboxes = serializers.BooleanField()


class MeOutput(serializers.Serializer[Any]):
    """Who I am here, for the staff application's first request."""

    user = ProfileOutput()
    tenant = TenantOutput()
    role = serializers.CharField()
    permissions = PermissionsOutput()
    socket = serializers.CharField()
    languages = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class MemberOutput(UserOutput):
    """An account as supervisors see it."""

    class Meta(UserOutput.Meta):
        fields: ClassVar[list[str]] = [*UserOutput.Meta.fields, "email", "language", "created_at", "last_login", "deactivated_at"]


class InvitationOutput(serializers.ModelSerializer[Invitation]):
    """An invitation that waits for an answer."""

    expired = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields: ClassVar[list[str]] = [
            "id",
            "email",
            "role",
            "team_ids",
            "language",
            "invited_by_id",
            "created_at",
            "expires_at",
            "expired",
        ]

    def get_expired(self, invitation: Invitation) -> bool:
        return invitation.expires_at <= now()


class TokenOutput(serializers.ModelSerializer[ApiToken]):
    """A token without its secret."""

    class Meta:
        model = ApiToken
        fields: ClassVar[list[str]] = ["id", "name", "hint", "scopes", "created_at", "expires_at", "last_used_at"]


class NewTokenOutput(TokenOutput):
    """The only answer that holds the secret."""

    secret = serializers.CharField()

    class Meta(TokenOutput.Meta):
        fields: ClassVar[list[str]] = [*TokenOutput.Meta.fields, "secret"]


class SessionOutput(serializers.Serializer[Any]):
    """A place where one is signed in."""

    id = serializers.CharField()
    address = serializers.CharField(allow_null=True)
    agent = serializers.CharField()
    created_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()
    current = serializers.BooleanField()
