"""Which names of a case are one body, and which only look alike."""

import pytest

from firsthand.origins.bodies import Body, Name, identify_bodies


def bodies(*names: tuple[str, str]) -> list[Body]:
    """Bodies of names that all stand in one article."""
    listed = [Name(name, kind, None, "", 1, (1,)) for name, kind in names]
    found = identify_bodies(listed)
    return [found[name] for name in listed]


ONE = [
    (("SOHR", "organisation"), ("Syrian Observatory for Human Rights", "organisation")),
    (("the Russian Defence Ministry", "organisation"), ("Russia's Ministry of Defense", "organisation")),
    (("Turkish Foreign Ministry", "organisation"), ("Ali Kaya (Turkish Foreign Minister)", "person")),
    (("White Helmets", "organisation"), ("Syrian Civil Defence", "organisation")),
    (("Moscow", "organisation"), ("the Russian government", "organisation")),
    (("Lake Watch Foundation", "organisation"), ("the Foundation of Lake Watch", "organisation")),
    (("UN childrens agency (UNICEF)", "organisation"), ("UNICEF", "organisation")),
    (("Mohammed Shaar", "person"), ("Mohammad al-Shaar", "person")),
    (("Don Brook", "person"), ("Donald Brook", "person")),
    (("Steve Reed", "person"), ("Stephen B. Reed", "person")),
]
APART = [
    (("Free Syrian Army", "organisation"), ("Syrian army", "organisation")),
    (("United Nations", "organisation"), ("UNICEF", "organisation")),
    (("Russian Foreign Ministry", "organisation"), ("French Foreign Ministry", "organisation")),
    (("Russian foreign minister", "person"), ("French foreign minister", "person")),
    (("Harbour Health Directorate", "organisation"), ("Harbour Hospital", "organisation")),
    (("Reuters", "outlet"), ("AFP", "outlet")),
    (("Saad al-Hariri", "person"), ("Rafik al-Hariri", "person")),
    (("Don Brook", "person"), ("Dan Brook", "person")),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_body(one: tuple[str, str], other: tuple[str, str]) -> None:
    a, b = bodies(one, other)
    assert a.body == b.body


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_only_look_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    a, b = bodies(one, other)
    assert a.body != b.body


def test_a_surname_is_one_with_all_spellings_of_the_one_full_name() -> None:
    names = [("Brook", "person"), ("Ida Brook", "person"), ("Ida M. Brook", "person")]
    assert len({body.body for body in bodies(*names)}) == 1
    assert len({body.body for body in bodies(*names, ("Tom Brook", "person"))}) == 3


def test_media_of_one_state_are_one_body_with_two_names_and_one_owner() -> None:
    agency, television, army = bodies(
        ("SANA", "outlet"), ("Syrian state TV", "outlet"), ("Syrian army", "organisation")
    )
    assert agency.name != television.name
    assert agency.body == television.body != army.body
    assert agency.owner == television.owner == army.owner


def test_one_telling_word_is_short_only_for_what_stands_in_the_same_article() -> None:
    full, short = Name("Lake Watch Foundation", "organisation", None, "", 1, (1,)), "the Lake Foundation"
    here = Name(short, "organisation", None, "", 1, (1,))
    elsewhere = Name("Lake", "organisation", None, "", 1, (2,))
    found = identify_bodies([full, here, elsewhere])
    assert found[full].body == found[here].body != found[elsewhere].body
