# Records which versions compile each tiny program of the corpus, as the interpreters here say.
# SPDX-License-Identifier: MIT
"""Writes or checks tests/verdict/truth/<topic>.jsonl, the table the verdict's tests are held to.

    tools/record_compile_truth.py               asks all interpreters and writes the files
    tools/record_compile_truth.py --check       asks and compares with what is recorded; exit status 1 if it differs
    tools/record_compile_truth.py --count       only counts programs, asks nobody

The programs come from tools/compile_corpus/: tables of text (*.cases) and generated.py. The first line of a
file is {"asked": [versions], "by": [who answered]}; then one program a line:

    {"id":"decimal-3","src":"x = 00\\n","ok":"2.7,3.6-3.15"}

"src" is the text, or "b64" its bytes where it is not UTF-8 or holds NUL, CR or other control characters. "ok"
names the asked versions that compile it; what "compile" means is said in compile_worker.py. A version whose
interpreter could not be believed on this program (see ask_compile.py) is in "unknown" instead.
"""
import argparse
import base64
import json
import os
import re
import sys

import ask_compile
from compile_corpus import cases, generated

HERE = os.path.dirname(os.path.abspath(__file__))
TRUTH = os.path.join(os.path.dirname(HERE), "tests", "verdict", "truth")
AXIS = ["2.7"] + ["3.%d" % n for n in range(17)]
RISKY = re.compile(b"[\x00-\x08\x0b\x0d-\x1f\x7f]")


def programs():
    """{topic: [(id, bytes)]} of the whole corpus."""
    found = cases.topics()
    found.update(generated.topics())
    return found


def fold(versions, asked):
    """["3.6", "3.7", "3.9"] -> "3.6-3.7,3.9": runs of neighbours among the asked versions."""
    runs = []
    for version in asked:
        if version not in versions:
            continue
        if runs and asked.index(runs[-1][-1]) + 1 == asked.index(version) and version != "3.0" \
                and runs[-1][-1] != "2.7":
            runs[-1].append(version)
        else:
            runs.append([version])
    return ",".join(run[0] if len(run) == 1 else run[0] + "-" + run[-1] for run in runs)


def unfold(text, asked):
    """The inverse of fold()."""
    versions = set()
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        versions.update(asked[asked.index(first):asked.index(last or first) + 1])
    return versions


def _source(program):
    try:
        text = program.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None or RISKY.search(program) or text.startswith("\ufeff"):
        return "b64", base64.b64encode(program).decode("ascii")
    return "src", text


def _line(name, program, verdicts, asked):
    key, text = _source(program)
    entry = {"id": name, key: text}
    entry["ok"] = fold([v for v in asked if verdicts[v].ok], asked)
    unknown = fold([v for v in asked if verdicts[v].ok is None], asked)
    if unknown:
        entry["unknown"] = unknown
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def load(path):
    """(asked, [(id, bytes, ok set, unknown set)]) of one recorded file."""
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = f.read().split("\n")[:-1]
    asked = json.loads(lines[0])["asked"]
    entries = []
    for line in lines[1:]:
        entry = json.loads(line)
        program = base64.b64decode(entry["b64"]) if "b64" in entry else entry["src"].encode("utf-8")
        entries.append((entry["id"], program, unfold(entry["ok"], asked),
                        unfold(entry.get("unknown", ""), asked)))
    return asked, entries


def record(asker):
    """{file name: text} of all topics."""
    texts = {}
    for topic, entries in sorted(programs().items()):
        answers = asker.ask([program for _, program in entries])
        asked = list(answers)
        lines = [json.dumps({"asked": asked, "by": [p.label for p in asker.pythons]})]
        for n, (name, program) in enumerate(entries):
            lines.append(_line(name, program, {v: answers[v][n] for v in asked}, asked))
        texts[topic + ".jsonl"] = "\n".join(lines) + "\n"
    return texts


def check(texts):
    """How many recorded lines differ from a fresh recording (only where the same interpreters were asked)."""
    wrong = 0
    for name, text in texts.items():
        try:
            with open(os.path.join(TRUTH, name), encoding="utf-8", newline="\n") as f:
                recorded = f.read()
        except OSError:
            recorded = ""
        if recorded != text:
            before, after = set(recorded.split("\n")), set(text.split("\n"))
            wrong += len(after - before) or 1
            print("%s: %d lines differ, run tools/record_compile_truth.py" % (name, len(after - before)))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    parser.add_argument("--count", action="store_true", help="count the programs, ask nobody")
    options = parser.parse_args()
    if options.count:
        for topic, entries in sorted(programs().items()):
            print("%-16s %6d" % (topic, len(entries)))
        print("%-16s %6d" % ("all", sum(map(len, programs().values()))))
        return 0
    asker = ask_compile.Asker()
    print(asker.introduction())
    texts = record(asker)
    asker.close()
    if options.check:
        return 1 if check(texts) else 0
    os.makedirs(TRUTH, exist_ok=True)
    for name, text in texts.items():
        with open(os.path.join(TRUTH, name), "w", encoding="utf-8", newline="\n") as f:
            f.write(text)
    print("%d programs in %d files, %d bytes" % (sum(t.count("\n") - 1 for t in texts.values()), len(texts),
                                                 sum(len(t.encode("utf-8")) for t in texts.values())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
