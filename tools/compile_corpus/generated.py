# Tiny programs that are bytes or lengths rather than lines: encodings, newlines, limits, letters of Unicode.
# SPDX-License-Identifier: MIT
"""Like cases.py, {topic: [(id, bytes)]}, for what a table of text lines cannot say."""

BOM = b"\xef\xbb\xbf"


def _number(name, programs):
    return [("%s-%d" % (name, n), program) for n, program in enumerate(programs, 1)]


# Encodings.

COOKIE_NAMES = """
utf-8 utf8 UTF-8 Utf-8 UTF8 utf_8 utf-8-sig utf8-sig utf_8_sig utf-8-unix utf-8-dos utf-8-x utf8x U8 utf
latin-1 latin1 iso-8859-1 ISO-8859-1 iso8859-1 iso_8859_1 iso-latin-1 iso-latin-1-unix latin-1-unix L1
latin-9 iso-8859-15 cp1252 windows-1252 cp1251 koi8-r mac-roman cp437 ascii us-ascii ASCII
shift_jis sjis cp932 euc-jp euc_jp iso-2022-jp iso2022_jp big5 gbk gb2312 gb18030 hz euc-kr cp949 johab
utf-16 utf-16-le utf-16-be utf-32 utf-7 utf_7 raw_unicode_escape unicode_escape unicode-escape punycode idna
rot13 rot_13 base64 hex zip bz2 uu quopri string_escape mbcs undefined unknown-8bit nonsense none x-none
charmap cp65001 cp720 cp858 kz1048 cp1125 koi8-t koi8_u palmos tis-620 ptcp154 iso8859_11 utf-8; a.b
""".split()

COOKIE_LINES = [
    b"# coding: %s", b"# -*- coding: %s -*-", b"# vim: set fileencoding=%s :", b"# vim:fileencoding=%s",
    b"#coding=%s", b"# coding : %s", b"# coding = %s", b"# coding %s", b"# Coding: %s", b"# encoding: %s",
    b"  # coding: %s", b"\f# coding: %s", b"\t# coding: %s", b"x = 1 # coding: %s", b"'# coding: %s'",
    b"# coding:%s,b", b"# xcoding: %s", b"# coding:\t%s", b"# coding:  %s", b"# a coding: x coding: %s",
    b"#!/usr/bin/python # coding: %s", b"## coding: %s ##", b"# coding: '%s'", b"# coding:", b"# coding: ",
    b"pass; # coding: %s", b"( # coding: %s\n)", b"'''\n# coding: %s\n'''", b"\\\n# coding: %s",
    b"x = 1\n# coding: %s", b"'doc'\n# coding: %s", b"\n# coding: %s", b"\n\n# coding: %s",
    b"# a\n# coding: %s", b"# a\n# b\n# coding: %s", b"   \n# coding: %s", b"\f\n# coding: %s",
    b"\t\n# coding: %s", b"#!/bin/sh\n# coding: %s", b"import a\n# coding: %s", b"\\\n\n# coding: %s",
    b"# coding: utf-8\n# coding: %s", b"# coding: %s\n# coding: utf-8", b"'\\\n# coding: %s\n'",
    b"# a\r# coding: %s", b"# a\r\n# coding: %s", b"# coding: %s\r", b"if 1:\n # coding: %s\n pass",
]


