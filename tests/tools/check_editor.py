#!/usr/bin/env python3
"""Types at random in an editor that `pymolt lsp` serves, and holds what it says against a scan of the saved text.

SPDX-License-Identifier: MIT

    check_editor.py BINARY [EDITS] [--seed N]     25 edits in CTest; 1,000 before a release
    check_editor.py BINARY --time FILE…           milliseconds from a change to its diagnostics, at the median of 30 each

Besides: what the program does with streams that make no sense, and with settings that change on the disk.
"""
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TYPED = ["import imp\n", "print 'x'\n", "(", ")\n", '"""', "\U0001f40d", "x = `1`\n", "\n", "  ", "async = 1\n", "\t",
         "from .settings import no_such\n", "# pymolt: ignore\n", "é", "import asyncore as a; a.loop()\n", "\r\n", "'", "\\\n",
         "try:\n    import imp\nexcept ImportError:\n    imp = None\n", "def f(x, y=1, *, z): pass\n", "\x0c", "\ufeff", "\0"]
LEVEL = {"critical": 1, "high": 1, "medium": 2, "low": 3}


def uri_of(path):
    from urllib.parse import quote
    return "file://" + quote(path)


class Client:
    """A language client that waits for what it wants to hear."""

    def __init__(self, binary, folder, encodings=("utf-16",)):
        self.process = subprocess.Popen([binary, "lsp", "--no-cache"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.next = 0
        asked = self.ask("initialize", {"processId": None, "rootUri": uri_of(folder),
                                        "capabilities": {"general": {"positionEncodings": list(encodings)}}})
        self.units = self.answer(asked)["capabilities"]["positionEncoding"]
        self.note("initialized", {})

    def say(self, message):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def note(self, method, params):
        self.say({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        self.next += 1
        self.say({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params})
        return self.next

    def hear(self):
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                raise SystemExit("the server ended")
            length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def answer(self, number):
        while True:
            message = self.hear()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def diagnostics(self, uri, version):
        while True:
            message = self.hear()
            if message.get("method") == "textDocument/publishDiagnostics":
                said = message["params"]
                if said["uri"] == uri and said.get("version") == version:
                    return said["diagnostics"]

    def open(self, path, text):
        self.note("textDocument/didOpen", {"textDocument": {"uri": uri_of(path), "languageId": "python", "version": 1, "text": text}})
        return self.diagnostics(uri_of(path), 1)

    def change(self, path, version, changes):
        self.note("textDocument/didChange", {"textDocument": {"uri": uri_of(path), "version": version}, "contentChanges": changes})

    def end(self):
        self.answer(self.ask("shutdown", None))
        self.note("exit", None)
        return self.process.wait(10)


def lines_of(text):
    """The lines as editors know them, with their ends."""
    lines, begin, at = [], 0, 0
    while at < len(text):
        if text[at] in "\r\n":
            at += 2 if text[at:at + 2] == "\r\n" else 1
            lines.append(text[begin:at])
            begin = at
        else:
            at += 1
    return lines + [text[begin:]]


def width(text, units):
    return len(text.encode("utf-16-le" if units == "utf-16" else "utf-8")) // (2 if units == "utf-16" else 1)


def place(text, offset, units):
    if offset > 0 and text[offset - 1:offset + 1] == "\r\n":
        offset += 1  # between the two is the end of the line for an editor
    done = 0
    lines = lines_of(text)
    for number, line in enumerate(lines):
        if offset < done + len(line) or number == len(lines) - 1:
            return {"line": number, "character": width(line[:offset - done], units)}, offset
        done += len(line)


def scanned(binary, folder, name, text, units):
    """What a scan of the folder says of the file, as diagnostics say it."""
    run = subprocess.run([binary, "scan", folder, "--no-cache", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = lines_of(text)

    def at(line, column):
        row = lines[line - 1] if line <= len(lines) else ""
        return [line - 1, width(row[:column - 1], units)]
    return sorted([at(f["line"], f["column"]), at(f["end_line"], f["end_column"]), f["rule"], LEVEL[f["severity"]], f["symbol"]]
                  for f in json.loads(run.stdout)["findings"] if f["path"] == name)


def shown(diagnostics):
    return sorted([[d["range"]["start"]["line"], d["range"]["start"]["character"]], [d["range"]["end"]["line"], d["range"]["end"]["character"]],
                   d["code"], d["severity"], d["data"]["symbol"]] for d in diagnostics if "code" in d)


def type_at_random(binary, edits, seed):
    chance = random.Random(seed)
    folder = tempfile.mkdtemp()
    shutil.copytree(os.path.join(SOURCE, "fixtures", "service_py38"), folder, dirs_exist_ok=True)
    name = "waypost/accounts.py"
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8", newline="") as file:
        first = text = file.read()
    client = Client(binary, folder, ("utf-8", "utf-16") if seed % 2 else ("utf-16",))
    said = client.open(path, text)
    wrong = 0
    for version in range(2, edits + 2):
        if chance.random() < 0.03:
            text, changes = first, [{"text": first}]
        else:
            changes = []
            for _ in range(chance.choice([1, 1, 1, 2, 3])):
                begin = chance.randrange(len(text) + 1)
                end = min(len(text), begin + chance.choice([0, 0, 1, 3, 40, 200]))
                start, begin = place(text, begin, client.units)
                stop, end = place(text, max(begin, end), client.units)
                put = chance.choice(TYPED + [""] * 6)
                changes.append({"range": {"start": start, "end": stop}, "text": put})
                text = text[:begin] + put + text[end:]
        client.change(path, version, changes)
        said = client.diagnostics(uri_of(path), version)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        found = scanned(binary, folder, name, text, client.units)
        if text.startswith("\ufeff"):
            continue  # no editor holds the mark in its text
        if shown(said) != found:
            wrong += 1
            print(f"edit {version}: {json.dumps(changes)}\n  shown, not found: {[d for d in shown(said) if d not in found]}"
                  f"\n  found, not shown: {[d for d in found if d not in shown(said)]}")
    status = client.end()
    shutil.rmtree(folder)
    print(f"{edits} edits in {client.units}, {wrong} differ")
    return wrong == 0 and status == 0


def hostile(binary):
    """The status of a server that is told nonsense; never a signal."""
    hello = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    frame = lambda body: b"Content-Length: %d\r\n\r\n" % len(body) + body
    rows = [
        (b"", 1), (b"garbage", 1), (b"\r\n\r\n", 1), (b"Content-Length: 99999999999999999999\r\n\r\n", 1),
        (b"Content-Length: 999999999999\r\n\r\n", 1), (b"Content-Length: 100\r\n\r\n{", 1), (frame(b"{"), 1), (frame(b"[" * 1000000), 1),
        (frame(b'{"a":' * 100000), 1), (b"x" * 1000000, 1), (b"\0" * 100000, 1), (frame(hello), 1), (frame(hello) * 3, 1),
        (frame(b'{"method":"exit"}'), 1), (frame(hello) + frame(b'{"id":2,"method":"shutdown"}') + frame(b'{"method":"exit"}'), 0),
        (frame(hello) + frame(b'{"id":2,"method":"no/such"}') + frame(b'{"id":3,"method":"shutdown"}') + frame(b'{"method":"exit"}'), 0),
        (frame(b'{"id":1,"method":"shutdown"}') + frame(b'{"method":"exit"}'), 1),
    ]
    good = True
    for sent, wanted in rows:
        run = subprocess.run([binary, "lsp"], input=sent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        if run.returncode != wanted or run.stderr:
            print(f"{sent[:60]!r}: status {run.returncode}, not {wanted} {run.stderr[:200]!r}")
            good = False
    return good


def settings_change(binary):
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "a.py")
    settings = os.path.join(folder, "pymolt.toml")
    text = "import imp\n"
    for name, content in ((path, text), (settings, 'target = "3.11"\n')):
        with open(name, "w") as file:
            file.write(content)
    client = Client(binary, folder)
    rules = [[(d["code"], d["severity"], d.get("tags")) for d in client.open(path, text)]]
    for version, content in ((2, 'target = "3.12"\n'), (3, 'target = 3\n'), (4, 'target = "3.12"\nignore = ["imp"]\n')):
        with open(settings, "w") as file:
            file.write(content)
        client.note("textDocument/didSave", {"textDocument": {"uri": uri_of(settings)}})
        client.change(path, version, [{"text": text}])
        rules.append([(d["code"], d["severity"], d.get("tags")) for d in client.diagnostics(uri_of(path), version)])
    wanted = [[("removed-module", 2, [2])], [("removed-module", 1, None)], [("removed-module", 1, None)], []]
    status = client.end()
    shutil.rmtree(folder)
    if rules != wanted:
        print(f"settings: {rules}, not {wanted}")
    return rules == wanted and status == 0


def take_time(binary, files):
    for path in files:
        path = os.path.abspath(path)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        client = Client(binary, os.path.dirname(path))
        begin = time.perf_counter()
        client.open(path, text)
        opened = time.perf_counter() - begin
        taken = {"#": [], "\n": []}  # within a line; and what moves all that follows
        for version in range(2, 62):
            typed = "#" if version % 2 else "\n"
            line = text.count("\n") // 2
            begin = time.perf_counter()
            client.change(path, version, [{"range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}, "text": typed}])
            client.diagnostics(uri_of(path), version)
            taken[typed].append((time.perf_counter() - begin) * 1000)
        client.end()
        told = ", ".join(f"{name} {statistics.median(taken[typed]):.1f} ms (at most {max(taken[typed]):.1f})"
                         for typed, name in (("#", "a letter takes"), ("\n", "a new line")))
        print(f"{path}: {text.count(chr(10))} lines; opened with its folder in {opened * 1000:.0f} ms; {told}")


def main():
    arguments = sys.argv[1:]
    binary = os.path.abspath(arguments.pop(0))
    if "--time" in arguments:
        return take_time(binary, [a for a in arguments if a != "--time"])
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 20261130
    edits = int(arguments[0]) if arguments and arguments[0].isdigit() else 1000
    good = [hostile(binary), settings_change(binary), type_at_random(binary, edits // 2, seed), type_at_random(binary, edits - edits // 2, seed + 1)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
