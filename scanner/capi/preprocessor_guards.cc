// One walk over the directives with a stack of open conditions. An `#else` without `#if` and an `#if` without `#endif` do no harm.
// SPDX-License-Identifier: MIT
#include "capi/preprocessor_guards.h"

#include <algorithm>

#include "capi/python_headers.h"

namespace pymolt::capi {

namespace {

constexpr std::size_t kMostOpen = 10'000;  // conditions within each other

// One `#if` and its branches up to now.
struct BranchCondition {
  Alive around;
  VersionSet taken;          // a branch was surely taken
  VersionSet assumed_taken;  // one was taken, by an assumption
  VersionSet assumed_not;    // one was not, by an assumption that a header may refute
};

class DirectiveReader {
 public:
  DirectiveReader(std::string_view source, const std::vector<Token>& tokens, bool is_cpp)
      : source_(source), tokens_(tokens), view_{source, tokens, made_.macros, is_cpp} {
    // A file without Python.h is compiled as part of another one, behind what that includes.
    view_.after_headers = source.find("Python.h") == std::string_view::npos;
  }

  Guards run() {
    made_.stretches.push_back({});
    const auto count = static_cast<std::uint32_t>(tokens_.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!tokens_[i].in_directive) continue;
      std::uint32_t end = i;
      while (end < count && tokens_[end].kind != TokenKind::line_end) ++end;
      directive(i + 1, end);
      i = end;
    }
    made_.gave_up = steps_ > kMostConditionSteps;
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::string_view text(std::uint32_t i) const {
    return i < tokens_.size() ? source_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin)
                              : std::string_view();
  }

  void directive(std::uint32_t at, std::uint32_t end) {
    if (at >= end || tokens_[at].kind != TokenKind::word) return;
    const std::string_view word = text(at);
    if (word == "include" || word == "include_next" || word == "import") return include(at, end);
    if (word == "define") return define(at + 1, end);
    if (word == "undef") return undefine(at + 1, end);
    if (word == "if") return open(end, [&](Version v) { return ask(at + 1, end, v); });
    if (word == "ifdef" || word == "ifndef") return open_defined(at, end, word == "ifndef");
    if (word == "elif") return next(end, [&](Version v) { return ask(at + 1, end, v); });
    if (word == "else") return next(end, [](Version) { return Answer{1, false, false}; });
    if (word == "endif") close(end);
  }

  Answer ask(std::uint32_t begin, std::uint32_t end, Version v) {
    return evaluate(view_, begin, end, v, steps_);
  }

  void open_defined(std::uint32_t at, std::uint32_t end, bool negated) {
    const std::string_view name = at + 1 < end ? text(at + 1) : std::string_view();
    const bool is_guard = negated && text(end + 1) == "#" && text(end + 2) == "define" &&
                          text(end + 3) == name &&
                          tokens_[std::min<std::size_t>(end + 1, tokens_.size() - 1)].in_directive;
    open(end, [&](Version v) {
      if (is_guard && python_macro(name) == nullptr &&
          made_.macros.find(name) == made_.macros.end())
        return Answer{1, false, false};
      Answer answer = is_defined(view_, name, v);
      if (negated) answer.value = answer.value == 0;
      return answer;
    });
  }

  template <typename Ask>
  void open(std::uint32_t end, Ask question) {
    ++depth_;
    if (conditions_.size() < kMostOpen) {
      conditions_.push_back({now_, {}, {}, {}});
      branch(question);
    }
    begin_stretch(end, false, false);
    made_.stretches.back().opens_branch = true;
  }

  template <typename Ask>
  void next(std::uint32_t end, Ask question) {
    if (conditions_.empty() || depth_ > conditions_.size()) return;
    branch(question);
    begin_stretch(end, true, false);
  }

  void close(std::uint32_t end) {
    if (depth_ == 0) return;
    if (depth_-- > conditions_.size()) return;
    now_ = conditions_.back().around;
    conditions_.pop_back();
    begin_stretch(end, false, true);
  }

