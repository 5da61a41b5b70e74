#!/usr/bin/env python3
"""Tries whether a baseline holds: edits that change no finding must leave nothing to report, an added one exactly itself.

    python3.12 tools/baseline_edits.py [--edits 200] [--seed 1] [--record] [TREE…]

Copies each tree (the fixtures unless named), writes a baseline of it, and edits the copy at random: blank lines,
comments, blanks, quotes, letter case of numbers, wrapped and joined lines, trailing commas, imports, functions and
methods in another order, renamed names, files and functions. An edit that changes how many findings there are of a rule
and a symbol is taken back, as it is none that changes nothing; after every other the scan must report nothing. Then
lines with a finding are added, one at a time, and exactly that finding must be reported.

With --record the trees before and after, and the additions, go to tests/history/edits, where a test holds them. It wants
a Python with lib2to3 (up to 3.12), whose tokens both Pythons' sources have.
"""
# SPDX-License-Identifier: MIT
import argparse
import collections
import io
import json
import keyword
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
from lib2to3.pgen2 import token, tokenize  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYMOLT = ROOT / "build" / "pymolt"
ASKED = {"legacy_app": ["--from", "2.7", "--target", "2.7,3.13"], "service_py38": ["--target", "3.8-3.14"]}
ADDITIONS = [("import imp", "imp"), ("import asyncore", "asyncore"), ("from collections import Mapping", "collections.Mapping"),
             ("import string; string.letters", "string.letters"), ("import time; began = time.clock()", "time.clock")]


class Source:
    """A file as lines and tokens; None when it has no tokens that can be trusted."""

    def __init__(self, text):
        self.lines = text.splitlines(keepends=True)
        self.tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))

    def starts(self):
        """The rows at which a logical line starts, with its indentation; never in the middle of a statement."""
        fresh = True
        for kind, _, (row, column), _, _ in self.tokens:
            if kind in (token.INDENT, token.DEDENT, tokenize.NL, tokenize.COMMENT):
                continue
            if kind == token.ENDMARKER:
                return
            within = self.lines[row - 2].lstrip().startswith("@") or re.match(r"\s*(el|ex|fin)", self.lines[row - 1])
            if fresh and not within:
                yield row, self.lines[row - 1][:column]
            fresh = kind == token.NEWLINE

    def put(self, begin, end, text):
        """Replaces what is between two places of one line."""
        row = begin[0] - 1
        self.lines[row] = self.lines[row][: begin[1]] + text + self.lines[row][end[1]:]

    def text(self):
        return "".join(self.lines)


def insert(source, rng, make):
    row, indent = rng.choice(list(source.starts()))
    source.lines.insert(row - 1, make(indent))


def blank_line(source, rng):
    insert(source, rng, lambda indent: "\n" * rng.randint(1, 3))


def comment_line(source, rng):
    insert(source, rng, lambda indent: indent + "# " + rng.choice(["why not", "see the manual", "TODO"]) + "\n")


def comment_at_end(source, rng):
    ends = [t for t in source.tokens if t[0] == token.NEWLINE and t[1] == "\n"]
    _, _, begin, _, _ = rng.choice(ends)
    source.put(begin, begin, "  # noted")


def quotes(source, rng):
    plain = [t for t in source.tokens if t[0] == token.STRING and t[2][0] == t[3][0]
             and re.fullmatch(r"""[uUrRbB]*(['"])[^'"\\]*\1""", t[1])]
    _, text, begin, end, _ = rng.choice(plain)
    source.put(begin, end, text.replace("'", "\0").replace('"', "'").replace("\0", '"'))


def number_case(source, rng):
    _, text, begin, end, _ = rng.choice([t for t in source.tokens if t[0] == token.NUMBER and re.search("[a-zA-Z]", t[1])])
    source.put(begin, end, text.swapcase() if not text.startswith("0") else "0" + text[1:].swapcase())


def blanks(source, rng):
    _, _, _, end, _ = rng.choice([t for t in source.tokens if t[0] == token.OP and t[1] in ",=(+[{"])
    source.put(end, end, " ")


