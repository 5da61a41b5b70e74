# Names set against whoever reads a report, in every format of every command: none acts, and no two are spelled alike.
# SPDX-License-Identifier: MIT
#
#   check_escapes.py BINARY
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
import zipfile

binary = os.path.abspath(sys.argv[1])
failures = []

# By pairs: what acts, and a name that is written as its spelling might be.
NAMES = [b"e\x1b[31m.py", b"e\\x1b[31m.py", b"e\\u001b[31m.py", b"n\n::error::x.py", b"n\\n::error::x.py", b"c\r.py", b"c\\r.py", b"d\x7f.py",
         b"d\\x7f.py", "u\u0085.py".encode(), b"u\\x85.py", b"u\\u0085.py", "l\u2028.py".encode(), b"l\\u2028.py", "r\u202e.py".encode(),
         b"r\\u202e.py", "z\u200b.py".encode(), b"z.py", b"b\xff.py", b"b\\xff.py", b"p|q.py", b"p\\|q.py", b"`tick`.py", b"q'\".py", b"q&amp;.py", b"q&.py",
         b"=1+1.py", b"@sum.py", b"%0A::error.py", b"::warning::y.py", b"##vso[task.x]y.py", b"##teamcity[x].py", b"<script>alert(1)<", b"*a*_b_.py",
         b"[a](javascript:b).py", b"![a](b).py", b"${{ github.token }}.py", b"]]>.py", b"-->.py", b"# h.py", b" lead.py", b"trail .py", b"tab\t.py", b"tab\\t.py"]
ACTS = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
COMMAND = re.compile(r"^\s*(::[a-z-]+|##vso\[|##teamcity\[)", re.M)
FORMATS = {
    "scan": ["text", "json", "sarif", "html", "markdown", "junit", "github", "gitlab", "csv"], "plan": ["text", "markdown", "json"],
    "graph": ["dot", "json"], "horizon": ["text", "markdown", "json"], "deps": ["text", "json", "markdown", "csv", "html", "cyclonedx"],
    "config-files": ["text", "json", "markdown", "csv"], "fix": [""], "config": [""], "gate": ["text", "json", "markdown", "html", "junit"],
}


def check(what, holds, said=""):
    if not holds:
        failures.append("%s: %s" % (what, ascii(said)[:300]))


def make(tree):
    body = b"import imp, asyncore\nprint imp\nx.iteritems()\n"
    for name in NAMES:
        path = os.path.join(os.fsencode(tree), name)
        if name.startswith(b"<script"):
            os.mkdir(path)
            path = os.path.join(path, b"script>.py")
        with open(path, "wb") as out:
            out.write(body)
    for name in NAMES[:20]:
        folder = os.path.join(os.fsencode(tree), b"dir" + name)
        os.mkdir(folder)
        with open(os.path.join(folder, b"requirements.txt"), "wb") as out:
            out.write(b"numpy==1.0\nnot\x1b a \xe2\x80\xae requirement\n")
        with open(os.path.join(folder, b"Dockerfile"), "wb") as out:
            out.write(b"FROM python:3.6\nRUN python2 x\n")
    (tree / "pymolt-gate.toml").write_text('target = "3.13"\n[[criterion]]\nname = "a\\u001b<script>|`"\nmeasure = "compile-rate"\nat-least = 1\n')


class Page(html.parser.HTMLParser):
    """Scripts and handlers that a page holds."""

    def __init__(self):
        super().__init__()
        self.bad = []
        self.inside = None

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        self.bad += [(key, value) for key, value in attributes if key.startswith("on") or (value or "").strip().lower().startswith("javascript:")]

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "script" and re.match(r"\s*alert\(1\)", data):
            self.bad.append(("script", data))


def paths_in(value, found):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("path", "uri") and isinstance(inner, str):
                found.add(inner)
            paths_in(inner, found)
    elif isinstance(value, list):
        for inner in value:
            paths_in(inner, found)


