# Asks the interpreters on this machine which sources they compile, in batches, and remembers the answers.
# SPDX-License-Identifier: MIT
"""Verdicts of real interpreters, for the scripts that record and compare them.

    asker = ask_compile.Asker()                        # every interpreter interpreters.found() knows
    for version, verdicts in asker.ask([b"print 1\\n", b"x = 1\\n"]).items():
        print(version, [v.ok for v in verdicts])

A verdict is (ok, message): ok is True or False, or None where the interpreter cannot be believed:
it crashed, gave no answer in time, or ran out of a stack that belongs to the machine, not to Python
(a RecursionError or a parser stack of WebAssembly, whose stack is smaller than a real one's).
Two interpreters work at a time. Answers are kept in ~/.cache/pymolt-truth/verdicts.sqlite, by the
SHA-256 of the source, the interpreter's full version and what compile_worker.py means.
"""
import collections
import concurrent.futures
import hashlib
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import threading

import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
WORKER = os.path.join(HERE, "compile_worker.py")
CACHE = os.path.expanduser("~/.cache/pymolt-truth/verdicts.sqlite")
BATCH_ITEMS, BATCH_BYTES = 4000, 8 << 20
# The worker's digest when what it means by "compiles" last changed: change it, and all is asked anew.
MEANING = "323bda119b28c5994386132bce5df3f33138d3e52f279d0299973457fb5cda98"
SECONDS = 120  # for a batch; one that takes longer is asked again, source by source
LATE = "no answer in time"  # says more about the machine than about the source: not remembered
MACHINE_STACK = ("RecursionError", "MemoryError")

Verdict = collections.namedtuple("Verdict", "ok message")


def _batches(sources):
    batch, size = [], 0
    for source in sources:
        if batch and (len(batch) >= BATCH_ITEMS or size + len(source) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(source)
        size += len(source)
    if batch:
        yield batch


def _run(python, batch, seconds):
    """The answers to the first sources of a batch: all of them, unless the interpreter died on one."""
    stdin = b"".join(b"%010d%s" % (len(source), source) for source in batch)
    try:
        done = python.run(WORKER, stdin=stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        return [], LATE
    lines = list(itertools.takewhile(lambda line: line.startswith(b"["), done.stdout.split(b"\n")[:-1]))
    why = "died: exit status %d %s" % (done.returncode, done.stderr[-200:].decode("ascii", "replace"))
    return [json.loads(line.decode("ascii")) for line in lines], why


def _believe(python, ok, message):
    if not ok and python.wasm and message.startswith(MACHINE_STACK):
        return Verdict(None, message)
    return Verdict(ok, message)


def ask_one(python, sources):
    """Verdicts of one interpreter, in the order of the sources; nothing is remembered."""
    verdicts = []
    for batch in _batches(sources):
        while batch:
            answers, why = _run(python, batch, SECONDS)
            if not answers and len(batch) > 1:
                # Nothing at all came back, so it is not known which source is to blame: halve.
                half = len(batch) // 2
                verdicts += ask_one(python, batch[:half])
                batch = batch[half:]
                continue
            verdicts += [_believe(python, ok, message) for ok, message in answers]
            if len(answers) < len(batch):
                verdicts.append(Verdict(None, why))
            batch = batch[len(answers) + 1:]
    return verdicts


class _Memory:
    """The cache on disk; one lock, because threads share it."""

    def __init__(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=60)
        self._db.execute("CREATE TABLE IF NOT EXISTS verdict (key BLOB PRIMARY KEY, ok INT, "
                         "message TEXT) WITHOUT ROWID")

    def get(self, keys):
        found = {}
        with self._lock:
            for start in range(0, len(keys), 500):
                part = keys[start:start + 500]
                query = "SELECT * FROM verdict WHERE key IN (%s)" % ",".join("?" * len(part))
                for key, ok, message in self._db.execute(query, part):
                    found[key] = Verdict(None if ok is None else bool(ok), message)
        return found

    def put(self, rows):
        with self._lock, self._db:
            self._db.executemany("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?)", rows)


class Asker:
    """All interpreters, or those of the versions named."""

    def __init__(self, versions=None, cache=CACHE, pythons=None):
        self.pythons = [p for p in pythons or interpreters.found()
                        if not versions or p.version in versions]
        self.versions = [p.version for p in self.pythons]
        self._memory = _Memory(cache) if cache else None

    def _ask_remembering(self, python, sources, shas):
        salt = python.label.encode("ascii") + bytes.fromhex(MEANING)
        keys = [hashlib.sha256(salt + sha).digest()[:16] for sha in shas]
        known = self._memory.get(keys) if self._memory else {}
        missing = sorted({key: i for i, key in enumerate(keys) if key not in known}.values())
        for start in range(0, len(missing), BATCH_ITEMS):
            part = missing[start:start + BATCH_ITEMS]
            fresh = ask_one(python, [sources[i] for i in part])
            known.update((keys[i], verdict) for i, verdict in zip(part, fresh))
            if self._memory:
                self._memory.put([(keys[i], verdict.ok, verdict.message)
                                  for i, verdict in zip(part, fresh) if verdict.message != LATE])
        return [known[key] for key in keys]

    def ask(self, sources):
        """{version: [Verdict, …]}, oldest version first."""
        shas = [hashlib.sha256(source).digest() for source in sources]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            asked = [(p.version, pool.submit(self._ask_remembering, p, sources, shas))
                     for p in self.pythons]
            return {version: answers.result() for version, answers in asked}

    def close(self):
        for python in self.pythons:
            python.close()

    def introduction(self):
        """One line that says who was asked."""
        return "%d interpreters: %s" % (len(self.pythons), ", ".join(p.label for p in self.pythons))


if __name__ == "__main__":
    me = Asker()
    texts = [open(path, "rb").read() for path in sys.argv[1:]] or [sys.stdin.buffer.read()]
    for asked_version, answers in me.ask(texts).items():
        for answer in answers:
            print("%-5s %-5s %s" % (asked_version, {True: "ok", False: "no", None: "?"}[answer.ok],
                                    answer.message))
    me.close()
