"""Lists of tasks: `- [ ] open`, `- [x] done`. Signs instead of form fields: a page of posts is no form."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def mark_tasks(state: StateCore) -> None:
    """After the inner marks: items that begin with a box get a sign, and their list says so."""
    tokens = state.tokens
    lists: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type.endswith("_list_open"):
            lists.append(token)
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and index + 2 < len(tokens) and tokens[index + 2].type == "inline":
            _mark(token, tokens[index + 2], lists[-1])


def _mark(item: Token, inline: Token, owner: Token) -> None:
    children = inline.children or []
    if not children or children[0].type != "text":
        return
    found = _BOX.match(children[0].content)
    if found is None or owner.type != "bullet_list_open":
        return
    done = found[1] != " "
    children[0].content = children[0].content[found.end() :]
    inline.children = [Token("task_box", "", 0, content="☑" if done else "☐"), *children]
    item.attrSet("class", "task task-done" if done else "task")
    owner.attrSet("class", "task-list")
