# Runs inside a Python that still has lib2to3, and says which lines each of its fixers would change.
# SPDX-License-Identifier: MIT
"""What 2to3 would do, one fixer at a time, as data.

    python3.11 tools/two_to_three.py            reads a JSON list of paths from standard input

writes a line of JSON for each: {"path": …, "sites": [[fixer, first line, last line, [lines it changes]], …]}, or
{"path": …, "error": …}. A site is what a fixer took in hand; where it only adds a line elsewhere, an import, the list
is empty. As a module: `sites(source, path)`. 3.13 has no lib2to3; 3.11 has.
"""
import difflib
import json
import logging
import sys
import warnings

warnings.simplefilter("ignore")
from lib2to3 import pygram, pytree, refactor  # noqa: E402
from lib2to3.pgen2.parse import ParseError  # noqa: E402
from lib2to3.pgen2.tokenize import TokenError  # noqa: E402

FIXERS = sorted(refactor.get_all_fix_names("lib2to3.fixes"))
logging.disable(logging.CRITICAL)
_changes = [0]
_changed = pytree.Base.changed


def _counting(node):
    _changes[0] += 1
    _changed(node)


pytree.Base.changed = _counting


class OneFixer(refactor.RefactoringTool):
    """A tool with one fixer, that notes where the fixer changed something."""

    def __init__(self, name):
        module = "lib2to3.fixes.fix_" + name
        super().__init__([module], {}, [module])
        self.name = name
        self.noted = []
        for fixer in set(self.pre_order + self.post_order):
            fixer.transform = self._noting(fixer.transform)

    def _noting(self, transform):
        def noting(node, results):
            lines = _lines(node)
            before = _changes[0]
            new = transform(node, results)
            if new is not None or _changes[0] != before:
                self.noted.append(lines)
            return new
        return noting

    def sites(self, tree, path):
        """The sites in TREE, which is left alone."""
        copy = tree.clone()
        copy.future_features, copy.used_names = tree.future_features, set(tree.used_names)
        self.noted = []
        self.refactor_tree(copy, path)
        if not self.noted:
            return []
        old, new = str(tree), str(copy)
        if old == new:
            return []
        changed = _changed_lines(old, new)
        found = [[self.name, first, last, [n for n in changed if first <= n <= last]] for first, last in self.noted]
        if changed:
            found = [site for site in found if site[3]]
        covered = {n for site in found for n in site[3]}
        return found + [[self.name, n, n, [n]] for n in changed if n not in covered]


def _lines(node):
    leaves = list(node.leaves())
    if not leaves:
        return (1, 1)
    last = leaves[-1]
    return (leaves[0].lineno or 1, (last.lineno or 1) + last.value.count("\n") - last.value.endswith("\n"))


def _changed_lines(old, new):
    matcher = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    lines = []
    for what, begin, end, _, _ in matcher.get_opcodes():
        if what in ("replace", "delete"):
            lines += range(begin + 1, end + 1)
    return lines


_TOOLS = []


def parse(source):
    """The tree of SOURCE, read with or without the print statement as 2to3 would."""
    tool = _TOOLS[0]
    features = refactor._detect_future_features(source)
    with_function = "print_function" in features
    tool.driver.grammar = pygram.python_grammar_no_print_statement if with_function else pygram.python_grammar
    tree = tool.driver.parse_string(source if source.endswith("\n") else source + "\n")
    tree.future_features = features
    return tree


def sites(source, path="module.py", fixers=None):
    if not _TOOLS:
        _TOOLS.extend(OneFixer(name) for name in FIXERS)
    tree = parse(source)
    found = []
    for tool in _TOOLS:
        if fixers is None or tool.name in fixers:
            found += tool.sites(tree, path)
    return sorted(found, key=lambda site: (site[1], site[0], site[2]))


def read(path):
    return OneFixer("apply")._read_python_source(path)[0]


def main():
    for path in json.load(sys.stdin):
        answer = {"path": path}
        try:
            answer["sites"] = sites(read(path), path)
        except (ParseError, TokenError, UnicodeDecodeError, SyntaxError, RecursionError) as error:
            answer["error"] = "%s: %s" % (type(error).__name__, error)
        except Exception as error:  # fixers have bugs
            answer["error"] = "in a fixer: %s: %s" % (type(error).__name__, error)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