def _encodings():
    plain, latin, utf8 = b"x = 'a'\n", b"x = '\xe9'\n", "x = 'é'\n".encode("utf-8")
    names = []
    for name in COOKIE_NAMES:
        cookie = b"# coding: " + name.encode("ascii") + b"\n"
        names += [cookie + plain, cookie + latin, cookie + utf8, cookie + b"# \xe9\n", BOM + cookie + plain,
                  BOM + cookie + utf8]
    lines = []
    for line in COOKIE_LINES:
        for name, body in ((b"latin-1", latin), (b"utf-8", utf8), (b"nonsense", plain), (b"ascii", utf8)):
            lines.append((line % name if b"%s" in line else line) + b"\n" + body)
    bodies = []
    for cookie in (b"", b"# coding: utf-8\n", b"# coding: latin-1\n", b"# coding: ascii\n", BOM,
                   b"# coding: cp1252\n", b"# coding: iso-8859-15\n"):
        for body in (utf8, latin, "# é\n".encode("utf-8"), b"# \xe9\n", b"x = 1 # \xe9\n", b"'''\xe9'''\n",
                     "'''é'''\n".encode("utf-8"), "é = 1\n".encode("utf-8"), b"\xe9 = 1\n",
                     b"x = u'\xe9'\n", b"x = b'\xe9'\n", b"x = r'\xe9'\n", b"x = '\x81'\n", b"# \x81\n",
                     b"x = '\xed\xa0\x80'\n", b"x = '\xc0\x80'\n", b"x = '\xf4\x90\x80\x80'\n",
                     b"x = '\xf0\x9f\x98\x80'\n", b"x = '\xe2\x82'\n", b"# \xe2\x82\n", b"\xe9\n", b"\xff\n",
                     b"x = f'\xe9'\n", "x = f'é'\n".encode("utf-8"), "x = f'{é}'\n".encode("utf-8"),
                     "x = '{}'.é\n".format(1).encode("utf-8"), b"x = 1\n\n\n\n# \xe9\n", b"x = 1 \xa0\n",
                     b"x =\xa01\n", b"x =\xc2\xa01\n", b"\n\n\nx = '\xe9'\n", b"x = 1\\\xe9\n",
                     b"x = 'a' # \xe9", b"'\\\xe9'\n", b"b'\\\xe9'\n", b"x = '\xe9\n"):
            bodies.append(cookie + body)
    boms = [BOM, BOM + BOM, BOM + b"\n", BOM + plain, BOM + utf8, BOM + latin, BOM + BOM + plain,
            b"\n" + BOM + plain, b" " + BOM + plain, plain + BOM, b"x = " + BOM + b"1\n", BOM + b" x = 1\n",
            BOM + b"# coding: utf-8\n" + utf8, BOM + b"# coding: latin-1\n" + plain,
            BOM + b"\n# coding: latin-1\n" + plain, BOM + b"# coding: nonsense\n", b"\xef\xbb" + plain,
            b"\xef" + plain, b"\xfe\xff", b"\xff\xfe", "\ufeffx = 1\n".encode("utf-16-le"),
            "\ufeffx = 1\n".encode("utf-16-be"), "x = 1\n".encode("utf-16-le"), BOM + b"\x00",
            BOM + b"#!/usr/bin/python\n", BOM[:2], BOM + b"x = u'\xe9'\n", BOM + "x = u'é'\n".encode("utf-8"),
            b"# coding: utf-8-sig\n" + BOM + plain, BOM + b"# coding: utf-8-sig\n" + utf8]
    multibyte = []
    for codec, text in (("shift_jis", "x = 'ソ'\n"), ("shift_jis", "x = 'ソ' # ソ\n"), ("shift_jis", "# 表\n"),
                        ("shift_jis", "x = 'ソ\\n'\n"), ("shift_jis", "表 = 1\n"), ("cp932", "x = '①'\n"),
                        ("big5", "x = '功'\n"), ("big5", "# 功\n"), ("gbk", "x = '誠'\n"), ("gbk", "変 = 1\n"),
                        ("gb18030", "x = '😀'\n"), ("euc_jp", "x = '日本'\n"), ("euc_kr", "x = '한국'\n"),
                        ("iso2022_jp", "x = '日本'\n"), ("iso2022_jp", "# 日本\n"), ("iso2022_jp", "日本 = 1\n"),
                        ("hz", "x = '中文'\n"), ("utf-7", "x = 'é'\n"), ("utf-7", "é = 1\n"),
                        ("utf-7", "x = 1 + 2\n"), ("koi8-r", "x = 'я'\n"), ("koi8-r", "я = 1\n"),
                        ("cp1251", "я = 1\n"), ("cp1251", "x = u'я'\n"), ("latin-1", "é = 1\n"),
                        ("latin-1", "µ = 1\n"), ("latin-1", "x² = 1\n"), ("latin-1", "x = 1\xa0\n"),
                        ("iso8859-15", "x = '€'\n"), ("cp1252", "x = '€'\n"), ("cp1252", "€ = 1\n"),
                        ("cp1252", "ƒ = 1\n"), ("mac-roman", "é = 1\n"), ("cp437", "é = 1\n"),
                        ("utf-16", "x = 1\n"), ("utf-16-le", "x = 1\n"), ("utf-32", "x = 1\n"),
                        ("unicode_escape", "x = 'é'\n"), ("raw_unicode_escape", "x = 'я'\n"),
                        ("utf-8-sig", "x = 'é'\n"), ("ascii", "x = 'a'\n"), ("cp037", "x = 1\n")):
        try:
            multibyte.append(b"# coding: " + codec.encode("ascii") + b"\n" + text.encode(codec))
        except UnicodeEncodeError:
            continue
    escapes = [b"# coding: unicode_escape\n" + body for body in (
        b"x = 1\n", b"x = 1\\n\n", b"\\x78 = 1\n", b"x = 'a\\'\n", b"\\u0078 = 1\n", b"x = '\\x'\n",
        b"x = 1 # \\ny = (\n", b"\\x0apass\n", b"'\\u00e9'\n")]
    escapes += [b"# coding: raw_unicode_escape\n" + body for body in (
        b"\\u0078 = 1\n", b"x = '\\u0078'\n", b"x = 'a\\n'\n", b"\\u000apass\n", b"x = '\\u12'\n")]
    escapes += [b"# coding: utf-7\n" + body for body in (b"x = '+AOk-'\n", b"+AOk- = 1\n", b"x = +AOk\n",
                                                        b"x = 1 +- 2\n", b"x = '+'\n", b"x = '\xe9'\n")]
    escapes += [b"# coding: rot13\n" + body for body in (b"cevag 1\n", b"print 1\n", b"k = 1\n", b"vs k: l\n")]
    escapes += [b"# coding: hex\n78203d2031\n", b"# coding: base64\neCA9IDE=\n", b"# coding: ascii\nx = '\\xe9'\n"]
    invalid = [b"# coding: %s\n%s" % pair for pair in (
        (b"shift_jis", b"x = '\x81'\n"), (b"shift_jis", b"# \xff\n"), (b"shift_jis", b"x = '\xff'\n"),
        (b"euc-jp", b"x = '\xff'\n"), (b"euc-jp", b"# \xff\n"), (b"big5", b"x = '\xff'\n"),
        (b"gbk", b"x = '\xff'\n"), (b"cp1252", b"x = '\x81'\n"), (b"cp1252", b"# \x8d\n"),
        (b"cp1251", b"x = '\x98'\n"), (b"cp932", b"x = '\xa0'\n"), (b"iso-8859-7", b"x = '\xff'\n"),
        (b"iso-8859-6", b"# \xff\n"), (b"utf-8", b"x = '\xff'\n"), (b"utf-8", b"x = u'\xff'\n"),
        (b"utf-8", b"x = b'\xff'\n"), (b"utf-8", b"# \xff\n"), (b"utf-8", b"\xff = 1\n"),
        (b"utf8", b"x = '\xff'\n"), (b"utf8", b"# \xff\n"), (b"UTF-8", b"x = '\xff'\n"), (b"UTF-8", b"# \xff\n"),
        (b"utf-8", b"'''\xff'''\n"), (b"utf-8", b"x = r'\xff'\n"), (b"utf-8-unix", b"x = '\xff'\n"),
        (b"ascii", b"x = '\xff'\n"), (b"ascii", b"# \xff\n"), (b"ascii", b"x = u'\xff'\n"))]
    return (_number("cookie-name", names) + _number("cookie-line", lines) + _number("body", bodies)
            + _number("bom", boms) + _number("multibyte", multibyte) + _number("escape-codec", escapes)
            + _number("undecodable", invalid))


