# Reads the "new in", "changed in" and "deprecated since" notes of Python's own documentation sources.
# SPDX-License-Identifier: MIT
"""What Debian's python3.11-doc says, name by name: documented or not, added, deprecated, removed, parameters.

    notes = doc_notes.read("/usr/share/doc/python3.11/html/_sources/library")
    notes["os.scandir"].added        -> "3.5"
    notes["imp"].deprecated          -> ("3.4", "3.12")    the second is None without a date
    notes["shutil.copy"].parameters  -> {"follow_symlinks": "3.3"}

The notes reach back to 3.0 in principle, but those of 3.0 itself were dropped from the documentation
long ago: a documented name that 2.7 lacks and no note dates came with 3.0.
"""
import glob
import os
import re

FOLDER = "/usr/share/doc/python3.11/html/_sources/library"
OBJECTS = ("class exception function method attribute data decorator classmethod staticmethod "
           "coroutinefunction coroutinemethod decoratormethod awaitablefunction property describe").split()
DIRECTIVE = re.compile(r"^( *)\.\. (?:py:)?([a-z-]+):: *(.*)$")
NOTE_WORDS = ("versionadded", "versionchanged", "deprecated", "deprecated-removed")


class Note:
    """What the documentation says of one name."""

    def __init__(self):
        self.kind, self.added, self.deprecated, self.text = "", None, None, ""
        self.changes, self.parameters, self.signatures = [], {}, []


def version_of(text):
    match = re.match(r"(\d+\.\d+)(?:\.\d+)?", text)
    return match.group(1) if match else None


STARRED = r"((?:(?:the |an? |and |optional |keyword-only |new )*\*\w+\*(?:,? and |, |,? or )?)+)"
WHAT = r"(?:optional |keyword |keyword-only |positional |boolean )*(?:arguments?|parameters?|keywords?)"
ADDED = [re.compile(p, re.I) for p in (
    r"(?:add(?:ed|s)?|new|introduc(?:ed|es)|accepts?|takes|supports?)[^.;*]{0,40}? " + STARRED + r" ?" + WHAT,
    STARRED + " ?" + WHAT + r"? (?:was|were|is|are|has been|have been)? ?added",
    r"(?:add(?:ed|s)?|new|introduc(?:ed|es)) (?:an? |the |optional |new |keyword-only |keyword )*" + WHAT + ":? " + STARRED,
)]


def parameters_named(text):
    """The *parameters* a change note says were added."""
    out = set()
    for sentence in re.split(r"\.\s|;", text):
        if re.search(r"specif|for \*|object|can now be|support for (?:the )?\*", sentence):
            continue
        for pattern in ADDED:
            for group in pattern.findall(sentence):
                out.update(re.findall(r"\*([a-zA-Z_]\w*)\*", group))
    return out


class Reader:
    """Follows one file: the current module, and the objects whose bodies are open, by indentation."""

    def __init__(self, notes):
        self.notes, self.module, self.open = notes, None, []

    def note(self, name):
        return self.notes.setdefault(name, Note())

    def full_names(self, signatures, kind):
        names = []
        for signature in signatures:
            bare = re.split(r"[\s(\[]", re.sub(r"^(abstract|async|class|static|final)\s+", "", signature.strip()))[0]
            bare = bare.replace("~", "").lstrip("@!").rstrip(",")
            if not re.match(r"^[A-Za-z_][\w.]*$", bare):
                continue
            outer = next((n for i, k, n in reversed(self.open) if k in ("class", "exception")), None)
            inside = kind not in ("class", "exception", "function", "data", "decorator", "coroutinefunction")
            namesake = "%s.%s" % (self.module, self.module)   # datetime.datetime
            if self.module and bare.startswith(self.module + "."):
                names.append(self.module + "." + bare if inside and namesake in self.notes else bare)
            elif outer and (inside or len(self.open) and kind == "attribute") and "." not in bare:
                names.append(outer[0] + "." + bare)
            elif self.module and self.module not in ("builtins",):
                names.append(self.module + "." + bare)
            else:
                names.append("builtins." + bare)
        return names

    def read(self, lines):
        i = 0
        while i < len(lines):
            line = lines[i]
            match = DIRECTIVE.match(line)
            indent = len(line) - len(line.lstrip())
            if line.strip():
                while self.open and indent <= self.open[-1][0]:
                    self.open.pop()
            if not match:
                i += 1
                continue
            word, rest = match.group(2), match.group(3)
            if word in ("module", "currentmodule"):
                self.module = rest.strip()
                self.open = []
                if word == "module":
                    self.note(self.module).kind = "module"
                    self.open.append((-1, "module", [self.module]))
                i += 1
            elif word in OBJECTS:
                i = self.object(lines, i, indent, word, rest)
            elif word in NOTE_WORDS:
                i = self.change(lines, i, indent, word, rest)
            else:
                i += 1

    def object(self, lines, i, indent, word, rest):
        signatures = [rest]
        i += 1
        while i < len(lines) and lines[i].strip() and not lines[i].strip().startswith(":"):
            if len(lines[i]) - len(lines[i].lstrip()) <= indent:
                break
            if signatures[-1].endswith("\\"):
                signatures[-1] = signatures[-1][:-1] + lines[i].strip()
            else:
                signatures.append(lines[i].strip())
            i += 1
        names = self.full_names(signatures, word)
        for name, signature in zip(names, signatures):
            note = self.note(name)
            note.kind = note.kind or word
            note.signatures.append(signature)
        if names:
            self.open.append((indent, word, names))
        return i

    def change(self, lines, i, indent, word, rest):
        text = rest
        i += 1
        while i < len(lines) and (not lines[i].strip() or len(lines[i]) - len(lines[i].lstrip()) > indent):
            if DIRECTIVE.match(lines[i]):
                break
            text += " " + lines[i].strip()
            i += 1
        targets = self.open[-1][2] if self.open else []
        words = text.split()
        for name in targets:
            note = self.note(name)
            version = version_of(words[0]) if words else None
            if version is None:
                continue
            if word == "versionadded":
                body = text.partition(" ")[2]
                if re.search(r"\*\w+\*", body) or re.search(r"``\w+``.*(parameter|argument|attribute)", body):
                    note.changes.append((version, text))
                    for parameter in parameters_named("added parameter " + body):
                        note.parameters.setdefault(parameter, version)
                elif note.added is None:
                    note.added = version
            elif word == "versionchanged":
                note.changes.append((version, text))
                for parameter in parameters_named(text):
                    note.parameters.setdefault(parameter, version)
            elif word == "deprecated":
                note.deprecated = note.deprecated or (version, None)
                note.text = note.text or " ".join(words[1:])
            else:
                note.deprecated = (version, version_of(words[1]) if len(words) > 1 else None)
                note.text = " ".join(words[2:])
        return i


def read(folder=FOLDER):
    """{dotted name: Note}; empty when the package is not installed."""
    notes = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.rst*"))):
        with open(path, encoding="utf-8") as f:
            Reader(notes).read(f.read().splitlines())
    return notes
