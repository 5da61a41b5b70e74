// The report for people in a terminal: every finding with its line of source, then the summary.
// SPDX-License-Identifier: MIT
//
//   quant/feed.py  does not compile on 3.0+
//
//   quant/feed.py:3:8: critical [removed-module] imp
//       3 | import imp
//         |        ^^^
//         | `imp` is gone: the import fails.
//         = breaks on 3.12+
//         = instead: importlib
//         = https://docs.python.org/3/library/imp.html
//
// What was said once about a rule and a name in a file is not said again: the next ones point back
// to it.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "render/ansi.h"
#include "render/excerpt.h"
#include "render/prose.h"
#include "render/renderers.h"
#include "render/text_summary.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

class TextFace {
 public:
  TextFace(const Report& report, const RenderOptions& options, std::ostream& out)
      : report_(report), options_(options), paint_(options), out_(out) {}

  void write() {
    std::string_view path;
    for (const ReportedFinding& reported : report_.findings) {
      if (path != reported.path) write_heading(path = reported.path);
      write_finding(reported);
    }
  }

 private:
  // What a finding says apart from its place.
  using Said =
      std::tuple<std::string, std::string, std::string, std::string, std::uint32_t, std::uint32_t>;

  void write_heading(std::string_view path) {
    said_.clear();
    const auto file = std::ranges::lower_bound(report_.files, path, {}, &FileFacts::path);
    out_ << paint_.file_link(
        path, paint_(Ink::strong, visible(options_.path_prefix + std::string(path))));
    if (file != report_.files.end() && file->path == path && file->compiles) {
      const VersionSet fails = report_.target_of(path) - *file->compiles;
      const std::string words = file->compiles->empty()
                                    ? "does not compile on any version"
                                    : "does not compile on " + (~*file->compiles).str();
      if (!fails.empty()) out_ << "  " << paint_(Ink::faint, words);
    }
    out_ << "\n\n";
  }

  void write_finding(const ReportedFinding& reported) {
    const Finding& finding = reported.finding;
    const std::string place = visible(options_.path_prefix + reported.path) + ":" +
                              std::to_string(finding.span.line) + ":" +
                              std::to_string(finding.span.column);
    out_ << paint_.file_link(reported.path, place) << ": "
         << paint_(ink(reported.severity), name(reported.severity)) << " [" << visible(finding.rule)
         << "]";
    if (spoken(finding.symbol) != finding.rule) {
      out_ << " " << paint_(Ink::strong, visible(spoken(finding.symbol)));
    }
    if (finding.confidence != Confidence::sure) {
      out_ << paint_(Ink::faint, " (" + std::string(name(finding.confidence)) + ")");
    }
    out_ << "\n";
    write_source(reported);
    write_advice(finding);
    out_ << "\n";
  }

  void write_source(const ReportedFinding& reported) {
    const Span& span = reported.finding.span;
    const std::string number = std::to_string(span.line);
    margin_ = std::max<int>(5, static_cast<int>(number.size()));
    if (reported.finding.excerpt.empty()) return;
    const Excerpt shown = excerpt(reported.finding.excerpt, span, options_.width - margin_ - 3);
    out_ << paint_(Ink::blue, right(number, margin_) + " |") << " " << shown.line << "\n"
         << paint_(Ink::blue, right("", margin_) + " |") << " " << right("", shown.offset)
         << paint_(ink(reported.severity), std::string(static_cast<std::size_t>(shown.length), '^'))
         << "\n";
  }

  void write_advice(const Finding& finding) {
    const Said said{finding.rule,    finding.symbol,           finding.message,
                    finding.instead, finding.breaks_on.bits(), finding.warns_on.bits()};
    const auto [first, is_new] = said_.try_emplace(said, finding.span.line);
    if (!is_new) {
      write_note("=", "as on line " + std::to_string(first->second));
      return;
    }
    write_note("|", finding.message);
    write_note("=", when(finding));
    if (!finding.instead.empty()) write_note("=", "instead: " + finding.instead);
    if (!finding.docs.empty()) {
      out_ << mark("=") << " " << paint_.link(finding.docs, visible(finding.docs)) << "\n";
    }
  }

  std::string mark(std::string_view sign) {
    return right("", margin_) + " " + paint_(Ink::blue, sign);
  }

  void write_note(std::string_view sign, std::string_view sentence) {
    std::string before = mark(sign) + " ";
    for (const std::string& line :
         wrapped(visible(sentence), std::max(40, options_.width - margin_ - 3))) {
      out_ << before << line << "\n";
      if (sign == "=") before = right("", margin_ + 5);
    }
  }

  const Report& report_;
  const RenderOptions& options_;
  Paint paint_;
  std::ostream& out_;
  std::map<Said, std::uint32_t> said_;
  int margin_ = 5;
};

}  // namespace

Remarks render_text(const Report& report, const RenderOptions& options, std::ostream& out) {
  TextFace(report, options, out).write();
  write_text_summary(report, options, out);
  return {};
}

}  // namespace pymolt::render
