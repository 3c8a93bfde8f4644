"""Worked examples of conflicts: what cannot all be right, and what is only to compare."""

from tests.origins.story import Story

FIRE = "The mill burned down on Monday and nine people died."


def figures(*told: tuple[str, float | None, float | None, float]) -> Story:
    """One article a source, each with its bounds and its number."""
    story = Story()
    for number, (source, low, high, value) in enumerate(told):
        article = story.article(str(number), f"{FIRE} {source} said {value:g}", f"Outlet {number}")
        said = story.say(article, source)
        story.tell(article, said, figure_low=low, figure_high=high, figure_value=value)
    return story


def test_two_origins_with_different_numbers_are_in_conflict() -> None:
    (found,) = figures(("the fire brigade", 9, 9, 9), ("the Mill Workers Union", 12, 12, 12)).conflicts()
    assert found.kind == "figure"
    assert found.about == "killed: 9 / 12"
    assert [side.partition(":")[0] for side in found.sides] == ["the fire brigade", "the Mill Workers Union"]


def test_bounds_that_can_both_be_right_are_no_conflict() -> None:
    assert not figures(("the fire brigade", 9, None, 9), ("the Mill Workers Union", 12, 12, 12)).conflicts()


def test_bounds_that_exclude_each_other_are() -> None:
    assert figures(("the fire brigade", 18, None, 18), ("the Mill Workers Union", 15, 15, 15)).conflicts()


def test_later_figure_of_the_same_origin_is_an_update() -> None:
    assert not figures(("the fire brigade", 9, 9, 9), ("the fire brigade", 12, 12, 12)).conflicts()


def test_denial_stands_against_assertion() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    b = story.article("b", f"{FIRE} the mill owner denied", "Valley News")
    story.tell(a, story.say(a, "the fire brigade"))
    story.tell(b, story.say(b, "the mill owner", stance="denied"))
    (found,) = story.conflicts()
    assert found.kind == "denial"
    assert found.sides[0].startswith("the mill owner")


def test_one_thing_with_differing_other_names_is_a_naming() -> None:
    story = Story()
    rows = (
        "They fought the Red Front, better known as Dawn League.",
        "They fought Dawn League (now known as New Dawn).",
    )
    for number, text in enumerate(rows):
        story.tell(story.article(str(number), text), claim=number)
    (found,) = story.conflicts()
    assert found.kind == "naming"
    assert found.about == "names of Dawn League"
    assert found.sides == ["Red Front, better known as Dawn League", "Dawn League (now known as New Dawn)"]


def test_plans_and_acts_of_one_actor_are_set_side_by_side() -> None:
    story = Story()
    text = "The Peruvian army entered the valley. The Peruvian army would not enter the valley, it said."
    article = story.article("a", text, "Harbour Post")
    first, second = "The Peruvian army entered the valley.", "The Peruvian army would not enter the valley"
    said = story.say(article, "it")
    story.tell(article, claim=1, words=first, actor="The Peruvian army", aspect="advance")
    story.tell(article, said, claim=2, words=second, actor="The Peruvian army", modality="plan", aspect="advance")
    (found,) = story.conflicts()
    assert (found.kind, found.question, found.about) == ("to compare", "what one does", "Peruvian army")
    assert len(found.mention_ids) == 2


def test_plan_and_act_that_one_source_tells_are_not() -> None:
    story = Story()
    text = "The Peruvian army entered the valley. The Peruvian army would not enter the valley, it said."
    article = story.article("a", text, "Harbour Post")
    for claim, modality in enumerate(("asserted", "plan")):
        story.tell(article, claim=claim, actor="The Peruvian army", modality=modality, aspect="advance")
    assert not story.conflicts()
