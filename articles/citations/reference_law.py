"""Laws and court cases as people type them (APA 7, 11.4–11.5)."""

from __future__ import annotations

import re
from typing import Any

END = r"(?P<year>\d{4})\)\.?\s*\Z"
# "Name, Pub. L. No. 111-148, 124 Stat. 119 (2010)."
ACT = re.compile(
    r"(?P<title>[^\n]{3,200}?),\s+Pub\. ?L\.(?: No\.)? (?P<number>\d{1,3}[-–]\d{1,4}),"
    rf"\s+(?P<volume>\d{{1,4}}) (?P<container>Stat\.) (?P<page>\d{{1,5}}) \({END}"
)
# "Name, 42 U.S.C. § 12101 et seq. (1990).", "Name, Cal. Civ. Code § 56.10 (2020)."
CODE = re.compile(
    r"(?P<title>[^\n]{3,200}?),\s+(?:(?P<volume>\d{1,3}) )?"
    r"(?P<container>[A-Z][\w.]*(?: [A-Z][\w.&]*){0,5}) §{1,2} ?"
    rf"(?P<section>[\w.–-]{{1,20}}(?: et seq\.)?) \({END}"
)
# "Name v. Name, 518 U.S. 1 (1996).", "…, 214 F.2d 862 (D.C. Cir. 1954)."
CASE = re.compile(
    r"(?P<title>[^\n]{1,150}? vs?\. [^\n]{1,150}?),\s+(?P<volume>\d{1,4}) "
    r"(?P<container>[A-Z][\w. ]{0,20}?) (?P<page>\d{1,5})(?:, \d{1,5})? "
    rf"\((?:(?P<authority>[A-Z][\w. ]{{1,40}}?) )?{END}"
)
FORMS = ((ACT, "legislation"), (CODE, "legislation"), (CASE, "legal_case"))


def parse_law(text: str) -> dict[str, Any]:
    """The fields of a law or a case; {} for anything else."""
    for pattern, kind in FORMS:
        found = pattern.match(text.strip())
        if found:
            groups = {name: value for name, value in found.groupdict().items() if value}
            year = int(groups.pop("year"))
            groups["container-title"] = groups.pop("container")
            return {"type": kind, **groups, "issued": {"date-parts": [[year]]}}
    return {}
