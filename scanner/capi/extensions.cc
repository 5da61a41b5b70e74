// Texts and words in brackets, which is all that the four kinds of file have in common.
// SPDX-License-Identifier: MIT
#include "capi/extensions.h"

#include <algorithm>
#include <string>

#include "capi/build_words.h"

namespace pymolt::capi {

namespace {

constexpr std::size_t kLongestCall = 20'000;  // bytes of one declaration
constexpr std::size_t kMostDeclarations = 1000;

bool is_source(std::string_view path) {
  constexpr std::string_view kEndings[] = {".c", ".cc", ".cpp", ".cxx", ".pyx"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [path](std::string_view end) { return path.ends_with(end); });
}

// `Extension("pkg.fast", ["a.c", "b.c"])`, and the same with `:` for meson. Whether all of it is written out.
bool read_call(std::string_view rest, const BuildVariables& variables, ExtensionDeclaration& made) {
  Pieces pieces(rest);
  std::string_view key;
  std::string_view last_word;
  std::string_view open_word;  // in a list, until it shows that it names an argument
  std::string folder;
  std::size_t place = 0;
  int depth = 1;
  bool whole = true;
  for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end && depth > 0;
       piece = pieces.next()) {
    const bool names = key == "name" || (key.empty() && place == 0);
    const bool lists =
        key == "sources" || (key.empty() && (place == 1 || (place > 1 && depth == 1)));
    if (piece.kind == Piece::Kind::mark) {
      const char c = piece.text.front();
      const bool names_argument = (c == '=' || c == ':') && depth == 1;
      if (!open_word.empty() && !names_argument) {
        const std::vector<std::string_view>* const held = variables.find(open_word);
        if (held == nullptr) whole = false;
        if (held != nullptr) made.sources.insert(made.sources.end(), held->begin(), held->end());
      }
      open_word = {};
      if (c == '(' || c == '[') ++depth;
      if (c == ')' || c == ']') --depth;
      const bool calls = c == '(' && !is_list_word(last_word);
      if ((c == '*' || calls) && (names || lists)) whole = false;
      if (names_argument) key = last_word;
      if (c == ',' && depth == 1) {
        ++place;
        key = {};
      }
      last_word = {};
    } else if (piece.kind == Piece::Kind::text) {
      if (key == "subdir") folder = piece.text;
      if (names && depth == 1) made.module = piece.text;
      if (lists && !names) made.sources.emplace_back(piece.text);
    } else {
      if (names && piece.text == "+") whole = false;
      const std::vector<std::string_view>* const held =
          names && depth == 1 ? variables.find(piece.text) : nullptr;
      if (held != nullptr && held->size() == 1) made.module = held->front();
      if (lists && !is_list_word(piece.text)) open_word = piece.text;
      last_word = piece.text;
    }
  }
  if (!folder.empty()) made.module = folder + "/" + made.module;
  std::replace(made.module.begin(), made.module.end(), '/', '.');
  return whole;
}

// `cythonize("pkg/*.pyx")`, `cythonize(["a.pyx"])`: modules are called as their files are. What it is given as `Extension(…)`
// is read there.
bool read_cythonize(std::string_view rest, const BuildVariables&, ExtensionDeclaration& made) {
  Pieces pieces(rest);
  int depth = 1;
  std::size_t place = 0;
  for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end && depth > 0 && place == 0;
       piece = pieces.next()) {
    const char c = piece.text.empty() ? ' ' : piece.text.front();
    if (piece.kind == Piece::Kind::text && piece.text.ends_with(".pyx"))
      made.sources.emplace_back(piece.text);
    if (piece.kind != Piece::Kind::mark) continue;
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (c == ',' && depth == 1) ++place;
  }
  made.module = kNamedByFiles;
  return true;
}

// `[extension=pkg.fast]`, and below it `sources = a.c b.c`, also over several lines.
std::vector<ExtensionDeclaration> read_cfg(std::string_view bytes) {
  std::vector<ExtensionDeclaration> all;
  std::uint32_t number = 0;
  bool inside = false;
  bool in_sources = false;
  while (!bytes.empty() && all.size() < kMostDeclarations) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    ++number;
    if (line.starts_with('[')) {
      constexpr std::string_view kSection = "[extension";
      const std::size_t name = line.find_first_not_of("=: \t", kSection.size());
      inside = line.starts_with(kSection) && line.find(']') != std::string_view::npos &&
               name < line.find(']');
      in_sources = false;
      if (!inside) continue;
      ExtensionDeclaration made;
      made.module = line.substr(name, line.find(']') - name);
      made.line = number;
      all.push_back(std::move(made));
      continue;
    }
    if (!inside || line.starts_with('#')) continue;
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    const std::size_t equals = line.find('=');
    if (!goes_on) {
      in_sources = line.starts_with("sources") && equals != std::string_view::npos;
      line.remove_prefix(in_sources ? equals + 1 : 0);
    }
    if (!in_sources) continue;
    Pieces pieces(line);
    for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end; piece = pieces.next()) {
      if (is_source(piece.text)) all.back().sources.emplace_back(piece.text);
    }
  }
  return all;
}

