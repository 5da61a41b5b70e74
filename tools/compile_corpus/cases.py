# Reads the *.cases tables: tiny Python programs, as templates times fragments.
# SPDX-License-Identifier: MIT
"""The form of a .cases file, a line at a time:

    %% a comment
    == name        starts a group; ids are name-1, name-2 … or name-2-1 for the first fragment in template 2
    in x = □       a template of the group, □ is the hole; several make a product; none means "in □"
    1_000          a fragment; an empty line is the empty fragment

In both, ␤ stands for a newline, ␉ for a tab, ␌ for a form feed. Where only blanks stand before the hole
on its line, a fragment's further lines are indented alike. Each program ends in a newline.
"""
import glob
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
HOLE, NEWLINE = "□", "␤"
STANDS_FOR = {NEWLINE: "\n", "␉": "\t", "␌": "\f"}


def fill(template, fragment):
    """The template with the fragment in its hole."""
    indent = re.search("(?:^|%s)([ ␉]*)%s" % (NEWLINE, HOLE), template)
    if indent:
        fragment = fragment.replace(NEWLINE, NEWLINE + indent.group(1))
    text = template.replace(HOLE, fragment)
    for sign, character in STANDS_FOR.items():
        text = text.replace(sign, character)
    return text + "\n"


def as_line(program):
    """The fragment line that stands for a program, or nothing where none can."""
    try:
        line = program.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    for sign, character in STANDS_FOR.items():
        if sign in line:
            return ""
        line = line.replace(character, sign)
    risky = re.search("[\x00-\x1f\x7f-\x9f\ufeff]", line) or line.startswith(("%%", "== ", "in "))
    return "" if risky else line


def _groups(lines):
    name, templates, fragments = None, [], []
    for line in lines:
        if line.startswith("%%"):
            continue
        if line.startswith("== "):
            if name:
                yield name, templates, fragments
            name, templates, fragments = line[3:], [], []
        elif line.startswith("in ") and HOLE in line and not fragments:
            templates.append(line[3:])
        else:
            fragments.append(line)
    if name:
        yield name, templates, fragments


def read(path):
    """(id, program) pairs of one file."""
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = f.read().split("\n")[:-1]
    for name, templates, fragments in _groups(lines):
        for t, template in enumerate(templates or [HOLE], 1):
            for f, fragment in enumerate(fragments, 1):
                place = "-%d" % t if len(templates) > 1 else ""
                yield "%s%s-%d" % (name, place, f), fill(template, fragment)


def topics():
    """{topic: [(id, program in bytes)]} of all tables here, each program once in its topic."""
    found = {}
    for path in sorted(glob.glob(os.path.join(HERE, "*.cases"))):
        topic = os.path.basename(path)[:-len(".cases")]
        seen, kept = set(), []
        for name, program in read(path):
            if program not in seen:
                seen.add(program)
                kept.append((name, program.encode("utf-8")))
        found[topic] = kept
    return found
