# Asks the interpreters what the rule pages claim: each small program behaves one way before a change, another after it.
# SPDX-License-Identifier: MIT
"""Runs the programs of tests/pages/claims.cases on every Python here and holds them against what is written there.

    python tools/prove_pages.py [PAGE ...]            exit 1 when an interpreter contradicts a line
    python tools/prove_pages.py --record [PAGE ...]   writes the lines behind `#!` anew; read the diff

    == hmac-digestmod                    the page, or several
    import hmac
    hmac.new(b"k", b"m")
    #! 2.7-3.7: warns PendingDeprecationWarning
    #! 3.8-3.15: raises TypeError

What a program does is what it prints (on one line), the warnings it gives when all are shown, and the exception it ends
with; `runs` is none of them. Text between the interpreters' versions is nobody's claim: 3.0 to 3.5 are not asked.
"""
import json
import os
import sys

import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
CLAIMS = os.path.join(HERE, "..", "tests", "pages", "claims.cases")

# Runs on every version; reads a list of programs, writes what each does.
ASK = r'''
import io, json, os, sys, warnings, tempfile
PY2 = sys.version_info[0] == 2
os.chdir(tempfile.mkdtemp())

def does(source):
    out = (io.BytesIO if PY2 else io.StringIO)()
    kept, said = (sys.stdout, sys.stderr), []
    sys.stdout = sys.stderr = out
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", category=ResourceWarning if not PY2 else BytesWarning)
        try:
            code = compile(source, "claim.py", "exec", 0, True)
            exec(code, {"__name__": "claim"})
        except BaseException as error:
            said.append("raises " + type(error).__name__)
        finally:
            sys.stdout, sys.stderr = kept
    names = sorted(set(w.category.__name__ for w in caught))
    if names:
        said.insert(0, "warns " + " ".join(names))
    text = " ".join(out.getvalue().split())
    if text:
        said.insert(0, "prints " + text)
    return "; ".join(said) or "runs"

programs = json.loads(sys.argv[1]) if len(sys.argv) > 1 else json.load(sys.stdin)
sys.stdout.write(json.dumps([does(program) for program in programs]))
'''


class Claim:
    """A program, the pages it speaks for, and the lines written behind it."""

    def __init__(self, pages, code, written):
        self.pages, self.code, self.written = pages, code, written

    def text(self):
        return "== %s\n%s\n%s\n" % (" ".join(self.pages), self.code.strip("\n"), "\n".join(self.written))


def read_claims():
    """(the lines before the first claim, the claims)"""
    head, claims = [], []
    with open(CLAIMS, encoding="utf-8") as f:
        for line in f.read().split("\n"):
            if line.startswith("== "):
                claims.append(Claim(line[3:].split(), "", []))
            elif not claims:
                head.append(line)
            elif line.startswith("#! "):
                claims[-1].written.append(line)
            else:
                claims[-1].code += line + "\n"
    return "\n".join(head).rstrip("\n"), claims


def ask(claims):
    """{version: what each program does there}"""
    stdin = json.dumps([claim.code for claim in claims]).encode("ascii")
    answers = {}
    for python in interpreters.found():
        done = python.run(code=ASK, stdin=stdin, timeout=600)
        python.close()
        if done.returncode:
            sys.exit("%s: %s" % (python.label, done.stderr.decode("utf-8", "replace")[-500:]))
        answers[python.version] = json.loads(done.stdout.decode("utf-8"))
    return answers


def lines(answers, number):
    """`#! 2.7-3.7: runs` and so on: neighbours that do the same stand together."""
    spans = []
    for version in sorted(answers, key=interpreters.version_key):
        does = answers[version][number]
        if spans and spans[-1][2] == does:
            spans[-1][1] = version
        else:
            spans.append([version, version, does])
    return ["#! %s: %s" % (a if a == b else a + "-" + b, does) for a, b, does in spans]


def main(argv):
    record = argv[:1] == ["--record"]
    wanted = set(argv[record:])
    head, claims = read_claims()
    asked = [claim for claim in claims if not wanted or wanted & set(claim.pages)]
    answers = ask(asked)
    wrong = 0
    for number, claim in enumerate(asked):
        found = lines(answers, number)
        if found != claim.written:
            wrong += 1
            print("%s\n%s" % (claim.text(), "".join("  found %s\n" % line for line in found)))
        if record:
            claim.written = found
    if record:
        with open(CLAIMS, "w", encoding="utf-8", newline="\n") as f:
            f.write(head + "\n\n" + "\n".join(claim.text() for claim in claims))
    print("%d claims on %s: %d %s" % (len(asked), " ".join(answers), wrong, "written anew" if record else "wrong"))
    return 1 if wrong and not record else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
