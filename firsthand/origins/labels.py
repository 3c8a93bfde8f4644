"""Origins as people read them."""


def label_origin(origin: str) -> str:
    """`MentionOrigin.origin` in words.

    >>> label_origin("outlet:TASS"), label_origin("wire:AFP"), label_origin("text:D1"), label_origin("a medic")
    ('TASS, own voice', 'AFP, wire copy', 'text of D1, names nobody', 'a medic')
    """
    kind, _, name = origin.partition(":")
    if kind == "outlet":
        return f"{name}, own voice"
    if kind == "wire":
        return f"{name}, wire copy"
    if kind == "text":
        return f"text of {name}, names nobody"
    return origin


def name_origin(origin: str) -> str:
    """`MentionOrigin.origin` as it stands in a sentence.

    >>> name_origin("outlet:TASS"), name_origin("wire:AFP"), name_origin("text:D1"), name_origin("a medic")
    ('TASS’s own voice', 'the wire AFP', 'the text of D1', 'a medic')
    """
    kind, _, name = origin.partition(":")
    if kind == "outlet":
        return f"{name}’s own voice"
    if kind == "wire":
        return f"the wire {name}"
    if kind == "text":
        return f"the text of {name}"
    return origin
