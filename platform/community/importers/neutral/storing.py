"""Writing the records of one batch. It asks first what is there, so a batch that is read again adds what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.text import slugify

from branding.actions import set_redirects
from branding.errors import BadRedirectError
from branding.queries import known_redirects
from community.actions.spaces import create_space
from community.addresses import place_of, space_path, topic_path
from community.importers.finding import hold_topics, ids_by_key, topics_with_text
from community.importers.inserting import insert_rows
from community.importers.neutral import records
from community.importers.neutral.grouping import GroupStore
from community.importers.neutral.naming import space_id_of
from community.importers.neutral.reading import Placed, Report
from community.importers.neutral.rendering import Rendered, render_posts
from community.models.hiding import HiddenAs
from community.models.post import Origin, Post
from community.models.space import Space, Visibility
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, PinScope, Topic
from community.models.vote import Vote
from community.texts import MAX_TAGS, MAX_TITLE, clean_tags, slug_of
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import DomainError
from kernel.ids import uuid7
from kernel.text import one_line
from people.actions.bulk import ImportedPerson, ensure_imported_people
from people.contracts import IdentityKey
from people.queries import ids_of_imported
from tenants.numbers import next_number

NAMELESS = "unknown"
VISIBILITY = {"public": Visibility.PUBLIC, "members": Visibility.MEMBERS, "private": Visibility.STAFF}
OPENNESS = [Visibility.STAFF.value, Visibility.CUSTOM.value, Visibility.MEMBERS.value, Visibility.PUBLIC.value]


@dataclass
class Brought:
    """What a batch made: ids by kind, and the addresses that it led on."""

    spaces: list[UUID] = field(default_factory=list)
    groups: list[UUID] = field(default_factory=list)
    topics: list[UUID] = field(default_factory=list)
    posts: list[UUID] = field(default_factory=list)
    votes: list[UUID] = field(default_factory=list)
    tags: list[UUID] = field(default_factory=list)
    people: list[UUID] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


@dataclass
class Store:
    """Writes batch after batch of one source, and remembers whom and what it has seen."""

    actor: Actor
    source: str
    report: Report
    meta: records.Meta | None = None
    _people: dict[str, UUID] = field(default_factory=dict)
    _spaces: dict[str, Space] = field(default_factory=dict)

    def hold(self) -> None:
        """Let one import of a source at a time store a batch; held until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id', true) || %s, 0))",
                [f":import:{self.source}"],
            )

    def store(self, batch: Sequence[Placed], rendered: Mapping[str, Rendered]) -> Brought:
        """Everything in the batch that is not there yet; call it inside `recording()`, after `hold`.

        `rendered` says what posts become, by place; those that it does not name are rendered now.
        """
        brought = Brought()
        kinds: dict[type, list[tuple[str, records.Line]]] = {}
        for placed in batch:
            if placed.record is not None:
                kinds.setdefault(type(placed.record), []).append((placed.place, placed.record))
        for place, space in kinds.get(records.Space, []):
            self._store_space(place, space, brought)  # type: ignore[arg-type] # sorted by kind
        self._meet(kinds, brought)
        groups = GroupStore(self.actor, self.source, self.report)
        brought.groups += groups.store(kinds.get(records.Group, []))  # type: ignore[arg-type] # sorted by kind
        groups.fill(kinds.get(records.Membership, []), self._people)  # type: ignore[arg-type] # sorted by kind
        self._describe_tags(kinds.get(records.Tag, []), brought)  # type: ignore[arg-type] # sorted by kind
        topics = self._make_topics(kinds.get(records.Topic, []), brought)  # type: ignore[arg-type] # sorted by kind
        self._store_posts(kinds.get(records.Post, []), topics, rendered, brought)  # type: ignore[arg-type] # sorted by kind
        self._store_votes(kinds.get(records.Vote, []), brought)  # type: ignore[arg-type] # sorted by kind
        self._lead_on(kinds, brought)
        return brought

    def key(self, ident: str) -> str:
        """What makes a topic or a post of this source unique in the brand."""
        return f"{self.source}:{ident}"

    def _space(self, key: str) -> Space | None:
        if key not in self._spaces:
            found = Space.objects.filter(pk=space_id_of(self.source, key)).first()
            if found is None:
                return None
            self._spaces[key] = found
        return self._spaces[key]

    def _store_space(self, place: str, record: records.Space, brought: Brought) -> None:
        if self._space(record.id) is not None:
            return
        parent = self._space(record.parent) if record.parent is not None else None
        if record.parent is not None and parent is None:
            self.report(place, f"space {record.id} lies in {record.parent}, which did not come before it")
        visibility = VISIBILITY[record.visibility].value
        if parent is not None and OPENNESS.index(parent.visibility) < OPENNESS.index(visibility):
            visibility = Visibility.STAFF.value if parent.visibility == Visibility.CUSTOM else parent.visibility
        name = one_line(record.name)[:120] or record.id
        language = record.language or (self.meta.language if self.meta else None) or "en"
        try:
            space = create_space(
                actor=self.actor,
                id=space_id_of(self.source, record.id),
                name=name,
                slug=_free_slug(record.slug or name),
                description=one_line(record.description),
                language=language,
                visibility=visibility,
                position=record.position,
                parent_id=parent.pk if parent is not None else None,
            )
        except DomainError as error:
            self.report(place, f"space {record.id}: {error}")
            return
        self._spaces[record.id] = space
        brought.spaces.append(space.pk)

    def _meet(self, kinds: dict[type, list[tuple[str, records.Line]]], brought: Brought) -> None:
        """Know everybody whom the batch names."""
        wanted: dict[str, tuple[str, datetime, str]] = {}
        for _, member in kinds.get(records.Member, []):
            assert isinstance(member, records.Member)
            name = one_line(member.name)[:120] or f"imported member {member.id}"
            wanted[member.id] = (name, member.joined or now(), member.email or "")
        for _, written in [*kinds.get(records.Topic, []), *kinds.get(records.Post, [])]:
            assert isinstance(written, records.Topic | records.Post)
            key = author_key(written)
            if key not in self._people and key not in wanted:
                wanted[key] = (_name_of(key, written.author_name), written.created, "")
        for _, vote in kinds.get(records.Vote, []):
            assert isinstance(vote, records.Vote)
            if vote.member not in self._people and vote.member not in wanted:
                wanted[vote.member] = (_name_of(vote.member, ""), vote.at, "")
        for _, belonging in kinds.get(records.Membership, []):
            assert isinstance(belonging, records.Membership)
            if belonging.member not in self._people and belonging.member not in wanted:
                wanted[belonging.member] = (_name_of(belonging.member, ""), belonging.since or now(), "")
        unknown = [key for key in wanted if key not in self._people]
        self._people |= ids_of_imported(self.source, unknown) if unknown else {}
        fresh = [key for key in unknown if key not in self._people]
        if not fresh:
            return
        identities = {key: IdentityKey("import", self.source, key) for key in fresh}
        people = [ImportedPerson(identities[key], wanted[key][0], wanted[key][1], email=wanted[key][2]) for key in fresh]
        made = ensure_imported_people(actor=self.actor, people=people)
        self._people |= {key: made[identity] for key, identity in identities.items()}
        brought.people += sorted(set(made.values()))

    def _describe_tags(self, lines: Sequence[tuple[str, records.Tag]], brought: Brought) -> None:
        texts = {}
        for place, record in lines:
            names = _tags([record.name])
            if not names:
                self.report(place, f"{record.name!r} cannot be a tag here")
                continue
            texts[names[0]] = one_line(record.description)[:400]
        ids = self._ensure_tags(texts, brought)
        blank = Tag.objects.filter(pk__in=ids.values(), description="")
        for tag in blank:
            if texts[tag.name]:
                tag.description = texts[tag.name]
                tag.save(update_fields=["description"])

    def _ensure_tags(self, names: Iterable[str], brought: Brought) -> dict[str, UUID]:
        """Tag to id; a synonym leads to the tag that it stands for."""
        wanted = sorted(set(names))
        if not wanted:
            return {}
        rows = {tag.name: tag for tag in Tag.objects.filter(name__in=wanted)}
        missing = [name for name in wanted if name not in rows]
        if missing:
            made = insert_rows(Tag, {"id": [uuid7() for _ in missing], "name": missing}, ignore_conflicts=True)
            brought.tags += made
            rows |= {tag.name: tag for tag in Tag.objects.filter(name__in=missing)}
        return {name: tag.synonym_of_id or tag.pk for name, tag in rows.items()}

    def _make_topics(self, lines: Sequence[tuple[str, records.Topic]], brought: Brought) -> dict[str, Topic]:
        """The topics of these lines that are new, by key; they are stored once the batch's posts have made them grow."""
        unique = {record.id: (place, record) for place, record in reversed(lines)}
        known = ids_by_key(Topic, map(self.key, unique))
        fresh: list[tuple[records.Topic, Space, str]] = []
        for ident, (place, record) in reversed(unique.items()):
            if self.key(ident) in known:
                continue
            space, title = self._space(record.space), one_line(record.title)[:MAX_TITLE]
            if space is None:
                self.report(place, f"topic {ident} is in space {record.space}, which did not come before it")
            elif not title:
                self.report(place, f"the title of topic {ident} is empty")
            else:
                fresh.append((record, space, title))
        if not fresh:
            return {}
        number = next_number("topic", count=len(fresh))
        topics = {
            record.id: self._topic(record, space, title, number + index) for index, (record, space, title) in enumerate(fresh)
        }
        brought.topics += [topic.pk for topic in topics.values()]
        self._file_under_tags([(topics[record.id].pk, record) for record, _, _ in fresh], brought)
        return topics

    def _topic(self, record: records.Topic, space: Space, title: str, number: int) -> Topic:
        return Topic(
            id=uuid7(),
            number=number,
            slug=slug_of(title),
            title=title,
            kind=record.kind,
            space=space,
            author_id=self._people[author_key(record)],
            language=record.language or space.language,
            created_at=record.created,
            last_posted_at=record.created,
            view_count=record.views,
            locked_at=record.created if record.closed else None,
            # Out of sight until its first post is there.
            hidden_at=record.created,
            hidden_as=(HiddenAs.MODERATED if record.hidden else HiddenAs.DRAFT).value,
            pinned_at=record.created if record.pinned else None,
            pin_scope=PinScope.SPACE.value if record.pinned else "",
            imported_key=self.key(record.id),
        )

    def _file_under_tags(self, pairs: Sequence[tuple[UUID, records.Topic]], brought: Brought) -> None:
        wanted = {topic_id: _tags(record.tags) for topic_id, record in pairs}
        ids = self._ensure_tags({name for names in wanted.values() for name in names}, brought)
        links = list(dict.fromkeys((topic_id, ids[name]) for topic_id, names in wanted.items() for name in names))
        if links:
            columns = {"id": [uuid7() for _ in links], "topic_id": [t for t, _ in links], "tag_id": [t for _, t in links]}
            insert_rows(TopicTag, columns)

    def _store_posts(
        self,
        lines: Sequence[tuple[str, records.Post]],
        topics: dict[str, Topic],
        rendered: Mapping[str, Rendered],
        brought: Brought,
    ) -> None:
        """The posts that are new, and the topics as they are with them: those of this batch are written once only."""
        unique = {record.id: (place, record) for place, record in reversed(lines)}
        keys = {self.key(ident) for ident in unique} | {self.key(r.reply_to) for _, r in lines if r.reply_to is not None}
        known = ids_by_key(Post, keys)
        todo = [(place, r) for ident, (place, r) in reversed(unique.items()) if self.key(ident) not in known]
        held = self._hold_topics({record.topic for _, record in todo} - topics.keys()) | topics
        begun = self._begun([topic for ident, topic in held.items() if ident not in topics])
        fresh: list[tuple[str, records.Post, Topic]] = []
        for place, record in todo:
            topic = held.get(record.topic)
            if topic is None:
                self.report(place, f"post {record.id} is in topic {record.topic}, which did not come before it")
                continue
            fresh.append((place, record, topic))
        missing = {place: record for place, record, _ in fresh if place not in rendered}
        made = render_posts(list(missing.values()), self.meta, links=link_rules())
        texts = {**rendered, **dict(zip(missing, made, strict=True))}
        license_of_all = self.meta.license if self.meta else ""
        rows: list[tuple[object, ...]] = []
        changed = {topic.pk: topic for topic in topics.values()}
        for place, record, topic in fresh:
            body, html, written_in = texts[place]
            ident, key, score, created = uuid7(), self.key(record.id), record.score, record.created
            is_first = topic.pk not in begun
            begun.add(topic.pk)
            position = 1 if is_first else topic.last_position + 1
            author_id = self._people[author_key(record)]
            _grow(topic, record, position, author_id, ident)
            changed[topic.pk] = topic
            answered = known.get(self.key(record.reply_to)) if record.reply_to is not None else None
            known[key] = ident
            hidden_at, hidden_as = (created, _MODERATED) if record.hidden else (None, "")
            votes = record.votes if record.votes is not None else abs(score)
            # In the order of _POST_COLUMNS.
            rows.append((
                ident, topic.pk, position, author_id, body, html, record.language or topic.language, written_in, created, record.edited,
                answered, score, votes, hidden_at, hidden_as, key, _IMPORT, record.license or license_of_all,
            ))  # fmt: skip
        if changed:
            names = [field.attname for field in Topic._meta.local_concrete_fields if field.attname != "tenant_id"]
            grown = {name: [getattr(topic, name) for topic in changed.values()] for name in names}
            insert_rows(Topic, grown, update=_TOPIC_COUNTERS)
        if rows:
            columns = dict(zip(_POST_COLUMNS, zip(*rows, strict=True), strict=True))
            insert_rows(Post, columns)
            brought.posts += columns["id"]

    def _hold_topics(self, idents: set[str]) -> dict[str, Topic]:
        topics = hold_topics(map(self.key, idents))
        return {topic.imported_key.removeprefix(f"{self.source}:"): topic for topic in topics}

    def _begun(self, topics: Sequence[Topic]) -> set[UUID]:
        """Those that have their first post."""
        answered = {topic.pk for topic in topics if topic.reply_count}
        return answered | topics_with_text(topic.pk for topic in topics if not topic.reply_count)

    def _store_votes(self, lines: Sequence[tuple[str, records.Vote]], brought: Brought) -> None:
        if not lines:
            return
        keys = {self.key(record.post) for _, record in lines}
        posts = ids_by_key(Post, keys)
        wanted: dict[tuple[UUID, UUID], tuple[UUID, datetime]] = {}
        for place, record in lines:
            post_id = posts.get(self.key(record.post))
            if post_id is None:
                self.report(place, f"a vote on post {record.post}, which did not come before it")
                continue
            wanted.setdefault((post_id, self._people[record.member]), (uuid7(), record.at))
        if not wanted:
            return
        columns: dict[str, Sequence[object]] = {
            "id": [ident for ident, _ in wanted.values()],
            "post_id": [post_id for post_id, _ in wanted],
            "person_id": [person_id for _, person_id in wanted],
            "at": [at for _, at in wanted.values()],
        }
        made = set(insert_rows(Vote, columns, ignore_conflicts=True))
        gained: dict[UUID, int] = {}
        for (post_id, _), (ident, _) in wanted.items():
            if ident in made:
                gained[post_id] = gained.get(post_id, 0) + 1
        count_votes(gained)
        brought.votes += sorted(made)

    def _lead_on(self, kinds: dict[type, list[tuple[str, records.Line]]], brought: Brought) -> None:
        goals: list[tuple[str, str, str, str]] = []
        for kind, name in ((records.Space, "space"), (records.Topic, "topic"), (records.Post, "post")):
            for place, record in kinds.get(kind, []):
                assert isinstance(record, records.Space | records.Topic | records.Post)
                goals += [(place, old, name, record.id) for old in record.old_addresses]
        for place, line in kinds.get(records.Redirect, []):
            assert isinstance(line, records.Redirect)
            for name in ("topic", "post", "space", "path"):
                if (goal := getattr(line, name)) is not None:
                    goals.append((place, line.old, name, goal))
        if not goals:
            return
        pairs = []
        found = self._places(goals)
        for place, old, kind_name, goal in goals:
            new = goal if kind_name == "path" else found.get((kind_name, goal))
            if new is None:
                self.report(place, f"{old} leads to {kind_name} {goal}, which did not come before it")
            elif not old.isprintable() or old == new or not new.isprintable():
                self.report(place, f"{old[:100]!r} cannot be led on")
            else:
                pairs.append((old, new))
        known = known_redirects(old for old, _ in pairs)
        pairs = [(old, new) for old, new in pairs if known.get(old) != new]
        if pairs:
            try:
                set_redirects(actor=self.actor, pairs=pairs, source=self.source)
            except BadRedirectError as error:
                self.report(goals[0][0], f"addresses from here on were not led on: {error}")
                return
            brought.addresses += [old for old, _ in pairs if old not in known]

    def _places(self, goals: Sequence[tuple[str, str, str, str]]) -> dict[tuple[str, str], str]:
        asked = {kind: {goal for _, _, name, goal in goals if name == kind} for kind in ("space", "topic", "post")}
        found = {("space", key): space_path(space.slug) for key in asked["space"] if (space := self._space(key)) is not None}
        cut = len(self.source) + 1
        topics = Topic.objects.filter(pk__in=ids_by_key(Topic, map(self.key, asked["topic"])).values())
        for imported_key, number, slug in topics.values_list("imported_key", "number", "slug"):
            found["topic", imported_key[cut:]] = topic_path(number, slug)
        posts = Post.objects.filter(pk__in=ids_by_key(Post, map(self.key, asked["post"])).values())
        for imported_key, position, number, slug in posts.values_list("imported_key", "position", "topic__number", "topic__slug"):
            found["post", imported_key[cut:]] = topic_path(number, slug) + (place_of(position) if position > 1 else "")
        return found


