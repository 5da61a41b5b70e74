// Precedence climbing over tokens; bounded in depth and in work.
// SPDX-License-Identifier: MIT
#include "capi/condition.h"

#include <algorithm>
#include <charconv>

#include "capi/python_headers.h"

namespace pymolt::capi {

namespace {

constexpr int kDeepest = 400;             // parentheses, which count twice, signs and choices
constexpr int kDeepestMacro = 16;         // macros that stand for macros
constexpr std::uint32_t kMostGiven = 16;  // arguments of a macro
constexpr Answer kUnknown = {0, true, true};

// Of the compiler or the platform, never of a header of the tree: `__GNUC__`, `_WIN32`, `MS_WINDOWS`.
bool is_reserved(std::string_view word) {
  return word.starts_with("__") ||
         (word.size() > 1 && word[0] == '_' && word[1] >= 'A' && word[1] <= 'Z' &&
          !word.starts_with("_Py")) ||
         word.starts_with("MS_WIN") || word == "WIN32";
}

// What other implementations of Python define; CPython never does.
bool is_other_python(std::string_view word) {
  return word.starts_with("PYPY_VERSION") || word.starts_with("GRAALVM_PYTHON") ||
         word.starts_with("PYSTON_VERSION");
}

// What Python.h and its pyconfig.h may define.
bool may_come_with_python(std::string_view word) {
  constexpr std::string_view kBegins[] = {"Py", "_Py", "HAVE_", "WITH_", "SIZEOF_", "METH_", "CO_"};
  return std::any_of(std::begin(kBegins), std::end(kBegins),
                     [word](std::string_view begin) { return word.starts_with(begin); });
}

// The newest patch release of its series, as far as a guard is concerned.
std::int64_t hex_of(Version v) {
  return (std::int64_t{v.major()} << 24) | (v.minor() << 16) | (0x14 << 8) | 0xF0;
}

std::int64_t number_of(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

class Evaluator {
 public:
  Evaluator(const ConditionView& view, Version version, std::uint64_t& steps, int macro_depth)
      : view_(view), version_(version), steps_(steps), macro_depth_(macro_depth) {}

  Answer run(std::uint32_t begin, std::uint32_t end) {
    at_ = begin;
    end_ = end;
    const Answer answer = conditional();
    return failed_ || at_ != end_ ? kUnknown : answer;
  }

 private:
  [[nodiscard]] std::string_view text() const {
    if (at_ >= end_) return {};
    const Token& token = view_.tokens[at_];
    return view_.source.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] TokenKind kind() const {
    return at_ < end_ ? view_.tokens[at_].kind : TokenKind::line_end;
  }

  bool take(std::string_view mark) {
    if (kind() != TokenKind::mark || text() != mark) return false;
    ++at_;
    return true;
  }

  static Answer both(const Answer& a, const Answer& b, std::int64_t value) {
    return {value, a.assumed || b.assumed, a.foreign || b.foreign};
  }

  Answer conditional() {
    if (depth_ >= kDeepest || failed_) return fail();
    ++depth_;
    const Answer answer = conditional_below();
    --depth_;
    return answer;
  }

  Answer conditional_below() {
    const Answer test = binary(0);
    if (!take("?")) return test;
    const Answer yes = conditional();
    if (!take(":")) return fail();
    const Answer no = conditional();
    return both(test, test.value != 0 ? yes : no, test.value != 0 ? yes.value : no.value);
  }

  static int level_of(std::string_view mark) {
    constexpr std::string_view kLevels[] = {"||",    "&&",        "|",     "^",   "&",
                                            "== !=", "< > <= >=", "<< >>", "+ -", "* / %"};
    for (int level = 0; level < 10; ++level) {
      std::string_view rest = kLevels[level];
      while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find(' '));
        if (one == mark) return level;
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
      }
    }
    return -1;
  }

  Answer binary(int least) {
    Answer left = unary();
    while (!failed_ && kind() == TokenKind::mark) {
      const std::string_view mark = text();
      const int level = level_of(mark);
      if (level < least) break;
      ++at_;
      left = apply(mark, left, binary(level + 1));
    }
    return left;
  }

