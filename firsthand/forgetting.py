"""Articles taken out of a case with everything that was made of them."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from firsthand.errors import UnknownError
from firsthand.judgements.log import forget_judgements, read_judgements
from firsthand.own_registry import read_registry
from firsthand.pipeline import Local
from firsthand.records import Article, Problem
from firsthand.steps import STEPS
from firsthand.store import Case, Writer
from firsthand.watch.originals import forget_originals


def forget_articles(writer: Writer, given_ids: Sequence[str], runner: Local) -> Case:
    """The case without some articles: tables, earlier generations, judgements that quote them, pages as they came.

    What stands only outside of the tables goes first, so that a run that is stopped finds the articles again.

    Raises UnknownError for an article that is not there, or where none would be left.
    """
    writer.drop_earlier()  # what a run that was stopped here had left
    articles, problems = writer.known("articles", Article), writer.known("problems", Problem)
    known = articles.column("given_id").to_pylist()
    missing = sorted(set(given_ids) - set(known))
    if missing:
        raise UnknownError(f"no article has the id {missing[0]!r}; `firsthand export CASE --as csv` lists them")
    if set(known) <= set(given_ids):
        raise UnknownError("these are all articles of the case: delete its folder instead")
    gone = pa.array(sorted(set(given_ids)))
    forget_judgements(writer.path, set(given_ids))
    forget_originals(writer.path, set(given_ids))
    kept = articles.filter(pc.invert(pc.is_in(articles.column("given_id"), gone)))
    named = pc.fill_null(pc.is_in(problems.column("given_id"), gone), False)
    given = {"articles": kept, "problems": problems.filter(pc.invert(named))}
    given |= {"judgements": read_judgements(writer.path)[0], "registry": read_registry(writer.path)}
    made = writer.make(given, STEPS, runner)
    writer.drop_earlier()
    return made
