"""Staff of a benchmark's tenant and their sessions."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from accounts.actions.joining import create_account
from accounts.sessions.store import SessionStore
from inbox.actions.organising import add_to_team, create_inbox, create_team
from kernel.actor import system_actor
from kernel.ids import uuid7


@dataclass(frozen=True)
class Staff:
    """An owner, an agent, and the team that the agent is in; the team works in one of the four inboxes."""

    owner_id: UUID
    agent_id: UUID
    team_id: UUID


def make_staff(tenant_id: UUID) -> Staff:
    """Staff, a team and four inboxes in the tenant in context."""
    system = system_actor(tenant_id)
    owner, agent = (
        create_account(
            actor=system, email=f"{name}@bench.example", name=name.capitalize(), role=name, password=uuid7().hex, verified=True
        )
        for name in ("owner", "agent")
    )
    team = create_team(actor=system, name="Support")
    add_to_team(actor=system, team_id=team.pk, user_id=agent.pk)
    for index in range(4):
        create_inbox(actor=system, name=f"Inbox {index}", kind="api", team_ids=[team.pk] if index == 1 else [])
    return Staff(owner.pk, agent.pk, team.pk)


def session_cookie(user_id: UUID) -> str:
    """The Cookie header of a fresh session of this user."""
    user = get_user_model()._default_manager.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = "accounts.backends.TenantAuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
