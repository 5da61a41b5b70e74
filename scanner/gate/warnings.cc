// Warnings seen at run time: in pytest's summary, in what Python prints, and in the tracebacks of `-W error`.
// SPDX-License-Identifier: MIT
//
//   /src/app/feed.py:12: DeprecationWarning: the imp module is deprecated      Python, and pytest indented
//     File "/src/app/feed.py", line 12, in load                                 a traceback …
//   DeprecationWarning: the imp module is deprecated                            … and its end
//   E   DeprecationWarning: the imp module is deprecated                        the same as pytest shows it
//   app/feed.py:12: DeprecationWarning
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kMostWarnings = 1'000'000;
constexpr std::size_t kMostFrames = 100;

// `pytest.PytestDeprecationWarning`, `RemovedInDjango60Warning`: an identifier, dotted, that ends in Warning.
bool is_category(std::string_view word) {
  const bool plain = std::ranges::all_of(word, [](char c) {
    return c == '.' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
  return plain && word.ends_with("Warning") && word.size() < 120;
}

// `path:12` at the end of TEXT.
bool split_place(std::string_view text, std::string& path, std::uint32_t& line) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto number = parse_number(text.substr(colon + 1));
  if (!number || *number < 1 || *number > 1e9 ||
      text.substr(colon + 1).find_first_not_of("0123456789") != std::string_view::npos)
    return false;
  path = std::string(text.substr(0, colon));
  line = static_cast<std::uint32_t>(*number);
  return true;
}

// `…: Category: message` or, at the end of a traceback, `Category: message`.
class Log {
 public:
  void take(std::string_view line) {
    const std::string_view text = trimmed(line);
    shows_warnings_ = shows_warnings_ || text.find(" warnings summary ") != std::string_view::npos;
    note_python(text);
    if (text.starts_with("File \"")) return note_frame(text);
    if (take_warning(text)) return;
    if (text.starts_with("E ")) return take_raised(trimmed(text.substr(2)), false);
    if (line == text) take_raised(text, true);
  }

  WarningResults results() {
    flush();
    return {{seen_.begin(), seen_.end()}, ran};
  }
  std::string python;
  std::set<std::string> other_pythons;  // of earlier runs in the same log
  double hidden = 0;                    // warnings that pytest counts and does not show
  bool ran = false;
  [[nodiscard]] bool too_many() const { return seen_.size() > kMostWarnings; }

 private:
  // pytest's first lines, pytest-cov's heading, and the last lines of pytest and unittest.
  void note_python(std::string_view text) {
    const auto note = [&](std::size_t at, std::string_view word) {
      if (at == std::string_view::npos) return;
      at += word.size();
      python = std::string(text.substr(at, text.find_first_of(", -", at) - at));
    };
    if (text.starts_with("platform ")) note_session();
    if (text.starts_with("platform ")) note(text.find("-- Python "), "-- Python ");
    if (text.find(" coverage: platform ") != std::string_view::npos)
      note(text.find(", python "), ", python ");
    const bool pytest = (text.find(" passed") != std::string_view::npos ||
                         text.find(" failed") != std::string_view::npos) &&
                        text.find(" in ") != std::string_view::npos;
    if (text.starts_with("Ran ") && text.find(" test") != std::string_view::npos)
      asked_ = parse_number(text.substr(4, text.find(' ', 4) - 4)).value_or(0);
    // `OK (skipped=3)`, `FAILED (errors=1, skipped=2)`: unittest's last line
    const bool unittest = asked_ > 0 && (text.starts_with("OK") || text.starts_with("FAILED (")) &&
                          skipped_in(text) < asked_;
    ran = ran || pytest || unittest;
    if (pytest) note_hidden(text);
  }

  static double skipped_in(std::string_view text) {
    constexpr std::string_view kSkipped = "skipped=";
    const std::size_t at = text.find(kSkipped);
    if (at == std::string_view::npos) return 0;
    const std::string_view rest = text.substr(at + kSkipped.size());
    return parse_number(rest.substr(0, rest.find_first_not_of("0123456789"))).value_or(0);
  }

  // A log may hold several runs, each with its Python.
  void note_session() {
    if (!python.empty()) other_pythons.insert(std::exchange(python, {}));
    shows_warnings_ = false;
  }

  // `== 1 passed, 2 warnings in 0.1s ==` without a summary of them: they were hidden.
  void note_hidden(std::string_view last_line) {
    const std::size_t at = last_line.find(" warning");
    if (at == std::string_view::npos || shows_warnings_) return;
    const std::size_t begin = last_line.find_last_not_of("0123456789", at - 1) + 1;
    hidden = std::max(hidden, parse_number(last_line.substr(begin, at - begin)).value_or(0));
  }

  void note_frame(std::string_view text) {
    const std::size_t close = text.find('"', 6);
    const std::size_t word = text.find("line ", close);
    if (close == std::string_view::npos || word == std::string_view::npos) return;
    const std::string_view rest = text.substr(word + 5);
    const auto number = parse_number(rest.substr(0, rest.find_first_not_of("0123456789")));
    if (frames_.size() >= kMostFrames) frames_.erase(frames_.begin());
    frames_.emplace_back(text.substr(6, close - 6),
                         static_cast<std::uint32_t>(std::clamp(number.value_or(0), 0.0, 1e9)));
  }

  // `path:12: Category: message`; pytest's `path:12: Category` gives the place of the exception shown above it.
  bool take_warning(std::string_view text) {
    for (std::size_t colon = text.find(": "); colon != std::string_view::npos;
         colon = text.find(": ", colon + 1)) {
      SeenWarning warning;
      if (!split_place(text.substr(0, colon), warning.path, warning.line)) continue;
      const std::string_view rest = text.substr(colon + 2);
      const std::string_view category = rest.substr(0, rest.find(": "));
      if (!is_category(category)) return false;
      warning.category = std::string(category);
      if (rest.size() > category.size()) {
        warning.message = std::string(rest.substr(category.size() + 2));
      } else {
        if (!raised_ || raised_->category != category) return false;
        warning.message = raised_->message;
        raised_.reset();
      }
      seen_.insert(std::move(warning));
      ran = true;
      return true;
    }
    return false;
  }

  void take_raised(std::string_view text, bool after_traceback) {
    const std::string_view category = text.substr(0, text.find(": "));
    if (!is_category(category) || category.size() == text.size()) return;
    flush();
    raised_ = SeenWarning{
        std::string(category), std::string(text.substr(category.size() + 2)), "", 0, {}};
    if (after_traceback) {
      if (!frames_.empty()) std::tie(raised_->path, raised_->line) = frames_.back();
      raised_->callers = std::move(frames_);
      frames_.clear();
      flush();
    }
  }

  void flush() {
    if (raised_) {
      seen_.insert(std::move(*raised_));
      ran = true;
    }
    raised_.reset();
  }

  double asked_ = 0;             // tests that unittest says it ran
  bool shows_warnings_ = false;  // the run has a summary of its warnings
  std::set<SeenWarning> seen_;
  std::optional<SeenWarning> raised_;  // an exception whose place is still to come
  std::vector<std::pair<std::string, std::uint32_t>>
      frames_;  // of the traceback that is being read
};

}  // namespace

