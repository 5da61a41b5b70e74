// The words and texts of build files, and what their variables hold: setup.py, meson.build and CMakeLists.txt alike.
// SPDX-License-Identifier: MIT
//
//   SOURCES = ["a.c", "b.c"]         srcs = files('a.c')         set(SRCS a.c b.c)
#ifndef PYMOLT_CAPI_BUILD_WORDS_H_
#define PYMOLT_CAPI_BUILD_WORDS_H_

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace pymolt::capi {

/// Whether C stands within a word of any of these files: a path, a name, `${NAME}`.
[[nodiscard]] bool is_build_word(char c);

/// Whether WORD may stand around a list of files without hiding what is in it: `sorted`, `files`.
[[nodiscard]] bool is_list_word(std::string_view word);

/// One piece of a build file, a view of it; comments and blanks are passed over.
struct Piece {
  enum class Kind : std::uint8_t { text, word, mark, end };
  Kind kind = Kind::end;
  std::string_view text;
};

/// Takes a text apart from its begin on.
class Pieces {
 public:
  explicit Pieces(std::string_view rest) : rest_(rest) {}
  Piece next();
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  void skip();
  Piece take(Piece::Kind kind, std::string_view text, std::size_t size);
  std::string_view rest_;
};

/// Variables that are given texts which are written out, once, in no branch and no function. Views of the file.
class BuildVariables {
 public:
  /// Those of a file of Python or meson.
  [[nodiscard]] static BuildVariables of_assignments(std::string_view bytes);
  /// Those of a file of CMake, by `set(NAME …)`.
  [[nodiscard]] static BuildVariables of_cmake(std::string_view bytes);

  /// What NAME holds; nothing where that is not known.
  [[nodiscard]] const std::vector<std::string_view>* find(std::string_view name) const;

 private:
  using Texts = std::optional<std::vector<std::string_view>>;
  void assign(std::string_view name, bool adds, Texts texts);
  std::map<std::string_view, Texts, std::less<>> all_;
};

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_BUILD_WORDS_H_