def inside(source):
    """Tokens with their depth in brackets and the innermost bracket."""
    stack = []
    for t in source.tokens:
        if t[0] == token.OP and t[1] in (")", "]", "}") and stack:
            stack.pop()
        yield t, list(stack)
        if t[0] == token.OP and t[1] in ("(", "[", "{"):
            stack.append(t[1])


def wrap(source, rng):
    _, _, _, end, _ = rng.choice([t for t, stack in inside(source) if stack and t[1] in (",", "(", "[", "{")])
    source.put(end, end, "\n" + " " * rng.choice([4, 8, 12]))


def join(source, rng):
    breaks = [t for t, stack in inside(source) if stack and t[0] == tokenize.NL and t[1] == "\n"]
    row = rng.choice(breaks)[2][0]
    if "#" in source.lines[row - 1]:
        raise IndexError
    source.lines[row - 1] = source.lines[row - 1].rstrip() + " " + source.lines.pop(row).lstrip()


def trailing_comma(source, rng):
    closing = [t for (t, _), (before, stack) in zip(list(inside(source))[1:], inside(source))
               if t[1] in ("]", "}") and t[0] == token.OP and before[0] in (token.NAME, token.NUMBER, token.STRING)]
    begin = rng.choice(closing)[2]
    source.put(begin, begin, ",")


def import_order(source, rng):
    rows = [i for i, line in enumerate(source.lines) if re.fullmatch(r"\s*from [\w.]+ import \w+(, \w+)+\n", line)]
    row = rng.choice(rows)
    head, names = source.lines[row].rstrip("\n").split(" import ")
    names = names.split(", ")
    rng.shuffle(names)
    source.lines[row] = head + " import (\n    " + ",\n    ".join(names) + ",\n)\n"


def blocks(source, pattern):
    """The rows of plain definitions with their bodies: [first, last)."""
    lines = source.lines
    in_string = {row for t in source.tokens if t[0] == token.STRING and t[2][0] != t[3][0] for row in range(t[2][0], t[3][0])}
    for i, line in enumerate(lines):
        found = re.match(pattern, line)
        if not found or i in in_string or (i > 0 and lines[i - 1].lstrip().startswith("@")):
            continue
        indent = len(found[1])
        end = i + 1
        while end < len(lines) and (end in in_string or not lines[end].strip() or
                                    len(lines[end]) - len(lines[end].lstrip()) > indent or lines[end].lstrip().startswith(")")):
            end += 1
        yield i, end


def move_function(source, rng):
    begin, end = rng.choice(list(blocks(source, r"()def \w+\(")))
    moved = source.lines[begin:end]
    del source.lines[begin:end]
    source.lines += ["\n", "\n", *moved]


def swap_methods(source, rng):
    found = list(blocks(source, r"(    )def \w+\("))
    pairs = [(a, b) for a, b in zip(found, found[1:]) if a[1] == b[0]]
    (first, middle), (_, last) = rng.choice(pairs)
    source.lines[first:last] = source.lines[middle:last] + source.lines[first:middle]


def rename(source, rng):
    """Another name for a variable, a parameter or a function, everywhere in the file."""
    taken = {b[1] for a, b in zip(source.tokens, source.tokens[1:]) if a[1] == "."} | set(dir(__builtins__))
    bound = {m for line in source.lines for m in re.findall(r"^\s*(\w+) = |^\s*def (\w+)\(|^\s*for (\w+) in ", line)}
    names = sorted({n for group in bound for n in group if n} - taken - set(keyword.kwlist))
    old = rng.choice([n for n in names if not n.startswith("__") and len(n) > 1])
    for kind, text, begin, end, _ in reversed(source.tokens):
        if kind == token.NAME and text == old:
            source.put(begin, end, old + "_now")


EDITS = [blank_line, comment_line, comment_at_end, quotes, number_case, blanks, wrap, join, trailing_comma, import_order,
         move_function, swap_methods, rename]


def rename_file(folder, rng):
    files = [p for p in sorted(folder.rglob("*.py")) if p.name != "__init__.py"]
    path = rng.choice(files)
    path.rename(path.with_name(path.stem + "_moved.py"))


def scan(folder, *options):
    out = subprocess.run([PYMOLT, "scan", folder, "--no-cache", "--format", "json", *options], capture_output=True, text=True)
    return json.loads(out.stdout)


