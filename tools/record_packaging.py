#!/usr/bin/env python3
"""Records what Debian's python3-packaging says of generated versions, specifiers, markers, requirements, wheel names and tags.

    tools/record_packaging.py [CASES [SEED]] > tests/packaging/recorded/sample.tsv     a sample to keep
    tools/record_packaging.py 6000 7 | build/packaging_test --compare …                see tests/packaging/live.sh

A line is one case, tab-separated: its kind, what is asked, the answer. Needs `apt-get install python3-packaging`.
"""
# SPDX-License-Identifier: MIT
import itertools
import random
import sys

sys.path.append("/usr/lib/python3/dist-packages")
from packaging import markers, requirements, specifiers, tags, utils, version  # noqa: E402

PRE = ["a", "b", "rc", "alpha", "beta", "c", "pre", "preview"]
POST = ["post", "rev", "r"]
SEPARATORS = ["", ".", "-", "_"]
OPERATORS = ["~=", "==", "!=", "<=", ">=", "<", ">", "==="]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def maybe(self, chance):
        return self.random.random() < chance

    def pick(self, values):
        return self.random.choice(values)

    def case(self, word):
        return "".join(self.pick([c.lower(), c.upper()]) for c in word) if self.maybe(0.15) else word

    def number(self):
        return self.pick(["0", "1", "2", "3", "4", "9", "10", "11", "01", "26", "2023", "20230101123456789012345"])

    def release(self):
        return ".".join(self.number() for _ in range(self.random.randint(1, 4)))

    def worded(self, words):
        text = self.pick(SEPARATORS) + self.case(self.pick(words))
        return text + (self.pick(SEPARATORS) + self.pick(["", self.number()]))

    def version(self):
        text = self.pick(["", "", "", "", "v", "V"])
        if self.maybe(0.08):
            text += self.number() + "!"
        text += self.release()
        if self.maybe(0.25):
            text += self.worded(PRE)
        if self.maybe(0.15):
            text += self.pick(["-" + self.number(), self.worded(POST)])
        if self.maybe(0.15):
            text += self.worded(["dev"])
        if self.maybe(0.12):
            text += "+" + self.pick(SEPARATORS[1:]).join(
                self.pick(["abc", "1", "10", "A1", "ubuntu", "x0"]) for _ in range(self.random.randint(1, 3)))
        if self.maybe(0.05):
            text = self.pick([" ", "\n", ""]) + text + self.pick([" ", "", ".", "-", "x", ".*", "+", "!"])
        return text

    def near(self, text):
        """A version that has something to do with TEXT: the interesting ones lie beside it."""
        parsed = parse(text)
        if parsed is None or self.maybe(0.3):
            return self.version()
        release = list(parsed.release)
        change = self.random.randint(0, 5)
        if change == 0:
            release.append(0)
        elif change == 1:
            release[-1] += 1
        elif change == 2 and len(release) > 1:
            release.pop()
        elif change == 3:
            release[self.random.randrange(len(release))] = int(self.number())
        near = ("%d!" % parsed.epoch if parsed.epoch else "") + ".".join(map(str, release))
        return near + self.pick(["", "", "", "a1", "rc2", ".post1", ".dev0", "+local.1", "rc1.post2.dev3"])

    def specifier(self):
        text = self.pick(OPERATORS) + self.pick(["", "", " "]) + self.version()
        if self.maybe(0.2):
            text = self.pick(["==", "!=", "==", ">="]) + self.release() + ".*"
        return text

    def specifiers(self):
        return self.pick([",", ", ", " , "]).join(self.specifier() for _ in range(self.random.randint(0, 3)))

    def marker_item(self):
        variable = self.pick(["python_version", "python_version", "python_full_version", "sys_platform", "os_name",
                              "os.name", "platform_system", "platform_machine", "extra", "implementation_name",
                              "platform_python_implementation", "python_implementation", "sys.platform",
                              "platform.machine", "implementation_version", "nonsense", "platform_release"])
        value = self.pick(["3.8", "3.13", "3.9.1", "2.7", "3", "3.10", "linux", "win32", "posix", "x86_64", "CPython",
                           "Linux", "test", "Foo.Bar", "", "3.8, 3.9", "darwin linux", "3.*", "3.8.*", "cpython", "5.10"])
        quote = self.pick(["'", '"'])
        operator = self.pick(OPERATORS + ["in", "not in", "not  in", "<>", "=", "~="])
        sides = [variable, quote + value + quote]
        if self.maybe(0.15):
            sides.reverse()
        space = self.pick([" ", " ", "", "\t"]) if operator[0] not in "in" else " "
        return sides[0] + space + operator + space + sides[1]

    def marker(self, depth=0):
        parts = []
        for i in range(self.random.randint(1, 3)):
            if i:
                parts.append(self.pick(["and", "or"]))
            if depth < 3 and self.maybe(0.2):
                parts.append("(" + self.marker(depth + 1) + ")")
            else:
                parts.append(self.marker_item())
        return " ".join(parts)

    def name(self):
        return self.pick(["numpy", "Foo.Bar", "zope.interface", "ruamel_yaml", "A", "a-_-b", "x.", "-x", "typing_extensions",
                          "python--dateutil", "na me", "ünicode", "a1"])

    def requirement(self):
        text = self.pick(["", " "]) + self.name()
        if self.maybe(0.3):
            text += self.pick(["", " "]) + "[" + self.pick([",", ", ", " "]).join(
                self.pick(["test", "Dev-x", "a.b", "c_d"]) for _ in range(self.random.randint(0, 3))) + self.pick(["]", "]", "]", ""])
        if self.maybe(0.15):
            text += self.pick([" @ ", "@", " @"]) + self.pick(["https://example.invalid/x-1.0.whl", "file:///x/y", "git+ssh://h/r@v#egg=x",
                                                              "nope", "file:x", "https:/x"])
            if self.maybe(0.5):
                text += self.pick([" ", ""])
        elif self.maybe(0.8):
            inner = self.specifiers()
            text += self.pick(["", " "]) + (("(" + inner + ")") if self.maybe(0.15) else inner)
        if self.maybe(0.35):
            text += self.pick([";", " ; ", "; "]) + self.marker()
        return text + self.pick(["", "", "", " ", ","] if self.maybe(0.1) else [""])

    def tag(self):
        return "-".join([
            ".".join(self.pick(["py2", "py3", "py310", "py39", "cp27", "cp38", "cp39", "cp310", "cp313", "cp314", "CP312", "pp39"])
                     for _ in range(self.pick([1, 1, 1, 2]))),
            ".".join(self.pick(["none", "none", "abi3", "cp27mu", "cp38", "cp37m", "cp313", "cp313t", "cp310", "cp314t", "abi3t", "pypy39_pp73"])
                     for _ in range(self.pick([1, 1, 1, 2]))),
            ".".join(self.pick(["any", "any", "manylinux1_x86_64", "manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_34_x86_64",
                                "musllinux_1_2_x86_64", "win_amd64", "macosx_11_0_arm64", "macosx_10_9_universal2", "linux_x86_64",
                                "manylinux_2_17_aarch64", "manylinux_2_99_x86_64", "win32"])
                     for _ in range(self.pick([1, 1, 2])))])

    def wheel(self):
        parts = [self.pick(["numpy", "Foo.Bar", "zope_interface", "a__b", "ruamel-yaml", "x+y"]), self.version().strip() or "1"]
        if self.maybe(0.2):
            parts.append(self.pick(["1", "2build", "x1", "007"]))
        return "-".join(parts + [self.tag()]) + self.pick([".whl", ".whl", ".whl", ".zip", ".WHL"])


