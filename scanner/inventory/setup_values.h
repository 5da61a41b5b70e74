// Lists of strings in a script of Python, as far as they are written there: what setup.py gives to setup().
// SPDX-License-Identifier: MIT
//
//   REQUIRES = ["numpy>=1.2"]                        found by name
//   if sys.version_info < (3, 4):
//       REQUIRES.append("enum34")                    with the marker `python_version < "3.4"`
//   setup(install_requires=REQUIRES + ["six"])       added up
//
// Nothing is run: what is computed in another way is left out, and `computed` says so.
#ifndef PYMOLT_INVENTORY_SETUP_VALUES_H_
#define PYMOLT_INVENTORY_SETUP_VALUES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "syntax/tree.h"

namespace pymolt::inventory {

struct WrittenText {
  std::string text;
  std::uint32_t line = 0;
  std::string marker;
};

struct WrittenList {
  std::vector<WrittenText> items;
  bool computed = false;           // something of it is not written there
  std::vector<WrittenText> files;  // names of requirements files that are opened on the way
};

/// The text of a string without anything put into it; nothing of another node.
[[nodiscard]] std::optional<std::string> string_of(syntax::Node node);
/// The texts of a string node, or of parts written one behind the other.
[[nodiscard]] syntax::Node value_of_keyword(syntax::Node call, std::string_view keyword);

/// The assignments of a script, and what expressions made of them amount to. Borrows both for as long as it lives.
class SetupValues {
 public:
  SetupValues(const Text& text, const syntax::Tree& tree);

  [[nodiscard]] WrittenList list(syntax::Node expression) const;
  /// The entries of a dictionary: key and value, as nodes.
  [[nodiscard]] std::vector<std::pair<std::string, syntax::Node>> entries(
      syntax::Node expression) const;

 private:
  struct Given {
    syntax::Node value;
    bool adds = false;  // `+=`, `.append`, `.extend`
    std::string marker;
  };
  void note(syntax::Node node);
  void add(syntax::Node expression, const std::string& marker, int depth, WrittenList& list) const;
  void add_name(std::string_view name, const std::string& marker, int depth,
                WrittenList& list) const;
  void add_computed(syntax::Node expression, const std::string& marker, WrittenList& list) const;

  const Text& text_;
  std::map<std::string_view, std::vector<Given>, std::less<>> given_;
};

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_SETUP_VALUES_H_
