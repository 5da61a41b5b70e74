#!/usr/bin/env python3
# Holds `pymolt fix` against the rewrites of lib2to3's own tests: which compile, and which read as 2to3 writes them.
# SPDX-License-Identifier: MIT
"""Every `check(before, after)` and `unchanged(text)` of lib2to3's test_fixers is one case, fixed in a file of its own.

    tools/check_lib2to3.py build/pymolt [--unsafe] [--show FIXER]

A rewrite is the same where its tree on 3.13 is that of what 2to3 writes, and it runs where 2.7 and 3.13 do the same with a
program made of it, or 3.13 does with it what it does with all that 2to3 makes of the text. A fragment that raises on 2.7
itself and is left alone is `invalid`; one is `gone` where what 2to3 writes does not run on this 3.13 either, for the module
left it; `unchanged` asks that the text stays byte for byte. LAYOUT fixers change no meaning."""
import argparse
import ast
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap

PYTHONS = pathlib.Path.home() / ".pyenv/versions"
LAYOUT = {"ws_comma", "idioms", "set_literal", "buffer", "paren"}

COLLECT = r"""
import json, sys, unittest
from lib2to3.tests import test_fixers, support
cases = []
class Stop(Exception): pass
def check(self, before, after, ignore_warnings=False):
    cases.append([self.fixer, support.reformat(before), support.reformat(after)])
def unchanged(self, before, ignore_warnings=False):
    cases.append([self.fixer, support.reformat(before), None])
def warns(self, before, after, message, unchanged=False):
    check(self, before, after)
def warns_unchanged(self, before, message):
    unchanged(self, before)
for name in ("check", "_check", "warns", "unchanged", "warns_unchanged"):
    setattr(test_fixers.FixerTestCase, name, {"_check": check}.get(name) or globals()[name])
suite = unittest.defaultTestLoader.loadTestsFromModule(test_fixers)
unittest.TextTestRunner(stream=open("/dev/null", "w")).run(suite)
json.dump(cases, sys.stdout)
"""


def cases():
    done = subprocess.run([PYTHONS / "3.8.18/bin/python", "-W", "ignore", "-c", COLLECT], capture_output=True, text=True)
    seen = set()
    for fixer, before, after in json.loads(done.stdout):
        before, after = textwrap.dedent(before), after and textwrap.dedent(after)
        if after == before:
            after = None
        if (fixer, before) not in seen:
            seen.add((fixer, before))
            yield fixer, before, after


# What lib2to3 makes of texts with all of its fixers; nothing where it fails.
REFACTOR = r"""
import json, sys
from lib2to3 import refactor
tool = refactor.RefactoringTool(refactor.get_fixers_from_package("lib2to3.fixes"))
made = []
for text in json.load(sys.stdin):
    try:
        made.append(str(tool.refactor_string(text if text.endswith("\n") else text + "\n", "a")))
    except Exception:
        made.append("raise SyntaxError")
json.dump(made, sys.stdout)
"""


def refactored(texts):
    done = subprocess.run([PYTHONS / "3.8.18/bin/python", "-W", "ignore", "-c", REFACTOR], input=json.dumps(texts),
                          capture_output=True, text=True)
    return json.loads(done.stdout)


