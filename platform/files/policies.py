"""Who may upload, fetch and remove."""

from access.policies import policy
from files.contracts import readable, rules_allow
from files.models import Upload, UploadUse
from kernel.actor import Actor, Role, anonymous_actor
from tenants.context import require_tenant_id


@policy("files.upload")
def can_upload(actor: Actor, is_picture: bool) -> bool:
    """Accounts, as far as the rules of the rooms above allow; the platform itself."""
    return actor.role is Role.SYSTEM or (actor.is_authenticated and rules_allow(actor, is_picture=is_picture))


@policy("files.fetch", reveals=lambda actor, upload: False)
def can_fetch(actor: Actor, upload: Upload) -> bool:
    """The owner, and whoever may read something that it stands in. A private one needs an account."""
    if actor.role is Role.SYSTEM or (actor.user_id is not None and upload.owner_id == actor.user_id):
        return True
    if upload.is_private and not actor.is_authenticated:
        return False
    if upload.is_kept:
        return True
    things: dict[str, list[object]] = {}
    for kind, thing_id in UploadUse.objects.filter(upload_id=upload.pk).values_list("kind", "thing_id")[:200]:
        things.setdefault(kind, []).append(thing_id)
    return any(readable(kind, actor, ids) for kind, ids in things.items())  # type: ignore[arg-type] # ids of the rows


@policy("files.remove", reveals=can_fetch)
def can_remove(actor: Actor, upload: Upload) -> bool:
    """The owner, and administrators."""
    return (actor.user_id is not None and upload.owner_id == actor.user_id) or actor.is_administrator


def is_public(upload: Upload) -> bool:
    """Whether any reader may fetch it, so that every cache on the way may keep it."""
    return can_fetch(anonymous_actor(require_tenant_id()), upload)
