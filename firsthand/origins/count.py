"""Counting: the origin of every mention, and for every claim how many origins it has and why."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyarrow as pa

from firsthand.judgements.rows import Decision
from firsthand.languages import is_read
from firsthand.origins.bodies import Body, Name, identify_bodies
from firsthand.origins.doubt import find_doubtful
from firsthand.origins.groups import Grouped, Judged, Stand, group_origins
from firsthand.origins.names import words_of
from firsthand.origins.parties import find_parties, is_party
from firsthand.origins.posts import bodies_by_post
from firsthand.origins.rank import wire_of
from firsthand.origins.versions import pages_of
from firsthand.records import Article, BareMention, ClaimMention, Credit, Derivation, MentionOrigin, SourceName
from firsthand.schema import to_rows, to_table


@dataclass(frozen=True)
class Ends:
    """What the end of every chain is read from."""

    articles: dict[int, Article]
    mentions: dict[int, BareMention]
    chains: dict[int, list[Derivation]]
    wires: dict[int, str]
    bodies: dict[tuple[str, str], Body]
    """Body by name and kind, as the case's source names and the registry have it."""
    heads: frozenset[tuple[int, int]]
    """(claim, article) whose wording another mention of the claim ends in."""
    pages: dict[int, int]
    """The earliest version of the article's page, for articles of which the case has several."""

    def page(self, article_id: int) -> int:
        """The article that stands for one: the earliest version of its page, or itself."""
        return self.pages.get(article_id, article_id)


def count_origins(
    claim_mentions: pa.Table,
    mentions: pa.Table,
    derivations: pa.Table,
    source_names: pa.Table,
    articles: pa.Table,
    article_credits: pa.Table,
    matches: pa.Table,
    decisions: pa.Table,
    versions: pa.Table,
    *,
    whole_wording: float,
) -> pa.Table:
    """The origin of every mention of every claim, with its groups under the three ways of counting.

    `whole_wording` is the share of equal words (0 to 1) from which a statement counts as the same statement, so that an
    unnamed source in one article and a named one in another are one. `decisions` of people about sources hold in every
    claim, those about the origins of two mentions in theirs. The versions of one page count as one article.
    """
    links = sorted(to_rows(claim_mentions, ClaimMention), key=lambda c: (c.claim_id, c.mention_id))
    by_claim: dict[int, list[int]] = defaultdict(list)
    for link in links:
        by_claim[link.claim_id].append(link.mention_id)
    doubtful = find_doubtful(claim_mentions, matches)
    ends = _open(by_claim, mentions, derivations, source_names, articles, article_credits, pages_of(versions))
    acting = _actors(ends)
    decided = [d for d in to_rows(decisions, Decision) if d.status == "in force" and d.about in ("sources", "origins")]
    rows: list[MentionOrigin] = []
    for claim_id in sorted(by_claim):
        held = [ends.mentions[m] for m in by_claim[claim_id] if m in ends.mentions]
        stands = [_stand(ends, mention, whole_wording, mention.mention_id in doubtful) for mention in held]
        grouped = group_origins(claim_id, stands, _judged(decided, ends, stands))
        # Only a body can be a party: most claims are of one article's own voice.
        parties = _parties_of(held, acting) if any(stand.body for stand in stands) else []
        rows += [_row(ends, claim_id, stand, grouped, parties) for stand in stands]
    return to_table(rows, MentionOrigin)


def _judged(decided: list[Decision], ends: Ends, stands: list[Stand]) -> list[Judged]:
    """What people decided of the origins of one claim, a pair of mentions a row; the latest first."""
    if not decided:
        return []
    named: dict[str, list[int]] = defaultdict(list)
    for stand in stands:
        hops = ends.chains.get(stand.mention_id, [])
        if hops and hops[-1].name is not None:
            named[hops[-1].name].append(stand.mention_id)
    told = {"same": "judged them one", "different": "judged them two", "unsure": "was not sure that they are one"}
    found = []
    for one in sorted(decided, key=lambda d: (d.made, d.judgement_id), reverse=True):
        if one.about == "sources":
            pairs = [(a, b) for a in named.get(one.a_name or "", ()) for b in named.get(one.b_name or "", ())]
        else:
            pairs = [(one.a_mention, one.b_mention)] if one.a_mention and one.b_mention else []
        reason = f"{one.person} {told[one.decision]}" + (f": {one.note}" if one.note else "")
        found += [Judged(a, b, one.decision, reason) for a, b in pairs if a != b]
    return found


def _open(
    by_claim: dict[int, list[int]],
    mentions: pa.Table,
    derivations: pa.Table,
    source_names: pa.Table,
    articles: pa.Table,
    article_credits: pa.Table,
    pages: dict[int, int],
) -> Ends:
    by_id = {a.article_id: a for a in to_rows(articles, Article)}
    mentioned = {m.mention_id: m for m in to_rows(mentions, BareMention)}
    chains: dict[int, list[Derivation]] = defaultdict(list)
    for hop in sorted(to_rows(derivations, Derivation), key=lambda d: (d.mention_id, d.step)):
        chains[hop.mention_id].append(hop)
    wires = wire_of(by_id.values(), to_rows(article_credits, Credit))
    heads = set()
    for claim_id, members in by_claim.items():
        for member in members:
            text_id = _text_end(chains.get(member, []))
            if text_id is not None:
                heads.add((claim_id, pages.get(text_id, text_id)))
    bodies = _bodies_of(chains, source_names, by_id, wires)
    return Ends(by_id, mentioned, chains, wires, bodies, frozenset(heads), pages)