# Newlines and NUL.

def _newlines():
    carriage = [
        b"\r", b"x\r", b"x\ry\r", b"x\ry\n", b"x\n\ry\n", b"x\r\r\ny\n", b"x\r\ny\r\n", b"x\r\n", b"if 1:\r    x",
        b"if 1:\r    x\r", b"if 1:\r    x\ry\r", b"if 1:\r\n    x\r\n", b"if 1:\n    x\r    y\n", b"if 1:\r x\n y\r",
        b"def f():\r    return 1\r\rf()\r", b"# c\rx y\n", b"# c\rx\n", b"# c\r x\n", b"# c\r\nx\n", b"'a\rb'\n",
        b"'a\r\nb'\n", b"'a\\\rb'\n", b"'a\\\r\nb'\n", b"'''a\rb'''\n", b"'''a\r\nb'''\n", b"f'{a\r}'\n",
        b"f'''{a\r}'''\n", b"f'a\r'\n", b"(a\rb)\n", b"(a,\rb)\n", b"(a,\r\nb)\r\n", b"x = 1 + \\\r 2\n",
        b"x = 1 + \\\r\n 2\r\n", b"x = 1 + \\ \r\n 2\n", b"x = 1 \r\n", b"x\r;y\n", b"x;\ry\n", b"x \r y\n", b"x\r y\n",
        b"  \rx\n", b" \r\nx\n", b"\r\r\rx\r", b"\n\r\n\rx", b"x = '''\r\r\n\n'''\n", b"pass\r\r\n", b"x\r\n\r\n y\n",
        b"if a:\r\n  b\r\nelse:\r\n  c\r\n", b"if a:\r  b\relse:\r  c\r", b"@a\r\ndef f(): pass\r\n",
        b"@a\rdef f(): pass\r", b"from a import (\r\nb,\r\nc)\r\n", b"x = \\\r\n\\\r\n1\r\n", b"r'\\\r'\n", b"b'a\rb'\n",
        b"\r\n", b"\n\r", b"x=1\r\n\x1a", b"x = 1\n\x1a", b"\x1a", b"x\x0by\n", b"x\x1cy\n", b"x\x85y\n", b"x = 1\x0b\n",
        b"x\x7f\n", b"\x01\n", b"\x1f\n", b"# \x01\n", b"'\x01'\n", b"'\x7f'\n", b"\x08\n", b"# coding: latin-1\nx\x85y\n",
        b"# coding: latin-1\n'\x85'\n", "x = 1\u2028y = 2\n".encode(), "# \u2028x y\n".encode(), "'\u2028'\n".encode(),
        "x\u0085y\n".encode(), "x\u3000= 1\n".encode(), "x\u2003= 1\n".encode(), "x\u200b = 1\n".encode(),
        "x\u200d = 1\n".encode(), "x\u00ad = 1\n".encode(), "\u200ex = 1\n".encode(), "x\ufe0f = 1\n".encode()]
    ending = [
        b"", b"x", b"x = 1", b"if a: b", b"if a:\n b", b"if a:\n b\n ", b"if a:\n b\n  ", b"if a:\n b\n\t", b"# c", b" ",
        b"  # c", b"x\n ", b"x\n  # c", b"x;", b"x\\", b"x \\", b"x \\\n", b"\\", b"\\\n", b"x = (", b"x = '", b"x = '''",
        b"if a:", b"if a: ", b"if a:\n", b"if a:\n ", b"if a:\n # c", b"def f():\n    pass", b"def f():\n    pass\n    ",
        b"def f():\n    pass\n    # c", b"def f():\n    pass\n  # c", b"class A:\n  x = 1\n  def f(s): pass", b"try: a\n",
        b"try: a\nfinally: b", b"for a in b: c\nelse: d", b"@a", b"@a\n", b"@a\ndef f(): pass", b"x = 1 # c", b"'a'", b"'a",
        b"'''a\n", b"'''a'''", b"\f", b"\t", b"lambda: 1", b"print", b"print 1", b"match a:\n case b: c", b"f'{a}'", b"f'{a",
        b"from a import (b,", b"import a,", b"x = [1,\n2", b"x = {\n", b"if a:\n  if b:\n    c", b"if a:\n  if b:\n    c\n  d",
        b"if a:\n  b\n c", b"x\n\\", b"x\n\\\n", b"x\n  \\\n", b"x # \\", b"if a:\n  b \\\n", b"if a:\n  \\\n", b"'a\\", b"'a\\\n",
        b"a.", b"a +", b"not", b"a if b", b"a,", b"*a", b"0x", b"1e", b"1_", b"a ==", b"async", b"async def f(): await a"]
    nul = [
        b"\x00", b"x\x00", b"x = 1\n\x00", b"x = 1\n\x00\n", b"# \x00\n", b"'\x00'\n", b"'''\x00'''\n", b"b'\x00'\n",
        b"x\x00y\n", b"\x00x = 1\n", b"x = 1\n\n\n# \x00", b"x = 1\x00garbage here\n", b"x = '\\\x00'\n", b"(\x00)\n",
        b"# coding: latin-1\n'\x00'\n", b"# coding: utf-8\n# \x00\n", BOM + b"'\x00'\n", b"x = 1\n" * 50 + b"\x00"]
    return _number("carriage-return", carriage) + _number("end-of-file", ending) + _number("nul", nul)