bool looks_like_warnings(const Head& head) {
  return head.bytes.find("Warning: ") != std::string_view::npos ||
         head.bytes.find("test session starts") != std::string_view::npos ||
         head.bytes.find("warnings summary") != std::string_view::npos ||
         head.bytes.find(" passed in ") != std::string_view::npos ||
         head.bytes.find(" passed, ") != std::string_view::npos ||
         head.bytes.find("\nRan ") != std::string_view::npos;
}

Problem read_warnings(Source& source, Evidence& evidence) {
  Log log;
  const bool whole = source.lines([&](std::string_view line) {
    log.take(line);
    return !log.too_many();
  });
  if (!whole) return Mistake{source.fault()};
  if (log.too_many()) return Mistake{"has more than a million different warnings"};
  if (log.hidden > 0)
    return Mistake{"counts " + std::to_string(static_cast<std::uint64_t>(log.hidden)) +
                   " warnings and shows none: run pytest without --disable-warnings"};
  log.other_pythons.erase(log.python);
  if (!log.other_pythons.empty())
    return Mistake{"holds runs of several Pythons (" + *log.other_pythons.begin() + ", " +
                   log.python + "): give each a file"};
  evidence.python = log.python;
  evidence.data = log.results();
  return std::nullopt;
}

}  // namespace pymolt::gate
