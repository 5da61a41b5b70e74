# What every command opens, writes and runs over a tree set against it, also one that changes meanwhile, as strace sees it.
# SPDX-License-Identifier: MIT
#
#   check_traced.py BINARY
#
# Beside the tree lies a secret to which links, settings, packs, papers, `.git` and the words of the tree lead. No command opens it or
# anything else outside but the system's own files and its cache, writes but what its words name, or runs anything but git and the
# interpreter that was asked for.
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

binary = os.path.realpath(sys.argv[1])
failures = []

SYSTEM = ("/dev/null", "/dev/tty", "/dev/urandom", "/etc/", "/lib", "/proc/", "/sys/", "/usr/")
CALL = re.compile(r'^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)')
# `AT_FDCWD</tree>, "a.py"`, or a name on its own.
NAME = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')


def git(tree, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=tree, check=True, capture_output=True)


def hostile_tree(folder):
    """A repository whose every file leads out, or names what would like to run."""
    tree, home = folder / "tree", folder / "home"
    home.mkdir()
    (home / "secret.env").write_text("TOKEN=hunter2\n")
    spy = tree / "spy"
    files = {
        "a.py": "import imp, b\nprint imp\n", "b.py": "import asyncore\n", "pkg/__init__.py": "", "n.ipynb": '{"cells": [], "nbformat": 4}',
        "requirements.txt": "-r ../home/secret.env\n-c %s\nnumpy==1.0\n" % (home / "secret.env"),
        "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["numpy==1.0"]\ndynamic = ["readme"]\n',
        "Dockerfile": "FROM python:3.6\nRUN . ../home/secret.env; python2 a.py\n", "a.sh": "#!/bin/sh\n. ../home/secret.env; python2 a.py\n",
        "tox.ini": "[tox]\nenvlist = py36\n[testenv]\ndeps = -r ../home/secret.env\n", "c.c": '#include <Python.h>\n#include "../home/secret.env"\n',
        "pymolt-gate.toml": 'target = "3.13"\n[[criterion]]\nname = "t"\nmeasure = "tests"\nat-least = 1\nevidence = "../home/secret.env"\n',
        "spy": "#!/bin/sh\ntouch %s\ncat\n" % (folder / "marker"), "git": "#!/bin/sh\ntouch %s\n" % (folder / "marker"),
        "reports/r.json": "{}", "CODEOWNERS": "* @a\n",
        "sitecustomize.py": "open(%r, 'w')\n" % str(folder / "marker"), "pytest.ini": "[pytest]\naddopts = --rootdir=../home\n",
    }
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text)
    spy.chmod(0o755)
    (tree / "git").chmod(0o755)
    for path in ("link.py", "setup.cfg", "Pipfile", "reports/x.json", "d.pth", ".python-version", "pkg/py.typed"):
        os.symlink(os.path.relpath(home / "secret.env", (tree / path).parent), tree / path)
    os.symlink("../home", tree / "out_there")
    git(tree, "init")
    git(tree, "add", "-A")
    git(tree, "commit", "-m", "1")
    for key in ("core.fsmonitor", "filter.f.clean", "filter.f.smudge", "filter.f.process", "diff.d.textconv", "diff.d.command", "diff.external",
                "core.pager", "core.sshCommand", "gpg.program", "core.editor", "alias.diff", "alias.ls-files", "credential.helper"):
        git(tree, "config", key, ("!" if key.startswith("alias") else "") + str(spy))
    git(tree, "config", "core.worktree", str(home))
    git(tree, "config", "core.attributesFile", str(home / "secret.env"))
    git(tree, "config", "core.hooksPath", str(tree))
    (tree / ".gitattributes").write_text("* filter=f diff=d working-tree-encoding=utf-16\n")
    (tree / "b.py").write_text("import asyncore, imp\n")
    return tree


def session(tree):
    """What an editor sends: a file opened, asked about and closed, and one that lies elsewhere."""
    def message(**body):
        text = json.dumps({"jsonrpc": "2.0", **body}).encode()
        return b"Content-Length: %d\r\n\r\n" % len(text) + text

    uri, outside = (tree / "a.py").as_uri(), (tree.parent / "home" / "secret.env").as_uri()
    here = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 8}}
    return b"".join([
        message(id=1, method="initialize", params={"processId": None, "rootUri": tree.as_uri(), "capabilities": {}}),
        message(method="initialized", params={}),
        message(method="textDocument/didOpen", params={"textDocument": {"uri": uri, "languageId": "python", "version": 1, "text": "import imp\n"}}),
        message(id=2, method="textDocument/hover", params=here),
        message(id=3, method="textDocument/codeAction", params={**here, "range": {"start": here["position"], "end": here["position"]}, "context": {"diagnostics": []}}),
        message(method="textDocument/didClose", params={"textDocument": {"uri": uri}}),
        message(id=4, method="textDocument/hover", params={"textDocument": {"uri": outside}, "position": here["position"]}),
        message(id=5, method="shutdown"), message(method="exit")])