# Limits.

def _repeat(name, counts, make):
    return [("%s-%d" % (name, n), make(n).encode("ascii")) for n in counts]


def _blocks(opening, n):
    return "".join(" " * i + opening + "\n" for i in range(n)) + " " * n + "pass\n"


def _limits():
    around = [18, 19, 20, 21, 22, 25]
    deep = [86, 87, 88, 91, 92, 93, 97, 98, 99, 100, 150, 199, 200, 201]
    found = []
    for name, left, middle, right in (
            ("paren", "(", "1", ")"), ("tuple", "(", "1", ",)"), ("list", "[", "", "]"), ("call", "f(", "", ")"),
            ("subscript", "a[", "0", "]"), ("dict", "{1:", "2", "}"), ("set", "{", "1", "}"),
            ("mixed", "([", "1", "])"), ("lambda-paren", "(lambda:", "1", ")"), ("keyword", "f(a=", "1", ")"),
            ("star", "f(*", "a", ")"), ("comprehension", "[a for a in ", "b", "]"), ("minus-paren", "-(", "1", ")")):
        found += _repeat("nest-" + name, deep, lambda n: "x = " + left * n + middle + right * n + "\n")
        found += _repeat("nest-bare-" + name, [87, 88, 92, 93, 98, 99, 200, 201],
                         lambda n: left * n + middle + right * n + "\n")
    found += _repeat("nest-in-def", [86, 87, 92, 93, 98, 99, 200, 201],
                     lambda n: "def f():\n  return " + "(" * n + ")" * n + "\n")
    found += _repeat("nest-target", [50, 86, 87, 92, 93, 98, 99, 100, 150, 200, 201],
                     lambda n: "(" * n + "x" + ")" * n + " = 1\n")
    found += _repeat("open-only", [86, 92, 98, 99, 199, 200, 201, 300], lambda n: "(" * n + "\n")
    for opening in ("if a:", "while a:", "for a in b:", "with a:", "try:", "def f():", "class A:", "async def f():"):
        closing = {"try:": "finally: pass"}.get(opening)
        name = "block-" + opening.split()[0].rstrip(":") + ("-async" if "async" in opening else "")
        if closing:
            def make(n):
                tail = "".join(" " * i + closing + "\n" for i in reversed(range(n)))
                return _blocks(opening, n) + tail
        else:
            def make(n):
                return _blocks(opening, n)
        found += _repeat(name, around[1:5] + ([99, 100, 101] if opening in ("if a:", "def f():") else []), make)
    found += _repeat("block-except", around, lambda n: "".join(
        " " * i + "try: pass\n" + " " * i + "except:\n" for i in range(n)) + " " * n + "pass\n")
    found += _repeat("block-for-in-def", around, lambda n: "def f():\n" + "".join(
        " " * (i + 1) + "for a in b:\n" for i in range(n)) + " " * (n + 1) + "pass\n")
    found += _repeat("block-mixed", around, lambda n: "".join(
        " " * i + ("for a in b:", "with a:", "while a:")[i % 3] + "\n" for i in range(n)) + " " * n + "pass\n")
    found += _repeat("block-in-if", [10, 11, 19, 20, 21], lambda n: "".join(
        " " * i + ("for a in b:", "if a:")[i % 2] + "\n" for i in range(2 * n)) + " " * (2 * n) + "pass\n")
    found += _repeat("block-else", around, lambda n: "".join(
        " " * i + "for a in b: pass\n" + " " * i + "else:\n" for i in range(n)) + " " * n + "pass\n")
    found += _repeat("block-async-with", around, lambda n: "async def f():\n" + "".join(
        " " * (i + 1) + "async with a:\n" for i in range(n)) + " " * (n + 1) + "pass\n")
    found += _repeat("block-match", around, lambda n: "".join(
        " " * (2 * i) + "match a:\n" + " " * (2 * i + 1) + "case b:\n" for i in range(n)) + " " * 2 * n + "pass\n")
    found += _repeat("with-items", [5, 19, 20, 21, 22, 40], lambda n: "with " + ", ".join(["a"] * n) + ": pass\n")
    found += _repeat("with-items-as", [19, 20, 21, 22], lambda n: "with (" + ", ".join(["a as b"] * n) + "): pass\n")
    found += _repeat("comprehension-for", [5, 18, 19, 20, 21, 22, 30], lambda n: "[a" + " for a in b" * n + "]\n")
    found += _repeat("generator-for", [5, 18, 19, 20, 21, 22, 30], lambda n: "(a" + " for a in b" * n + ")\n")
    found += _repeat("comprehension-if", [5, 20, 30], lambda n: "[a for a in b" + " if a" * n + "]\n")
    found += _repeat("arguments", [254, 255, 256], lambda n: "f(" + ", ".join(["a"] * n) + ")\n")
    found += _repeat("keywords", [255, 256], lambda n: "f(" + ", ".join("a%d=1" % i for i in range(n)) + ")\n")
    found += _repeat("star-and-arguments", [255, 256], lambda n: "f(*b, " + ", ".join(["a"] * n) + ")\n")
    found += _repeat("arguments-before-star", [254, 255, 256], lambda n: "f(" + ", ".join(["a"] * n) + ", *b)\n")
    found += _repeat("parameters", [254, 255, 256],
                     lambda n: "def f(" + ", ".join("a%d" % i for i in range(n)) + "): pass\n")
    found += _repeat("parameters-lambda", [255, 256], lambda n: "lambda " + ", ".join(
        "a%d" % i for i in range(n)) + ": 0\n")
    found += _repeat("parameters-annotated", [255, 256], lambda n: "def f(" + ", ".join(
        "a%d: 1" % i for i in range(n)) + "): pass\n")
    found += _repeat("bases", [255, 256], lambda n: "class A(" + ", ".join(["a"] * n) + "): pass\n")
    found += _repeat("targets-before-star", [254, 255, 256], lambda n: "a, " * n + "*b = c\n")
    found += _repeat("targets-after-star", [255, 256], lambda n: "*b" + ", a" * n + " = c\n")
    found += _repeat("list-before-star", [255, 256, 257], lambda n: "[" + "a, " * n + "*b] = c\n")
    found += _repeat("list-items", [255, 256], lambda n: "x = [" + "a, " * n + "]\n")
    found += _repeat("decimal-digits", [640, 4300, 4301], lambda n: "x = " + "1" * n + "\n")
    found += _repeat("decimal-digits-underscore", [4300, 4301], lambda n: "x = " + "_".join("1" * n) + "\n")
    found += _repeat("float-digits", [4301], lambda n: "x = " + "1" * n + ".0\n")
    found += _repeat("imaginary-digits", [4301], lambda n: "x = " + "1" * n + "j\n")
    found += _repeat("zero-digits", [4301], lambda n: "x = " + "0" * n + "\n")
    found += _repeat("hexadecimal-digits", [4301], lambda n: "x = 0x" + "1" * n + "\n")
    found += _repeat("octal-digits", [4301], lambda n: "x = 0o" + "1" * n + "\n")
    found += _repeat("binary-digits", [4301], lambda n: "x = 0b" + "1" * n + "\n")
    found += _repeat("fstring-in-fstring", [2, 3, 4, 5, 10, 148, 149, 150, 151],
                     lambda n: "x = " + "f'{" * n + "1" + "}'" * n + "\n")
    found += _repeat("fstring-quotes", [2, 3, 4], lambda n: "x = " + "".join(
        ("f'{", 'f"{', "f'''{", 'f"""{')[i] for i in range(n)) + "1" + "".join(
            ("}'", '}"', "}'''", '}"""')[i] for i in reversed(range(n))) + "\n")
    found += _repeat("fstring-spec", [1, 2, 3, 4, 5], lambda n: "x = f'{a" + ":{a" * n + "}" * n + "}'\n")
    found += _repeat("fstring-paren", [50, 90, 97, 98, 99, 198, 199, 200, 201],
                     lambda n: "x = f'{" + "(" * n + "1" + ")" * n + "}'\n")
    found += _repeat("fstring-fields", [10, 300], lambda n: "x = f'" + "{a}" * n + "'\n")
    found += _repeat("elif", [10, 100], lambda n: "if a: b\n" + "elif a: b\n" * n)
    found += _repeat("plus", [10, 100, 500], lambda n: "x = a" + " + a" * n + "\n")
    found += _repeat("attribute", [10, 50, 80], lambda n: "x = a" + ".a" * n + "\n")
    found += _repeat("unary", [10, 50, 80], lambda n: "x = " + "-" * n + "1\n")
    found += _repeat("not", [10, 50, 80], lambda n: "x = " + "not " * n + "1\n")
    found += _repeat("power", [5, 10], lambda n: "x = a" + " ** a" * n + "\n")
    found += _repeat("chained-assignment", [10, 100], lambda n: "a = " * n + "1\n")
    found += _repeat("conditional", [5, 10, 20], lambda n: "x = " + "a if b else " * n + "c\n")
    found += _repeat("lambda", [5, 10, 18, 19, 20, 21, 30], lambda n: "x = " + "lambda: " * n + "1\n")
    found += _repeat("nested-def", [5, 18, 19, 20, 21, 30], lambda n: _blocks("def f():", n))
    found += _repeat("string-parts", [10, 100], lambda n: "x = " + "'a' " * n + "\n")
    found += _repeat("pattern", [10, 50, 99, 100, 150, 199, 200, 201],
                     lambda n: "match a:\n case " + "[" * n + "]" * n + ": pass\n")
    return found


