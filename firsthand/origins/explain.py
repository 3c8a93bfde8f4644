"""A claim explained: the chain of every mention and why the count is what it is, in sentences that can be pasted."""

from collections import defaultdict
from collections.abc import Callable

import pyarrow as pa

from firsthand.errors import UnknownError
from firsthand.records import Article, Derivation, Finding, Mention, MentionOrigin
from firsthand.schema import to_rows

_TEXTS = {
    "copied": "took the words from",
    "credited": "took the words, with credit, from",
    "shared": "shares the words of",
}
_SOURCES = {"told": "has it through", "credited": "credits"}


def explain_claim(table: Callable[[str], pa.Table], claim_id: int) -> list[str]:
    """Sentences on one claim: the count, each mention's chain, the reasons.

    `table` gives a table of the case by its name. Raises UnknownError for a claim that the case does not have.
    """
    findings = [f for f in to_rows(table("findings"), Finding) if f.claim_id == claim_id]
    if not findings:
        raise UnknownError(f"the case has no claim {claim_id}; `firsthand show CASE claims` lists those it has")
    finding = findings[0]
    origins = [o for o in to_rows(table("mention_origins"), MentionOrigin) if o.claim_id == claim_id]
    wanted = {o.mention_id for o in origins}
    mentions = {m.mention_id: m for m in to_rows(table("mentions"), Mention) if m.mention_id in wanted}
    articles = {a.article_id: a for a in to_rows(table("articles"), Article)}
    chains: dict[int, list[Derivation]] = defaultdict(list)
    for hop in sorted(to_rows(table("derivations"), Derivation), key=lambda d: (d.mention_id, d.step)):
        if hop.mention_id in wanted:
            chains[hop.mention_id].append(hop)
    sentences = [finding.why[0] if finding.why else "", f"Verdict: {finding.verdict}."]
    ordered = sorted(
        origins, key=lambda o: (articles[mentions[o.mention_id].article_id].given_id, mentions[o.mention_id].start)
    )
    for origin in ordered:
        article = articles[mentions[origin.mention_id].article_id]
        sentences.append(explain_mention(article, chains[origin.mention_id], origin, articles))
    return [sentence for sentence in [*sentences, *finding.why[1:]] if sentence]


def _name(article: Article) -> str:
    return f"{article.outlet} ({article.given_id})" if article.outlet else f"article {article.given_id}"


def explain_mention(
    article: Article, chain: list[Derivation], origin: MentionOrigin, articles: dict[int, Article]
) -> str:
    """One mention's way to its origin as a sentence.

    >>> from firsthand.read.articles import make_article
    >>> paper = make_article("The bridge fell.", given_id="7", outlet="Daily Harbour")
    >>> hop = Derivation(1, 0, "quoted", "a fire officer", "unnamed", None, paper.article_id, 0, 3, False, 1.0)
    >>> origin = MentionOrigin(1, 1, "a fire officer", "unnamed", 1, 1, 1, None, "")
    >>> explain_mention(paper, [hop], origin, {})
    'Daily Harbour (7) rests on “a fire officer”.'
    """
    here = _name(article)[:1].upper() + _name(article)[1:]
    if not chain:
        if origin.kind == "wire":
            return f"{here} is as a whole a copy of {origin.origin.partition(':')[2]} and names nobody."
        return f"{here} states it in its own voice and names nobody."
    steps = []
    for hop in chain:
        if hop.name is None and hop.from_id is not None and hop.from_id in articles:
            steps.append(f"{_TEXTS.get(hop.by, 'rests on the words of')} {_name(articles[hop.from_id])}")
        elif hop.name is not None:
            second = " at second hand" if hop.inherited else ""
            steps.append(f"{_SOURCES.get(hop.by, 'rests on')} “{hop.name}”{second}")
    end = "" if chain[-1].name is not None else ", which names nobody"
    sentence = f"{here} {', which '.join(steps)}{end}."
    if origin.best is None:
        sentence += f" Not counted: {origin.reason}."
    return sentence