def names_of(text):
    """The paths that a call names."""
    return [os.path.join(folder, bytes(name, "latin-1").decode("unicode_escape")) for folder, name in NAME.findall(text)]


class Traced:
    """One command and what it did."""

    def __init__(self, folder, tree, words, fed=b""):
        log = folder / "trace"
        environment = {"PATH": ":%s:" % tree + os.environ["PATH"], "HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache"),
                       "XDG_CONFIG_HOME": str(folder / "config"), "LANG": "C.UTF-8", "TMPDIR": str(folder / "tmp")}
        done = subprocess.run(["strace", "-f", "-y", "-qq", "-s", "4096", "-e", "signal=none", "-e", "trace=file,network", "-o", str(log), binary, *words],
                              cwd=tree, env=environment, input=fed, capture_output=True, timeout=120)
        self.said = done.stdout + done.stderr
        self.status = done.returncode
        self.calls = []
        for line in log.read_text("latin-1").splitlines():
            if call := CALL.match(line):
                self.calls.append((call[1], call[2], call[3]))

    def opened(self):
        return {(names_of(words)[0], re.search("O_WRONLY|O_RDWR|O_CREAT", words) is not None and "O_TMPFILE" not in words)
                for name, words, result in self.calls if name in ("open", "openat", "creat") and result != "-1" and names_of(words)}

    def run(self):
        return {names_of(words)[0] for name, words, result in self.calls if name.startswith("execve") and result == "0"}

    def connected(self):
        return [words for name, words, _ in self.calls if name in ("connect", "bind", "sendto") and "AF_UNIX" not in words and "AF_NETLINK" not in words]

    def changed(self):
        return {names_of(words)[-1] for name, words, result in self.calls
                if name in ("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "symlink", "symlinkat", "link", "linkat", "chmod",
                            "truncate") and result == "0" and names_of(words)}


def check(folder, tree, words, may_write=(), may_run=(), fed=b""):
    traced = Traced(folder, tree, words, fed)
    what = " ".join(words)

    def fail(said, of):
        failures.append("%s: %s %s" % (what, said, of))

    def whole(path):
        return os.path.normpath(os.path.join(tree, path))

    own = [str(folder / "cache"), str(folder / "config"), str(folder / "tmp")]
    written = own + [whole(path) for path in may_write]

    def may_change(path):
        return any(path.startswith(one) for one in written) or (written[3:] and re.fullmatch(r"\.\d+-\d+\.pymolt-new", os.path.basename(path)) and
                                                               any(os.path.dirname(path) == os.path.dirname(one) for one in written[3:]))
    for path, writes in traced.opened():
        path = whole(path)
        inside = path == str(tree) or path.startswith(str(tree) + "/")
        if path.startswith(str(folder / "home") + "/") and not path.endswith("/.gitconfig"):
            fail("opens", path)
        if writes and path not in ("/dev/null", "/dev/tty") and not path.startswith("/proc/") and not may_change(path):
            fail("writes", path)
        elif not writes and not inside and not path.startswith(SYSTEM) and path not in ("/", str(folder), str(folder / "home")) and \
                not any(path.startswith(one) for one in own) and not path.startswith(os.path.dirname(binary)) and \
                not any(path.startswith(os.path.dirname(os.path.dirname(one))) for one in may_run) and not str(tree).startswith(path + "/"):
            fail("opens", path)
    for path in traced.changed():
        if not may_change(whole(path)):
            fail("changes", path)
    for path in traced.run():
        name = os.path.basename(path)
        if path.startswith(str(folder)) or (path != binary and name != "git" and path not in may_run):
            fail("runs", path)
    for call in traced.connected():
        fail("connects", call)
    if (folder / "marker").exists():
        fail("ran a program of the tree", "")
        (folder / "marker").unlink()
    if b"hunter2" in traced.said:
        fail("quotes what lies outside", traced.said[:300])
    if traced.status not in (0, 1, 2):
        fail("ends by", "%s %s" % (traced.status, traced.said[:300]))


SWAP = """
import ctypes, sys
exchange = ctypes.CDLL(None).renameat2
while True:
    exchange(-100, sys.argv[1].encode(), -100, sys.argv[2].encode(), 2)
"""


