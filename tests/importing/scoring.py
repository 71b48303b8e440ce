"""What an import found, against what an expectation file says: one fact, one point."""

import re

from articles.citations.records import creators, issued_year

QUOTES = str.maketrans("’‘“”", "''\"\"")


def facts(result, expected):
    """(name of the fact, was it found, what was found) for each expected fact."""
    source, report = result.source, result.report
    yield "title", source.title == expected["title"], source.title
    yield "standfirst", source.standfirst == expected["standfirst"], source.standfirst
    yield from heading_facts(source, expected)
    found = lists(source.body)
    wanted = [tuple(item) for item in expected["lists"]]
    yield "lists", found == wanted, found
    yield (
        "faq heading",
        source.faq_heading == expected["faq_heading"],
        source.faq_heading,
    )
    asked = [straight(faq.question) for faq in source.faqs]
    yield "questions", asked == list(map(straight, expected["questions"])), asked
    for number, start in enumerate(expected.get("answers_begin", [])):
        answer = (
            straight(source.faqs[number].answer) if number < len(source.faqs) else ""
        )
        yield f"answer {number}", answer.startswith(straight(start)), answer
    call = source.call_to_action
    yield "call heading", call.heading == expected["call_heading"], call.heading
    begins = expected.get("call_begins", "")
    yield "call text", call.text.startswith(begins), call.text
    yield from reference_facts(result, expected)
    yield from citation_facts(report, expected)
    yield from other_facts(result, expected)


def heading_facts(source, expected):
    found = re.findall(r"^(#{2,6}) (.+)$", source.body, re.MULTILINE)
    found = [[len(marks), straight(words)] for marks, words in found]
    for level, words in expected["headings"]:
        yield f"heading {words}", [level, straight(words)] in found, found
    if not expected.get("headings_loose"):
        yield "no other headings", len(found) == len(expected["headings"]), found


def lists(body):
    found = []
    for block in body.split("\n\n"):
        lines = block.split("\n")
        items = [line for line in lines if re.match(r"(?:[-*]|\d+[.)]) ", line)]
        if items and re.match(r"(?:[-*]|\d+[.)]) ", lines[0]):
            kind = "ordered" if items[0][0].isdigit() else "bullet"
            found.append((kind, len(items)))
    return found


def reference_facts(result, expected):
    references = result.report.references
    wanted = expected["references"]
    yield "number of references", len(references) == len(wanted), len(references)
    for position, fields in enumerate(wanted):
        item = references[position].item if position < len(references) else {}
        for name, value in fields.items():
            found = field(item, name)
            is_right = found == value
            if name == "author" and expected.get("author_loose"):
                is_right = str(found).startswith(value)
            yield f"reference {position}: {name}", is_right, found
    further = [references[i].key for i in expected["further"] if i < len(references)]
    found = list(result.source.further_reading)
    yield "further reading", found == further, found


def field(item, name):
    if name == "year":
        return issued_year(item)
    if name == "authors":
        return len(creators(item))
    if name == "role":
        return "editor" if "editor" in item and "author" not in item else "author"
    if name == "author":
        first = (creators(item) or [{}])[0]
        particle = first.get("non-dropping-particle", "")
        return first.get("literal") or f"{particle} {first.get('family', '')}".strip()
    return item.get(name)


def citation_facts(report, expected):
    applied = [
        (c.before, c.after.strip(" .,;")) for c in report.citations if c.is_applied
    ]
    for before, after in expected["citations"]:
        if before in expected.get("citations_loose", []):
            is_found = any(after.strip("@[]-") in found[1] for found in applied)
        else:
            is_found = any(
                found[1] == after and before in found[0] for found in applied
            )
        yield f"citation {before}", is_found, applied
    count = len(expected["citations"])
    yield "no other citations", len(applied) == count, applied


def other_facts(result, expected):
    source, report = result.source, result.report
    for name, found in {
        "author": report.author,
        "date": report.date,
        "previous": report.previous_title,
        "next": report.next_title,
    }.items():
        if name in expected:
            yield name, found == expected[name], found
    alts = [picture.alt for picture in report.pictures]
    captions = [picture.caption for picture in report.pictures]
    for alt in expected.get("pictures", []):
        yield "picture", alt in alts, alts
    for caption in expected.get("captions", []):
        yield "caption", caption in captions, captions
    if "placed_figures" in expected:
        placed = source.body.count("](figure:")
        yield "placed figures", placed == expected["placed_figures"], placed
    codes = {point.code for point in report.open_points}
    for code in expected.get("open", []):
        yield f"open point {code}", code in codes, codes
    for words in expected.get("body_contains", []):
        yield f"body has {words}", words in source.body, source.body
    for words in expected.get("not_printed", []):
        yield f"not printed: {words}", words not in printed(source), printed(source)


def printed(source):
    texts = [source.title, source.standfirst, source.body, source.faq_heading]
    texts += [part for faq in source.faqs for part in (faq.question, faq.answer)]
    texts += [source.call_to_action.heading, source.call_to_action.text]
    return "\n".join(texts)


def straight(words):
    return words.translate(QUOTES)