# Runs texts with names that stand for anything and note what is done with them; prints what was noted.
MIRROR = r"""
import json, signal, sys
PY2 = sys.version_info[0] == 2
TEXT = (str, unicode) if PY2 else (str,)
BUILTINS = __builtins__.__dict__ if hasattr(__builtins__, "__dict__") else __builtins__

class Any(object):
    def __init__(self, name, log):
        self.__dict__.update(_n=name, _l=log)
    def __getattr__(self, key):
        if key.startswith("__") or key == "next":
            raise AttributeError(key)
        return Any(self._n + "." + key, self._l)
    def __setattr__(self, key, value):
        self._l.append("set %s.%s %s" % (self._n, key, show(value)))
    def __setitem__(self, key, value):
        self._l.append("put %s %s %s" % (self._n, show(key), show(value)))
    def __call__(self, *args, **keys):
        self._l.append("call %s %s %s" % (self._n, show(args), show(sorted(keys.items()))))
        return Any(self._n + "()", self._l)
    def __getitem__(self, key):
        return Any("%s[%s]" % (self._n, show(key)), self._l)
    def __iter__(self):
        return iter([Any(self._n + "#0", self._l), Any(self._n + "#1", self._l)])
    def keys(self):
        return [self._n + "k"]
    def has_key(self, key):
        return False
    def __contains__(self, key):
        return False
    def __eq__(self, other):
        return isinstance(other, Any) and self._n == other._n
    def __ne__(self, other):
        return not self == other
    def __hash__(self):
        return hash(self._n)
    def __nonzero__(self):
        return True
    __bool__ = __nonzero__
    def __add__(self, other):
        return Any("(%s+%s)" % (self._n, show(other)), self._l)
    __radd__ = __sub__ = __mul__ = __rmul__ = __mod__ = __add__

def show(value, depth=0):
    kind = type(value).__name__
    if isinstance(value, Any):
        return value._n
    if kind in ("long", "int", "bool", "float", "NoneType"):
        return str(value)
    if kind in ("unicode", "bytes") or isinstance(value, TEXT):
        return repr(value).lstrip("ub")
    if isinstance(value, (list, tuple, dict)) and depth < 4:
        items = sorted(value.items()) if isinstance(value, dict) else list(value)
        return kind + str([show(item, depth + 1) for item in items])
    if kind in ("function", "type", "classobj", "builtin_function_or_method", "module"):
        return {"classobj": "type"}.get(kind, kind) + " " + getattr(value, "__name__", "").split(".")[-1]
    if isinstance(value, BaseException):
        return "%s %s" % (kind, show(value.args, depth + 1))
    return {"xrange": "range"}.get(kind, kind)

REAL = __import__
GIVEN = json.load(sys.stdin)
KNOWN = set(GIVEN["known"])

def imported(name, globals=None, locals=None, fromlist=(), level=0):
    # Modules that no Python has, and names that a module never had, are anything; others are as they are.
    if name.split(".")[0] not in KNOWN:
        LOG[0].append("import " + name)
        return Any(name if fromlist else name.split(".")[0], LOG[0])
    module = REAL(name, globals, locals, fromlist or ())
    if not fromlist or "*" in fromlist:
        return module
    taken = type(sys)(name)
    taken.__dict__.update(vars(module))
    for one in fromlist:
        if not hasattr(module, one) and one in GIVEN["fakes"]:
            setattr(taken, one, Any(one, LOG[0]))
    return taken

LOG = [None]

class Names(dict):
    def __init__(self, log):
        self.log = log
    def __missing__(self, name):
        if name in BUILTINS:
            raise KeyError(name)
        return Any(name, self.log)

def run(text):
    log = []
    LOG[0] = log
    names = Names(log)
    builtins = dict(BUILTINS, __import__=imported)
    class Out(object):
        def write(self, text):
            log.append("out " + text)
        def flush(self):
            pass
    was, sys.stdout = sys.stdout, Out()
    try:
        signal.alarm(5)
        exec(compile(text.encode("utf-8"), "x", "exec"), {"__name__": "m", "__builtins__": builtins}, names)
    except BaseException as error:
        name = {"ModuleNotFoundError": "ImportError"}.get(type(error).__name__, type(error).__name__)
        log.append("raised %s" % name)
    finally:
        signal.alarm(0)
        sys.stdout = was
    shown = ["%s = %s" % (name, show(names[name])) for name in sorted(names) if show(names[name])[:6] != "module"]
    shown = [line for line in shown if not line.startswith("__")]
    return ["".join(l for l in log if l.startswith("out"))] + [l for l in log if not l.startswith("out")] + shown

def stop(*_):
    raise RuntimeError("slow")
signal.signal(signal.SIGALRM, stop)
out = []
for text in GIVEN["texts"]:
    try:
        out.append(run(text))
    except Exception as error:
        out.append(["lost %s" % type(error).__name__])
json.dump(out, sys.stdout)
"""


FAKES = ["foo", "bar", "spam", "eggs", "yes", "no", "foo_bar", "baz"]


def modules(version):
    code = ("import pkgutil, sys, json; print(json.dumps(sorted(set(m[1] for m in pkgutil.iter_modules())"
            " | set(sys.builtin_module_names))))")
    done = subprocess.run([PYTHONS / version / "bin/python", "-W", "ignore", "-c", code], capture_output=True, text=True)
    return json.loads(done.stdout)


def traces(version, texts):
    known = sorted(set(modules("2.7.18")) | set(modules("3.6.15")) | set(modules("3.13.0"))
                   | {"__future__", "_winreg", "winreg", "Tkinter", "tkinter"})
    given = json.dumps({"texts": texts, "known": [name for name in known if name not in FAKES], "fakes": FAKES})
    done = subprocess.run([PYTHONS / version / "bin/python", "-W", "ignore", "-c", MIRROR], input=given, capture_output=True,
                          text=True)
    return json.loads(done.stdout)