_POST_COLUMNS = [
    "id", "topic_id", "position", "author_id", "body", "html", "language", "written_in", "created_at", "edited_at", "reply_to_id",
    "score", "vote_count", "hidden_at", "hidden_as", "imported_key", "origin", "license",
]  # fmt: skip
_MODERATED, _IMPORT = HiddenAs.MODERATED.value, Origin.IMPORT.value
_TOPIC_COUNTERS = [
    "last_position", "reply_count", "last_posted_at", "helpful_at", "score", "hidden_at", "hidden_as", "solution_id", "solved_at",
]  # fmt: skip


def count_votes(gained: dict[UUID, int]) -> None:
    """Add votes to the posts that gained them (or lost, below zero), and to the topics whose first post that is."""
    if not gained:
        return
    with connection.cursor() as cursor:
        values: Any = [list(gained), list(gained.values())]
        cursor.execute(
            """UPDATE community_post AS p SET score = p.score + new.votes, vote_count = p.vote_count + new.votes
               FROM unnest(%s::uuid[], %s::int[]) AS new (id, votes) WHERE p.id = new.id""",
            values,
        )
        cursor.execute(
            """UPDATE community_topic AS t SET score = t.score + new.votes
               FROM unnest(%s::uuid[], %s::int[]) AS new (id, votes) JOIN community_post p ON p.id = new.id AND p.position = 1
               WHERE t.id = p.topic_id""",
            values,
        )


