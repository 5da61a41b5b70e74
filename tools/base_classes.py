# Prints the base classes of the standard library's classes, in the form of rules/types/*.types.
# SPDX-License-Identifier: MIT
"""threading.Timer < threading.Thread: only bases below which a lifetime stands, from the interpreters.

    python tools/base_classes.py [--introspection FOLDER] [--stubs FOLDER]

A base that a class has on some versions only is followed by these versions.
"""
import argparse
import os

import candidates
import doc_notes
import lifetimes
import refresh_lifetimes
from recording import Recording

HERE = os.path.dirname(os.path.abspath(__file__))


def ancestors(found, told):
    """{class: {ancestor: versions}} by the paths people use, for ancestors with facts of their own."""
    out = {}
    for path in found.best_class:
        if not (found.is_canonical(found.best_class, path) and found.public(path)):
            continue
        module, _, name = path.rpartition(".")
        for version, facts in found.class_facts(module, name).items():
            for origin in facts["mro"][1:]:
                base = found.by_origin.get((version, origin))
                if base in told and base != path:
                    out.setdefault(path, {}).setdefault(base, set()).add(version)
    return out


def spelled(versions):
    """"3.8-3.11, 3.13+"."""
    out = []
    for first, after in lifetimes.spans_of(versions):
        last = lifetimes.AXIS[lifetimes.AXIS.index(after) - 1] if after else None
        out.append(first + "+" if last is None else first if first == last else first + "-" + last)
    return ", ".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--introspection", default=os.path.join(HERE, "..", "build", "introspection"))
    parser.add_argument("--stubs")
    options = parser.parse_args()
    table, recording = lifetimes.read(), Recording(options.introspection)
    found = candidates.Candidates(recording, doc_notes.read(), refresh_lifetimes.read_stubs(options.stubs), set(table.facts))
    told = {name.split("(")[0].rpartition(".")[0] for name in table.facts}
    above = ancestors(found, told)
    lines = []
    for path, bases in above.items():
        for base, versions in bases.items():
            if any(base in above.get(other, ()) for other in bases if other != base):
                continue    # reached through another one
            row = "".join("+" if v in versions else "." if not found.recording.shows(*path.rsplit(".", 1), v) else "-"
                          for v in recording.versions)
            here = candidates.settle(recording.versions, row)
            lines.append("%s < %s%s" % (path, base, " (%s)" % spelled(here) if "-" in row else ""))
    print("\n".join(sorted(lines, key=lambda line: line.encode("utf-8"))))


if __name__ == "__main__":
    main()
