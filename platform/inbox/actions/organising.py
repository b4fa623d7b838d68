"""Teams, inboxes, labels, and who works where."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.grants import access_changed, grant, revoke
from access.policies import authorise
from events.recording import action, publish
from inbox.contracts import INBOX_KINDS
from inbox.events import InboxChanged, LabelCreated, TeamChanged
from inbox.models.labels import Label
from inbox.models.organisation import Inbox, InboxGrant, InboxTeam, Team, TeamGrant
from inbox.policies import can_create_label, can_organise
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError, NotFoundError

COMMUNITY_INBOX = "Community"


@action
def create_label(*, actor: Actor, name: str, hue: int) -> Label:
    """A new label; raises ConflictError when there is one of this name, in whatever case."""
    authorise(actor, can_create_label)
    name = _name(name, 40)
    try:
        with transaction.atomic():
            label = Label.objects.create(name=name, key=name.casefold(), hue=hue % 360)
    except IntegrityError as error:
        raise ConflictError(_("There is a label of this name."), fields={"name": ["taken"]}) from error
    publish(LabelCreated(label_id=label.pk), actor=actor)
    return label


@action
def create_team(*, actor: Actor, name: str, hue: int = 210) -> Team:
    """A new department, still without members; raises ConflictError when there is one of this name."""
    authorise(actor, can_organise)
    name = _name(name, 80)
    try:
        with transaction.atomic():
            team = Team.objects.create(name=name, slug=slugify(name, allow_unicode=True)[:80] or name[:80], hue=hue % 360)
    except IntegrityError as error:
        raise ConflictError(_("There is a team of this name."), fields={"name": ["taken"]}) from error
    publish(TeamChanged(team_id=team.pk), actor=actor)
    return team


@action
def create_inbox(
    *, actor: Actor, name: str, kind: str, hue: int = 210, team_ids: list[UUID] | None = None, default_team_id: UUID | None = None
) -> Inbox:
    """A new inbox in which these teams work; raises ConflictError when there is one of this name.

    The default team, which new conversations begin with, must be one of them.
    """
    authorise(actor, can_organise)
    name = _name(name, 80)
    teams = list(Team.objects.filter(pk__in=team_ids or []))
    if len(teams) != len(set(team_ids or [])):
        raise InvalidError(_("There is no such team."), fields={"team_ids": ["unknown"]})
    if default_team_id is not None and default_team_id not in {team.pk for team in teams}:
        raise InvalidError(_("The default team works in the inbox."), fields={"default_team_id": ["elsewhere"]})
    if kind not in INBOX_KINDS:
        raise InvalidError(_("There is no such kind."), fields={"kind": ["unknown"]})
    try:
        with transaction.atomic():
            inbox = Inbox.objects.create(name=name, kind=kind, hue=hue % 360, default_team_id=default_team_id, created_at=now())
    except IntegrityError as error:
        raise ConflictError(_("There is an inbox of this name."), fields={"name": ["taken"]}) from error
    InboxTeam.objects.bulk_create([InboxTeam(inbox=inbox, team=team) for team in teams])
    publish(InboxChanged(inbox_id=inbox.pk), actor=actor)
    _access_changed(actor, teams)
    return inbox


@action
def ensure_community_inbox(*, actor: Actor) -> UUID:
    """The id of the brand's first inbox for community questions, made when there is none (supervisors see it at once)."""
    found = Inbox.objects.filter(kind="community").order_by("created_at", "pk").values_list("pk", flat=True).first()
    if found is not None:
        return found
    try:
        return create_inbox(actor=actor, name=COMMUNITY_INBOX, kind="community").pk
    except ConflictError:
        found = Inbox.objects.filter(kind="community").order_by("created_at", "pk").values_list("pk", flat=True).first()
        if found is None:
            raise
        return found


@action
def attach_team(*, actor: Actor, inbox_id: UUID, team_id: UUID) -> None:
    """The team works in the inbox from now on; open connections of its members learn of it."""
    authorise(actor, can_organise)
    inbox, team = _inbox(inbox_id), _team(team_id)
    _link, made = InboxTeam.objects.get_or_create(inbox=inbox, team=team)
    if made:
        publish(InboxChanged(inbox_id=inbox.pk), actor=actor)
        _access_changed(actor, [team])