def totals(report):
    return collections.Counter((f["rule"], f["symbol"], f["severity"]) for f in report["findings"])


def editable(folder):
    """The files an edit may touch: UTF-8, plain line ends, with tokens."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
            if "\r" in text or "\f" in text or not text.strip():
                continue
            Source(text)
        except (UnicodeDecodeError, tokenize.TokenError, IndentationError):
            continue
        found.append(path)
    return found


def edit_once(folder, rng):
    """Makes one edit; its name and how to take it back, or None where it does not apply."""
    if rng.random() < 0.03:
        before = {p: p.read_bytes() for p in folder.rglob("*.py")}
        rename_file(folder, rng)

        def back():
            for path in folder.rglob("*.py"):
                path.unlink()
            for path, data in before.items():
                path.write_bytes(data)
        return "rename_file", back
    edit = rng.choice(EDITS)
    path = rng.choice(editable(folder))
    text = path.read_text("utf-8")
    try:
        source = Source(text)
        edit(source, rng)
        Source(source.text())
    except (IndexError, tokenize.TokenError, IndentationError):
        return None
    path.write_text(source.text(), "utf-8")
    return edit.__name__, lambda: path.write_text(text, "utf-8")


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*.py")) if decodes(p)}


def decodes(path):
    try:
        path.read_text("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def add_findings(folder, baseline, asked, rng, count):
    """Adds a finding at a time; each addition, and whether exactly it was reported."""
    for _ in range(count):
        path = rng.choice(editable(folder))
        text = path.read_text("utf-8")
        source = Source(text)
        row, indent = rng.choice(list(source.starts()))
        line, symbol = rng.choice(ADDITIONS)
        if "__future__" in "".join(source.lines[row - 1:]):
            continue
        source.lines.insert(row - 1, indent + line + "\n")
        path.write_text(source.text(), "utf-8")
        shown = [(f["path"], f["symbol"]) for f in scan(folder, "--baseline", baseline, *asked)["findings"]]
        path.write_text(text, "utf-8")
        name = str(path.relative_to(folder))
        yield {"path": name, "line": row, "text": indent + line, "symbol": symbol}, shown == [(name, symbol)], shown


def try_tree(tree, options, work):
    rng = random.Random(options.seed)
    asked = ASKED.get(tree.name, ["--target", "3.13"])
    folder = work / tree.name
    shutil.copytree(tree, folder)
    for path in list(folder.rglob("*.py")):
        if not decodes(path):
            path.unlink()
    before = snapshot(folder)
    baseline = work / (tree.name + ".json")
    scan(folder, f"--write-baseline={baseline}", *asked)
    wanted = totals(scan(folder, *asked))
    done, wrong = collections.Counter(), 0
    while sum(done.values()) < options.edits:
        made = edit_once(folder, rng)
        if made is None:
            continue
        name, take_back = made
        if totals(scan(folder, *asked)) != wanted:
            take_back()
            continue
        done[name] += 1
        left = scan(folder, "--baseline", baseline, *asked)["findings"]
        if left:
            wrong += 1
            print(f"{tree.name}: after {name}: {len(left)} reported:", *[f"{f['path']}:{f['line']} {f['symbol']}" for f in left[:3]])
            take_back()
    after = snapshot(folder)
    added = list(add_findings(folder, baseline, asked, rng, 40))
    for addition, right, shown in added:
        if not right:
            wrong += 1
            print(f"{tree.name}: added {addition}: reported {shown}")
    print(f"{tree.name}: {sum(wanted.values())} findings, {sum(done.values())} edits ({dict(done)}), {len(added)} additions, {wrong} wrong")
    if options.record:
        record = {"before": before, "after": after, "added": [a for a, _, _ in added]}
        target = ROOT / "tests" / "history" / "edits" / (tree.name + ".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="*", type=pathlib.Path)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    trees = options.trees or [ROOT / "fixtures" / name for name in ASKED]
    with tempfile.TemporaryDirectory() as work:
        wrong = sum([try_tree(tree.resolve(), options, pathlib.Path(work)) for tree in trees])
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
