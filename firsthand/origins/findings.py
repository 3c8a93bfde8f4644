"""What the case knows about each claim: articles, outlets, origins, verdict, and the reasons in sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pyarrow as pa

from firsthand.claims.rows import NearMention
from firsthand.counting import count_of
from firsthand.origins.cycles import find_circles
from firsthand.origins.labels import name_origin
from firsthand.origins.versions import pages_of
from firsthand.records import Article, BareMention, Claim, Derivation, Finding, MentionOrigin
from firsthand.schema import to_rows, to_table

_NOBODY = ("own voice", "shared text", "wire")
_WORD_FOR_WORD = 0.995
"""Share of equal words from which a sentence is word for word another's; less is an edited copy."""
_NEAR_ORIGINS = 1
"""Origins of near mentions that widen the range at most: one doubt is told, not all of them added up."""
_CLAUSES = 3
"""Copies told in the first sentence at most."""


def judge_claims(
    claims: pa.Table,
    mention_origins: pa.Table,
    derivations: pa.Table,
    mentions: pa.Table,
    articles: pa.Table,
    near_mentions: pa.Table,
    versions: pa.Table,
) -> pa.Table:
    """One finding a claim.

    The versions of one page are one article. The high count takes in the named origins of mentions that may state the
    claim and are not shown to.
    """
    by_id = {a.article_id: a for a in to_rows(articles, Article)}
    mentioned = {m.mention_id: m for m in to_rows(mentions, BareMention)}
    chains: dict[int, list[Derivation]] = defaultdict(list)
    for hop in sorted(to_rows(derivations, Derivation), key=lambda d: (d.mention_id, d.step)):
        chains[hop.mention_id].append(hop)
    origins: dict[int, list[MentionOrigin]] = defaultdict(list)
    for row in sorted(to_rows(mention_origins, MentionOrigin), key=lambda o: (o.claim_id, o.mention_id)):
        origins[row.claim_id].append(row)
    pages = pages_of(versions)
    listed = sorted(to_rows(claims, Claim), key=lambda c: c.claim_id)
    near = _near_origins(origins, to_rows(near_mentions, NearMention))
    found = [
        _judge(claim, origins[claim.claim_id], near.get(claim.claim_id, []), mentioned, chains, by_id, pages)
        for claim in listed
    ]
    return to_table(found, Finding)


def _near_origins(origins: dict[int, list[MentionOrigin]], near: list[NearMention]) -> dict[int, list[str]]:
    """Of each claim the named origins that it would have as well if mentions near to it stated it."""
    of = {o.mention_id: o for held in origins.values() for o in held}
    found: dict[int, list[str]] = {}
    for row in sorted(near, key=lambda n: (n.claim_id, -n.score, n.mention_id)):
        origin = of.get(row.mention_id)
        if origin is None or origin.high is None or origin.kind in _NOBODY:
            continue
        held = {o.origin for o in origins[row.claim_id]}
        others = found.setdefault(row.claim_id, [])
        if origin.origin not in held and origin.origin not in others and len(others) < _NEAR_ORIGINS:
            others.append(origin.origin)
    return found


def name_article(article: Article) -> str:
    """An article in a sentence: its outlet, or its id where none is known."""
    return article.outlet or article.given_id


