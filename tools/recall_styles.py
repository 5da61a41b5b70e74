# The styles in which people write a use of a module, a name, a method or a parameter; measure_recall.py asks them all.
# SPDX-License-Identifier: MIT
"""Each style makes a small program from a dotted name, or a pair of files, or None where it does not apply.

In a program, NUMBER stands for the number of the use, by which it finds the other file: `from from_NUMBER import x`.
"""
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = os.path.join(HERE, "..", "rules", "types", "standard.types")

LITERALS = {"str": '"a"', "dict": "{1: 2}", "list": "[1]", "set": "{1}", "tuple": "(1, 2)", "int": "1", "float": "1.5",
            "bytes": "bytes()", "complex": "1j", "bool": "True", "range": "range(3)", "memoryview": 'memoryview(b"")'}
BUILTINS = "try:\n    import builtins\nexcept ImportError:\n    import __builtin__ as builtins\n"


def indented(text, by="    "):
    return "".join(by + line + "\n" for line in text.splitlines())


def filled(form, **words):
    """FORM with whole words replaced."""
    return re.sub(r"\b(%s)\b" % "|".join(words), lambda found: words[found.group(0)], form) + "\n"


def producers():
    """By class: what gives an instance of it, as `module.function` and `Class.method`."""
    found = {}
    with open(TYPES, encoding="utf-8") as f:
        for line in f:
            made = re.match(r"([\w.]+)\(\) -> ([\w.]+)$", line.strip())
            if made:
                found.setdefault(made.group(2), []).append(made.group(1))
    return found