  void begin_stretch(std::uint32_t end, bool second, bool ends) {
    made_.stretches.push_back({end + 1, now_, second, ends});
  }

  // Where the branch that QUESTION guards is compiled, after what came before it.
  template <typename Ask>
  void branch(Ask question) {
    BranchCondition& condition = conditions_.back();
    Alive here{{}, {}};
    const BranchCondition before = condition;
    for (const Version v : condition.around.any().versions()) {
      if (before.taken.contains(v)) continue;
      const Answer answer = question(v);
      const bool yes = answer.value != 0;
      const bool open = (answer.assumed && (answer.foreign || !yes)) ||
                        before.assumed_taken.contains(v) || before.assumed_not.contains(v);
      if (yes || answer.assumed) (open ? here.maybe : here.sure) |= v;
      if (yes && !answer.assumed) condition.taken |= v;
      if (yes && answer.assumed) condition.assumed_taken |= v;
      if (!yes && answer.assumed && answer.foreign) condition.assumed_not |= v;
    }
    now_.sure = condition.around.sure & here.sure;
    now_.maybe = (condition.around.any() & (here.sure | here.maybe)) - now_.sure;
  }

  void include(std::uint32_t at, std::uint32_t end) {
    const std::size_t begin = tokens_[at].end;
    const std::size_t stop = end < tokens_.size() ? tokens_[end].begin : source_.size();
    std::string_view rest = source_.substr(begin, stop - begin);
    const std::size_t open = rest.find_first_of("<\"");
    if (open == std::string_view::npos) return;
    const bool quoted = rest[open] == '"';
    rest.remove_prefix(open + 1);
    const std::size_t close = rest.find(quoted ? '"' : '>');
    if (close == std::string_view::npos || close == 0 || close > 500) return;
    made_.includes.push_back({rest.substr(0, close), quoted, at, now_});
    const Include& made = made_.includes.back();
    view_.after_headers =
        view_.after_headers || !(is_python_header(made.path) || is_system_header(made));
  }

  void define(std::uint32_t at, std::uint32_t end) {
    if (at >= end || tokens_[at].kind != TokenKind::word || now_.any().empty()) return;
    const std::string_view name = text(at);
    Macro& macro = made_.macros[name];
    MacroBody body{now_.any(), now_.sure, at + 1, end, false};
    if (at + 1 < end && text(at + 1) == "(" && tokens_[at + 1].begin == tokens_[at].end) {
      body.is_function = true;
      body.parameters = at + 1;
      while (body.begin < end && text(body.begin) != ")") ++body.begin;
      body.begin = std::min(body.begin + 1, end);
    }
    macro.defined |= now_.sure;
    macro.maybe |= now_.maybe;
    if (macro.bodies.size() < 64) macro.bodies.push_back(body);
    made_.defines.push_back({name, body.begin, end, now_});
  }

  void undefine(std::uint32_t at, std::uint32_t end) {
    if (at >= end) return;
    auto macro = made_.macros.find(text(at));
    if (macro == made_.macros.end()) {
      if (python_macro(text(at)) == nullptr) return;
      macro = made_.macros.try_emplace(text(at)).first;
    }
    macro->second.defined -= now_.sure;
    macro->second.maybe -= now_.sure;
    macro->second.undone |= now_.any();
  }

  std::string_view source_;
  const std::vector<Token>& tokens_;
  Guards made_;
  ConditionView view_;
  std::vector<BranchCondition> conditions_;
  std::size_t depth_ = 0;
  Alive now_;
  std::uint64_t steps_ = 0;
};

}  // namespace

Guards read_guards(std::string_view source, const std::vector<Token>& tokens, bool is_cpp) {
  return DirectiveReader(source, tokens, is_cpp).run();
}

bool is_python_header(std::string_view path) {
  return path == "Python.h" || path.ends_with("/Python.h");
}

bool is_system_header(const Include& include) {
  return !include.quoted && comes_with_system(include.path);
}

}  // namespace pymolt::capi