# Letters of Unicode: one new in each version, and the borders of XID.

LETTERS = [
    # (code point, in Unicode since)
    0x0041, 0x00aa, 0x00b5, 0x00b7, 0x00ba, 0x0131, 0x017f, 0x0387, 0x03bc, 0x0378, 0x0370, 0x0514, 0x0526, 0x0528,
    0x052e, 0x037f, 0x0560, 0x0588, 0x0620, 0x08a0, 0x08b6, 0x08be, 0x08c8, 0x0870, 0x0978, 0x0c5d, 0x0cf3, 0x0d5f,
    0x0e33, 0x0eb3, 0x0e86, 0x1369, 0x1371, 0x1885, 0x1886, 0x19da, 0x1c80, 0x1c89, 0x1c90, 0x1cfa, 0x1d00, 0x1e9e,
    0x200c, 0x200d, 0x203f, 0x2040, 0x2054, 0x2070, 0x207f, 0x2090, 0x2118, 0x212e, 0x212a, 0x2126, 0x2160, 0x2185,
    0x2c2f, 0x2c5f, 0x2e2f, 0x3005, 0x3021, 0x309b, 0x30fb, 0xff65, 0x312f, 0x4dbf, 0x4db6, 0x9fa6, 0x9fc4, 0x9fcc,
    0x9fd5, 0x9fef, 0x9ff0, 0x9ffd, 0xa78d, 0xa790, 0xa7ad, 0xa7b8, 0xa7ba, 0xa7c2, 0xa7cb, 0xa7da, 0xa7ce, 0xa7d2,
    0xa7f1, 0xa9e0, 0xab30, 0xab66, 0xab68, 0xac00, 0xfa2e, 0xfb01, 0xfb1d, 0xfc5e, 0xfe33, 0xfe4d, 0xfe70, 0xfe71,
    0xff10, 0xff21, 0xff3f, 0xff9e, 0xffa0, 0x10000, 0x10280, 0x102e0, 0x10500, 0x10570, 0x105c0, 0x10600, 0x10800,
    0x10a60, 0x10ac0, 0x10c80, 0x10d00, 0x10d4a, 0x10e80, 0x10ec2, 0x10ec5, 0x10efc, 0x10f00, 0x10f70, 0x10fb0, 0x10fe0,
    0x11003, 0x11144, 0x11147, 0x11280, 0x11400, 0x1145f, 0x11460, 0x11580, 0x11680, 0x116b8, 0x11700, 0x11740, 0x11800,
    0x11900, 0x119a0, 0x11a00, 0x11ab0, 0x11bc0, 0x11c00, 0x11d00, 0x11db0, 0x11ee0, 0x11f02, 0x11fb0, 0x12480, 0x12f90,
    0x13000, 0x13430, 0x13460, 0x14400, 0x16100, 0x16a70, 0x16d40, 0x16e40, 0x16ea0, 0x16ee0, 0x16f00, 0x16fe3, 0x17000,
    0x187ec, 0x187f2, 0x187f8, 0x18af3, 0x18b00, 0x18cff, 0x18d09, 0x18d80, 0x1aff0, 0x1b000, 0x1b11f, 0x1b132, 0x1b155,
    0x1bc00, 0x1d400, 0x1d7cb, 0x1df00, 0x1df25, 0x1e030, 0x1e100, 0x1e290, 0x1e2c0, 0x1e4d0, 0x1e5d0, 0x1e6c0, 0x1e7e0,
    0x1e800, 0x1e900, 0x1ee00, 0x1f600, 0x20000, 0x2a6d6, 0x2a6d7, 0x2a6de, 0x2a700, 0x2b735, 0x2b739, 0x2b73a, 0x2b740,
    0x2b820, 0x2cea2, 0x2ceb0, 0x2ebf0, 0x2f800, 0x30000, 0x31350, 0x323b0, 0x33479, 0xe0100, 0x0300, 0x0660, 0x00b2,
    0x00d7, 0x2019, 0x20ac, 0x3007, 0x1f1e6, 0xd7a4, 0xe000, 0xfffd, 0xffff, 0x10ffff]