def compiles(version, texts):
    code = ("import sys, json\nfor t in json.load(sys.stdin):\n"
            "    try: compile(t.encode('utf-8'), 'x', 'exec'); print(1)\n    except Exception: print(0)")
    done = subprocess.run([PYTHONS / version / "bin/python", "-W", "ignore", "-c", code], input=json.dumps(texts),
                          capture_output=True, text=True)
    return [line == "1" for line in done.stdout.split()]


MODULES = ["os", "sys", "types", "operator", "itertools", "atexit", "collections"]


def in_context(fixer, text):
    """A fragment speaks of modules that nobody imported, and of a test case around it."""
    if text is None:
        return None
    if fixer == "asserts":
        return "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n" + textwrap.indent(text, " " * 8)
    wanted = [m for m in MODULES if re.search(rf"\b{m}\s*\.", text) and not re.search(rf"import.*\b{m}\b", text)]
    names = [n for n in ("imap", "ifilter", "izip", "ifilterfalse") if fixer == "itertools" and re.search(rf"(?<![.\w]){n}\(", text)]
    head = "".join(f"import {m}\n" for m in wanted) + "".join(f"from itertools import {n}\n" for n in names)
    return head + text


def alike(trace):
    """Without the names that classes of itertools had, and where in memory things were."""
    return [re.sub(r"0x[0-9a-f]+", "", re.sub(r"= type i(map|zip|filter)", r"= type \1", line)) for line in trace]


def tree(text):
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


def raises(trace, errors):
    return any(re.match(f"raised ({errors})", line) for line in trace)


def judge(before, after, text, was, now, ran, runs, theirs):
    if after is None:
        return "stays" if text == before else "changed"
    if not was:
        return "no-2.7"
    if now and tree(text) == tree(after):
        return "same"
    missing = "ImportError|AttributeError|NameError"
    if raises(theirs, missing) and not raises(ran, missing):
        return "gone"
    if not now:
        return "broken"
    if runs in (ran, theirs) and (text != before or not raises(ran, "")):
        return "runs"
    if text == before:
        return "invalid" if raises(ran, missing + "|TypeError") else "left"
    return "other"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pymolt")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    asked = parser.parse_args()
    known = [(fixer, in_context(fixer, before), in_context(fixer, after)) for fixer, before, after in cases()
             if fixer not in LAYOUT]
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / f"case{number:04}" / "a.py" for number in range(len(known))]
        for (_, before, _), path in zip(known, paths):
            path.parent.mkdir()
            path.write_bytes(before.encode())
        words = [asked.pymolt, "fix", folder, "--from", "2.7", "--target", "3.13", "--write", "--force", "--no-cache",
                 "--isolated"] + ["--unsafe"] * asked.unsafe
        subprocess.run(words, capture_output=True)
        fixed = [path.read_bytes().decode() for path in paths]
    old = compiles("2.7.18", [before for _, before, _ in known])
    new = compiles("3.13.0", fixed)
    ran = traces("2.7.18", [before for _, before, _ in known])
    runs = traces("3.13.0", fixed)
    theirs = traces("3.13.0", refactored([before for _, before, _ in known]))
    rows = collections.defaultdict(collections.Counter)
    for (fixer, before, after), text, was, now, ran_as, runs_as, as_2to3 in zip(known, fixed, old, new, ran, runs, theirs):
        kind = judge(before, after, text, was, now, alike(ran_as), alike(runs_as), alike(as_2to3))
        rows[fixer][kind] += 1
        if any(show in (fixer, kind, f"{fixer}:{kind}") for show in asked.show):
            print(f"--- {fixer} {kind}\n{before}---- fixed\n{text if text != before else '(unchanged)'}\n{ran_as}\n{runs_as}\n---- 2to3\n{after}{as_2to3}")
    kinds = ["same", "runs", "other", "left", "invalid", "gone", "broken", "no-2.7", "stays", "changed"]
    print(f"{'fixer':<16}" + "".join(f"{kind:>9}" for kind in kinds))
    for fixer, row in sorted(rows.items()):
        print(f"{fixer:<16}" + "".join(f"{row[kind] or '':>9}" for kind in kinds))
    total = sum(rows.values(), collections.Counter())
    print(f"{'all':<16}" + "".join(f"{total[kind]:>9}" for kind in kinds))


if __name__ == "__main__":
    sys.exit(main())
