# Asks every Python on this machine what its standard library contains and keeps the answers.
# SPDX-License-Identifier: MIT
"""Runs introspect.py on every interpreter found; writes FOLDER/<version>.json (default build/introspection).

Round one looks: modules, names, classes, signatures. Round two asks each version by hasattr for every
name any other version showed, so that names behind a module's __getattr__ are seen too.

    python tools/introspect_all.py [--folder DIR] [--jobs 2]
"""
import argparse
import concurrent.futures
import json
import os
import sys

import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
PROBE = os.path.join(HERE, "introspect.py")
BATCH = 60


def ask(python, request):
    done = python.run(PROBE, stdin=json.dumps(request).encode("utf-8"), timeout=1800)
    if done.returncode:
        raise RuntimeError("%s: %s" % (python.label, done.stderr.decode("utf-8", "replace")[-2000:]))
    return json.loads(done.stdout.decode("utf-8"))


def batches(names, size=BATCH):
    names = sorted(names)
    return [names[i:i + size] for i in range(0, len(names), size)]


def look(python, names, not_run):
    """What each module shows; a module that kills a WebAssembly interpreter is looked at alone."""
    seen = {}
    for batch in batches(n for n in names if not not_run(n)):
        try:
            seen.update(ask(python, {"do": "look", "modules": batch}))
        except RuntimeError:
            for name in batch:
                try:
                    seen.update(ask(python, {"do": "look", "modules": [name]}))
                except RuntimeError as error:
                    seen[name] = {"error": "died: " + str(error)[-200:], "missing": False}
    return seen


def first_round(python, not_run):
    found = ask(python, {"do": "find"})
    seen = look(python, set(found["modules"]) | set(found["named"]), not_run)
    brought = {n for m in seen.values() for n in m.get("brings", ()) if n not in seen}
    seen.update(look(python, brought, not_run))
    return {"found": found, "modules": seen}


def union(records):
    """Every module and every name (with class attributes, "Class.attr") any version showed."""
    names = {}
    for record in records:
        for module, what in record["modules"].items():
            into = names.setdefault(module, set())
            into.update(what.get("names", ()))
            for cls, facts in what.get("classes", {}).items():
                into.update(cls + "." + attr for attr in facts["attrs"])
            for thing, attrs in what.get("objects", {}).items():
                into.update(thing + "." + attr for attr in attrs)
    return names


def second_round(python, record, names, not_run):
    unseen = {m for m in names if m not in record["modules"] and not not_run(m)}
    record["modules"].update(look(python, unseen, not_run))
    questions = {}
    for module, what in record["modules"].items():
        if "error" not in what:
            shown = union([{"modules": {module: what}}])[module]
            if names.get(module, set()) - shown:
                questions[module] = sorted(names[module] - shown)
    record["asked"] = {}
    for batch in batches(questions):
        request = {"do": "ask", "modules": {m: questions[m] for m in batch}}
        record["asked"].update(ask(python, request))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", default=os.path.join(HERE, "..", "build", "introspection"))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    sys.path.insert(0, HERE)
    import introspect
    not_run = lambda name: not introspect.runs(name)
    pythons = interpreters.found()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        records = list(pool.map(lambda p: first_round(p, not_run), pythons))
        names = union(records)
        list(pool.map(lambda pr: second_round(pr[0], pr[1], names, not_run), zip(pythons, records)))
    os.makedirs(options.folder, exist_ok=True)
    for python, record in zip(pythons, records):
        record["label"] = python.label
        with open(os.path.join(options.folder, python.version + ".json"), "w") as f:
            json.dump(record, f, sort_keys=True, separators=(",", ":"))
        fine = sum("error" not in m for m in record["modules"].values())
        print("%-18s %5d modules imported of %5d" % (python.label, fine, len(record["modules"])))
        python.close()


if __name__ == "__main__":
    main()