def _judge(
    claim: Claim,
    origins: list[MentionOrigin],
    near: list[str],
    mentions: dict[int, BareMention],
    chains: dict[int, list[Derivation]],
    articles: dict[int, Article],
    pages: dict[int, int],
) -> Finding:
    told = {mentions[o.mention_id].article_id for o in origins}
    held = [articles[pages.get(article_id, article_id)] for article_id in sorted(told)]
    outlets = sorted({name_article(article) for article in held})
    counts = {level: len({getattr(o, level) for o in origins} - {None}) for level in ("low", "best", "high")}
    range_reasons = _range_sentences(origins, counts)
    counts["high"] += len(near)
    groups: dict[int, list[MentionOrigin]] = defaultdict(list)
    for origin in origins:
        if origin.best is not None:
            groups[origin.best].append(origin)
    circles = find_circles(
        [(mentions[o.mention_id].article_id, chains.get(o.mention_id, [])) for o in origins], articles
    )
    attributed = [group for group in groups.values() if any(o.kind not in _NOBODY for o in group)]
    if circles:
        verdict = "circular"
    elif not attributed:
        verdict = "one outlet" if len(outlets) == 1 and counts["high"] <= 1 else "no stated authority"
    elif counts["best"] > 1:
        verdict = "independent origins"
    else:
        verdict = "one origin"
    parties = sum(any(o.party for o in group) for group in groups.values())
    copied = sum(
        any(hop.by in ("copied", "credited") and hop.from_id is not None for hop in chains.get(o.mention_id, []))
        for o in origins
    )
    copies = _copy_clauses(origins, mentions, chains, articles)
    second = _second_hand(origins, mentions, chains, articles)
    grouped = [_group_sentence(group, mentions, articles, chains) for group in _ordered(groups)]
    headline = _headline(len({a.article_id for a in held}), outlets, counts)
    if counts["best"] == 1 and copies:
        ending = (
            "nobody is named as its source"
            if not attributed
            else f"its source is {_source(next(iter(groups.values())))}"
        )
        why = [f"{headline}: {'; '.join(copies[:_CLAUSES])}; {ending}."]
        why += [f"{clause}." for clause in copies[_CLAUSES:]]
    else:
        why = [f"{headline}.", *grouped, *(f"{clause}." for clause in copies)]
    why += [*_version_sentences(told, pages, articles)]
    why += [*second, *range_reasons, *_near_sentences(near), *circles]
    if parties:
        why.append(_party_sentence(parties, counts["best"]))
    return Finding(
        claim_id=claim.claim_id,
        articles=len({article.article_id for article in held}),
        outlets=len(outlets),
        origins_low=counts["low"],
        origins_best=counts["best"],
        origins_high=counts["high"],
        parties=parties,
        copied=copied,
        verdict=verdict,
        why=list(dict.fromkeys(why)),
    )


def _version_sentences(told: set[int], pages: dict[int, int], articles: dict[int, Article]) -> list[str]:
    """Which of the articles are versions of one page."""
    listed: dict[int, list[str]] = defaultdict(list)
    for article_id in told:
        if article_id in pages:
            listed[pages[article_id]].append(articles[article_id].given_id)
    return [
        f"{_join(sorted(ids))} are versions of one page{_of_outlet(articles[page])} and count as one article."
        for page, ids in sorted(listed.items())
        if len(ids) > 1
    ]


def _of_outlet(article: Article) -> str:
    return f" of {article.outlet}" if article.outlet else ""


def _headline(articles: int, outlets: list[str], counts: dict[str, int]) -> str:
    told = count_of(articles, "article") if articles != len(outlets) else count_of(len(outlets), "outlet")
    told = told if articles == len(outlets) else f"{told} of {count_of(len(outlets), 'outlet')}"
    span = "" if counts["low"] == counts["high"] else f" (at least {counts['low']}, at most {counts['high']})"
    return f"{told}, {count_of(counts['best'], 'origin')}{span}"


def _source(group: list[MentionOrigin]) -> str:
    """The source of a group: its commonest name."""
    names = Counter(o.origin for o in group if o.kind not in _NOBODY)
    return min(names, key=lambda name: (-names[name], name))


def _ordered(groups: dict[int, list[MentionOrigin]]) -> list[list[MentionOrigin]]:
    """Groups with the most mentions first, then by name."""
    return sorted(groups.values(), key=lambda g: (-len(g), min(o.origin for o in g)))


def _group_sentence(
    group: list[MentionOrigin],
    mentions: dict[int, BareMention],
    articles: dict[int, Article],
    chains: dict[int, list[Derivation]],
) -> str:
    inside = sorted({name_article(articles[mentions[o.mention_id].article_id]) for o in group})
    named = [o for o in group if o.kind not in _NOBODY]
    if named:
        first = _source(group)
        others = sorted({o.origin for o in named} - {first})
        also = f" (also as {_join(others)})" if others else ""
        naming = {
            name_article(articles[mentions[o.mention_id].article_id])
            for o in named
            if any(
                hop.name and hop.article_id == mentions[o.mention_id].article_id for hop in chains.get(o.mention_id, [])
            )
        }
        through = [name for name in inside if name not in naming]
        text = f"; behind the wording of {_join(through)}" if through else ""
        told = f" is named by {_join(sorted(naming))}" if naming else " is named nowhere in the case"
        return f"{first}{also}{told}{text}."
    kinds = {o.kind for o in group}
    if "shared text" in kinds:
        head = sorted(o.origin.partition(":")[2] for o in group if o.kind == "shared text")[0]
        return f"One shared text ({head}) in {_join(inside)}: nobody is named as its source."
    if "wire" in kinds:
        wire = min(o.origin.partition(":")[2] for o in group if o.kind == "wire")
        return f"{wire}’s wire copy in {_join(inside)}: nobody else is named."
    return f"{_join(inside)} in {'its' if len(inside) == 1 else 'their'} own voice: nobody is named as the source."