// `Python_add_library(fast MODULE fast.c)`
bool read_words(std::string_view rest, const BuildVariables& variables,
                ExtensionDeclaration& made) {
  Pieces pieces(rest);
  for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end && piece.text != ")";
       piece = pieces.next()) {
    if (piece.text.find('$') != std::string_view::npos) {
      const bool is_one = piece.text.starts_with("${") && piece.text.ends_with('}');
      const std::vector<std::string_view>* const held =
          is_one ? variables.find(piece.text.substr(2, piece.text.size() - 3)) : nullptr;
      if (held == nullptr) return false;
      if (made.module.empty() && held->size() == 1) {
        made.module = held->front();
        continue;
      }
      for (const std::string_view path : *held) {
        if (is_source(path)) made.sources.emplace_back(path);
      }
      continue;
    }
    if (made.module.empty()) {
      made.module = piece.text;
    } else if (is_source(piece.text)) {
      made.sources.emplace_back(piece.text);
    }
  }
  return true;
}

// Behind `ext-modules`: `name = "pkg.fast"` and `sources = […]`, in any order.
std::vector<ExtensionDeclaration> read_toml(std::string_view bytes) {
  std::vector<ExtensionDeclaration> all;
  for (std::size_t at = bytes.find("ext-modules");
       at != std::string_view::npos && all.size() < kMostDeclarations;
       at = bytes.find("ext-modules", at + 1)) {
    Pieces pieces(bytes.substr(at + 11, kLongestCall));
    ExtensionDeclaration made;
    std::string_view key;
    for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end; piece = pieces.next()) {
      if (piece.kind == Piece::Kind::word) key = piece.text;
      if (piece.text == "ext-modules") break;
      if (piece.kind != Piece::Kind::text) continue;
      if (key == "name" && !made.module.empty()) {
        all.push_back(std::move(made));
        made = {};
      }
      if (key == "name") made.module = piece.text;
      if (key == "sources") made.sources.emplace_back(piece.text);
    }
    made.line = static_cast<std::uint32_t>(std::count(
                    bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
                1;
    all.push_back(std::move(made));
  }
  return all;
}

using ReadCall = bool (*)(std::string_view, const BuildVariables&, ExtensionDeclaration&);

void read_calls(std::string_view bytes, std::string_view word, ReadCall read,
                const BuildVariables& variables, std::vector<ExtensionDeclaration>& all) {
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = bytes.find(word);
       at != std::string_view::npos && all.size() < kMostDeclarations;
       at = bytes.find(word, at + 1)) {
    const bool inside = at > 0 && is_build_word(bytes[at - 1]) && bytes[at - 1] != '.';
    const std::size_t open =
        std::min(bytes.find_first_not_of(" \t", at + word.size()), bytes.size());
    if (inside || open == bytes.size() || bytes[open] != '(') continue;
    const std::size_t start = bytes.rfind('\n', at) + 1;
    if (bytes.substr(start, at - start).find('#') != std::string_view::npos) continue;
    line += static_cast<std::uint32_t>(
        std::count(bytes.begin() + static_cast<std::ptrdiff_t>(counted),
                   bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    ExtensionDeclaration made;
    made.line = line;
    if (read(bytes.substr(open + 1, kLongestCall), variables, made)) all.push_back(std::move(made));
  }
}

}  // namespace

std::vector<ExtensionDeclaration> read_extensions(std::string_view path, std::string_view bytes) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  std::vector<ExtensionDeclaration> all;
  if (name == "setup.py") {
    const BuildVariables variables = BuildVariables::of_assignments(bytes);
    for (const std::string_view word : {"Extension", "Pybind11Extension"})
      read_calls(bytes, word, read_call, variables, all);
    read_calls(bytes, "cythonize", read_cythonize, variables, all);
  } else if (name == "setup.cfg") {
    all = read_cfg(bytes);
  } else if (name == "meson.build") {
    read_calls(bytes, "extension_module", read_call, BuildVariables::of_assignments(bytes), all);
  } else if (name == "CMakeLists.txt") {
    const BuildVariables variables = BuildVariables::of_cmake(bytes);
    for (const std::string_view word :
         {"Python_add_library", "Python3_add_library", "pybind11_add_module"})
      read_calls(bytes, word, read_words, variables, all);
  } else if (name == "pyproject.toml") {
    all = read_toml(bytes);
  }
  std::erase_if(all, [](const ExtensionDeclaration& one) {
    return one.module.empty() || one.sources.empty();
  });
  return all;
}

}  // namespace pymolt::capi