def _bodies_of(
    chains: dict[int, list[Derivation]], source_names: pa.Table, articles: dict[int, Article], wires: dict[int, str]
) -> dict[tuple[str, str], Body]:
    """Body of every name that a chain, an outlet or a wire has."""
    said: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = sorted(to_rows(source_names, SourceName), key=lambda r: (r.article_id, r.start, r.end, r.who))
    posts = bodies_by_post(rows)
    for row in rows:
        if row.body and row.body != row.who:
            said[row.who][row.body, row.basis] += 1
    uses = Counter((hop.name, hop.kind) for chain in chains.values() for hop in chain if hop.name)
    wanted = set(uses)
    where: dict[tuple[str | None, str], set[int]] = defaultdict(set)
    for chain in chains.values():
        for hop in chain:
            where[hop.name, hop.kind].add(hop.article_id)
    wanted |= {(article.outlet, "outlet") for article in articles.values() if article.outlet}
    wanted |= {(wire, "outlet") for wire in wires.values()}
    names = {}
    for who, kind in wanted:
        # The body that most articles state; ties go by name, so that the order of the input changes nothing.
        ranked = sorted(said.get(who, Counter()).items(), key=lambda item: (-item[1], item[0]))
        body, basis = ranked[0][0] if ranked else (None, "")
        if body is None and kind == "person":
            body, basis = posts.get(who, (None, ""))
        names[who, kind] = Name(who, kind, body, basis, uses[who, kind], tuple(sorted(where[who, kind])))
    found = identify_bodies(names.values())
    return {key: found[name] for key, name in names.items()}


def _text_end(chain: list[Derivation]) -> int | None:
    """The article whose text a chain ends in; null where it ends with a name."""
    return chain[-1].from_id if chain and chain[-1].name is None else None


def _stand(ends: Ends, mention: BareMention, whole_wording: float, doubtful: bool) -> Stand:
    article = ends.articles[mention.article_id]
    chain = ends.chains.get(mention.mention_id, [])
    last = chain[-1] if chain and chain[-1].name is not None else None
    body = ends.bodies[last.name, last.kind] if last and last.name is not None else None
    wire = ends.wires.get(mention.article_id)
    return Stand(
        mention_id=mention.mention_id,
        article_id=ends.page(mention.article_id),
        outlet=article.outlet or f"article {ends.page(article.article_id)}",
        outlet_body=ends.bodies[article.outlet, "outlet"] if article.outlet else None,
        read=is_read(article.language),
        body=body,
        unnamed=body is not None and not body.named,
        text_id=ends.page(end) if (end := _text_end(chain)) is not None else None,
        links=tuple(ends.page(hop.from_id) for hop in chain if hop.from_id is not None),
        whole=frozenset(
            ends.page(hop.from_id) for hop in chain if hop.from_id is not None and hop.score >= whole_wording
        ),
        wire=wire,
        wire_body=ends.bodies[wire, "outlet"] if wire else None,
        inherited=body is not None and not any(h.name and h.article_id == mention.article_id for h in chain),
        figure=_bounds(mention),
        doubtful=doubtful,
    )


def _bounds(mention: BareMention) -> tuple[float, float] | None:
    """Lowest and highest number that a mention allows; null where it gives none."""
    if mention.figure_low is None and mention.figure_high is None:
        return None
    return mention.figure_low or 0.0, float("inf") if mention.figure_high is None else mention.figure_high


def _actors(ends: Ends) -> dict[int, list[frozenset[str]]]:
    """Main actors of what each article reports."""
    pairs: dict[int, list[tuple[str | None, str | None]]] = defaultdict(list)
    for mention in ends.mentions.values():
        pairs[mention.article_id].append((mention.actor, mention.target))
    return {article: find_parties(listed) for article, listed in pairs.items()}


def _parties_of(mentions: list[BareMention], acting: dict[int, list[frozenset[str]]]) -> list[frozenset[str]]:
    """Those who act or are acted on in the mentions of a claim, and the main actors of their articles."""
    sides = {side for m in mentions for side in (m.actor, m.target) if side}
    return sorted({side for m in mentions for side in acting[m.article_id]} | set(map(words_of, sides)), key=sorted)


def _row(ends: Ends, claim_id: int, stand: Stand, grouped: Grouped, parties: list[frozenset[str]]) -> MentionOrigin:
    last = ends.chains.get(stand.mention_id, [])
    article = ends.articles[stand.article_id]
    if stand.body is not None:
        origin, kind = stand.body.title, last[-1].kind
    elif stand.text_id is not None:
        origin, kind = f"text:{ends.articles[stand.text_id].given_id}", "shared text"
    elif (claim_id, stand.article_id) in ends.heads:
        origin, kind = f"text:{article.given_id}", "shared text"
    elif stand.wire is not None:
        origin, kind = f"wire:{stand.wire}", "wire"
    else:
        origin, kind = f"outlet:{article.outlet or article.given_id}", "own voice"
    m = stand.mention_id
    return MentionOrigin(
        claim_id=claim_id,
        mention_id=m,
        origin=origin,
        kind=kind,
        low=grouped.low.get(m),
        best=grouped.best.get(m),
        high=grouped.high.get(m),
        party=is_party(stand.body, parties),
        reason=_reason(ends, stand, grouped),
    )


def _reason(ends: Ends, stand: Stand, grouped: Grouped) -> str:
    if stand.mention_id in grouped.dropped:
        more = "; it gives a number that they do not: one more in high" if stand.mention_id in grouped.high else ""
        return grouped.dropped[stand.mention_id] + more
    if not stand.read:
        language = ends.articles[stand.article_id].language
        return f"not read: there are no rules of attribution for the language “{language}”; counted in high only"
    reasons = grouped.reasons[stand.mention_id]
    if reasons:
        return "; ".join(reasons)
    if stand.body is not None:
        return f"the chain ends with “{stand.body.title}”"
    return "nobody is named"
