"""Two brands with a customer, a marketing agent and a support agent each: one reads left to right, one right to left."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.actions.joining import create_account
from community.actions.spaces import create_space
from inbox.actions.organising import add_to_team, attach_team, create_team, ensure_community_inbox
from kernel.actor import system_actor
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.worlds import PASSWORD


@dataclass(frozen=True)
class Story:
    """Who says what, in the brand's language."""

    brand: str
    language: str
    customer: str
    marketing: str
    support: str
    title: str
    question: str
    summary: str
    answer: str
    again: str


ACME = Story(
    brand="acme",
    language="en",
    customer="Nadia Karim",
    marketing="Maya Lindqvist",
    support="Tom Becker",
    title="The lid of my new fermenter leaks",
    question="It holds no pressure since yesterday. I have tightened the ring twice.\n\n- seal looks fine\n- lid is not warped",
    summary="Nadia's lid leaks after two days. She tightened the ring; the seal looks fine to her. Please help with the seat of the seal.",
    answer="Please turn the seal over: the **flat side** goes down. If it still leaks, we send you a new one today.",
    again="It held for an hour and leaks again now.",
)
GLOBEX = Story(
    brand="globex",
    language="ar",
    customer="ليلى حداد",
    marketing="سارة المنصوري",
    support="يوسف بن علي",
    title="التطبيق يتوقف عند فتح الدرس الثالث",
    question="منذ التحديث الأخير يتوقف التطبيق كلما فتحت الدرس الثالث. أعدت تشغيل الهاتف ولم يتغير شيء.",
    summary="ليلى لا تستطيع فتح الدرس الثالث منذ التحديث. أعادت تشغيل الهاتف. نرجو فحص الدرس على إصدارها.",
    answer="شكرًا على البلاغ. يرجى حذف **ملفات الدرس المحفوظة** من الإعدادات ثم تنزيلها من جديد.",
    again="نجح الأمر مرة واحدة ثم توقف التطبيق من جديد.",
)


def address(story: Story, who: str) -> str:
    """The sign-in of one of the three."""
    return f"{who}@{story.brand}.example"


def build(story: Story) -> None:
    """Accounts, departments, the community's inbox that marketing gets first, and a space with little patience."""
    with tenant_context(TENANTS[story.brand]):
        system = system_actor(TENANTS[story.brand])
        people = {
            "customer": (story.customer, "member"),
            "marketing": (story.marketing, "agent"),
            "support": (story.support, "agent"),
        }
        inbox_id = ensure_community_inbox(actor=system)
        for who, (name, role) in people.items():
            user = create_account(
                actor=system,
                email=address(story, who),
                name=name,
                role=role,
                password=PASSWORD,
                language=story.language,
                verified=True,
            )
            if role == "agent":
                team = create_team(actor=system, name=who.capitalize())
                add_to_team(actor=system, team_id=team.pk, user_id=user.pk)
                attach_team(actor=system, inbox_id=inbox_id, team_id=team.pk)
        create_space(actor=system, name="Help", slug="help", language=story.language, help_after=timedelta(seconds=1))