def race(folder):
    """A folder of the tree and a link that leads out take each other's place, over and over, while commands read and write there."""
    tree, home = folder / "moving", folder / "home" / "moved"
    body = "import imp\nprint imp  # %s\n"
    for number in range(30):
        for top, word in ((tree / "d", "own"), (home, "hunter2")):
            below = top / ("s%d" % number)
            below.mkdir(parents=True)
            for name in ("a.py", "b.py", "only_there.py")[:3 if top == home else 2]:
                (below / name).write_text(body % word)
            (below / "requirements.txt").write_text("%s==1.0\n" % word)
            (below / ".gitignore").write_text("%s\n" % word)
    os.symlink(os.path.relpath(home, tree), tree / "l")
    before = sorted(os.walk(home))
    swap = subprocess.Popen([sys.executable, "-c", SWAP, str(tree / "d"), str(tree / "l")])
    try:
        for words in [["scan", ".", "--no-cache"], ["scan", str(tree), "--no-cache"], ["deps", "--no-cache"],
                      ["fix", ".", "--target", "3.13", "--write", "--force", "--no-cache"], ["scan", ".", "--format", "json", "--output", "d/r.json"],
                      ["report", ".", "--target", "3.13", "-o", "d/papers"], ["docs", "d/site"], ["docs", str(tree / "d" / "site")],
                      ["scan", ".", "--write-baseline=d/b.json"], ["facts", ".", "--shard", "1/1", "--output", "d/s.facts"]] * 2:
            what = " ".join(words)
            traced = Traced(folder, tree, words)
            if traced.status not in (0, 1, 2):
                failures.append("%s while folders move: ends by %s %s" % (what, traced.status, traced.said[:300]))
            if b"hunter2" in traced.said:
                failures.append("%s while folders move: quotes what lies outside" % what)
            led = [place for place in re.findall(r"= \d+<([^>]*)>", (folder / "trace").read_text("latin-1")) if place.startswith(str(home))]
            if led:
                failures.append("%s while folders move: opens %s" % (what, led[0]))
            if sorted(os.walk(home)) != before or any("own" in path.read_text() for path in home.rglob("*.py")):
                failures.append("%s while folders move: writes outside" % what)
    finally:
        swap.kill()
        swap.wait()


def main():
    if shutil.which("strace") is None or shutil.which("git") is None:
        print("skipped: strace or git is not installed")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(os.path.realpath(name))
        (folder / "tree").mkdir()
        (folder / "tmp").mkdir()
        tree = hostile_tree(folder)
        if subprocess.run(["strace", "-f", "-o", "/dev/null", binary, "--version"], capture_output=True).returncode != 0:
            print("skipped: strace may not trace here")
            return 0
        check(folder, tree, ["scan", ".", "--target", "3.13", "--format", "json", "--output", "now.json"], ["now.json"])
        python = os.path.realpath(sys.executable)
        for words, writes in [
                (["scan", ".", "--since", "HEAD"], []), (["scan", ".", "--isolated", "--format", "sarif"], []), (["scan", ".", "--format", "html"], []),
                (["plan"], []), (["graph"], []), (["horizon"], []), (["deps"], []), (["deps", "--format", "cyclonedx"], []), (["config-files"], []),
                (["config"], []), (["fix", "--target", "3.13"], []), (["fix", "--target", "3.13", "--check"], []), (["fix", "--target", "3.13", "--write"], ["a.py", "b.py"]),
                (["gate"], []), (["gate", "--report", "now.json"], []), (["report", ".", "--target", "3.13", "-o", "papers"], ["papers"]),
                (["report", ".", "--target", "3.13", "-o", "out_there/papers"], []), (["docs", "site"], ["site"]), (["docs", "out_there/site"], []),
                (["history", "add", "now.json"], ["pymolt-history.jsonl"]), (["history"], []), (["portfolio", "reports", "now.json"], []),
                (["portfolio", "now.json", "--sqlite", "p.db"], ["p.db"]), (["facts", ".", "--shard", "1/1", "--output", "s.facts"], ["s.facts"]),
                (["merge", "s.facts", "--target", "3.13"], []), (["diff", "now.json", "reports/x.json"], []), (["explain", "imp"], []), (["rules", "list"], []),
                (["rules", "test", "out_there"], []), (["apis"], []), (["cache"], []), (["debug", "facts", "link.py"], [])]:
            check(folder, tree, words, writes)
        check(folder, tree, ["lsp"], fed=session(tree))
        race(folder)
        check(folder, tree, ["verify", "a.py", "--python", python], may_run=[python])
    for failure in sorted(set(failures)):
        print(failure)
    return 1 if failures else 0


sys.exit(main())
