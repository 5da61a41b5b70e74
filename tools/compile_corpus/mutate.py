# Changes a program a little: a token, a line, an indentation, an encoding; or splices two programs.
# SPDX-License-Identifier: MIT
"""mutate(source, other, random) gives bytes: the source after one to three changes. `other` lends statements and tokens.

The tokens here are nobody's in particular: a pattern cuts any text into words, numbers, strings, operators, blanks and
newlines whose concatenation is the text again, so that it works on what no Python would tokenize.
"""
import re

TOKEN = re.compile(r"""
    [A-Za-z]{0,3}(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\")
    | [A-Za-z]{0,3}(?:'(?:[^\\'\n]|\\.)*'|"(?:[^\\"\n]|\\.)*")
    | \#[^\n]* | \n[ \t\f]* | [ \t\f]+ | \\\n | [^\W\d]\w* | \d[\w.]*
    | \*\*=|//=|>>=|<<=|\.\.\.|->|:=|[-+*/%@&|^!=<>]=|<>|\*\*|//|<<|>>|.
    """, re.VERBOSE | re.DOTALL)

WORDS = """and as assert async await break case class continue def del elif else except exec finally for from global if
import in is lambda lazy match nonlocal not or pass print raise return try type while with yield None True False
__debug__ _ a x self""".split()
OPERATORS = """( ) [ ] { } , : ; . = += := == != <> < * ** @ -> / // - + ~ ! | & ^ ` ... % >>""".split() + ["\\\n", "*a", "**a"]
FRAGMENTS = """a|a.b|a[b]|a()|(a)|(a, b)|a, b|a,|[a]|[a, b]|{a}|{a: b}|()|1|-1|"s"|b"s"|u"s"|f"{a}"|t"{a}"|None|True|...|__debug__|a + b
|not a|a and b|a < b|a if b else c|lambda: a|lambda a, (b, c): a|(yield)|yield a|await a|(a := b)|a := b|*a|*a, b|*(a), b|**a
|[a for a in b]|(a for a in b)|a for a in b|{a: b for a in c}|[*a for a in b]|`a`|a <> b|a = b|print a|print(a, end="")|exec a in b|10L
|0777|0o17|1_0|ur"s"|"\\x4"|"\\N{DIGIT ONE}"|a[*b]|a[b:=c]|f(a for a in b)|f(**a, b=c)|f(*a, b)|[x async for x in y]|await (a)|a.print|a.async|a @ b
|f'{a!r:>{b}}'|f"{a['b']}"|f'{a=}'|f"{'\\n'}"|async|await|match|type|nonlocal|(a.b)|lambda *, a: b|lambda a, /: b|"é"|é""".replace("\n", "").split("|")
LINES = """print a|print >>a, b|exec a in b|raise A, B|raise A from B|return|return 1|return *a, b|yield|yield a|x = yield|await a|break
|continue|pass|global x|nonlocal x|import a|from a import *|lazy import a|from __future__ import print_function|from __future__ import annotations
|from __future__ import unicode_literals|del x|del (x)|x: int|x: int = 1|x: (yield)|a = b = c|a, *b = c|*a, = b|(a, b) += c|a @= b|assert (a, b)|type X = int
|type X[T] = T|@a|async def f(): await a|def f(a, a): pass|def f(a, *, b): pass|def f(a, /, b): pass|def f((a, b)): pass|class A: x = 1|class A(metaclass=B): pass
|if a: b|else: a|elif a: b|while 0: break|for a in b: continue|for a in *b, c: pass|async for a in b: pass|async with a: pass|with a as b, c: pass
|with (a as b, c): pass|with (a, b) as c: pass|try: a|except A, e: pass|except A as e: pass|except: pass|except* A: pass|finally: continue|match a:|case b: pass|case [a, *b]: pass
|case {"a": b, **c}: pass|case A(b=c) or d: pass|case _: pass|case 1 | 2 if c: pass|"doc"|x = 1,|x = 0777|x = u"a"|x = f"{a}"|x = (lambda: (yield))|def f[T](): pass|class A[T = int]: pass|if 0: return
|if (a := b): pass|[(x := a) for b in c]|[(yield) for a in b]|[x for x in 1, 2]|(a := 1)|__debug__ = 1|True = 1|None = 1|async = 1|lambda: (await a)|# coding: latin-1
|# c|\\|    x|x \\|(|)|'''|"" \\""".replace("\n", "").split("|")
WRAPS = """def f():|async def f():|class A:|if a:|if 0:|for a in b:|while a:|try:|with a:|def f[T]():|class A[T]:|def f(a):\n global b\n if 1:|lambda: 1\nif 1:
|for a in b:\n try: pass\n finally:|async def f():\n async for a in b:|def f():\n x = 1\n def g():|try: pass\nexcept* A:|match a:\n case b:""".replace("\n|", "|").split("|")


def tokens(text):
    """The text cut into tokens; joined they are the text."""
    return TOKEN.findall(text)


def _solid(parts):
    return [n for n, part in enumerate(parts) if not part.isspace()]


def _spot(parts, random):
    solid = _solid(parts)
    return random.choice(solid) if solid else 0


def _delete(parts, other, random):
    at = _spot(parts, random)
    del parts[at:at + random.choice((1, 1, 1, 2, 3))]


def _double(parts, other, random):
    at = _spot(parts, random)
    parts[at:at] = [parts[at], random.choice(("", " "))]


