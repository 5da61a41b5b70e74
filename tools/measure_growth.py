#!/usr/bin/env python3
"""Measures how a scan's time and memory grow: each shape at n, 4n and 16n, as a Markdown table for bench/README.md.

    tools/measure_growth.py PYMOLT [SHAPE…]

Time is of the processor, less what an empty file takes, the least of three runs; memory is the most that was resident.
The exponent is log(time(16n) / time(4n)) / log 4: 1 is linear, 2 quadratic. Below 50 ms it says nothing and is left out.
"""
# SPDX-License-Identifier: MIT
import math
import os
import sys
import tempfile


def lines(template):
    return lambda n: {"a.py": "".join(template.format(i=i, j=i + 1) for i in range(n))}


def one(before, part, after, joint=""):
    return lambda n: {"a.py": before + joint.join(part.format(i=i) for i in range(n)) + after + "\n"}


def modules(text, *more):
    def files(n):
        made = {"p/m%d.py" % i: text(i, n) for i in range(n)}
        made["p/__init__.py"] = ""
        made.update(dict(more))
        return made
    return files


def hub(n):
    files = {"hub.py": "".join("try:\n    import f%d\nexcept ImportError:\n    pass\n" % i for i in range(n))}
    files.update({"f%d.py" % i: "import imp\n" for i in range(n)})
    return files


def classes(n):
    chain = "".join("class C%d(C%d): pass\n" % (i + 1, i) for i in range(n))
    return {"a.py": "class C0(dict): pass\n" + chain + "C%d().has_key(1)\n" % n}


def ladder(i, n):
    return "".join("try:\n    from p import m%d\nexcept ImportError:\n    pass\n" % j
                   for j in range(i + 1, min(i + 31, n)))


SHAPES = {
    # One file.
    "assignments": (20000, lines("x{i} = {i}\n")),
    "one name bound again": (4000, lines("x = x + {i}\n")),
    "slices in branches": (1000, one("def f(data, c):\n", "    if c == {i}:\n        data = data[2:]\n", "    return data[:4].decode('utf-8')")),
    "strip or itself, in branches": (1000, one("def f(x, c):\n", "    if c == {i}:\n        x = x.strip() or x\n", "    return x")),
    "functions": (5000, lines("def f{i}(a, b=None):\n    return a.keys()[0] if b else f{j}(b)\n")),
    "classes, each of the one before": (1000, classes),
    "imports": (5000, lines("import m{i}\n")),
    "names of one import": (5000, one("from m import (", "a{i}", ")", ", ")),
    "handled imports": (2000, lines("try:\n    import m{i}\nexcept ImportError:\n    m{i} = None\n")),
    "decorators": (3000, one("", "@d{i}\n", "def f(): pass")),
    "elif": (2000, one("if c == 0:\n    pass\n", "elif c == {i}:\n    import imp\n", "")),
    "version guards": (2000, lines("if sys.version_info >= (3, {i}):\n    import imp\n")),
    "a chained comparison": (1500, one("x = a", " < a{i}", "")),
    "a chain of `and`": (3000, one("x = a", " and a{i}", "")),
    "a chain of `+`": (3000, one("x = a", " + 'b{i}'", "")),
    "a chain of attributes": (3000, one("x = a", ".b{i}", "")),
    "a chain of calls": (1500, one("x = a", "({i})", "")),
    "a chain of subscripts": (1500, one("x = a", "[{i}]", "")),
    "texts side by side": (5000, one("x = (", "'a{i}' ", ")")),
    "a dictionary": (10000, one("x = {", "'k{i}': {i}, ", "}")),
    "brackets in brackets": (1500, lambda n: {"a.py": "x = " + "[" * n + "]" * n + "\n"}),
    "lambda in lambda": (400, lambda n: {"a.py": "x = " + "lambda: " * n + "0\n"}),
    "f-strings": (4000, lines("x = f'{{a{i}!r:>{{w}}}} and {{b}}'\n")),
    "% formatting": (4000, lines("x = '%s {i}' % a\n")),
    "print statements": (5000, lines("print 'a', {i}\n")),
    "a long text": (200000, one("x = '''", "abcdefgh\\n", "'''")),
    "suppressions of nothing": (2000, lines("# pymolt: ignore[imp]\n")),
    "suppressions of no rule": (1000, lines("# pymolt: ignore[no-such-{i}]\n")),
    "broken lines": (2000, lines("x = = {i}\n")),
    "brackets left open": (1000, lines("x = ({i},\n")),
    "cases of a match": (1500, one("match x:\n", "    case [{i}, a, *b]: pass\n", "")),
    # Many files.
    "files": (200, lambda n: {"a%d.py" % i: "import os\nprint(os.sep.join([]))\n" for i in range(n)}),
    "a chain of imports": (200, modules(lambda i, n: "from p import m%d\n" % (i + 1) if i + 1 < n else "import imp\n")),
    "one cycle of imports": (200, modules(lambda i, n: "from p.m%d import x\nx = 1\n" % ((i + 1) % n))),
    "star imports in a chain": (100, modules(lambda i, n: "from p.m%d import *\nx%d = 1\n" % (i + 1, i) if i + 1 < n else "x = 1\n")),
    "star imports in a tangle": (30, modules(lambda i, n: "".join("from p.m%d import *\n" % ((i * k + 1) % n) for k in (2, 3, 5)) + "x%d = 1\n" % i)),
    "a hub of failing modules": (200, hub),
    "a ladder of handled imports": (20, modules(ladder)),
    "pairs that fall back on each other": (50, modules(lambda i, n: "try:\n    import p.m%d\nexcept ImportError:\n    import p.m%d\n" % (i ^ 1, (i + 2) % n))),
}


def cost(pymolt, folder):
    """Seconds of the processor and MB of one scan of FOLDER, which ends by itself."""
    child = os.fork()
    if child == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.execv(pymolt, [pymolt, "scan", folder, "--no-cache", "--target", "all", "--jobs", "1", "--quiet"])
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        raise SystemExit("%s: ended by signal %d" % (folder, os.WTERMSIG(status)))
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def least(pymolt, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as out:
                out.write(text)
        seconds, memory = cost(pymolt, folder)
        for _ in range(2 if seconds < 2 else 0):
            again, most = cost(pymolt, folder)
            seconds, memory = min(seconds, again), min(memory, most)
    return seconds, memory


def main():
    pymolt = os.path.abspath(sys.argv[1])
    start, _ = least(pymolt, {"a.py": ""})
    print("| shape | n | seconds at n, 4n, 16n | exponent | MB at n, 4n, 16n |\n| --- | --- | --- | --- | --- |")
    for name, (n, make) in SHAPES.items():
        if len(sys.argv) > 2 and name not in sys.argv[2:]:
            continue
        rows = [least(pymolt, make(n * times)) for times in (1, 4, 16)]
        seconds = [max(0.0, row[0] - start) for row in rows]
        exponent = "" if seconds[1] < 0.05 else "%.2f" % (math.log(seconds[2] / seconds[1]) / math.log(4))
        print("| %s | %d | %s | %s | %s |" % (name, n, ", ".join("%.3f" % s for s in seconds), exponent,
                                               ", ".join("%.0f" % row[1] for row in rows)), flush=True)


if __name__ == "__main__":
    main()
