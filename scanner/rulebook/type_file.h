// Reads `rules/types/*.types`: of what type calls, attributes, items and elements of the standard library are.
// SPDX-License-Identifier: MIT
//
//   threading.current_thread() -> threading.Thread          what a call gives
//   io.open(b) -> io.BufferedIOBase                         … a call with a literal mode of bytes; `(t)`: of text
//   sys.stdin -> io.TextIOWrapper (3.0+)                    what an attribute is; only on these versions
//   os.environ[] -> builtins.str                            what an item is
//   builtins.range* -> builtins.int                         what a loop runs over
//   builtins.open() with -> …                               what `with … as x` binds; `f() raises -> …`: what `except` gets
//   argparse.Namespace options -> add_argument              the method whose calls declare its attributes
//   threading.Timer < threading.Thread                      a base class
//   builtins.list.pop() -> ?                                it is there, and nothing is said of what it gives
//   builtins.next() -> @0*                                  what a loop over its first argument gives; `@0`: that argument
//   builtins.list.pop() -> @self*                           what a loop over the object gives whose method it is
//   subprocess.check_output(text=) -> builtins.str          a call with that keyword; `(**)`: with some that are not seen
//   xml.dom.minidom.Node.toxml(@0) -> builtins.bytes        a call with an argument at that place
//   builtins.iter(@1)* -> @0()                              what a call of its first argument gives
//   tempfile.TemporaryFile(mode@0) -> w+b                   which argument asks for bytes or text, and what it is by itself
//   os.walk()*[0] -> builtins.str                           the first item of what a loop over it gives
//   ?.encode() -> builtins.bytes (3.0+)                     of an object that nothing is known of, most likely
//   hmac.new(key@0) <- builtins.bytes (3.0+)                what an argument must be; of `values@1+`: this and all behind it
//
// A class called by its name makes an instance of it; that needs no line. Lines are sorted, bytewise.
#ifndef PYMOLT_RULEBOOK_TYPE_FILE_H_
#define PYMOLT_RULEBOOK_TYPE_FILE_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// One fact; views point into the rule file. The subject keeps its form: `os.environ[]`, `threading.Timer <`; but of
/// what an argument must be, it is the function alone, `hmac.new`, and the argument stands apart.
struct TypeFact {
  std::string_view subject;
  std::string_view type;
  std::string_view argument = {};  // `key@0`
  VersionSet on = VersionSet::all();
};

/// The facts of FILE in its order.
[[nodiscard]] Result<std::vector<TypeFact>> read_types(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_TYPE_FILE_H_