def _swap(parts, other, random):
    solid = _solid(parts)
    if len(solid) > 1:
        n = random.randrange(len(solid) - 1)
        a, b = solid[n], random.choice(solid[n + 1:n + 6])
        parts[a], parts[b] = parts[b], parts[a]


def _insert(parts, other, random):
    word = random.choice(random.choice((WORDS, OPERATORS, FRAGMENTS)))
    parts.insert(_spot(parts, random), random.choice(("", " ")) + word + " ")


def _replace(parts, other, random):
    parts[_spot(parts, random)] = random.choice(random.choice((WORDS, OPERATORS, FRAGMENTS, FRAGMENTS)))


def _operand(parts, other, random):
    """A name, number or string becomes some other expression, or one of the other program's tokens."""
    spots = [n for n, part in enumerate(parts) if re.match(r"[\w'\"]", part) and part not in WORDS]
    if spots:
        lent = [part for part in other if re.match(r"[\w'\"]", part)] or FRAGMENTS
        parts[random.choice(spots)] = random.choice(random.choice((FRAGMENTS, FRAGMENTS, lent)))


def _lend(parts, other, random):
    if other:
        at, start = _spot(parts, random), random.randrange(len(other))
        parts[at:at + random.choice((0, 0, 1, 2))] = other[start:start + random.choice((1, 2, 3, 5, 8))]


def _string(parts, other, random):
    """Another prefix, or something inside a string."""
    spots = [n for n, part in enumerate(parts) if re.search(r"['\"]$", part)]
    if not spots:
        return
    at = random.choice(spots)
    quoted = re.match(r"([A-Za-z]*)(.*)$", parts[at], re.DOTALL)
    prefix, body = quoted.groups()
    if random.random() < 0.5:
        parts[at] = random.choice(["", "u", "b", "r", "f", "t", "ur", "br", "rb", "fr", "rf", "U", "F"]) + body
    else:
        inside = random.choice(["{a}", "{a!r}", "{a:{b}}", "{", "}", "{{", "\\x4", "\\N{DIGIT ONE}", "\\u12", "\\\n", "\n", "é", "{a['b']}",
                                '{a["b"]}', "{'a'}", "{a=}", "{*a}", "{a:=1}", "{\n}", "{a # c\n}", "\\", "{lambda x: 1}", "'", '"', "{a!x}"])
        cut = random.randrange(1, max(2, len(body) - 1))
        parts[at] = prefix + body[:cut] + inside + body[cut:]


def _blank(parts, other, random):
    """Other white space: a newline, a comment, a continuation, a form feed, a tab."""
    spots = [n for n, part in enumerate(parts) if part.isspace()] or [0]
    at = random.choice(spots)
    parts[at] = random.choice(["\n", "\n    ", " \\\n", "\\\n ", " # c\n", "\t", "\f", "", " ", "\n\n", "\r", "\r\n", ";", "\n\t", "\n        ",
                               "\n\f", "\xa0", "\n# c\n"]) if parts else ""


def _line(lines, other, random):
    """Lines deleted, doubled, moved, put in, indented otherwise, or wrapped in a block."""
    at = random.randrange(len(lines))
    indent = re.match(r"\s*", lines[at]).group()
    kind = random.randrange(9)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[random.randrange(len(lines))])
    elif kind == 2:
        lines[at] = random.choice(["", " ", "\t", "    ", "        ", indent + " ", indent + "\t", indent[1:], indent[:len(indent) // 2]]) + lines[at].lstrip()
    elif kind == 3:
        wrap = random.choice(WRAPS).split("\n")
        deeper = re.match(r" *", wrap[-1]).group() + " "
        lines[at:] = [indent + part for part in wrap] + [deeper + line if line.strip() else line for line in lines[at:]]
    elif kind == 4 and other:
        start = random.randrange(len(other))
        piece = other[start:start + random.choice((1, 2, 4))]
        shift = re.match(r"\s*", piece[0]).group()
        lines[at:at] = [indent + (line[len(shift):] if line.startswith(shift) else line.lstrip()) for line in piece]
    elif kind == 5:
        wrap = random.choice(WRAPS).split("\n")
        lines[:] = wrap + [re.match(r" *", wrap[-1]).group() + " " + line if line.strip() else line for line in lines]
    else:
        lines.insert(at, indent + random.choice(LINES))


TOKEN_CHANGES = [_delete, _double, _swap, _insert, _replace, _operand, _operand, _lend, _string, _blank]


def _change(text, other, random):
    if random.random() < 0.35:
        lines = text.split("\n")
        _line(lines, other.split("\n"), random)
        return "\n".join(lines)
    parts = tokens(text) or ["a"]
    random.choice(TOKEN_CHANGES)(parts, tokens(other), random)
    return "".join(parts)


def mutate(source, other, random):
    """The source, changed once, twice or three times."""
    text, lent = source.decode("utf-8", "surrogateescape"), other.decode("utf-8", "surrogateescape")
    for _ in range(random.choice((1, 1, 1, 2, 2, 3))):
        text = _change(text, lent, random)
    data = text.encode("utf-8", "surrogateescape")
    if random.random() < 0.01:
        data = random.choice((lambda d: b"\xef\xbb\xbf" + d, lambda d: b"# coding: latin-1\n" + d, lambda d: d.replace(b"\n", b"\r\n"),
                              lambda d: d.replace(b"\n", b"\r"), lambda d: d.rstrip(b"\n"), lambda d: d + b"\x00"))(data)
    return data