@action
def detach_team(*, actor: Actor, inbox_id: UUID, team_id: UUID) -> None:
    """The team no longer works in the inbox; what it held there stays, for those who do."""
    authorise(actor, can_organise)
    inbox, team = _inbox(inbox_id), _team(team_id)
    if InboxTeam.objects.filter(inbox=inbox, team=team).delete()[0]:
        Inbox.objects.filter(pk=inbox.pk, default_team=team).update(default_team=None)
        publish(InboxChanged(inbox_id=inbox.pk), actor=actor)
        _access_changed(actor, [team])


@action
def add_to_team(*, actor: Actor, team_id: UUID, user_id: UUID, lead: bool = False) -> None:
    """The colleague is in the team from now on."""
    authorise(actor, can_organise)
    team = _team(team_id)
    permission = "lead_team" if lead else "member_team"
    if TeamGrant.objects.filter(content_object=team, user_id=user_id, permission__codename=permission).exists():
        return
    grant(actor=actor, user=_staff(user_id), permission=permission, container=team)
    publish(TeamChanged(team_id=team.pk), actor=actor)


@action
def remove_from_team(*, actor: Actor, team_id: UUID, user_id: UUID) -> None:
    """The colleague is no longer in the team."""
    authorise(actor, can_organise)
    team = _team(team_id)
    held = list(TeamGrant.objects.filter(content_object=team, user_id=user_id).values_list("permission__codename", flat=True))
    user = get_user_model()._default_manager.filter(pk=user_id).first()
    for permission in held:
        revoke(actor=actor, user=user, permission=permission, container=team)
    if held:
        publish(TeamChanged(team_id=team.pk), actor=actor)


@action
def grant_inbox(*, actor: Actor, inbox_id: UUID, user_id: UUID, permission: str = "work_inbox") -> None:
    """One colleague may work in (or with "view_inbox" only read) an inbox, whatever their teams."""
    authorise(actor, can_organise)
    inbox = _inbox(inbox_id)
    if permission not in ("work_inbox", "view_inbox"):
        raise InvalidError(_("There is no such permission."), fields={"permission": ["unknown"]})
    if not InboxGrant.objects.filter(content_object=inbox, user_id=user_id, permission__codename=permission).exists():
        grant(actor=actor, user=_staff(user_id), permission=permission, container=inbox)


@action
def revoke_inbox(*, actor: Actor, inbox_id: UUID, user_id: UUID) -> None:
    """Take back what one colleague was granted on an inbox."""
    authorise(actor, can_organise)
    inbox = _inbox(inbox_id)
    user = get_user_model()._default_manager.filter(pk=user_id).first()
    for row in InboxGrant.objects.filter(content_object=inbox, user_id=user_id).select_related("permission"):
        revoke(actor=actor, user=user, permission=row.permission.codename, container=inbox)


def _access_changed(actor: Actor, teams: list[Team]) -> None:
    """What the members of these teams see has changed: let their connections re-check before the next frame."""
    ids = TeamGrant.objects.filter(content_object__in=teams).values_list("user_id", flat=True)
    for user in get_user_model()._default_manager.filter(pk__in=set(ids)).order_by("pk"):
        access_changed(actor=actor, user=user)


def _staff(user_id: UUID) -> object:
    user = get_user_model()._default_manager.filter(pk=user_id).first()
    if user is None:
        raise NotFoundError
    if not user.is_staff_member:
        raise InvalidError(_("Only colleagues work in the inbox."), fields={"user_id": ["not_staff"]})
    return user


def _team(team_id: UUID) -> Team:
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFoundError
    return team


def _inbox(inbox_id: UUID) -> Inbox:
    inbox = Inbox.objects.filter(pk=inbox_id).first()
    if inbox is None:
        raise NotFoundError
    return inbox


def _name(name: str, longest: int) -> str:
    name = " ".join(name.split())
    if not name or len(name) > longest:
        raise InvalidError(_("Give it a name."), fields={"name": ["required" if not name else "too_long"]})
    return name
