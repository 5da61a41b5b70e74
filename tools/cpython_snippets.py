# Collects the snippets in CPython's own syntax tests, from the test files the interpreters here came with.
# SPDX-License-Identifier: MIT
"""Nothing of their text is kept in this repository: they are pulled out at run time and compared live.

    tools/cpython_snippets.py            how many there are
    tools/compare_compile.py --snippets  what pymolt makes of them
"""
import base64
import glob
import json
import os

import ask_compile

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "snippet_worker.py")
TESTS = """
test_*syntax* test_grammar* test_fstring* test_tstring* test_patma* test_exception* test_generator* test_parser*
test_compile* test_ast* test_unparse* test_type_params* test_type_aliases* test_type_comments* test_type_annotations*
test_named_expr* test_positional_only* test_except_star* test_corouti* test_asyncgen* test_global* test_scope*
test_symtable* test_eof* test_tokenize* test_string_literals* test_strlit* test_unpack* test_keywordonly* test_future*
test_dictcomps* test_listcomps* test_genexps* test_setcomps* test_with* test_decorators* test_extcall* test_source_enc*
test_pep263* test_unicode_ident* test_peg_parser* test_peg_generator* test_lazy_import* test_nonlocal* test_print*
test_opcodes* test_cmd_line_script* test_traceback* test_coding* test_flufl* test_yield_from*
test_pep646* test_super* test_closure* test_code.py test_codeop* test_dis.py test_peephole* test_peepholer*
test_annotation* test_import_star* test_int_literal* test_hexoct* test_complexargs* test_bytes_warning*
test_lib2to3/test_* test_dynamic* test_keyword* test_property* test_inspect* test_raise* test_repl* test_frame*
test_monitoring* test_sys_settrace* test_trace* test_transformer* test_builtin* test_typing* test_warnings/*
test_metaclass* test_subclassinit* test_ucn* test_unicode.py test_utf8source* test_longexp* test_long.py test_float.py
badsyntax_* bad_coding* test_inline_types* test_defaultdict* test_picklecommon*
""".split()


def _test_files(python):
    lib = os.path.join(os.path.dirname(os.path.dirname(python.executable)), "lib", "python" + python.version)
    found = set()
    for folder in (os.path.join(lib, "test"), os.path.join(lib, "test", "*"), os.path.join(lib, "lib2to3", "tests")):
        for pattern in TESTS:
            found.update(path for path in glob.glob(os.path.join(folder, pattern)) if path.endswith(".py"))
    return sorted(found)


def collect(asker):
    """(label, bytes), each snippet once, from the test files of every CPython here."""
    seen = {}
    for python in asker.pythons:
        if python.wasm:
            continue
        done = python.run(WORKER, _test_files(python))
        for line in done.stdout.split(b"\n")[:-1]:
            label, text = json.loads(line.decode("ascii"))
            seen.setdefault(base64.b64decode(text), "%s %s" % (python.version, "/".join(label.split("/")[-2:])))
    return sorted((label, source) for source, label in seen.items())


def main():
    asker = ask_compile.Asker()
    found = collect(asker)
    asker.close()
    print("%d different snippets, %d bytes" % (len(found), sum(len(source) for _, source in found)))


if __name__ == "__main__":
    main()
