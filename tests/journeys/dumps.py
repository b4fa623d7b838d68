"""What a brand takes along from its former forum: a dump of phpBB 3 as its tools write it, with invented people and words."""

from collections.abc import Sequence
from dataclasses import dataclass

FIRST_AT = 1_500_000_000
POSTS_A_TOPIC = 6


@dataclass(frozen=True)
class Former:
    """A forum's name, where it stood, its board and members, and titles with what is said in each topic."""

    host: str
    board: str
    about: str
    members: Sequence[str]
    titles: Sequence[str]
    said: str


ENGLISH = Former(
    host="forum.acme.example",
    board="Brewing at home",
    about="Kettles, hoses and what leaks",
    members=["Old Hand", "Ines", "Paolo"],
    titles=[
        "Which yeast for a cold cellar?",
        "A kettle that hums",
        "Bottles or kegs?",
        "The first lager went flat",
        "Where to keep malt",
    ],
    said="I had the [b]same[/b] last year, number {n}. It went away after a week.",
)
ARABIC = Former(
    host="forum.globex.example",
    board="تعلّم في البيت",
    about="الدروس والكلمات والنطق",
    members=["معلّم قديم", "إيناس", "نور"],
    titles=[
        "كيف أحفظ الكلمات الطويلة؟",
        "النطق أم القواعد أولًا؟",
        "كم درسًا في اليوم؟",
        "دفتر أم تطبيق؟",
        "أين أجد من أتحدّث معه؟",
    ],
    said="كان الأمر [b]نفسه[/b] معي في العام الماضي، رقم {n}. ثم صار سهلًا بعد أسبوع.",
)


def phpbb(former: Former, *, rounds: int = 12) -> bytes:
    """Every title in as many topics as there are rounds, each with an answer of every member, twice."""
    topics, posts = [], []
    members = dict(enumerate(former.members, start=2))
    for round_ in range(rounds):
        for place, title in enumerate(former.titles):
            topic = round_ * len(former.titles) + place + 1
            name = title if round_ == 0 else f"{title} ({round_ + 1})"
            asker = 2 + topic % len(members)
            at = FIRST_AT + topic * 86_400
            topics.append((topic, 2, name, asker, at, 40 + topic, 0, 0, 1, 0, members[asker]))
            for position in range(POSTS_A_TOPIC):
                post, who = len(posts) + 1, 2 + (topic + position) % len(members)
                text = former.said.format(n=post)
                posts.append((post, topic, who, "", at + position * 600, 1, 0, "", text))
    tables = {
        "config (config_name,config_value)": [("script_path", "/forum"), ("sitename", former.host)],
        "groups (group_id,group_name)": [(1, "GUESTS"), (2, "REGISTERED")],
        "acl_options (auth_option_id,auth_option)": [(20, "f_read")],
        "acl_roles_data (role_id,auth_option_id,auth_setting)": [(17, 20, 1)],
        "acl_groups (group_id,forum_id,auth_option_id,auth_role_id,auth_setting)": [(1, 2, 0, 17, 0)],
        "forums (forum_id,parent_id,left_id,forum_name,forum_desc,forum_type,forum_password)": [
            (2, 0, 1, former.board, former.about, 1, "")
        ],
        "users (user_id,user_type,username,user_email,user_regdate)": [
            (number, 0, name, f"{number}@{former.host}", FIRST_AT - 1_000) for number, name in members.items()
        ],
        "topics (topic_id,forum_id,topic_title,topic_poster,topic_time,topic_views,topic_status,topic_type,topic_visibility,"
        "topic_moved_id,topic_first_poster_name)": topics,
        "posts (post_id,topic_id,poster_id,post_username,post_time,post_visibility,post_edit_time,bbcode_uid,post_text)": posts,
    }
    lines = ["-- MySQL dump 10.13"]
    for table, rows in tables.items():
        name, _space, columns = table.partition(" ")
        lines.append(f"INSERT INTO `phpbb_{name}` {columns} VALUES\n" + ",\n".join(_row(row) for row in rows) + ";")
    return "\n".join(lines).encode()


def _row(values: Sequence[object]) -> str:
    return (
        "("
        + ",".join("'" + str(value).replace("'", "\\'") + "'" if isinstance(value, str) else str(value) for value in values)
        + ")"
    )
