"""Holds what pymolt leaves out against `git check-ignore`, for generated patterns on a tree of awkward names.

    check_gitignore.py PYMOLT [COUNT [SEED]]

Every pattern is tried in the .gitignore at the top, every tenth in one below, in .git/info/exclude and in the user's
global excludes file; beside it stand earlier ones that it may take back. Exit status: 0 all agree, 1 some do not.
"""
# SPDX-License-Identifier: MIT
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

if shutil.which("git") is None:
    print("skipped: there is no git here")
    sys.exit(0)
pymolt = os.path.realpath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 4181)

FILES = """a.py b.py A.py ab.py abc.py a1.py a_1.py x-y.py [a].py a[1].py {a}.py a\\b.py !a.py #a.py a\\ .py é.py
d/a.py d/b.py d/ab.py d/A.py d/e/a.py d/e/b.py d/e/f/a.py d/e/f/ab.py e/a.py e/d/a.py e/d/e/b.py
build/a.py d/build/a.py gen/x.py gen/deep/x.py d/gen/y.py foo/bar/a.py foo/bar/baz/a.py foo/a.py bar/a.py
a/a.py a/b/a.py a/b/c/a.py ab/c.py ab1/c.py b/a/a.py x/y/z/w.py 9.py d1/a.py d-1/a.py tmp.d/a.py d/tmp.d/b.py""".split("\n")
FILES = [name.replace("\\ ", " ") for line in FILES for name in line.split(" ") if name != "a\\"] + ["a b.py", " a.py", "d/a b.py"]
FILES = [name for name in FILES if name and name not in (".py", "a\\")]

FIXED = r"""a.py
/a.py
d/
/d/
d/*
d/*.py
d/**
**/a.py
**/d
**/d/
**/d/**
/**/a.py
a/**/a.py
a/**/**/a.py
a/**
a/**/
**
**/
***
***/a.py
a/***/a.py
d/***
*
*/
/*
/*/
*/*
*/*/
*/*.py
/*/*.py
?.py
??.py
?/a.py
[ab].py
[!ab].py
[^ab].py
[a-c].py
[c-a].py
[]a].py
[]-a].py
[a-].py
[-a].py
[!]a].py
[a
a[.py
[[]a].py
[[:alpha:]].py
[[:digit:]].py
[[:upper:]].py
[[:lower:]].py
[[:alnum:]]*.py
[[:punct:]]*.py
[[:space:]]a.py
[[:xdigit:]].py
[[:blank:]]a.py
[[:graph:]].py
[[:print:]].py
[[:cntrl:]].py
[[:bogus:]].py
[[:alpha].py
[[:ALPHA:]].py
[a[:digit:]]*.py
[![:alpha:]]*.py
[\]a].py
[\a].py
[a\-c].py
[a-\c].py
\a.py
\[a\].py
\!a.py
\#a.py
!a.py
#a.py
a\\b.py
a\b.py
a\
a.py\
a.py 
a.py\ 
a\ b.py
a b.py
 a.py
d/a b.py
*.py
*.p?
*.[p]y
*b*
*b*.py
a*b.py
a*/*
a**b.py
a**/a.py
**a.py
d**/a.py
d/**e/a.py
/d/e
d/e
d/e/
d//e
//d
d/./a.py
./a.py
../a.py
d/../a.py
d/e/../a.py
foo/**/a.py
foo/*/a.py
foo/**
foo/**/*
foo/*
*/bar
**/bar/
foo/bar/**
foo/bar/*
{a,b}.py
é.py
[é].py
?.PY
A.PY
build
build/
/build
!build/
gen/**/x.py
gen/**x.py
x/**/w.py
x/*/w.py
x/?/?/w.py
x/[y]/z/
x[/]y
x[!a]y
x?y
d[/]a.py
d*a.py
d/*/*
d/*/*/
**/*.py
**/e/**/a.py
*/**/a.py
**/*/a.py
/**
/**/
a/b/**/c
a/b/c/**
tmp.*
*.d
*.d/
tmp.d/
[0-9].py
[0-9]*
d[0-9]/
d-[0-9]
d[!0-9]*/
""".split("\n")


