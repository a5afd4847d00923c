"""Fifty texts, and some pictures, that would run a script or fetch something if a page let them."""

EVIL = "http://evil.example"
TEXTS = (
    "<script>window.hurt=1</script>",
    "<img src=x onerror=window.hurt=2>",
    '"><svg onload=window.hurt=3>',
    "'><body onload=window.hurt=4>",
    "javascript:window.hurt=5",
    "${window.hurt=6}",
    "{{constructor.constructor('window.hurt=7')()}}",
    "</title><script>window.hurt=8</script>",
    "</textarea><script>window.hurt=9</script>",
    "</script><script>window.hurt=10</script>",
    "<iframe src=javascript:parent.hurt=11></iframe>",
    '<a href="javascript:window.hurt=12">a cat</a>',
    "<details open ontoggle=window.hurt=13>",
    "<video><source onerror=window.hurt=14></video>",
    '<object data="javascript:window.hurt=15"></object>',
    '<embed src="javascript:window.hurt=16">',
    "<math><mi xlink:href=javascript:window.hurt=17>x</mi></math>",
    f'<link rel=stylesheet href="{EVIL}/a.css">',
    f'<base href="{EVIL}/">',
    f'<meta http-equiv=refresh content="0;url={EVIL}">',
    f"<style>@import '{EVIL}/b.css'; * {{ display: none }}</style>",
    f'<form action="{EVIL}"><button autofocus>Make</button></form>',
    f"<img src={EVIL}/c.png>",
    f"![a cat]({EVIL}/d.png)",
    "[a cat](javascript:window.hurt=25)",
    "<noscript><p title='</noscript><img src=x onerror=window.hurt=26>'>",
    "<template><script>window.hurt=27</script></template>",
    "<input autofocus onfocus=window.hurt=28>",
    "<marquee onstart=window.hurt=29>a</marquee>",
    "<p style='position:fixed;inset:0;z-index:99999;background:red'>covers all</p>",
    "<dialog open id=main>x</dialog>",
    "<div id=frame></div><div id=told></div><form id=prompt name=prompt></form>",
    "<muse-result></muse-result><muse-versions></muse-versions>",
    "data:text/html,<script>window.hurt=34</script>",
    "blob:null/1-2-3",
    "//evil.example/e.js",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00%0d%0aSet-Cookie: a=b",
    "'; DROP TABLE artifacts; --",
    "\u202egnp.tac\u202c \u2066<b>\u2069",
    "a\u0301" * 60 + "\u200b\u200d\ufeff",
    "W" * 180,
    "<!-- ]]> <![CDATA[ <?xml ?> -->",
    "&lt;script&gt; &#x3C;img src=x onerror=window.hurt=49&#x3E;",
    "\u2028window.hurt=50\u2029 \\u003cscript\\u003e \ud83d\udc69\u200d\ud83c\udfa8".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
)
"""Prompts, titles, names of files, tags, notes, collections: whatever is a text."""

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)
_PARTS = (
        (' onload="window.hurt=101"', ""),
        ("", "<script>window.hurt=102</script>"),
        ("", '<script href="data:text/javascript,window.hurt=103"/>'),
        ("", '<a xlink:href="javascript:window.hurt=104"><circle r="9"/></a>'),
        ("", "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>"
             "<img src='x' onerror='window.hurt=105'/></body></foreignObject>"),
        ("", f'<image href="{EVIL}/f.png"/>'),
        ("", f'<use href="{EVIL}/g.svg#a"/>'),
        ("", f'<rect fill="url({EVIL}/h.svg#a)" width="9" height="9"/>'),
        ("", f"<style>@import '{EVIL}/i.css';</style>"),
        ("", '<animate attributeName="href" values="javascript:window.hurt=110"/>'),
        ("", '<set attributeName="onmouseover" to="window.hurt=111"/>'),
        (f' style="background:url({EVIL}/j.png)"', ""),
        ("", f'<filter id="f"><feImage href="{EVIL}/k.png"/></filter>'),
        ("", '<g onclick="window.hurt=114" tabindex="0"><rect width="999" height="999"/></g>'),
)  # fmt: skip
SVGS = (
    *(_SVG.format(*each) for each in _PARTS),
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>window.hurt=116</script></html>',
    "<svg",
    "",
)
"""Pictures as markup, such as a score would be."""
