#!/usr/bin/env python3
# Holds the parameters of each renamed function or method against those of its successor, on the interpreters.
# SPDX-License-Identifier: MIT
"""A call keeps its keywords when only the name changes, so a parameter that is called otherwise has to be told.

    tools/compare_renames.py [PYENV_VERSIONS]

Every name that `pymolt fix` renames is asked of 2.7, 3.8 and 3.13: the parameters of the old one where it lives, of the new one
on 3.13. What differs must stand in a page's fence: `fp= of ….readfp: f` for a keyword with
another name, `proxies@2= of urllib.urlopen: by hand` for one without a successor (`@2`: nor may so many arguments stand before it). Exit 1 where one is missing, or one is told that is not so. With C functions, whose
parameters no signature tells, nothing is compared."""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ASK = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
try:
    from inspect import getfullargspec as spec
except ImportError:
    from inspect import getargspec as spec
def reach(dotted):
    parts = dotted.split(".")
    if parts[0] == "builtins" and sys.version_info[0] == 2:
        parts[0] = "__builtin__"
    for cut in range(len(parts), 0, -1):
        try:
            __import__(".".join(parts[:cut]))
        except Exception:
            continue
        thing = sys.modules[".".join(parts[:cut])]
        for part in parts[cut:]:
            thing = getattr(thing, part)
        return thing
    raise AttributeError(dotted)
answers = {}
for name in json.load(sys.stdin):
    try:
        thing = reach(name)
        if isinstance(thing, type):
            if name[:1].islower() and "__init__" not in vars(thing):
                continue
            thing = thing.__init__
        found = spec(thing)
        answers[name] = found[0] + list(getattr(found, "kwonlyargs", []) or []) + (["**"] if found[2] else [])
    except Exception:
        pass
sys.stdout.write("\n" + json.dumps(answers))
"""


def fences():
    """Of each page with a Fix section: its `explains:` names and the lines of its `fix` fence."""
    for page in sorted((ROOT / "rules/pages").glob("*.md")):
        text = page.read_text()
        if not re.search(r"^(un)?safe: (renamed-method|moved-name|moved-module)$", text, re.M):
            continue
        fence = re.search(r"^```fix\n(.*?)^```$", text, re.M | re.S)
        explained = re.search(r"^explains: (.*)$", text, re.M)
        yield explained[1].split(", ") if explained and not fence else [], fence[1].split("\n") if fence else []


def renames():
    """Old and new name of each that `pymolt fix` renames by the pages and the facts' advice."""
    advice = {}
    for file in sorted((ROOT / "rules/lifetimes").glob("*.life")):
        for line in file.read_text().split("\n"):
            found = re.match(r"([\w.]+): (.*?) -> (?:the built-in )?([A-Za-z_][\w.]*) \(\d\.\d+\+\)", line)
            if found:
                advice[found[1]] = found[3] if "." in found[3] else "builtins." + found[3]
    pairs = set()
    for explained, lines in fences():
        for name in explained + lines:
            old, _, new = name.partition(": ")
            old = old.rstrip("?")
            if re.fullmatch(r"[\w.]+\.\*", old):
                pairs.update((n, advice[n]) for n in advice if n.rpartition(".")[0] == old[:-2])
            elif re.fullmatch(r"[\w.]+", new or advice.get(old, "")) and re.fullmatch(r"[\w.]+", old) and "." in old:
                new = new or advice[old]
                pairs.add((old, new if "." in new else "builtins." + new))
    return sorted(pairs)


def told():
    """What the fences of the pages say of arguments: {(old name, keyword): (place, new keyword)}."""
    said = {}
    for page in sorted((ROOT / "rules/pages").glob("*.md")):
        for keyword, place, name, now in re.findall(r"^(\w+)(?:@(\d+))?= of ([\w.]+): (.+)$", page.read_text(), re.M):
            said[name, keyword] = place, now
    return said


def differing(was, now):
    """Each parameter of WAS that NOW has by no such name, with its place where NOW has another one there."""
    bound = was[:1] in (["self"], ["cls"])
    for place, keyword in enumerate(was[bound:]):
        if keyword == "**" or keyword in now or "**" in now:
            continue
        yield place, keyword


def main():
    pythons = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path.home() / ".pyenv/versions")
    known = renames()
    names = sorted({name for pair in known for name in pair})
    answers = {}
    for version in ("2.7", "3.8", "3.13"):
        python = sorted(pythons.glob(version + ".*"))[0] / "bin/python"
        done = subprocess.run([python, "-c", ASK], input=json.dumps(names), capture_output=True, text=True, check=True, timeout=300)
        answers[version] = json.loads(done.stdout.split("\n")[-1])
    said, wrong, compared = told(), 0, 0
    for old, new in known:
        now = answers["3.13"].get(new)
        was = answers["3.8"].get(old) or answers["2.7"].get(old)
        if now is None or was is None:
            continue
        compared += 1
        for place, keyword in differing(was, now):
            _, meant = said.pop((old, keyword), ("", ""))
            if meant != "by hand" and meant not in now:
                wrong += 1
                print(f"{old} -> {new}: {keyword} (at {place}): {was} became {now}")
    for (old, keyword), (_, now) in said.items():
        wrong += 1
        print(f"{old}: `{keyword}` is told to be {now}, which no interpreter shows")
    print(f"{len(known)} renames, {compared} compared, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
