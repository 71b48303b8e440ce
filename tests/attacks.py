"""Strings that try to run a script, for wherever somebody can put words."""

import json

# So that the tests hold without the shared collection.
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<base href='//x.org/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='//x.org/x.css'>",
    "<object data='javascript:alert(1)'></object>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<img id=cookie name=body>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<a\x00href=javascript:alert(1)>x</a>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</figcaption></figure><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x](https://x.org "onmouseover=alert(1)")',
    '[x](https://x.org/"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](figure:sea)',
    '![](figure:sea"onerror="alert(1))',
    "<javascript:alert(1)>",
    '<https://x.org/"onclick="alert(1)>',
    "```<script>\nalert(1)\n```",
    "`<script>alert(1)</script>`",
    "[@ames2020, <script>alert(1)</script>]",
    "[<img src=x onerror=alert(1)> @ames2020]",
    "[@<script>alert(1)</script>]",
    "# <script>alert(1)</script>",
    "a[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "| <script> | [x](javascript:alert(1)) |\n|---|---|\n| <img onerror=x> | x |",
    "{{ constructor }} ${alert(1)} <%= x %>",
    "</title><script>alert(1)</script>",
    "<style>*{background:url(//evil.test)}</style>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "[x](//evil.test/ 'onmouseover=alert(1)')",
    "[x](\x01javascript:alert(1))",
]


def known_attacks(testdata):
    """The shared collection."""
    lines = (testdata / "xss_vectors.jsonl").read_bytes().splitlines()
    return [json.loads(line)["p"] for line in lines]
