"""A place in the community with its own readers, language and patience."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from kernel.actor import Actor, Role
from tenants.models import TenantModel

VIEW, POST, MODERATE = "view_space", "post_in_space", "moderate_space"


class Visibility(StrEnum):
    """Who may read a space. A grant of `view_space` opens it to one more person."""

    PUBLIC = "public"
    MEMBERS = "members"
    STAFF = "staff"
    CUSTOM = "custom"


VISIBILITY_CHOICES = [
    (Visibility.PUBLIC.value, _("Everyone")),
    (Visibility.MEMBERS.value, _("Members")),
    (Visibility.STAFF.value, _("Staff")),
    (Visibility.CUSTOM.value, _("By rules")),
]


class Right(StrEnum):
    """What a rule gives; each holds those before it, so whoever may begin topics may reply and read."""

    VIEW = "view"
    REPLY = "reply"
    CREATE = "create"
    MODERATE = "moderate"


RIGHTS = tuple(Right)


class Whom(StrEnum):
    """Whom a rule is about: all, all with an account, a role, a trust level or higher, or a group by its id."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    ROLE = "role"
    LEVEL = "level"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """A space's name and description as one reader sees them, each with the language that it is in."""

    name: str
    name_language: str
    description: str
    description_language: str


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces, filtered by who looks."""

    def visible_to(self, actor: Actor) -> "SpaceQuerySet":
        """The spaces that the actor may read."""
        if actor.is_staff or actor.role is Role.SYSTEM:
            return self
        open_to = [Visibility.PUBLIC.value]
        if actor.is_authenticated:
            open_to.append(Visibility.MEMBERS.value)
        ruled = SpaceRule.objects.for_actor(actor).values("space_id")
        custom = Q(visibility=Visibility.CUSTOM.value, pk__in=ruled)
        return self.filter(Q(visibility__in=open_to) | custom | Q(pk__in=actor.granted("space", VIEW)))

    def in_order(self) -> "SpaceQuerySet":
        """As the front page shows them."""
        return self.order_by("position", "name", "pk")


class Space(TenantModel):
    """Holds topics. `help_after` is its patience: how long a question may stay without help before it escalates."""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=15, default="en")
    visibility = models.CharField(max_length=8, choices=VISIBILITY_CHOICES, default=Visibility.PUBLIC.value)
    position = models.IntegerField(default=0)
    hue = models.PositiveSmallIntegerField(default=210)
    help_after = models.DurationField(null=True, blank=True)
    attribution = models.CharField(max_length=400, blank=True)
    license_name = models.CharField(max_length=80, blank=True)
    license_url = models.CharField(max_length=300, blank=True)
    topic_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    icon = models.CharField(max_length=40, blank=True)
    kinds = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    """Kinds of topic that may begin here, the first by default; none named means all."""
    translations = models.JSONField(default=dict, blank=True)
    """Language tag to {"name", "description"}, written by people."""
    min_tags = models.PositiveSmallIntegerField(default=0)
    slow_mode_seconds = models.PositiveIntegerField(default=0)
    auto_close_after = models.DurationField(null=True, blank=True)
    read_only_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    rules = models.JSONField(default=list, blank=True, editable=False)
    """A copy of the space's SpaceRules, so that judging one space costs no query; written with them, never alone."""
    created_at = models.DateTimeField()

    objects = SpaceQuerySet.as_manager()

    class Meta:
        permissions: ClassVar[Any] = [
            (POST, "May ask and answer"),
            (MODERATE, "May moderate"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_space_per_slug"),
            models.CheckConstraint(condition=Q(visibility__in=[v.value for v in Visibility]), name="known_space_visibility"),
            models.CheckConstraint(condition=Q(hue__lt=360), name="space_hue_on_the_wheel"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def sign(self) -> str:
        """What its tile shows: the icon, else the first letter."""
        return self.icon or self.name[:1]

    def words(self, language: str) -> SpaceWords:
        """Its name and description in this language as far as somebody wrote them, else in its own."""
        found = self.translations.get(language) or self.translations.get(language.split("-", maxsplit=1)[0]) or {}
        name, description = found.get("name", ""), found.get("description", "")
        return SpaceWords(
            name or self.name,
            language if name else self.language,
            description or self.description,
            language if description else self.language,
        )

    def gives(self, actor: Actor, right: Right) -> bool:
        """Whether the rules of a custom space give this actor this right, or one that holds it."""
        enough = {wider.value for wider in RIGHTS[RIGHTS.index(right) :]}
        return any(rule["right"] in enough and rule_concerns(rule["whom"], rule["value"], actor) for rule in self.rules)


class SpaceRuleQuerySet(models.QuerySet["SpaceRule"]):
    """Rules, by whom they are about."""

    def for_actor(self, actor: Actor) -> "SpaceRuleQuerySet":
        """Those that give this actor anything."""
        mine = Q(whom=Whom.EVERYONE.value)
        if actor.is_authenticated:
            mine |= Q(whom=Whom.MEMBERS.value) | Q(whom=Whom.ROLE.value, value=actor.role.value)
            mine |= Q(whom=Whom.LEVEL.value, value__lte=str(actor.level))
            mine |= Q(whom=Whom.GROUP.value, value__in=[str(group) for group in actor.groups])
        return self.filter(mine)


class SpaceRule(TenantModel):
    """In a space whose visibility is "custom": who may do what. `value` is a role, a level (0 to 4) or a group's id."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=8)
    whom = models.CharField(max_length=8)
    value = models.CharField(max_length=40, blank=True)

    objects = SpaceRuleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "space", "right", "whom", "value"], name="one_rule_of_a_kind"),
            models.CheckConstraint(condition=Q(right__in=[r.value for r in Right]), name="known_space_right"),
            models.CheckConstraint(condition=Q(whom__in=[w.value for w in Whom]), name="known_rule_subject"),
        ]

    def concerns(self, actor: Actor) -> bool:
        """Whether the rule is about this actor; the same judgement as `for_actor`, without a query."""
        return rule_concerns(self.whom, self.value, actor)


def rule_concerns(whom: str, value: str, actor: Actor) -> bool:
    """Whether a rule about `whom` and `value` is about this actor."""
    if whom == Whom.EVERYONE:
        return True
    if not actor.is_authenticated:
        return False
    return {
        Whom.MEMBERS: True,
        Whom.ROLE: value == actor.role.value,
        Whom.LEVEL: value <= str(actor.level),
        Whom.GROUP: any(value == str(group) for group in actor.groups),
    }[Whom(whom)]


class SpaceGrant(TenantModel, UserObjectPermissionBase):
    """One permission of one account on one space; written by `access.grants` alone."""

    # guardian finds this model through the visible reverse name
    content_object = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "permission", "content_object"], name="one_space_grant"),
        ]