  // `0 && unknown` and `1 || unknown` are known.
  static Answer apply(std::string_view mark, const Answer& a, const Answer& b) {
    if (mark == "&&" || mark == "||") {
      const bool decides = mark == "||";
      for (const Answer* one : {&a, &b}) {
        if (!one->assumed && (one->value != 0) == decides) return {decides, false, false};
      }
      return both(a, b, decides ? (a.value != 0 || b.value != 0) : (a.value != 0 && b.value != 0));
    }
    return both(a, b, compute(mark, a.value, b.value));
  }

  static std::int64_t compute(std::string_view mark, std::int64_t a, std::int64_t b) {
    const auto ua = static_cast<std::uint64_t>(a);
    const auto ub = static_cast<std::uint64_t>(b);
    if (mark == "==") return a == b;
    if (mark == "!=") return a != b;
    if (mark == "<") return a < b;
    if (mark == ">") return a > b;
    if (mark == "<=") return a <= b;
    if (mark == ">=") return a >= b;
    if (mark == "|") return a | b;
    if (mark == "&") return a & b;
    if (mark == "^") return a ^ b;
    if (mark == "+") return static_cast<std::int64_t>(ua + ub);
    if (mark == "-") return static_cast<std::int64_t>(ua - ub);
    if (mark == "*") return static_cast<std::int64_t>(ua * ub);
    if (mark == "<<") return ub < 63 ? static_cast<std::int64_t>(ua << ub) : 0;
    if (mark == ">>") return ub < 63 ? a >> ub : 0;
    if (b == 0 || b == -1) return 0;
    return mark == "/" ? a / b : a % b;
  }

  Answer unary() {
    if (++steps_ > kMostConditionSteps || depth_ >= kDeepest || failed_) return fail();
    ++depth_;
    const Answer answer = unary_below();
    --depth_;
    return answer;
  }

  Answer fail() {
    failed_ = true;
    return kUnknown;
  }

  Answer unary_below() {
    if (take("!")) {
      Answer answer = unary();
      answer.value = answer.value == 0;
      return answer;
    }
    if (take("-")) {
      Answer answer = unary();
      answer.value = static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(answer.value));
      return answer;
    }
    if (take("+")) return unary();
    if (take("(")) {
      const Answer answer = conditional();
      return take(")") ? answer : fail();
    }
    if (kind() == TokenKind::number) {
      const std::int64_t value = number_of(text());
      ++at_;
      return {value, false, false};
    }
    return kind() == TokenKind::word ? word() : fail();
  }

  Answer word() {
    const std::string_view name = text();
    ++at_;
    if (name == "defined") {
      const bool open = take("(");
      if (kind() != TokenKind::word) return fail();
      const Answer answer = is_defined(view_, text(), version_);
      ++at_;
      return open && !take(")") ? fail() : answer;
    }
    if (kind() == TokenKind::mark && text() == "(") return call(name);
    const auto given = arguments_.find(name);
    return given == arguments_.end() ? value_of(name) : given->second;
  }

  // `AT_LEAST(3, 12)`: the macro's body, with what its parameters come to.
  Answer call(std::string_view name) {
    const auto macro = view_.macros.find(name);
    const MacroBody* body = macro == view_.macros.end() ? nullptr : body_of(macro->second);
    if (body == nullptr || !body->is_function || macro_depth_ >= kDeepestMacro) {
      skip_arguments();
      return kUnknown;
    }
    Evaluator inner(view_, version_, steps_, macro_depth_ + 1);
    std::uint32_t parameter = body->parameters + 1;
    for (int open = 0; at_ < end_;) {
      if (parameter > body->parameters + 2 * kMostGiven) return fail();
      const std::uint32_t begin = ++at_;
      for (; at_ < end_ && (open > 0 || (text() != "," && text() != ")")); ++at_, ++steps_)
        open += text() == "(" ? 1 : text() == ")" ? -1 : 0;
      const Token& word = view_.tokens[std::min(parameter, body->begin)];
      inner.arguments_[view_.source.substr(word.begin, word.end - word.begin)] =
          Evaluator(view_, version_, steps_, macro_depth_ + 1).with(arguments_).run(begin, at_);
      parameter += 2;
      if (text() == ")") break;
    }
    if (!take(")")) return fail();
    const bool is_open = !body->sure.contains(version_);
    const Answer answer = inner.run(body->begin, body->end);
    return {answer.value, answer.assumed || is_open, answer.foreign || is_open};
  }

