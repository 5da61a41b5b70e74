# Pulls the program snippets out of one interpreter's own test files; runs inside that interpreter, 2.7 to 3.x.
# SPDX-License-Identifier: MIT
#
# Arguments: the test files. Output: a line of JSON for each snippet, [label, base64]. A snippet is a string in the
# file which holds more than a word: programs handed to compile(), exec(), check_syntax_error() and the like are all
# strings, and a string that is none is a fair question to a parser too. Doctest examples in them come one by one.
import ast
import base64
import doctest
import json
import re
import sys
import textwrap

LONGEST = 20000
PARSER = doctest.DocTestParser()


def strings(path):
    """(line, text in bytes) of every string constant in a file."""
    with open(path, "rb") as f:
        source = f.read()
    parts = set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if node.__class__.__name__ == "JoinedStr":
            parts.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        value = getattr(node, "s", None) if node.__class__.__name__ in ("Str", "Bytes") else None
        if node.__class__.__name__ == "Constant":
            value = node.value
        if id(node) in parts:
            continue
        if isinstance(value, type(u"")):
            try:
                yield node.lineno, value.encode("utf-8")
            except UnicodeEncodeError:
                continue
        elif isinstance(value, bytes):
            yield node.lineno, value


def snippets(text):
    """The programs in one string: its doctest examples, or itself and itself dedented."""
    if b">>>" in text:
        try:
            examples = PARSER.get_examples(text.decode("utf-8"))
        except (ValueError, UnicodeDecodeError):
            return
        for example in examples:
            yield example.source.encode("utf-8")
        return
    if re.match(b"^[\\w.]*$", text):
        return
    yield text
    try:
        dedented = textwrap.dedent(text.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return
    if dedented != text:
        yield dedented
        yield dedented.lstrip(b"\n")


def main():
    for path in sys.argv[1:]:
        try:
            found = list(strings(path))
        except (SyntaxError, ValueError):
            continue
        for line, text in found:
            for snippet in snippets(text):
                if len(snippet) <= LONGEST:
                    label = "%s:%d" % (path, line)
                    print(json.dumps([label, base64.b64encode(snippet).decode("ascii")]))


if __name__ == "__main__":
    main()