def _letters():
    start = [("U+%04X-start" % c, (chr(c) + " = 1\n").encode("utf-8")) for c in LETTERS]
    inside = [("U+%04X-inside" % c, ("a" + chr(c) + " = 1\n").encode("utf-8")) for c in LETTERS]
    places = []
    for text in ("é", "日本", "µ", "𝐓", "ℕ", "ﬁ", "ａ", "ª", "𝟏", "²", "x²", "xⅣ", "ⅷ", "𝕏x", "é", "ﬀ", "K", "ſ",
                 "𝐓rue", "Ｎone", "𝐢𝐟", "ｉf", "ｐrint", "𝐚sync", "ｌambda", "ｎonlocal", "ｅxec", "__ｄebug__", "𝐦atch"):
        for template in ("%s = 1\n", "x.%s\n", "x.%s = 1\n", "def %s(): pass\n", "class %s: pass\n", "f(%s=1)\n",
                         "def f(%s): pass\n", "import %s\n", "from a import %s\n", "import a as %s\n", "x = %s\n",
                         "def f():\n global %s\n", "lambda %s: 1\n", "for %s in a: pass\n", "'%s'\n", "b'%s'\n",
                         "# %s\n", "# coding: utf-8\n%s = 1\n", "# coding: utf-8\nx = '%s'\n", "f'{%s}'\n",
                         "match a:\n case %s: pass\n", "match a:\n case b(%s=1): pass\n", "type %s = 1\n", "@%s\ndef f(): pass\n"):
            places.append((template % text).encode("utf-8"))
    same = [(t % pair).encode("utf-8") for pair in (("fi", "ﬁ"), ("a", "ａ"), ("K", "K"), ("μ", "µ"), ("a", "ª"),
                                                   ("é", "é"), ("s", "ſ"), ("x", "х"))
            for t in ("f(%s=1, %s=2)\n", "def f(%s, %s): pass\n", "lambda %s, *, %s: 1\n", "def f(%s):\n global %s\n",
                      "def f():\n %s = 1\n global %s\n", "def f():\n %s = 1\n def g(): nonlocal %s\n",
                      "class A[%s, %s]: pass\n", "match a:\n case [%s, %s]: pass\n", "match a:\n case A(%s=1, %s=2): pass\n",
                      "match a:\n case [%s] | [%s]: pass\n", "[(%s := 1) for %s in a]\n")]
    words = [text.encode("utf-8") for text in (
        "𝐢𝐟 a: pass\n", "ｉf a: pass\n", "𝐓rue = 1\n", "x = 𝐍one\n", "𝐩rint(1)\n", "𝐩rint 1\n", "𝐦atch a:\n case 1: pass\n",
        "𝐭ype X = 1\n", "ｌazy import a\n", "𝐚sync def f(): pass\n", "from __ｆuture__ import division\n",
        "from __future__ import ｄivision\n", "x.𝐓rue\n", "f(𝐓rue=1)\n", "def f(): ｎonlocal x\n", "x = ｒ'a'\n", "x = 'a'ｉf b else c\n",
        "x = 1ｉf b else c\n", "__ｄebug__ = 1\n", "x.__ｄebug__ = 1\n", "_ = ＿\n", "match a:\n case ＿: pass\n case b: pass\n",
        "class A:\n def f(self): ｓuper()\n", "def f():\n nonlocal __ｃlass__\n", "import 𝐍one\n", "x = ０\n", "x = 1０\n",
        "＃ c\n", "x ＝ 1\n", "（a）\n", "x；y\n", "x，y\n", "“a”\n", "x = ‘a’\n", "a–b\n", "a−b\n", "a×b\n", "a…\n", "€\n", "½\n",
        "x⃣ = 1\n", "x️ = 1\n", "😀 = 1\n", "x😀 = 1\n", "x\u00a0= 1\n", "\u00a0x = 1\n", "if a:\n\u00a0b\n", "x\u2003= 1\n", "x = 1\u200b\n")]
    return start + inside + _number("places", places) + _number("same-after-nfkc", same) + _number("words", words)


def topics():
    """{topic: [(id, program)]}."""
    return {"encodings": _encodings(), "newlines": _newlines(), "limits": _limits(), "letters": _letters()}
