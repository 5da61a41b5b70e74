# Tries the lifetimes on the interpreters: each name must be there on one side of a change and not on the other.
# SPDX-License-Identifier: MIT
"""Proves removals and additions by use, not by the recording they came from.

    python tools/prove_lifetimes.py [--verbose] [NAME ...]

A module is imported, a name taken by `from module import name` and getattr, a parameter bound to the
signature. What cannot be told that way (C functions, arguments that are accepted and refused later) is
tried by the statement tools/lifetimes_probes.tsv has for it: it must run where the name lives and raise
where it does not. A change is proved when both sides of it were tried and came out right. Exit 1 when
one came out wrong. Cells the recording marks "?" are not tried, unless there is a statement.
"""
import argparse
import json
import os
import sys

import interpreters
import lifetimes

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = os.path.join(HERE, "..", "tests", "lifetimes", "recorded.tsv")
PROBES = os.path.join(HERE, "lifetimes_probes.tsv")

# Runs on every version; reads [[name, statement or null], ...], writes {name: true, false or null}.
TRY = r'''
import json, sys, warnings, os
warnings.simplefilter("ignore")
os.environ["BROWSER"] = "true"
sys.path[:] = [p for p in sys.path if "packages" not in p]
PY2 = sys.version_info[0] == 2
NOT_RUN = ("antigravity", "this", "idlelib", "turtledemo", "test", "lib2to3.tests", "ctypes.test", "tkinter.test",
           "unittest.test", "sqlite3.test", "distutils.tests", "email.test", "json.tests", "bsddb.test")

def reach(dotted):
    parts = dotted.split(".")
    if parts[0] == "builtins" and len(parts) > 1 and PY2:
        parts[0] = "__builtin__"
    thing = __import__(parts[0])
    for i, part in enumerate(parts[1:], 1):
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(".".join(parts[:i + 1]))
            thing = sys.modules[".".join(parts[:i + 1])]
    return thing

def module_there(dotted):
    __import__(dotted)
    return True

def missing(dotted, error):
    """False when the module itself is not there, None when this build or platform only lacks it."""
    if dotted.split(".")[0] in getattr(sys, "stdlib_module_names", ()):
        top = getattr(error, "name", None) or ""
        if top == dotted.split(".")[0] or not dotted.startswith(top):
            return None
    said = getattr(error, "name", None) or str(error).replace("No module named ", "")
    return False if dotted.startswith(said) or dotted.endswith(said) else None

def findable(dotted):
    """Whether the module could be imported, without running it."""
    try:
        if PY2:
            import pkgutil
            there = pkgutil.find_loader(dotted) is not None
        else:
            import importlib.util
            there = importlib.util.find_spec(dotted) is not None
    except ImportError as e:
        return missing(dotted, e)
    return there or (None if dotted.split(".")[0] in getattr(sys, "stdlib_module_names", ()) else False)

def takes(thing, parameter):
    import inspect
    if PY2:
        if isinstance(thing, type) or inspect.isclass(thing):
            thing = thing.__init__
        spec = inspect.getargspec(thing)
        return parameter in spec.args or (None if spec.keywords else False)
    found = inspect.signature(thing).parameters
    if parameter in found and found[parameter].kind.name in ("POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY"):
        return True
    return None if any(p.kind.name == "VAR_KEYWORD" for p in found.values()) else False

def attempt(name, is_module, statement):
    if statement:
        if "(" in name:
            try:
                reach(name.partition("(")[0])
            except (AttributeError, ImportError):
                return False if PY2 or sys.platform != "emscripten" else None
        try:
            exec(statement, {"__name__": "probe"})
        except (TypeError, AttributeError, ImportError, NameError, SyntaxError):
            return False
        return True
    if any(name == m or name.startswith(m + ".") for m in NOT_RUN):
        return is_module and findable(name)
    dotted, _, parameter = name.partition("(")
    if is_module:
        try:
            return module_there(dotted)
        except ImportError as e:
            return missing(dotted, e)
    try:
        thing = reach(dotted)
    except (AttributeError, ImportError):
        return False
    if not parameter:
        return True
    try:
        return takes(thing, parameter.rstrip(")").split("@")[0])
    except (TypeError, ValueError, AttributeError):
        return None

out = {}
saved, sys.stdout = sys.stdout, sys.stderr
for name, is_module, statement in json.load(sys.stdin):
    try:
        out[name] = attempt(str(name), is_module, statement)
    except BaseException as e:
        out[name] = None
sys.stdout = saved
json.dump(out, sys.stdout)
'''


