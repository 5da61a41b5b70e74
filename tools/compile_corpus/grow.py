# Grows random programs from a grammar of all Pythons at once, 2.7 to 3.15, with some productions of none.
# SPDX-License-Identifier: MIT
"""program(random) gives one program as text. The grammar below is wider than any version's: what it makes is valid on
some versions, on all, or on none, and which is for the interpreters to say.

A rule is `name: alternative ; alternative`, where `<rule>` stands for another rule, ␤ for a newline, » and « for
one level of indentation more and less, and an alternative written `3* text` is taken three times as often.
"""
import re

GRAMMAR = r"""
file: 6* <stmts> ; <future>␤<stmts> ; "doc"␤<future>␤<stmts> ; "doc"␤<stmts> ; # coding: utf-8␤<stmts>
future: from __future__ import <feature> ; from __future__ import <feature>, <feature> ; from __future__ import (<feature>)
feature: 4* print_function ; 3* unicode_literals ; 3* annotations ; division ; generator_stop ; with_statement ; barry_as_FLUFL
stmts: 2* <stmt> ; 4* <stmt>␤<stmt> ; 2* <stmt>␤<stmt>␤<stmt>
block: 6*␤»<stmts>« ; <simple> ; <simple>; <simple> ;␤»"doc"␤<stmts>«
stmt: 12* <simple> ; <simple>; <simple> ; 10* <compound> ; # comment␤<simple> ; <simple> # comment
simple: 9* <assign> ; 5* <expr> ; 2* <old> ; 2* <jump> ; <import> ; <scope> ; del <target> ; del <targets> ; <assert> ; pass ; <aug> ; <annotated> ; <alias> ; <raise>
assign: 5* <target> = <rhs> ; <targets> = <rhs> ; <target> = <target> = <rhs> ; <starred-targets> = <rhs> ; <name> = 1
rhs: 6* <expr> ; <exprs> ; yield ; yield <expr> ; yield from <expr> ; <star>, ; <star>, <expr> ; <expr>, <star> ; (yield) ; await <primary> ; <name> := <expr>
aug: <target> <augop> <rhs> ; <target> += <rhs> ; <target> @= <expr>
augop: += ; -= ; *= ; //= ; **= ; >>= ; @= ; |=
annotated: <name>: <type> ; <name>: <type> = <rhs> ; <primary>: <type> ; (<name>): <type> ; <target>: <type> = <rhs>
type: 3* int ; <name> ; <name>[<index>] ; <name>[<name>][<name>] ; <name>[<name>]() ; <name>[<name>] | <name> ; "str" ; <expr> ; (yield) ; lambda: <name> ; <name>.<name>
alias: type <name> = <expr> ; type <name>[<tparams>] = <type> ; type = <expr> ; type(<name>) ; type <name> = <name>[<name>]
tparams: <tparam> ; <tparam>, <tparam> ; <tparam>, <tparam>,
tparam: 4* T ; U ; T: int ; T: <type> ; *Ts ; **P ; T = int ; T: int = str ; *Ts = *<name> ; **P = [int] ; T = <type>
old: print ; print <expr> ; print <expr>, ; print <exprs> ; print >><name>, <expr> ; print(<expr>) ; print(<args>) ; exec <expr> ; exec <string> in <name> ; exec(<expr>) ; exec <expr> in <name>, <name> ; print (<expr>), <expr>
yield: yield
jump: 3* return ; 3* return <expr> ; return <star>, <expr> ; return <exprs> ; break ; continue ; 2* yield <expr> ; await <primary> ; yield
import: import <name> ; import <dotted> as <name> ; from <dotted> import <name> ; from <dotted> import * ; from . import <name> ; from .<name> import (<name>, <name>) ; from <name> import (<name>,) ; lazy import <name> ; lazy from <dotted> import <name> ; import <name>, <name> ; <future>
dotted: <name> ; <name>.<name>
scope: global <name> ; nonlocal <name> ; global <name>, <name> ; nonlocal <name>, <name>
assert: assert <expr> ; assert <expr>, <expr> ; assert (<expr>, <string>)
raise: raise ; raise <expr> ; raise <name>, <expr> ; raise <expr> from <expr> ; raise <name>, <expr>, <name>
compound: 4* <if> ; 2* <while> ; 4* <for> ; 4* <try> ; 3* <with> ; 7* <def> ; 4* <class> ; 3* <match>
if: if <cond>: <block> ; if <cond>: <block>␤else: <block> ; if <cond>: <block>␤elif <cond>: <block>␤else: <block> ; if 0: <block> ; if 1: <block>␤else: <block> ; if __debug__: <block>
cond: 5* <expr> ; <name> := <expr> ; (<name> := <expr>) ; 0 ; 1 ; None ; not <expr> ; "" ; True
while: while <cond>: <block> ; while <cond>: <block>␤else: <block> ; while 1: <block>
for: <async> for <target> in <iter>: <block> ; for <targets> in <iter>: <block> ; 3* for <name> in <iter>: <block> ; for <name> in <iter>: <block>␤else: <block>
async: 4* ; async
iter: 5* <expr> ; <exprs> ; <star>, <expr> ; <star>,
try: try: <block>␤<excepts> ; try: <block>␤finally: <block> ; try: <block>␤<excepts>␤finally: <block> ; try: <block>␤<excepts>␤else: <block> ; try: <block>␤<stars> ; try: <block>␤<stars>␤finally: <block> ; try: <block>
excepts: except: <block> ; except <expr>: <block> ; except <name> as <name>: <block> ; except <name>, <name>: <block> ; except (<name>, <name>): <block> ; except <name>: <block>␤except <name>: <block> ; except <name>: <block>␤except: <block> ; except <name>, <name>, <name>: <block> ; except: <block>␤except <name>: <block>
stars: except* <name>: <block> ; except* <name> as <name>: <block> ; except* <name>: <block>␤except* <name>: <block> ; except* <name>: <block>␤except <name>: <block>
with: <async> with <expr>: <block> ; <async> with <expr> as <target>: <block> ; with <expr>, <expr>: <block> ; with (<expr> as <target>, <expr>): <block> ; with (<expr>, <expr>): <block> ; with (<expr> as <name>): <block> ; with <expr> as <targets>: <block> ; with (<expr>) as <name>, <expr>: <block> ; with (<expr> as <name>,): <block>
def: 5* <decorators><async> def <name>(<params>): <block> ; def <name>(<params>) -> <type>: <block> ; def <name>[<tparams>](<params>): <block> ; 2* def <name>(): <block> ; async def <name>(): <block> ; async def <name>(<params>): <block>
decorators: 6* ; @<name>␤; @<primary>␤; @<expr>␤; @<name>(<args>)␤
class: 3* <decorators>class <name>: <block> ; class <name>(<args>): <block> ; class <name>[<tparams>]: <block> ; class <name>[<tparams>](<args>): <block> ; class <name>(): <block>
params: 3* ; 4* <name> ; <name>, <name> ; <name>=<expr> ; <name>, <name>=<expr> ; *<name> ; **<name> ; <name>, *<name>, **<name> ; <name>, /, <name> ; <name>, * , <name> ; *, <name>=<expr> ; <name>: <type> ; <name>: <type> = <expr> ; (<name>, <name>) ; <name>, (<name>, <name>) ; *<name>: *<name> ; <name>, /, * , <name>, **<name> ; <name>=<expr>, <name> ; *<name>, <name>=<expr>,
match: match <subject>:␤»<cases>« ; match <subject>:␤»<cases>«
subject: 3* <expr> ; <exprs> ; <star>, <expr> ; <name> := <expr>
cases: <case> ; <case>␤<case> ; <case>␤case _: <block>
case: case <pattern>: <block> ; case <pattern> if <cond>: <block>
pattern: 3* <name> ; _ ; 2* <literal> ; <pattern> | <pattern> ; <pattern> as <name> ; [<patterns>] ; (<patterns>) ; <patterns> ; {<literal>: <pattern>} ; {<literal>: <pattern>, **<name>} ; <name>.<name> ; <name>(<pattern>) ; <name>(<name>=<pattern>) ; <name>(<pattern>, <name>=<pattern>) ; *<name>, <pattern> ; (<pattern>) ; -1 ; 1+2j ; +1 ; None ; {**<name>} ; []
patterns: <pattern> ; <pattern>, <pattern> ; <pattern>, *<name> ; *_, <pattern> ; <pattern>, <pattern>,
literal: 1 ; "a" ; -1 ; None ; True ; b"a" ; 1.5 ; "a" "b" ; 2 ; "b"
expr: 16* <atom> ; 12* <primary> ; 3* <binary> ; <unary> ; <compare> ; <bool> ; <cond-expr> ; 2* <lambda> ; 2* <comp> ; 2* <display> ; (<expr>) ; (<name> := <expr>) ; await <primary> ; (<yield>) ; (<yield> <expr>) ; (await <primary>) ; <fstring>
exprs: <expr>, <expr> ; <expr>, ; <expr>, <expr>, <expr>
atom: 24* <name> ; 8* <number> ; 4* <string> ; None ; True ; ... ; () ; [] ; {} ; `<name>` ; __debug__ ; <fstring>
primary: 3* <name>.<name> ; 3* <name>(<args>) ; 2* <name>[<index>] ; <primary>.<name> ; <primary>(<args>) ; <primary>[<index>] ; (<expr>).<name> ; <string>.join(<args>) ; <name>()
index: 4* <expr> ; <expr>:<expr> ; : ; <expr>: ; <expr>, <expr> ; <expr>:<expr>:<expr> ; <star> ; <star>, <expr> ; <name> := <expr> ; ::<expr> ; <expr>, <expr>:<expr> ; ...
binary: <expr> <binop> <expr> ; <expr> + <expr> ; <expr> % <expr>
binop: + ; - ; * ; / ; // ; % ; ** ; << ; >> ; & ; | ; ^ ; @
unary: -<expr> ; not <expr> ; ~<expr> ; +<expr>
compare: <expr> <cmp> <expr> ; <expr> <cmp> <expr> <cmp> <expr>
cmp: 2* < ; > ; == ; != ; <= ; <> ; in ; not in ; is ; is not
bool: <expr> and <expr> ; <expr> or <expr> ; <expr> or not <expr>
cond-expr: <expr> if <expr> else <expr>
lambda: lambda: <expr> ; lambda <name>: <expr> ; lambda <params>: <expr> ; lambda *<name>: <expr> ; lambda (<name>, <name>): <expr> ; lambda: (yield)
comp: [<elem> <fors>] ; (<elem> <fors>) ; {<elem> <fors>} ; {<expr>: <expr> <fors>} ; {**<expr> <fors>} ; [*<expr> <fors>]
elem: 6* <expr> ; (<name> := <expr>) ; <name> := <expr> ; (yield <expr>) ; await <primary> ; <expr>, <expr>
fors: 4* for <name> in <expr> ; for <targets> in <expr> ; for <name> in <expr> if <cond> ; for <name> in <expr> for <name> in <expr> ; async for <name> in <expr> ; for <target> in <expr> ; for <name> in <exprs> ; for <name> in <expr> if lambda: <expr>
display: [<expr>, <expr>] ; (<expr>, <expr>) ; (<expr>,) ; {<expr>, <expr>} ; {<expr>: <expr>} ; [<star>, <expr>] ; (<star>, <expr>) ; {<star>, <expr>} ; {**<expr>} ; {<expr>: <expr>, **<expr>} ; {**<expr>, <expr>: <expr>,} ; (<star>,) ; [<expr>,]
star: 3* *<name> ; *<primary> ; *<expr> ; *(<expr>)
args: 4* ; 5* <expr> ; <expr>, <expr> ; <name>=<expr> ; <expr>, <name>=<expr> ; *<expr> ; **<expr> ; <expr>, *<expr> ; *<expr>, <expr> ; *<expr>, <name>=<expr>, **<expr> ; <name>=<expr>, *<expr> ; <expr> <fors> ; (<expr> <fors>), <expr> ; <expr> <fors>, <expr> ; <name> := <expr> ; **<expr>, **<expr> ; **<expr>, <name>=<expr> ; <expr>, ; <name>=<expr>, <name>=<expr> ; *<expr>, *<expr> ; <expr> if <expr> else <expr> ; **<expr>, *<expr> ; *<expr>,
target: 20* <name> ; 5* <name>.<name> ; 4* <name>[<index>] ; (<name>) ; (<name>, <name>) ; [<name>, <name>] ; <primary> ; (<name>, <star>) ; [] ; () ; <name>() ; <literal> ; None ; True ; __debug__
targets: <target>, <target> ; <target>, ; <target>, (<target>, <target>)
starred-targets: *<target>, <target> ; <target>, *<target> ; [*<target>] ; *<target>, ; (<target>, *<target>)
name: 60* a ; 40* b ; 30* x ; 20* y ; 2* self ; f ; g ; A ; print ; exec ; match ; case ; type ; _ ; lazy ; async ; await ; nonlocal ; __x ; __class__ ; None
number: 12* 1 ; 2* 0 ; 2 ; 1.5 ; 1j ; 10L ; 0777 ; 0x1f ; 0o17 ; 0b1 ; 1_000 ; 00 ; 1e5 ; 0xFFL ; 1_ ; 09.5 ; 1.
string: 12* "a" ; 'b' ; 2* u"a" ; b"a" ; r"\d" ; ur"a" ; rb"a" ; br"a" ; "a" "b" ; '''a''' ; "\x41" ; "\u0041" ; "\N{DIGIT ONE}" ; "%s" ; "a" u"b" ; b"a" "b" ; t"a" ; "\x4" ; b"\xff" ; "é" ; f"a" "b"
fstring: f"<field>" ; f'<field>' ; f"a<field>b" ; f"<field><field>" ; rf"<field>" ; t"<field>" ; f'''<field>''' ; f"<field>" "a" ; f"{<fexpr>:{<fexpr>}}"
field: 4* {<fexpr>} ; {<fexpr>!r} ; {<fexpr>:>10} ; {<fexpr>=} ; {<fexpr>:{<fexpr>}} ; {<fexpr>!s:^{<fexpr>}.{<fexpr>}} ; {{ ; }} ; {{<fexpr>}} ; { <fexpr> } ; {<fexpr>,} ; {<fexpr>:%Y-%m} ; {} ; {<fexpr>!x} ; \n{<fexpr>}
fexpr: 6* <name> ; 3* <expr> ; <name>['a'] ; <name>["a"] ; <name>.<name> ; 1 ; <name>(<args>) ; (lambda: <name>) ; lambda <name>: 1 ; (<name> := 1) ; <name>:=1 ; yield ; *<name> ; <name> != <name>
"""


