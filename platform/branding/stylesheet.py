"""A brand's own CSS, kept where it can do no harm: parsed, reduced to what styles, and scoped to the community's pages.

Nothing is fetched (no url(), no @import), nothing lies over the header (no fixed or sticky position, no great height), and every selector
is put below `.brand-styled`, a class that sign-in, account, settings and review pages do not carry.
"""

from dataclasses import dataclass, field

import tinycss2  # type: ignore[import-untyped] # ships no types
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule  # type: ignore[import-untyped] # as above

LONGEST = 20_000
SCOPE = ".brand-styled"
_GROUPS = {"media", "supports"}
_FORBIDDEN = {"behavior", "-moz-binding", "src"}
_FUNCTIONS = {"url", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression", "attr", "src", "paint"}
_KEYWORDS = {"inherit", "initial", "unset", "revert"}
_PLACES = {"static", "relative", "absolute"} | _KEYWORDS
HIGHEST = 4
"""Below the header (styles/shell.css), which leads to sign-in and account and is never covered."""
_HEIGHTS = {str(height) for height in range(-10, HIGHEST + 1)} | {"auto"} | _KEYWORDS
_ROOTS = {":root", "html", "body"}


@dataclass(slots=True)
class Cleaned:
    """What is left of the CSS, and in words what was taken out and why."""

    css: str = ""
    problems: list[str] = field(default_factory=list)


def clean_stylesheet(source: str) -> Cleaned:
    """The part of a brand's CSS that may be served."""
    found = Cleaned()
    if len(source) > LONGEST:
        found.problems.append(f"longer than {LONGEST} characters")
        return found
    rules = tinycss2.parse_stylesheet(source.replace("\x00", ""), skip_comments=True, skip_whitespace=True)
    found.css = "\n".join(_rules(rules, found))
    # A style sheet is a file of its own, but nothing in it shall be able to end an element either.
    found.css = found.css.replace("<", "\\3c ")
    return found


def _rules(rules: list[Node], found: Cleaned) -> list[str]:
    kept = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            kept += _qualified(rule, found)
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            inner = _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), found)
            if inner and not _has_function(rule.prelude):
                kept.append(f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{' '.join(inner)}}}")
        elif isinstance(rule, AtRule):
            found.problems.append(f"@{rule.lower_at_keyword} is not allowed")
        elif isinstance(rule, ParseError):
            found.problems.append(f"line {rule.source_line}: {rule.message}")
    return kept


def _qualified(rule: QualifiedRule, found: Cleaned) -> list[str]:
    declarations = []
    for item in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
        if isinstance(item, Declaration):
            problem = _problem(item)
            if problem:
                found.problems.append(f"line {item.source_line}: {problem}")
            else:
                important = " !important" if item.important else ""
                declarations.append(f"{item.lower_name}:{tinycss2.serialize(item.value).strip()}{important}")
        elif isinstance(item, ParseError):
            found.problems.append(f"line {item.source_line}: {item.message}")
        elif isinstance(item, AtRule | QualifiedRule):
            found.problems.append(f"line {item.source_line}: nested rules are not allowed")
    selectors = [_scoped(part) for part in _split(rule.prelude)]
    return [f"{','.join(selectors)}{{{';'.join(declarations)}}}"] if declarations and all(selectors) else []


def _problem(item: Declaration) -> str:
    value = tinycss2.serialize(item.value).lower()
    if item.lower_name in _FORBIDDEN:
        return f"{item.lower_name} is not allowed"
    if _has_function(item.value):
        return f"{item.lower_name}: addresses are not allowed"
    if item.lower_name == "position" and value.strip() not in _PLACES:
        return "position: only static, relative and absolute are allowed"
    if item.lower_name == "z-index" and value.strip() not in _HEIGHTS:
        return f"z-index: only whole numbers up to {HIGHEST} are allowed"
    if item.lower_name == "content" and len(value) > 200:
        return "content is too long"
    return ""


def _has_function(nodes: list[Node] | None) -> bool:
    for node in nodes or []:
        if node.type in {"url", "bad-url"} or (node.type == "function" and node.lower_name in _FUNCTIONS):
            return True
        inner = getattr(node, "arguments", None) or getattr(node, "content", None)
        if isinstance(inner, list) and _has_function(inner):
            return True
    return False


def _split(prelude: list[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _scoped(part: list[Node]) -> str:
    selector = tinycss2.serialize(part).strip()
    first, _space, rest = selector.partition(" ")
    if first.lower() in _ROOTS:
        return f"{SCOPE} {rest}".strip()
    return f"{SCOPE} {selector}" if selector else ""