def read_tsv(path):
    rows = {}
    with open(path, encoding="utf-8") as f:
        for line in f.read().splitlines():
            name, tab, rest = line.partition("\t")
            if tab:
                rows[name] = rest
    return rows


def ask(python, questions, size=400):
    answers = {}
    for i in range(0, len(questions), size):
        done = python.run(code=TRY, stdin=json.dumps(questions[i:i + size]).encode("utf-8"), timeout=600)
        try:
            answers.update(json.loads(done.stdout.decode("utf-8")))
        except ValueError:
            print("%s: died: %s" % (python.label, done.stderr.decode("utf-8", "replace")[-300:]))
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="list the changes nobody could prove")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    table, probes = lifetimes.read(), read_tsv(PROBES)
    recorded = read_tsv(RECORDED)
    versions = recorded.pop("#").split()
    facts = [f for n, f in sorted(table.facts.items()) if not options.names or n in options.names]
    results = {}
    for python in interpreters.found():
        questions = []
        for fact in facts:
            row = recorded.get(fact.name, "?" * len(versions))
            place = versions.index(python.version) if python.version in versions else None
            if fact.name in probes or place is not None and row[place] != "?":
                is_module = ("module", "") in fact.other or "." not in fact.name and "(" not in fact.name
                questions.append([fact.name, is_module, probes.get(fact.name)])
        results[python.version] = ask(python, questions)
        python.close()
    judge(table, facts, results, options.verbose)
    return 1 if contradictions(table, facts, results) else 0


def contradictions(table, facts, results):
    wrong = []
    for fact in facts:
        alive = table.alive(fact.name)
        for version, answers in results.items():
            answer = answers.get(fact.name)
            if answer in (True, False) and answer != (version in alive):
                wrong.append("%s: %s on %s" % (fact.text(), "there" if answer else "not there", version))
    return wrong


def judge(table, facts, results, verbose):
    """Counts the changes (from there to not there, or the other way) and those tried on both sides."""
    order = sorted(results, key=lifetimes.key)
    counts = {"removed": [0, 0, 0], "added": [0, 0, 0]}
    unproved = []
    for fact in facts:
        alive = table.alive(fact.name)
        for i, version in enumerate(lifetimes.AXIS[1:], 1):
            before, now = lifetimes.AXIS[i - 1] in alive, version in alive
            if before == now:
                continue
            count = counts["removed" if before else "added"]
            count[0] += 1
            older = [v for v in order if lifetimes.key(v) < lifetimes.key(version)]
            newer = [v for v in order if lifetimes.key(v) >= lifetimes.key(version)]
            if not older or not newer:
                count[2] += 1
            elif results[older[-1]].get(fact.name) == before and results[newer[0]].get(fact.name) == now:
                count[1] += 1
            elif (older[-1] in alive) == before and (newer[0] in alive) == now:
                unproved.append("%s (%s)" % (fact.name, version))
            else:
                count[2] += 1
    for word, (every, proved, beyond) in counts.items():
        print("%s: %d changes, %d proved on both sides, %d beyond the interpreters here, %d not to be told" % (
            word, every, proved, beyond, every - proved - beyond))
    if verbose:
        print("not to be told:\n  " + "\n  ".join(unproved))
    wrong = contradictions(table, facts, results)
    print("contradictions: %d" % len(wrong))
    for line in wrong:
        print("  " + line)


if __name__ == "__main__":
    sys.exit(main())