  using Arguments = std::unordered_map<std::string_view, Answer>;
  Evaluator& with(const Arguments& arguments) {
    arguments_ = arguments;
    return *this;
  }

  void skip_arguments() {
    int open = 0;
    do {
      if (text() == "(") ++open;
      if (text() == ")") --open;
      ++at_;
      ++steps_;
    } while (open > 0 && at_ < end_);
  }

  Answer value_of(std::string_view name) {
    if (name == "PY_VERSION_HEX") return {hex_of(version_), false, false};
    if (name == "PY_MAJOR_VERSION") return {version_.major(), false, false};
    if (name == "PY_MINOR_VERSION") return {version_.minor(), false, false};
    if (name == "PY_MICRO_VERSION") return {0x14, true, false};
    if (name == "true") return {1, false, false};
    if (name == "__cplusplus") return {view_.is_cpp ? 201703 : 0, false, false};
    const Answer defined = is_defined(view_, name, version_);
    if (defined.value == 0) return {0, defined.assumed, defined.foreign};
    const auto macro = view_.macros.find(name);
    const PythonMacro* python = macro == view_.macros.end() ? python_macro(name) : nullptr;
    if (python != nullptr && python->number) return {*python->number, python->depends, false};
    if (macro == view_.macros.end() || macro_depth_ >= kDeepestMacro) return kUnknown;
    const MacroBody* body = body_of(macro->second);
    if (body == nullptr || body->is_function || body->begin == body->end) return kUnknown;
    const Answer answer =
        Evaluator(view_, version_, steps_, macro_depth_ + 1).run(body->begin, body->end);
    const bool open = !body->sure.contains(version_);
    return {answer.value, answer.assumed || defined.assumed || open,
            answer.foreign || defined.foreign || open};
  }

  // The last one that is surely in force, else the last that may be.
  [[nodiscard]] const MacroBody* body_of(const Macro& macro) const {
    const MacroBody* found = nullptr;
    for (const MacroBody& body : macro.bodies) {
      const bool better =
          body.sure.contains(version_) || found == nullptr || !found->sure.contains(version_);
      if (body.on.contains(version_) && better) found = &body;
    }
    return found;
  }

  const ConditionView& view_;
  Version version_;
  std::uint64_t& steps_;
  int macro_depth_;
  Arguments arguments_;  // of the macro whose body this is
  int depth_ = 0;
  bool failed_ = false;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
};

}  // namespace

Answer is_defined(const ConditionView& view, std::string_view word, Version version) {
  if (word == "PY_VERSION_HEX" || word == "PY_MAJOR_VERSION" || word == "PY_MINOR_VERSION" ||
      word == "PY_VERSION" || word == "PY_MICRO_VERSION" || word == "Py_PYTHON_H") {
    return {1, false, false};
  }
  if (is_other_python(word)) return {0, false, false};
  if (word == "__cplusplus") return {view.is_cpp, false, false};
  const auto macro = view.macros.find(word);
  if (macro != view.macros.end()) {
    if (macro->second.defined.contains(version)) return {1, false, false};
    if (macro->second.maybe.contains(version)) return {1, true, true};
  }
  const PythonMacro* python = python_macro(word);
  const bool undone = macro != view.macros.end() && macro->second.undone.contains(version);
  if (python != nullptr && !undone) {
    if (python->defined.contains(version)) return {1, python->depends, false};
    if (!python->depends) return {0, view.after_headers, view.after_headers};
  }
  // Settings of a build of Python: off unless someone asks for them.
  const bool is_setting = word == "Py_LIMITED_API" || word == "Py_DEBUG" ||
                          word == "Py_GIL_DISABLED" || word == "Py_TRACE_REFS" ||
                          word == "Py_BUILD_CORE";
  return {0, true,
          !is_setting && !is_reserved(word) && (view.after_headers || may_come_with_python(word))};
}

Answer evaluate(const ConditionView& view, std::uint32_t begin, std::uint32_t end, Version version,
                std::uint64_t& steps) {
  return Evaluator(view, version, steps, 0).run(begin, end);
}

}  // namespace pymolt::capi
