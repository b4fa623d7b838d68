"""A person's account inside one tenant. The same address at two brands is two accounts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.contracts import normalise_email
from files.addressing import thumbnail_url
from kernel.actor import STAFF, Role
from tenants.models import TenantModel

ROLE_CHOICES = [
    (Role.OWNER.value, _("Owner")),
    (Role.ADMIN.value, _("Admin")),
    (Role.MANAGER.value, _("Manager")),
    (Role.AGENT.value, _("Agent")),
    (Role.MODERATOR.value, _("Moderator")),
    (Role.MEMBER.value, _("Member")),
]


class UserManager(BaseUserManager["User"]):
    """Finds people of the tenant in context; row-level security hides all others."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalise_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user with a hashed password (unusable when None)."""
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(TenantModel, AbstractBaseUser):
    """Signs in with an e-mail address that is unique inside the tenant, always stored in lower case.

    `picture_id` names the upload that anybody sees beside the name, as long as everybody may see it.
    """

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    handle = models.CharField(_("handle"), max_length=40)
    role = models.CharField(_("role"), max_length=12, choices=ROLE_CHOICES, default=Role.MEMBER.value)
    language = models.CharField(_("language"), max_length=15, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=63, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    picture_id = models.UUIDField(null=True, blank=True)
    access_version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "email"], name="one_account_per_address"),
            models.UniqueConstraint(fields=["tenant", "handle"], name="one_account_per_handle"),
            models.CheckConstraint(condition=models.Q(role__in=[value for value, _label in ROLE_CHOICES]), name="known_role"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "name", "id"], name="member_by_name"),
            models.Index(fields=["tenant", "role"], name="member_by_role"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_active(self) -> bool:  # type: ignore[override] # a timestamp says more than Django's flag
        return self.deactivated_at is None

    @property
    def is_staff_member(self) -> bool:
        return Role(self.role) in STAFF

    @property
    def picture(self) -> str:
        """The address of the small picture beside the name, or nothing."""
        return thumbnail_url(self.picture_id) if self.picture_id is not None else ""

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    # Django asks these of every user model; permission here is a matter of policies and grants (see `access`).
    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False