def look(command, form, out):
    what = "%s --format %s" % (command, form)
    try:
        text = out.decode("utf-8")
    except UnicodeDecodeError as error:
        return check(what, False, error)
    acts = ACTS.search(text.replace("\r\n", "\n") if form == "csv" else text)
    check(what + " holds what acts", acts is None, acts and text[max(0, acts.start() - 60):acts.end() + 20])
    if form != "github":
        said = COMMAND.search(text)
        check(what + " commands a build server", said is None, said and text[said.start():said.start() + 100])
    if form in ("json", "sarif", "gitlab", "cyclonedx"):
        found = set()
        try:
            paths_in(json.loads(text), found)
        except ValueError as error:
            return check(what, False, "%s in %s" % (error, text[:200]))
        if command == "scan":
            check(what + " tells all names apart", len([path for path in found if path.endswith(".py")]) >= len(NAMES), len(found))
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        if command == "scan":
            at = rows[0].index("path")
            check(what + " tells all names apart", len({row[at] for row in rows if row[at].endswith(".py")}) >= len(NAMES))
        check(what + " has rows of one length", len({len(row) for row in rows if row}) == 1, {len(row) for row in rows})
        for row in rows:
            check(what + " holds a formula", not any(cell[:1] in ("=", "@", "\t") or re.match(r"[+-][^0-9]", cell) for cell in row), row)
    elif form == "html":
        page = Page()
        page.feed(text)
        check(what + " runs what is a name", not page.bad, page.bad)
    elif form == "junit":
        ET.fromstring(text)
    elif form == "github":
        for line in text.splitlines():
            check(what, re.match(r"::(error|warning|notice)( |::)", line) or not line.startswith("::"), line)
            check(what + " lets a name be a command", "::error::x" not in line and "::warning::y" not in line, line)
    elif form == "markdown":
        for line in text.splitlines():
            check(what + " holds raw HTML", "<script" not in line.replace("\\<", "") or "`" in line, line)


def members_of_archives(folder, environment):
    """A member of an archive is read, or it is said why not, whatever its name."""
    for name, status in [("/abs.py", 2), ("../up.py", 2), ("a/../../up.py", 2), ("a//b.py", 1), ("./a/./b.py", 1), ("a\\b.py", 1), ("a.py\0.txt", 1),
                         ("e\x1b[31m\n::error::x.py", 1), ("r\u202e.py", 1), ("__pycache__/../b.py", 2)]:
        for kind in (".zip", ".tar.gz"):
            path = folder / ("x" + kind)
            if kind == ".zip":
                with zipfile.ZipFile(path, "w") as out:
                    for one, text in (("ok.py", "x = 1\n"), ("pymolt.toml", 'ignore = ["imp"]\n'), ("bad", "import imp\n")):
                        info = zipfile.ZipInfo(one)
                        info.filename = name if one == "bad" else one  # as it is, NUL and all
                        out.writestr(info, text)
            elif "\0" not in name:
                with tarfile.open(path, "w:gz") as out:
                    for one, text in (("ok.py", b"x = 1\n"), (name, b"import imp\n")):
                        info = tarfile.TarInfo(one)
                        info.size = len(text)
                        out.addfile(info, io.BytesIO(text))
            done = subprocess.run([binary, "scan", path.name, "--target", "3.13"], cwd=folder, env=environment, capture_output=True, timeout=60)
            what = "the member %r of %s" % (name, path.name)
            check(what + " ends by %d, not %d" % (done.returncode, status), done.returncode == status, done.stdout[-300:])
            look(what, "text", done.stdout)
            check(what + " is said", status == 1 or b"its path in the archive" in done.stdout, done.stdout)


def main():
    with tempfile.TemporaryDirectory() as name:
        tree = pathlib.Path(name) / "tree"
        tree.mkdir()
        make(tree)
        environment = {**os.environ, "XDG_CACHE_HOME": name + "/cache"}
        for key in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
            environment.pop(key, None)
        for command, forms in FORMATS.items():
            for form in forms:
                words = [binary, command] + (["--format", form] if form else []) + (["--target", "3.13"] if command not in ("config", "gate", "horizon") else [])
                done = subprocess.run(words, cwd=tree, env=environment, capture_output=True, timeout=120)
                check("%s %s ends" % (command, form), done.returncode in (0, 1, 2), done.stderr)
                look(command, form, done.stdout)
                look(command + " (errors)", "text", done.stderr)
        members_of_archives(pathlib.Path(name), environment)
    for failure in failures[:40]:
        print(failure)
    return 1 if failures else 0


sys.exit(main())