class Styles:
    def __init__(self, table, modules):
        self.table, self.modules, self.makers = table, modules, producers()
        self.classes = {n.partition("(")[0].rpartition(".")[0] for n in table.facts if "." in n} - modules

    def of(self, kind):
        return {"module": self.for_modules, "name": self.for_names, "method": self.for_methods,
                "parameter": self.for_parameters}[kind]()

    def split(self, dotted):
        """The longest module DOTTED begins with, and the rest; built-ins have no module."""
        parts = dotted.split(".")
        if parts[0] == "builtins" and len(parts) > 1:
            return "", ".".join(parts[1:])
        for size in range(len(parts) - 1, 0, -1):
            if ".".join(parts[:size]) in self.modules:
                return ".".join(parts[:size]), ".".join(parts[size:])
        return parts[0], ".".join(parts[1:])

    # -- modules ----------------------------------------------------------------------------------

    def for_modules(self):
        def dotted_only(make):
            return lambda m: make(*m.rpartition(".")[::2]) if "." in m else None

        def simple(form):
            return lambda m: filled(form, M=m)

        return [
            ("import m", simple("import M")),
            ("import m as x", simple("import M as x")),
            ("import os, m", simple("import os, M")),
            ("from package import m", dotted_only(lambda p, m: "from %s import %s\n" % (p, m))),
            ("from package import m as x", dotted_only(lambda p, m: "from %s import %s as x\n" % (p, m))),
            ("from m import name", simple("from M import anything")),
            ("star import", simple("from M import *")),
            ("in a function", simple("def f():\n    import M\n    return M.x")),
            ("in a class", simple("class C:\n    import M as x")),
            ("in a branch", simple("import os\nif os.environ.get('A'):\n    import M")),
            ("after a try", simple("try:\n    import json\nexcept ImportError:\n    json = None\nimport M")),
            ("importlib.import_module", simple("import importlib\nx = importlib.import_module('M')")),
            ("from importlib import import_module", simple("from importlib import import_module as load\nload('M')")),
            ("__import__", simple("x = __import__('M')")),
            ("__import__ in a function", simple("def f():\n    return __import__('M', fromlist=['x'])")),
            ("attribute of the package", dotted_only(lambda p, m: "import %s\nx = %s.%s\n" % (p, p, m))),
            ("re-exported", lambda m: ("from from_NUMBER import x\n", "import %s as x\n" % m)),
        ]

    # -- names ------------------------------------------------------------------------------------

    def for_names(self):
        def plain(form, builtin=None):
            def make(dotted):
                module, name = self.split(dotted)
                if not module:
                    return builtin and filled(builtin.replace("BUILTINS\n", BUILTINS), N=name)
                return filled(form, M=module, N=name)
            return make

        def public(make):
            return lambda dotted: None if self.split(dotted)[1].startswith("_") else make(dotted)

        def of_package(form):
            def make(dotted):
                module, name = self.split(dotted)
                package, _, last = module.rpartition(".")
                return filled(form, P=package, L=last, N=name) if package else None
            return make

        def pair(form, other):
            def make(dotted):
                module, name = self.split(dotted)
                if not module:
                    return None
                return filled(form, N=name), filled(other, M=module, N=name)
            return make

        return [
            ("import m; m.n", plain("import M\nx = M.N", "x = N")),
            ("import m as x; x.n", plain("import M as x\ny = x.N", "BUILTINS\nx = builtins.N")),
            ("from m import n", plain("from M import N")),
            ("from m import n as k", plain("from M import N as k\nx = k", "k = N\nx = k")),
            ("star import", public(plain("from M import *\nx = N", "from json import *\nx = N"))),
            ("getattr", plain("import M as x\ny = getattr(x, 'N')", "BUILTINS\nx = getattr(builtins, 'N')")),
            ("importlib.import_module", plain("import importlib\nx = importlib.import_module('M')\ny = x.N")),
            ("import_module(…).n", plain("from importlib import import_module\ny = import_module('M').N")),
            ("__import__", plain("x = __import__('M', fromlist=['N']).N")),
            ("import in a function", plain("def f():\n    import M\n    return M.N", "def f():\n    return N")),
            ("from import in a function", plain("def f():\n    from M import N\n    return N", "f = lambda: N")),
            ("import in a class", plain("class C:\n    from M import N", "class C:\n    x = N")),
            ("from package import m", of_package("from P import L\nx = L.N")),
            ("alias of the module", plain("import M\ny = M\nx = y.N", "BUILTINS\ny = builtins\nx = y.N")),
            ("alias of the name", plain("import M\nk = M.N\nk()", "k = N\nk()")),
            ("in a function", plain("import M\ndef f(a):\n    return M.N(a)", "def f(a):\n    return N(a)")),
            ("in a comprehension", plain("import M\nx = [M.N for i in '']", "x = [N for i in '']")),
            ("as a decorator", plain("import M\n@M.N\ndef f(): pass", "@N\ndef f(): pass")),
            ("as a base class", plain("import M\nclass C(M.N): pass", "class C(N): pass")),
            ("as a default", plain("import M\ndef f(x=M.N): pass", "def f(x=N): pass")),
            ("in an except clause", plain("import M\ndef f():\n    try:\n        g()\n    except M.N: pass")),
            ("module re-exported", pair("from from_NUMBER import x\ny = x.N", "import M as x")),
            ("module re-exported, by attribute", pair("import from_NUMBER as a\ny = a.x.N", "import M as x")),
            ("module re-exported, star", pair("from from_NUMBER import *\ny = x.N", "import M as x")),
            ("name re-exported", pair("from from_NUMBER import k\nk()", "from M import N as k")),
        ]

    # -- methods ----------------------------------------------------------------------------------

    def receiver(self, owner):
        """What must be imported, the class, and an instance of it, as expressions."""
        module, cls = self.split(owner)
        if not module:
            return "", cls, LITERALS.get(cls, cls + "()")
        return "import %s\n" % module, owner, owner + "()"

    def typed(self, form, use):
        """FORM with I for the import, C for the class, V for an instance; @x@ for what is done with x."""
        def make(dotted):
            owner, word = self.parts(dotted)
            imports, cls, value = self.receiver(owner)
            words = {"C": cls, "V": value, "I": imports.strip() or "import os"}
            text = re.sub(r"@(.*?)@", lambda found: use(words.get(found.group(1), found.group(1)), word), form)
            return re.sub(r"\b[CVI]\b", lambda found: words[found.group(0)], text) + "\n"
        return make

    def parts(self, dotted):
        dotted, _, parameter = dotted.partition("(")
        owner, _, name = dotted.rpartition(".")
        return owner, name + ("(" + parameter if parameter else "")

    def receivers(self):
        return [
            ("constructor result", "I\nx = V\n@x@"),
            ("directly", "I\n@V@"),
            ("annotated parameter", "I\ndef f(x: C):\n    @x@"),
            ("annotated in text", "I\ndef f(x: 'C'):\n    @x@"),
            ("annotated variable", "I\nx: C = make()\n@x@"),
            ("Optional", "I\nfrom typing import Optional\ndef f(x: Optional[C] = None):\n    @x@"),
            ("C | None", "I\ndef f(x: C | None):\n    @x@"),
            ("with … as", "I\nwith V as x:\n    @x@"),
            ("for over known things", "I\nfor x in [V, V]:\n    @x@"),
            ("for over a name", "I\nxs = [V]\nfor x in xs:\n    @x@"),
            ("comprehension", "I\ny = [@x@ for x in (V,)]"),
            ("isinstance", "I\ndef f(x):\n    if isinstance(x, C):\n        @x@"),
            ("isinstance and", "I\ndef f(x):\n    return isinstance(x, C) and @x@"),
            ("isinstance, early return", "I\ndef f(x):\n    if not isinstance(x, C):\n        return\n    @x@"),
            ("isinstance, assert", "I\ndef f(x):\n    assert isinstance(x, C)\n    @x@"),
            ("return of a function, annotated", "I\ndef make() -> C:\n    pass\nx = make()\n@x@"),
            ("return of a function", "I\ndef make():\n    return V\nx = make()\n@x@"),
            ("attribute of self", "I\nclass A(object):\n    def __init__(self):\n        self.x = V\n    def f(self):\n"
                                  "        @self.x@"),
            ("attribute of self, annotated", "I\nclass A(object):\n    def __init__(self, x: C):\n        self.x = x\n"
                                             "    def f(self):\n        @self.x@"),
            ("class attribute", "I\nclass A(object):\n    x = V\n    def f(self):\n        @self.x@"),
            ("walrus", "I\nif (x := V):\n    @x@"),
            ("global in a function", "I\nx = V\ndef f():\n    @x@"),
            ("conditional expression", "I\nimport sys\nx = V if sys.argv else None\n@x@"),
            ("unpacked", "I\nx, y = V, 1\n@x@"),
            ("instance of a subclass", "I\nclass D(C): pass\nx = D()\n@x@"),
            ("self in a subclass", "I\nclass D(C):\n    def f(self):\n        @self@"),
            ("self in a subclass of a subclass", "I\nclass D(C): pass\nclass E(D):\n    def f(self):\n        @self@"),
            ("super()", "I\nclass D(C):\n    def f(self):\n        @super(D, self)@"),
        ]

    def in_other_file(self, dotted, use):
        owner, word = self.parts(dotted)
        imports, cls, _ = self.receiver(owner)
        if not imports:
            return None
        return ("from from_NUMBER import Base\nclass D(Base):\n    def f(self):\n        %s\n" % use("self", word),
                "%sclass Base(%s):\n    pass\n" % (imports, cls))

    def instance_from_other_file(self, dotted, use):
        owner, word = self.parts(dotted)
        imports, cls, value = self.receiver(owner)
        if not imports:
            return None
        return ("from from_NUMBER import K\nx = K()\n%s\n" % use("x", word), "%sK = %s\n" % (imports, cls))

    def from_producer(self, dotted, use, chained):
        owner, word = self.parts(dotted)
        for maker in self.makers.get(owner, ()):
            above = maker.rpartition(".")[0]
            is_method = above in self.classes or above.startswith("builtins.")
            if is_method == chained and not maker.startswith("builtins."):
                module = self.split(maker)[0]
                call = self.receiver(above)[2] + "." + maker.rpartition(".")[2] + "()" if chained else maker + "()"
                return "import %s\nx = %s\n%s\n" % (module, call, use("x", word))
        return None

    def aliased_class(self, dotted, use):
        owner, word = self.parts(dotted)
        module, cls = self.split(owner)
        if not module or "." in cls:
            return None
        return "from %s import %s as K\nx = K()\n%s\n" % (module, cls, use("x", word))

    def for_methods(self):
        def use(x, word):
            return "%s.%s()" % (x if x[0] not in "1" else "(%s)" % x, word)

        styles = [(title, self.typed(form, use)) for title, form in self.receivers()]
        return styles + [
            ("from m import C as K", lambda d: self.aliased_class(d, use)),
            ("on the class", self.typed("I\nx = @C@", use)),
            ("bound method kept", self.typed("I\nx = V\ny = x.@x@", lambda x, word: word)),
            ("return of a standard function", lambda d: self.from_producer(d, use, False)),
            ("chained calls", lambda d: self.from_producer(d, use, True)),
            ("self, base in another file", lambda d: self.in_other_file(d, use)),
            ("class re-exported", lambda d: self.instance_from_other_file(d, use)),
        ]

    # -- parameters -------------------------------------------------------------------------------

    def is_class(self, owner):
        return owner in self.classes or re.match(r"[A-Z]", owner.rpartition(".")[2]) is not None

    def callee(self, fact):
        """The kind of what takes the parameter: function, class or method."""
        owner = fact.partition("(")[0]
        above = owner.rpartition(".")[0]
        if above not in self.modules and above != "builtins":
            return "method"
        return "class" if self.is_class(owner) else "function"

    def for_parameters(self):
        def words(fact):
            owner, _, parameter = fact.rstrip(")").partition("(")
            parameter, _, place = parameter.partition("@")
            return owner, parameter, int(place) if place else None

        def of_kind(kinds, form):
            def make(fact):
                owner, parameter, place = words(fact)
                if self.callee(fact) not in kinds or ("POSITIONAL" in form and place is None):
                    return None
                module, rest = self.split(owner)
                if ("FROM" in form or "ALIAS" in form) and (not module or "." in rest):
                    return None
                imports = "import %s" % module if module else "import os"
                text = form.replace("IMPORT", imports).replace("OWNER", owner if module else rest)
                text = text.replace("FROM", "from %s import %s as k" % (module, rest))
                positional = ", ".join(["0"] * (place or 0) + ["1"])
                return text.replace("POSITIONAL", positional).replace("PARAM", parameter) + "\n"
            return make

        def other(form, base):
            def make(fact):
                owner, parameter, _ = words(fact)
                module, _ = self.split(owner)
                if self.callee(fact) != "class" or not module:
                    return None
                return form.replace("PARAM", parameter) + "\n", "import %s\n%s\n" % (module, base.replace("OWNER", owner))
            return make

        plain = ("function", "class")
        styles = [
            ("keyword", of_kind(plain, "IMPORT\nOWNER(PARAM=1)")),
            ("keyword behind others", of_kind(plain, "IMPORT\nx = OWNER(*a, PARAM=1, **b)")),
            ("positional", of_kind(plain, "IMPORT\nOWNER(POSITIONAL)")),
            ("from m import f as k", of_kind(plain, "FROM\nk(PARAM=1)")),
            ("alias by assignment", of_kind(plain, "IMPORT\nk = OWNER\nk(PARAM=1)")),
            ("in a function", of_kind(plain, "IMPORT\ndef f():\n    return OWNER(PARAM=1)")),
            ("**{'k': v}", of_kind(plain, "IMPORT\nOWNER(**{'PARAM': 1})")),
            ("**dict(k=v)", of_kind(plain, "IMPORT\nOWNER(**dict(PARAM=1))")),
            ("**options, a literal before", of_kind(plain, "IMPORT\noptions = {'PARAM': 1}\nOWNER(**options)")),
            ("functools.partial", of_kind(plain, "import functools\nIMPORT\nfunctools.partial(OWNER, PARAM=1)")),
            ("as a decorator", of_kind(plain, "IMPORT\n@OWNER(PARAM=1)\ndef f(): pass")),
            ("super().__init__", of_kind(("class",), "IMPORT\nclass D(OWNER):\n    def __init__(self):\n"
                                                     "        super(D, self).__init__(PARAM=1)")),
            ("C.__init__(self, …)", of_kind(("class",), "IMPORT\nclass D(OWNER):\n    def __init__(self):\n"
                                                        "        OWNER.__init__(self, PARAM=1)")),
            ("constructor of a subclass", of_kind(("class",), "IMPORT\nclass D(OWNER): pass\nD(PARAM=1)")),
            ("subclass, base in another file", other("from from_NUMBER import B\nclass D(B): pass\nD(PARAM=1)",
                                                     "class B(OWNER): pass")),
        ]

        def use(x, word):
            name, parameter, _ = words(word)
            return "%s.%s(%s=1)" % (x if x[0] not in "1" else "(%s)" % x, name, parameter)

        def splat(x, word):
            name, parameter, _ = words(word)
            return "%s.%s(**{'%s': 1})" % (x, name, parameter)

        def by_place(x, word):
            name, _, place = words(word)
            return "%s.%s(%s)" % (x, name, ", ".join(["0"] * (place or 0) + ["1"]))

        def methods(make, placed=False):
            return lambda fact: make(fact) if self.callee(fact) == "method" and (not placed or "@" in fact) else None

        chosen = ("constructor result", "annotated parameter", "with … as", "isinstance", "attribute of self", "super()",
                  "self in a subclass", "instance of a subclass", "directly")
        for title, form in self.receivers():
            if title in chosen:
                styles.append(("method, " + title, methods(self.typed(form, use))))
        return styles + [
            ("method, positional", methods(self.typed("I\nx = V\n@x@", by_place), True)),
            ("method, **{'k': v}", methods(self.typed("I\nx = V\n@x@", splat))),
            ("method, self, base in another file", methods(lambda d: self.in_other_file(d, use))),
        ]