def _parse(text):
    rules = {}
    for line in filter(None, text.split("\n")):
        name, _, rest = line.partition(": ")
        alternatives = []
        for alternative in rest.split(" ; "):
            weight = re.match(r"(\d+)\* ?", alternative)
            times = int(weight.group(1)) if weight else 1
            body = alternative[weight.end():] if weight else alternative
            alternatives += [re.split(r"(<[\w-]+>)", body)] * times
        rules[name] = alternatives
    return rules


RULES = _parse(GRAMMAR)


def _depths():
    """The least depth of expansion of each rule, so that a program can be made to end."""
    depth = {name: 99 for name in RULES}
    for _ in range(40):
        for name, alternatives in RULES.items():
            depth[name] = 1 + min(max([depth[part[1:-1]] for part in alternative if part[1:-1] in RULES] or [0])
                                  for alternative in alternatives)
    return depth


DEPTH = _depths()


def _cost(alternative):
    return max([DEPTH[part[1:-1]] for part in alternative[1::2]] or [0])


def _grow(name, random, left):
    alternatives = RULES[name]
    if left <= DEPTH[name] + 1:
        most = min(_cost(alternative) for alternative in alternatives) + (2 if left > -2 else 0)
        alternatives = [alternative for alternative in alternatives if _cost(alternative) <= most]
    parts = random.choice(alternatives)
    return "".join(_grow(part[1:-1], random, left - 1) if n % 2 else part for n, part in enumerate(parts))


def _lay_out(text, step):
    """␤, » and « become newlines and indentation."""
    lines, level, current = [], 0, ""
    for part in re.split("([␤»«])", text) + ["␤"]:
        if part in ("␤", "»", "«"):
            if current.strip():
                lines.append(step * level + current.strip() + "\n")
            current, level = "", level + {"␤": 0, "»": 1, "«": -1}[part]
        else:
            current += part
    return "".join(lines)


def program(random):
    """One program, as text."""
    text = _grow("file", random, random.choice((4, 6, 8, 10)))
    return _lay_out(text, random.choice(("    ", "  ", "\t")))
