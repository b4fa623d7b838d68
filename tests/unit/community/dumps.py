"""A tiny dump of our own making, with everything in it that goes wrong in real ones."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

BOM = "\ufeff"


def row(**attributes: object) -> str:
    """One line of a dump."""
    return "  <row " + " ".join(f"{name}={quoteattr(str(value))}" for name, value in attributes.items()) + " />\n"


def write(folder: Path, table: str, *lines: str) -> None:
    """A file of the dump, with the byte order mark that the real ones have."""
    root = table.lower()
    text = f'{BOM}<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n{"".join(lines)}</{root}>\n'
    (folder / f"{table}.xml").write_text(text, encoding="utf-8")


def question(ident: int, **more: object) -> str:
    """A question with a body, asked on its id's day of January 2019."""
    given = {"Id": ident, "PostTypeId": 1, "CreationDate": f"2019-01-{ident:02}T10:00:00.000", "Score": 3, "ViewCount": 40}
    given |= {"Body": f"<p>Question {ident}</p>", "OwnerUserId": 7, "Title": f"Title {ident}", "Tags": "<hops><storage>"}
    return row(**(given | more))


def answer(ident: int, parent: int, **more: object) -> str:
    """An answer to it."""
    given = {"Id": ident, "PostTypeId": 2, "ParentId": parent, "CreationDate": f"2019-01-{ident:02}T12:00:00.000"}
    given |= {"Score": -1, "Body": f"<p>Answer {ident}</p>", "OwnerUserId": 8}
    return row(**(given | more))


BROKEN = '  <row Id="6" PostTypeId="2" ParentId="1" Body="never closed\n'


def small_dump(folder: Path) -> Path:
    """Three questions, four answers with a question, and one of each kind of trouble."""
    write(
        folder,
        "Posts",
        question(
            1,
            AcceptedAnswerId=3,
            ContentLicense="CC BY-SA 4.0",
            Body='<h1>Hi</h1><p>See <a href="/q/2">this</a></p><script>x</script>',
        ),
        question(2, AcceptedAnswerId=99, Tags="|hops|ipa|"),
        answer(3, 1, Score=5),
        answer(4, 1, OwnerUserId=7),
        row(Id=5, PostTypeId=4, CreationDate="2019-01-05T00:00:00.000", Body="a tag's wiki"),
        BROKEN,
        answer(7, 50),
        answer(8, 9, CreationDate="2019-01-20T00:00:00.000"),
        question(9, OwnerUserId="", OwnerDisplayName="Old Friend"),
        answer(10, 2, CreationDate="yesterday"),
        answer(11, 2, OwnerUserId=12),
    )
    write(folder, "Users", row(Id=7, DisplayName="Hanna"), row(Id=8, DisplayName="Iqbal"), row(Id=-1, DisplayName="Community"))
    return folder


def with_votes(folder: Path) -> Path:
    """The same with a Votes.xml, which says more than the posts' scores."""
    votes = [(1, 1, 2), (2, 1, 2), (3, 1, 3), (4, 3, 2), (5, 50, 2), (6, 3, 1), (7, 3, 5)]
    write(folder, "Votes", *(row(Id=ident, PostId=post, VoteTypeId=kind) for ident, post, kind in votes))
    return folder