def generated():
    pieces = ["*", "**", "?", "a", "b", "d", "e", "/", "/", "[ab]", "[!a]", "[a-e]", "[[:alpha:]]", "[^[:digit:]]", ".py", "*.py",
              "\\a", "foo", "bar", "gen", "build", "1", "-", "x", "y", "[", "]", "\\", "!", "**/", "/**", " ", "[]a]", "[/]"]
    return "".join(rng.choice(pieces) for _ in range(rng.randint(1, 6)))


def git(folder, *words, **more):
    return subprocess.run(["git", *words], cwd=folder, env=ENV, capture_output=True, **more)


def ignored_by_git(folder):
    """The files that git would leave out of a tree without tracked files."""
    given = "\0".join(FILES).encode() + b"\0"
    done = git(folder, "check-ignore", "--no-index", "--stdin", "-z", input=given)
    return {name.decode() for name in done.stdout.split(b"\0") if name}


def scanned_by_pymolt(folder):
    done = subprocess.run([pymolt, "scan", ".", "--no-cache", "--target", "3.13", "--format", "json"], cwd=folder, env=ENV,
                          capture_output=True)
    if done.returncode not in (0, 1, 2) or not done.stdout:
        return done.stderr.decode()
    return {one["path"] for one in json.loads(done.stdout)["files"]}


def shown(name):
    return name.replace("\\", "\\\\")


with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as tree:
    ENV = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home + "/config", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    ENV.pop("GIT_DIR", None)
    top = pathlib.Path(tree)
    for name in FILES:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x = 1\n")
    git(top, "init", "-q")
    (pathlib.Path(home) / "config/git").mkdir(parents=True)
    places = [top / ".gitignore", top / "d/.gitignore", top / ".git/info/exclude", pathlib.Path(home) / "config/git/ignore"]
    patterns = [one for one in FIXED if one]
    while len(patterns) < count:
        patterns.append(generated())
    differ = 0
    tried = 0

    def compare(what):
        global differ, tried
        tried += 1
        ignored = ignored_by_git(top)
        scanned = scanned_by_pymolt(top)
        wanted = set(FILES) - ignored
        # A name with a backslash is spelled out in a report.
        if isinstance(scanned, str) or {name.replace("\\\\", "\\") for name in scanned} != wanted:
            differ += 1
            if isinstance(scanned, set):
                scanned = {name.replace("\\\\", "\\") for name in scanned}
                print(f"{what}: pymolt alone leaves out {sorted(wanted - scanned)[:4]}, git alone {sorted(scanned - wanted)[:4]}")
            else:
                print(f"{what}: {scanned}")

    for number, pattern in enumerate(patterns):
        for place in places:
            place.unlink(missing_ok=True)
        places[0].write_text(pattern + "\n")
        compare(repr(pattern))
        if number % 10 == 0:
            for place in places[1:]:
                places[0].unlink(missing_ok=True)
                place.write_text(pattern + "\n")
                compare(f"{pattern!r} in {place.relative_to(place.parents[1])}")
                places[0].write_text("!" + rng.choice(patterns) + "\n" + rng.choice(patterns) + "\n!" + generated() + "\n")
                compare(f"{pattern!r} in {place.relative_to(place.parents[1])} below {places[0].read_text()!r}")
                place.unlink()
    # What git tracks is scanned, whatever is ignored.
    for place in places:
        place.unlink(missing_ok=True)
    places[0].write_text("d/\n*.py\n")
    git(top, "add", "-f", "d/e/a.py", "b.py")
    tried += 1
    if scanned_by_pymolt(top) != {"d/e/a.py", "b.py"}:
        differ += 1
        print(f"tracked: {scanned_by_pymolt(top)}")
print(f"{differ} of {tried} differ")
sys.exit(1 if differ else 0)