def parse(text):
    try:
        return version.Version(text)
    except version.InvalidVersion:
        return None


def ask(function):
    try:
        return function()
    except (ValueError, KeyError):
        return "error"


ENVIRONMENTS = {
    "linux-3.13": dict(implementation_name="cpython", implementation_version="3.13.2", os_name="posix", platform_machine="x86_64",
                       platform_release="6.1.0", platform_system="Linux", platform_version="#1 SMP", python_full_version="3.13.2",
                       platform_python_implementation="CPython", python_version="3.13", sys_platform="linux", extra=""),
}
ENVIRONMENTS["linux-2.7"] = dict(ENVIRONMENTS["linux-3.13"], python_version="2.7", python_full_version="2.7.18",
                                 implementation_version="0", implementation_name="cpython", sys_platform="linux2")
ENVIRONMENTS["windows-3.9"] = dict(ENVIRONMENTS["linux-3.13"], python_version="3.9", python_full_version="3.9.1",
                                   implementation_version="3.9.1", os_name="nt", sys_platform="win32", platform_system="Windows",
                                   platform_machine="AMD64", extra="foo-bar")
LINUX = (["manylinux_2_%d_x86_64" % n for n in range(40, 16, -1)] + ["manylinux2014_x86_64"]
         + [p for n in range(16, 4, -1) for p in (["manylinux_2_%d_x86_64" % n]
            + ({12: ["manylinux2010_x86_64"], 5: ["manylinux1_x86_64"]}.get(n, [])))] + ["linux_x86_64"])


