"""A community to walk through, in a brand's language: a space with some topics, and people who can sign in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.actions.joining import create_account
from accounts.actors import actor_for_user_id
from community.actions.members import set_level
from community.actions.replies import post_reply
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from community.models.topic import Topic
from kernel.actor import Actor, system_actor
from tenants.context import tenant_context
from tests.journeys.looks import Look
from tests.plugin import TENANTS
from tests.worlds import PASSWORD


@dataclass(frozen=True)
class Words:
    """What a town's people are called and what they talk about."""

    names: Mapping[str, str]
    space: str
    about: str
    topics: Sequence[tuple[str, str]]
    solved: tuple[str, str, str]
    search: str


ENGLISH = Words(
    names={
        "asker": "Nadia Karim",
        "helper": "Tom Becker",
        "moderator": "Mo Haddad",
        "manager": "Maya Lindqvist",
        "admin": "Ada Brandt",
    },
    space="Help",
    about="Questions about fermenters, kettles and what goes in them.",
    topics=[
        ("How warm may a fermenter stand in August?", "The cellar has 26 °C and I would rather not buy a fridge."),
        ("Which hose fits the Kettle 35?", "The old one has gone hard and leaks at the clamp."),
        ("Sugar or drops for bottling?", "I have always weighed sugar. Do drops change the taste?"),
        ("The pressure gauge shows nothing", "It stood in the cold for a winter."),
        ("How long do opened hops keep?", "Vacuum bag, freezer, but the bag is half empty."),
    ],
    solved=(
        "My fermenter leaks at the lid",
        "It holds no pressure since yesterday. I have tightened the ring twice.",
        "Turn the seal over: the **flat side** goes down. If it still leaks, the ring is worn and we send you a new one.",
    ),
    search="fermenter leaks",
)
ARABIC = Words(
    names={
        "asker": "ليلى حداد",
        "helper": "يوسف بن علي",
        "moderator": "دانا خليل",
        "manager": "سارة المنصوري",
        "admin": "عمر الفاسي",
    },
    space="المساعدة",
    about="أسئلة عن الدروس والتطبيق والاشتراك.",
    topics=[
        ("كيف أغيّر لغة الواجهة؟", "أريد أن أستعمل التطبيق بالعربية على هاتف بالألمانية."),
        ("هل تُحفظ الدروس دون اتصال؟", "أسافر كثيرًا ولا أجد شبكة في القطار."),
        ("ما الفرق بين الخطتين؟", "لا أفهم ما الذي تضيفه الخطة العائلية."),
        ("سلسلة الأيام انقطعت رغم أنني درست", "درست قبل منتصف الليل بقليل."),
        ("أين أجد قائمة الكلمات؟", "كانت في الصفحة الأولى قبل التحديث."),
    ],
    solved=(
        "التطبيق يتوقف عند فتح الدرس الثالث",
        "منذ التحديث الأخير يتوقف التطبيق كلما فتحت الدرس الثالث.",
        "احذف **ملفات الدرس المحفوظة** من الإعدادات ثم نزّلها من جديد.",
    ),
    search="التطبيق يتوقف",
)


@dataclass(frozen=True)
class Town:
    """What stands: the words that were used and who is who."""

    look: Look
    words: Words
    space_id: UUID
    solved: Topic
    topics: Sequence[Topic]
    user_ids: Mapping[str, UUID]

    def actor(self, who: str) -> Actor:
        """This person, with today's level. Only in the brand's context."""
        return actor_for_user_id(self.user_ids[who])

    def address(self, who: str) -> str:
        """The sign-in."""
        return f"{who}@{self.look.brand}.example"


def settle(look: Look) -> Town:
    """A space, one solved and some open topics, a member who asked, one who helps, a moderator, a manager and an administrator."""
    words = ARABIC if look.language == "ar" else ENGLISH
    roles = {"asker": "member", "helper": "member", "moderator": "moderator", "manager": "manager", "admin": "admin"}
    with tenant_context(TENANTS[look.brand]):
        system = system_actor(TENANTS[look.brand])
        ids = {who: _person(system, look, who, words.names[who], role) for who, role in roles.items()}
        for who in ("asker", "helper"):
            set_level(actor=system, user_id=ids[who], level=1)
        space = create_space(actor=system, name=words.space, slug="help", description=words.about, language=look.language)
        asker, helper = actor_for_user_id(ids["asker"]), actor_for_user_id(ids["helper"])
        topics = [create_topic(actor=asker, space_id=space.pk, title=title, body=body) for title, body in words.topics]
        title, question, answer = words.solved
        solved = create_topic(actor=asker, space_id=space.pk, title=title, body=question)
        post = post_reply(actor=helper, topic_id=solved.pk, body=answer)
        accept_solution(actor=asker, topic_id=solved.pk, post_id=post.pk)
    return Town(look, words, space.pk, solved, topics, ids)


def _person(system: Actor, look: Look, who: str, name: str, role: str) -> UUID:
    address = f"{who}@{look.brand}.example"
    made = create_account(actor=system, email=address, name=name, role=role, password=PASSWORD, language=look.language)
    return made.pk
