// Cython is read by lines: `cimport` and `cdef extern from` tell where names come from, all other lines use them.
// SPDX-License-Identifier: MIT
//
//   from cpython.object cimport PyObject_Call     a name of the C API
//   cdef extern from "Python.h":                  the names in this block are the C API's
//   cdef extern from "own.h":                     the names in this one are not
#include <algorithm>
#include <unordered_set>

#include "capi/api_uses.h"

namespace pymolt::capi {

namespace {

bool starts_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool continues_word(char c) { return starts_identifier(c) || (c >= '0' && c <= '9'); }

class CythonReader {
 public:
  CythonReader(std::string_view text, const rulebook::CApi& api, Reading& reading)
      : text_(text), api_(api), reading_(reading) {}

  void run() {
    while (at_ < text_.size()) line();
    std::erase_if(reading_.uses, [&](const Use& use) { return own_.count(use.symbol) != 0; });
  }

 private:
  void line() {
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    const std::string_view whole = text_.substr(begin, end - begin);
    const std::size_t indent = whole.find_first_not_of(" \t");
    if (!in_text_ && indent != std::string_view::npos && whole[indent] != '#') enter(whole, indent);
    words(begin, end);
    at_ = end + 1;
  }

  void enter(std::string_view whole, std::size_t indent) {
    const std::string_view code = whole.substr(indent);
    if (in_extern_ && indent <= extern_indent_) in_extern_ = false;
    is_import_ = open_import_ || ((code.starts_with("from ") || code.starts_with("cimport ")) &&
                                  code.find("cimport ") != std::string_view::npos);
    if (is_import_) {
      open_import_ = (open_import_ || code.find('(') != std::string_view::npos) &&
                     code.find(')') == std::string_view::npos;
      const bool of_python =
          code.starts_with("from cpython") || code.starts_with("cimport cpython");
      reading_.facts.includes_python = reading_.facts.includes_python || of_python;
    }
    if (in_extern_ || !code.starts_with("cdef extern from")) return;
    in_extern_ = true;
    extern_indent_ = indent;
    const bool of_python = code.find("Python.h") != std::string_view::npos;
    reading_.facts.includes_python = reading_.facts.includes_python || of_python;
    const bool any_header = code.find(" from *") != std::string_view::npos;
    extern_is_python_ = of_python || any_header;
  }

  // Texts are passed over; one in three quotes may go on over lines. C that stands in one may define a name.
  void words(std::size_t at, std::size_t end) {
    while (at < end) {
      if (in_text_) {
        const std::size_t close = text_.substr(0, end).find(quote_, at);
        defines(at, std::min(close, end));
        if (close == std::string_view::npos) return;
        in_text_ = false;
        at = close + 3;
      } else if (text_[at] == '#') {
        return;
      } else if (text_[at] == '"' || text_[at] == '\'') {
        at = text(at, end);
      } else if (starts_identifier(text_[at])) {
        std::size_t stop = at;
        while (stop < end && continues_word(text_[stop])) ++stop;
        word(at, stop);
        at = stop;
      } else {
        ++at;
      }
    }
  }

  std::size_t text(std::size_t at, std::size_t end) {
    const char quote = text_[at];
    if (text_.substr(at, 3) == std::string(3, quote)) {
      quote_.assign(3, quote);
      in_text_ = true;
      return at + 3;
    }
    for (++at; at < end && text_[at] != quote; ++at) at += text_[at] == '\\' ? 1 : 0;
    return std::min(at + 1, end);
  }

  void defines(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      if (!starts_identifier(text_[at])) {
        ++at;
        continue;
      }
      std::size_t stop = at;
      while (stop < end && continues_word(text_[stop])) ++stop;
      const std::string_view word = text_.substr(at, stop - at);
      if (api_.find(word) != nullptr) own_.insert(std::string(word));
      at = stop;
    }
  }

  void word(std::size_t begin, std::size_t end) {
    const std::string_view name = text_.substr(begin, end - begin);
    const rulebook::Lifetime* life =
        name.size() > 2 && (name.starts_with("Py") || name.starts_with("_Py")) ? api_.find(name)
                                                                               : nullptr;
    if (life == nullptr || is_import_) return;
    if (in_extern_) {
      if (!extern_is_python_) own_.insert(std::string(name));
      return;
    }
    if (begin > 0 && text_[begin - 1] == '.') return;
    const VersionSet all = VersionSet::all();
    if (life->exists == all && !life->deprecated) return;
    reading_.uses.push_back({life,
                             std::string(name),
                             {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                             all,
                             Confidence::likely,
                             {}});
  }

  std::string_view text_;
  const rulebook::CApi& api_;
  Reading& reading_;
  std::size_t at_ = 0;
  bool in_text_ = false;
  std::string quote_;
  bool is_import_ = false;
  bool open_import_ = false;
  bool in_extern_ = false;
  bool extern_is_python_ = false;
  std::size_t extern_indent_ = 0;
  std::unordered_set<std::string> own_;
};

}  // namespace

void read_cython(std::string_view text, const rulebook::CApi& api, Reading& reading) {
  CythonReader(text, api, reading).run();
  if (!reading.facts.includes_python) reading.uses.clear();
}

}  // namespace pymolt::capi
