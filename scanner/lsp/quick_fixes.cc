// A fix is tried on the document as it is; what comes of it is told as the lines that differ.
// SPDX-License-Identifier: MIT
#include "lsp/quick_fixes.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/equal_part.h"
#include "fix/file_wishes.h"
#include "fix/fix_file.h"
#include "fix/unified_diff.h"
#include "lsp/diagnostics.h"
#include "syntax/decode.h"

namespace pymolt::lsp {

namespace {

constexpr std::size_t kMostFindings = 20;  // of one request that are looked at

class Actions {
 public:
  Actions(const Folder& folder, const Buffer& document, const ActionRequest& request, Units units)
      : folder_(folder),
        document_(document),
        request_(request),
        units_(units),
        facts_(*folder.facts(document.path)),
        bytes_(document.bytes()),
        wishes_(folder.setup().request, folder.report().files, false) {}

  Json run() {
    const std::vector<ReportedFinding>& all = folder_.report().findings;
    std::size_t looked_at = 0;
    for (const ReportedFinding& found : equal_part(all, facts_.path, &ReportedFinding::path)) {
      if (!request_.quick_fixes || !touches(found.finding) || ++looked_at > kMostFindings) continue;
      mend(found);
      ignore(found);
    }
    if (request_.fix_all) mend_all();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool touches(const Finding& finding) const {
    const ByteSpan span = bytes_of(document_.text, finding.span);
    return span.begin <= request_.span.end && request_.span.begin <= span.end;
  }

  // What becomes of the document when CHOSEN is mended; nothing where it stays as it is.
  std::optional<std::string> mended(bool unsafe, fix::Wanted chosen) {
    const fix::FileWish wish = wishes_.of(facts_, unsafe);
    const auto wanted = [&](const FileFacts& facts, const Finding& finding) {
      return wish.wants(facts, finding);
    };
    const fix::Fixed fixed = fix::fix_file(facts_.path, bytes_, *folder_.setup().knowledge->context,
                                           scratch_, wish.wish, wanted, chosen);
    if (!fixed.refused.empty() || fixed.made.empty()) return std::nullopt;
    return syntax::decode(fixed.bytes).text;
  }

  void mend(const ReportedFinding& found) {
    const Finding& one = found.finding;
    // By its place: what is alike elsewhere stays as it is.
    const auto chosen = [&](const FileFacts&, const Finding& finding) {
      return finding.rule == one.rule && finding.symbol == one.symbol && finding.span == one.span;
    };
    const std::string what =
        one.instead.empty() ? "`" + one.rule + "`" : "`" + one.rule + "`: " + one.instead;
    if (const auto text = mended(false, chosen)) {
      add("Fix " + what, "quickfix", *text, &found, true);
    } else if (const auto maybe = mended(true, chosen)) {
      add("Fix " + what + " (may mean something else for some data)", "quickfix", *maybe, &found,
          false);
    }
  }

  void mend_all() {
    const auto chosen = [](const FileFacts&, const Finding&) { return true; };
    if (const auto text = mended(false, chosen))
      add("Fix all that pymolt is sure of", "source.fixAll.pymolt", *text, nullptr, false);
  }

  // A comment at the end of the statement, kept only where it does what it should and nothing else.
  void ignore(const ReportedFinding& found) {
    const Finding& one = found.finding;
    const scan::ScanContext& context = *folder_.setup().knowledge->context;
    for (const std::uint32_t line : {one.span.line, one.span.end_line}) {
      const std::string_view whole = document_.text.line(line);
      const std::uint32_t at =
          document_.text.line_start(line) + static_cast<std::uint32_t>(whole.size());
      std::string changed(document_.text.bytes());
      changed.insert(at, "  # pymolt: ignore[" + one.rule + "]");
      Buffer other = document_;
      other.text = Text(changed);
      const FileFacts then = scan::scan_file(facts_.path, other.bytes(), context, scratch_);
      const bool ignores =
          then.compiles == facts_.compiles &&
          std::ranges::any_of(then.suppressions,
                              [&](const Suppression& s) { return s.suppresses(one); }) &&
          std::ranges::none_of(then.findings,
                               [&](const Finding& f) { return f.rule == kUnreadableSuppression; });
      if (!ignores) continue;
      add("Ignore `" + one.rule + "` here: # pymolt: ignore[" + one.rule + "]", "quickfix", changed,
          &found, false);
      return;
    }
  }

  void add(const std::string& title, const char* kind, const std::string& text,
           const ReportedFinding* found, bool preferred) {
    if (!made_.emplace(title, text).second) return;  // two findings of a line, and one comment
    Json edits = Json::array();
    for (const fix::Edit& edit : fix::line_edits(document_.text.bytes(), text))
      edits.push_back(
          {{"range", range_of(document_.text, edit.span, units_)}, {"newText", edit.text}});
    Json action = {{"title", title}, {"kind", kind}};
    if (request_.versioned) {
      action["edit"]["documentChanges"] =
          Json::array({{{"textDocument", {{"uri", document_.uri}, {"version", document_.version}}},
                        {"edits", edits}}});
    } else {
      action["edit"]["changes"][document_.uri] = edits;
    }
    if (preferred) action["isPreferred"] = true;
    if (found != nullptr)
      action["diagnostics"] = Json::array(
          {diagnostic(*found, folder_.report().target_of(facts_.path), document_.text, units_)});
    out_.push_back(std::move(action));
  }

  const Folder& folder_;
  const Buffer& document_;
  const ActionRequest& request_;
  Units units_;
  const FileFacts& facts_;
  std::string bytes_;
  fix::FileWishes wishes_;
  scan::ScanScratch scratch_;
  std::set<std::pair<std::string, std::string>> made_;  // titles and texts of actions
  Json out_ = Json::array();
};

}  // namespace

Json code_actions(const Folder& folder, const Buffer& document, const ActionRequest& request,
                  Units units) {
  const FileFacts* facts = folder.facts(document.path);
  if (facts == nullptr || facts->kind != FileKind::python || facts->state != FileState::scanned ||
      facts->path.ends_with(".ipynb"))
    return Json::array();
  return Actions(folder, document, request, units).run();
}

}  // namespace pymolt::lsp
