"""Django's session interface over `accounts.Session`: bound to the tenant by row-level security, keyed by a hash."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.hashing import hash_key
from accounts.models.session import Session
from kernel.clock import now
from kernel.prepared import prepared
from kernel.remembering import recall
from tenants.context import current_tenant_id

SEEN_EVERY = timedelta(minutes=10)


@prepared
def _sessions(key_hash: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.select_related("user").filter(key_hash=key_hash, expires_at__gt=at)[:1]


class SessionStore(SessionBase):
    """A session without a tenant is empty and cannot be saved."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _row(self) -> Session | None:
        key = self.session_key
        if key is None or current_tenant_id() is None:
            return None
        row = next(iter(_sessions(hash_key(key), now())), None)
        if row is not None and row.user is not None:
            # The account is needed next, so it comes along: see `accounts.backends`.
            recall(("account of the session", str(row.user_id)), lambda: row.user)
        return row

    def load(self) -> dict[str, Any]:
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        self.row = row
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=hash_key(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # the stubs lack it
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # the stubs lack it
        at = now()
        user_id = data.get("_auth_user_id")
        values = {"data": self.encode(data), "user_id": user_id, "expires_at": self.get_expiry_date(), "seen_at": at}
        about = {key: data[f"_{key}"] for key in ("address", "agent") if data.get(f"_{key}")}
        key_hash = hash_key(self.session_key)
        if not must_create:
            if not Session.objects.filter(key_hash=key_hash).update(**values, **about):
                raise UpdateError
            return
        try:
            with transaction.atomic():
                Session.objects.create(key_hash=key_hash, created_at=at, **values, **about)
        except IntegrityError as error:
            raise CreateError from error

    def note_use(self) -> None:
        """Keep `seen_at` true to some minutes, for the list that its owner sees."""
        row, at = getattr(self, "row", None), now()
        if row is not None and at - row.seen_at > SEEN_EVERY:
            Session.objects.filter(key_hash=row.key_hash).update(seen_at=at)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=hash_key(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lt=now()).delete()