def _grow(topic: Topic, record: records.Post, position: int, author_id: UUID, ident: UUID) -> None:
    """The topic with one more post."""
    topic.last_position = max(topic.last_position, position)
    if position == 1:
        topic.score = record.score
        if topic.hidden_as == HiddenAs.DRAFT:
            topic.hidden_at, topic.hidden_as = None, ""
        return
    if record.hidden:
        return
    topic.reply_count += 1
    topic.last_posted_at = max(topic.last_posted_at, record.created)
    if topic.helpful_at is None and author_id != topic.author_id:
        topic.helpful_at = record.created
    if record.accepted and topic.solution_id is None and topic.kind == Kind.QUESTION:
        topic.solution_id, topic.solved_at = ident, record.created


def author_key(record: records.Topic | records.Post) -> str:
    """Who wrote it, as the import knows people: by id, else by the name that was kept."""
    if record.author is not None:
        return record.author
    name = one_line(record.author_name)[:120]
    return f"name:{name}" if name else NAMELESS


def _name_of(key: str, name: str) -> str:
    return one_line(name)[:120] or ("imported member" if key == NAMELESS else f"imported member {key}")


def _tags(names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(clean_tags([name.replace(" ", "-")]))
        except DomainError:
            continue
    return list(found)[:MAX_TAGS]


def _free_slug(wanted: str) -> str:
    slug = (slugify(wanted, allow_unicode=True) or "space")[:56]
    taken = set(Space.objects.values_list("slug", flat=True))
    return next(name for name in [slug, *(f"{slug}-{number}" for number in range(2, 1_000))] if name not in taken)
