"""Addresses as they are compared, and when neighbours become one wider entry."""

import ipaddress
from collections import Counter
from collections.abc import Iterable

from moderation.judging.reading import plain_host

PROVIDERS = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com
    icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com web.de
    t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com bk.ru list.ru
    inbox.ru proton.me protonmail.com pm.me tutanota.com zoho.com qq.com 163.com
    126.com sina.com naver.com daum.net hanmail.net orange.fr free.fr wanadoo.fr
    laposte.net libero.it virgilio.it uol.com.br bol.com.br rediffmail.com comcast.net verizon.net
    att.net btinternet.com sky.com shaw.ca bigpond.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp
    yahoo.co.jp yahoo.co.uk hotmail.co.uk hotmail.fr yahoo.fr yahoo.de outlook.de seznam.cz
    wp.pl o2.pl onet.pl interia.pl ukr.net
    """.split()  # noqa: SIM905 - a hundred quoted names would hide what this is
)
"""Mail domains of everybody: five spammers there say nothing about the others."""


def plain_email(address: str) -> str:
    """The mailbox behind an address: lower case, nothing after a plus, no dots where the provider ignores them; or empty."""
    local, at, domain = address.strip().lower().rpartition("@")
    local = local.split("+", 1)[0]
    domain = plain_host(domain)
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}" if at and local and "." in domain else ""


def plain_ip(address: str) -> str:
    """An IP address in its one spelling; IPv4 written as IPv6 becomes IPv4. Empty when it is none."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def plain_network(network: str) -> str:
    """A network as CIDR; empty when it is none, or so wide that it is most of the world."""
    try:
        found = ipaddress.ip_network(network.strip(), strict=False)
    except ValueError:
        return ""
    return str(found) if found.prefixlen >= (8 if found.version == 4 else 16) else ""


def network_of(address: str) -> str:
    """The neighbourhood of an address: /24, and for IPv6 /48."""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def covers(network: str, address: str) -> bool:
    """Whether an address is in a network."""
    known = ipaddress.ip_network(network)
    found = ipaddress.ip_address(address)
    return found.version == known.version and found in known


def roll_up_networks(addresses: Iterable[str], at_least: int) -> list[str]:
    """The neighbourhoods in which so many of these addresses lie."""
    counted = Counter(network_of(address) for address in set(addresses))
    return sorted(network for network, count in counted.items() if count >= at_least)


def roll_up_domains(emails: Iterable[str], at_least: int) -> list[str]:
    """The mail domains that so many of these addresses belong to, providers of everybody left out."""
    counted = Counter(email.rpartition("@")[2] for email in set(emails))
    return sorted(domain for domain, count in counted.items() if count >= at_least and domain not in PROVIDERS)