def fitting(tag, python):
    major, minor = python
    abi = ("cp27mu" if python == (2, 7) else "cp%d%d%s" % (major, minor, "m" if python < (3, 8) else ""))
    known = set(itertools.chain(tags.cpython_tags(python, [abi], LINUX),
                                tags.compatible_tags(python, "cp%d%d" % python, LINUX)))
    return bool(known & tags.parse_tag(tag))


def shown_requirement(text):
    r = requirements.Requirement(text)
    return "|".join([utils.canonicalize_name(r.name), ",".join(sorted(r.extras)), str(r.specifier), r.url or "",
                     str(r.marker) if r.marker else ""])


def shown_wheel(text):
    name, number, build, found = utils.parse_wheel_filename(text)
    return "|".join([name, str(number), "%d,%s" % build if build else "", " ".join(sorted(map(str, found)))])


def cases(make):
    text = make.version()
    yield "version", text, ask(lambda: str(version.Version(text)))
    other = make.near(text)
    if parse(text) and parse(other):
        a, b = parse(text), parse(other)
        yield "order", text + "\x01" + other, "<" if a < b else ">" if a > b else "="
    yield "canonical", text, utils.canonicalize_version(text)
    spec = make.specifiers()
    yield "specifiers", spec, ask(lambda: str(specifiers.SpecifierSet(spec)))
    known = ask(lambda: [s.version for s in specifiers.SpecifierSet(spec)])
    base = make.pick(known) if known and known != "error" else "1.0"
    asked = make.near(base.replace(".*", ""))
    if parse(asked):
        yield "contains", spec + "\x01" + asked, ask(lambda: str(specifiers.SpecifierSet(spec).contains(asked)))
        yield "contains-pre", spec + "\x01" + asked, ask(lambda: str(specifiers.SpecifierSet(spec).contains(asked, prereleases=True)))
    mark = make.marker()
    yield "marker", mark, ask(lambda: str(markers.Marker(mark)))
    where = make.pick(sorted(ENVIRONMENTS))
    yield "evaluate", mark + "\x01" + where, ask(lambda: str(markers.Marker(mark).evaluate(ENVIRONMENTS[where])))
    line = make.requirement()
    yield "requirement", line, ask(lambda: shown_requirement(line))
    name = make.name()
    yield "name", name, utils.canonicalize_name(name)
    wheel = make.wheel()
    yield "wheel", wheel, ask(lambda: shown_wheel(wheel))
    tag, python = make.tag(), make.pick([(2, 7), (3, 6), (3, 8), (3, 9), (3, 13), (3, 14)])
    yield "fits", tag + "\x01%d.%d" % python, str(fitting(tag, python))


def main():
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    make = Maker(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    written = 0
    print("# What python3-packaging says; made by tools/record_packaging.py. Kind, question, answer; \\x01 joins two parts.")
    while written < wanted:
        for kind, question, answer in cases(make):
            encode = lambda t: t.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\x01", "\\1")
            print(kind, encode(question), encode(answer), sep="\t")
            written += 1


if __name__ == "__main__":
    main()