def _join(names: Iterable[str]) -> str:
    listed = list(names)
    if len(listed) > 6:
        listed = [*listed[:5], f"{len(listed) - 5} more"]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1] if listed else ""


def _copy_clauses(
    origins: list[MentionOrigin],
    mentions: dict[int, BareMention],
    chains: dict[int, list[Derivation]],
    articles: dict[int, Article],
) -> list[str]:
    """Which article has whose words, a clause each."""
    found = []
    for origin in origins:
        here = articles[mentions[origin.mention_id].article_id]
        for hop in chains.get(origin.mention_id, []):
            if hop.from_id is None or hop.article_id != here.article_id or hop.from_id not in articles:
                continue
            there = name_article(articles[hop.from_id])
            there = articles[hop.from_id].given_id if there == name_article(here) else there
            exact = hop.score >= _WORD_FOR_WORD
            if hop.by == "shared":
                how = f"has the words of {there}" if exact else f"has nearly the words of {there}"
                how += ": which of them copied is not known"
            else:
                how = f"is word for word {there}’s" if exact else f"is copied from {there}"
                how += ", with a credit" if hop.by == "credited" else ""
            found.append(f"{name_article(here)}’s sentence {how}")
    return list(dict.fromkeys(found))


def _second_hand(
    origins: list[MentionOrigin],
    mentions: dict[int, BareMention],
    chains: dict[int, list[Derivation]],
    articles: dict[int, Article],
) -> list[str]:
    """Who cites whom only in words that were copied."""
    found = []
    for origin in origins:
        names = [hop.name for hop in chains.get(origin.mention_id, []) if hop.inherited and hop.name]
        if names:
            here = name_article(articles[mentions[origin.mention_id].article_id])
            found.append(f"{here} cites {_join(names)} at second hand: the citation itself was copied.")
    return list(dict.fromkeys(found))


def _range_sentences(origins: list[MentionOrigin], counts: dict[str, int]) -> list[str]:
    found = []
    if counts["low"] < counts["best"]:
        merged = defaultdict(set)
        for o in origins:
            if o.low is not None and o.best is not None:
                merged[o.low].add((o.best, name_origin(o.origin)))
        for low in sorted(merged, key=lambda k: sorted(n for _, n in merged[k])):
            names = sorted({name for _, name in merged[low]})
            if len({best for best, _ in merged[low]}) > 1:
                found.append(f"The low count takes {_join(names)} for one: they may be.")
    if counts["high"] > counts["best"]:
        split = defaultdict(set)
        for o in origins:
            if o.high is not None:
                split[o.best].add((o.high, name_origin(o.origin)))
        for best in sorted(split, key=lambda k: sorted(n for _, n in split[k])):
            names = sorted({name for _, name in split[best]})
            if best is None:
                named = [o for o in origins if o.best is None and o.high is not None]
                why = "was not read" if all(o.reason.startswith("not read") for o in named) else "is told beside them"
                found.append(f"The high count adds what {why}: {_join(names)}.")
            elif len({high for high, _ in split[best]}) > 1:
                found.append(f"The high count keeps {_join(names)} apart: they are not shown to be the same.")
    return found


def _near_sentences(near: list[str]) -> list[str]:
    if not near:
        return []
    return [f"The high count adds {_join(near)}: what is told on that authority may be the same claim in other words."]


def _party_sentence(parties: int, best: int) -> str:
    if parties == best:
        return (
            "No origin stands outside the parties to the event." if best > 1 else "The origin is a party to the event."
        )
    return f"{parties} of {best} origins {'is a party' if parties == 1 else 'are parties'} to the event."
