// A round: scan, ask each finding's rewriter, make all edits that do not overlap, prove. Where the proof fails the fixes are
// halved until the one that spoils it is alone; that one is dropped for good.
// SPDX-License-Identifier: MIT
#include "fix/fix_file.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>

#include "fix/encode.h"
#include "syntax/decode.h"

namespace pymolt::fix {

namespace {

constexpr int kMostRounds = 30;
constexpr int kMostProofs = 400;  // of one file: each is a scan

// A text with all that is known of it.
struct State {
  std::string text;
  FileFacts facts;
  std::unique_ptr<Source> source;
  Reading reading;
};

class FileFixer {
 public:
  FileFixer(std::string_view path, const scan::ScanContext& context, scan::ScanScratch& bench,
            const Wish& wish, Wanted wanted, Wanted chosen, Encoder encoder)
      : path_(path),
        knowledge_(context),
        bench_(bench),
        wish_(wish),
        wanted_(wanted),
        chosen_(chosen),
        encoder_(std::move(encoder)) {}

  Fixed run(std::string text) {
    auto first = look(std::move(text));
    if (!first) return {{}, {}, {}, "it cannot be read back"};
    state_ = std::move(*first);
    for (int round = 0; round < kMostRounds && make_round(); ++round) {
    }
    out_.left = what_is_left();
    out_.bytes = *encoder_.encode(state_.text);
    return std::move(out_);
  }

 private:
  std::optional<State> look(std::string text) {
    const Result<std::string> bytes = encoder_.encode(text);
    if (!bytes) return std::nullopt;
    State state;
    state.facts = scan::scan_file(path_, *bytes, knowledge_, bench_);
    state.source = std::make_unique<Source>(text, knowledge_, bench_);
    const VersionSet versions = wish_.both ? VersionSet::all() : VersionSet::python3();
    state.reading = read(state.facts, *state.source, versions,
                         wish_.both ? wish_.target | wish_.from : wish_.target, wanted_);
    state.text = std::move(text);
    return state;
  }

  [[nodiscard]] static std::string key(const Finding& finding) {
    return finding.rule + " " + finding.symbol + " " + finding.fingerprint;
  }

  // What the page of FINDING would do; its edits, or why there are none.
  Answer ask(const Finding& finding, Fix& fix) {
    const Text& text = state_.source->text();
    const ByteSpan span = {text.offset(finding.span.line, finding.span.column),
                           text.offset(finding.span.end_line, finding.span.end_column)};
    const Site site = {*state_.source, finding, knowledge_.book,
                       wish_,          span,    state_.source->token_at(span.begin)};
    fix.rule = finding.rule;
    fix.symbol = finding.symbol;
    fix.line = finding.span.line;
    return propose(site, fix);
  }

  bool make_round() {
    std::vector<Fix> fixes;
    keys_.clear();
    for (const Finding& finding : state_.facts.findings) {
      if (!wanted_(state_.facts, finding) || !chosen_(state_.facts, finding) ||
          dropped_.contains(key(finding)))
        continue;
      Fix fix;
      if (!ask(finding, fix).known || fix.edits.empty() || (!fix.safe && !wish_.unsafe)) continue;
      keys_[{fix.rule, fix.symbol, fix.line}] = key(finding);
      fixes.push_back(std::move(fix));
    }
    fixes = choose(std::move(fixes));
    std::vector<Fix> kept;
    const std::string text = state_.text;
    const Reading before = state_.reading;
    prove(text, before, fixes, kept);
    out_.made.insert(out_.made.end(), kept.begin(), kept.end());
    return !kept.empty();
  }

  // Adds to KEPT what of FIXES can be made beside it.
  void prove(const std::string& text, const Reading& before, const std::vector<Fix>& fixes,
             std::vector<Fix>& kept) {
    if (fixes.empty()) return;
    std::vector<Fix> all = kept;
    all.insert(all.end(), fixes.begin(), fixes.end());
    std::string why = "too much in this file had to be tried";
    if (++proofs_ <= kMostProofs) {
      auto after = look(fix::apply(text, all));
      why = after ? objection(before, after->reading, all) : "its encoding has no such character";
      if (why.empty()) {
        state_ = std::move(*after);
        kept = std::move(all);
        return;
      }
    }
    if (fixes.size() == 1) {
      const auto found = keys_.find({fixes[0].rule, fixes[0].symbol, fixes[0].line});
      if (found != keys_.end()) dropped_[found->second] = why;
      return;
    }
    const auto middle = fixes.begin() + static_cast<std::ptrdiff_t>(fixes.size() / 2);
    prove(text, before, {fixes.begin(), middle}, kept);
    prove(text, before, {middle, fixes.end()}, kept);
  }

  std::vector<Left> what_is_left() {
    std::vector<Left> left;
    for (const Finding& finding : state_.facts.findings) {
      if (!wanted_(state_.facts, finding)) continue;
      Left one{finding.span.line, finding.rule, finding.symbol, false, {}};
      const auto dropped = dropped_.find(key(finding));
      Fix fix;
      const Answer answer = ask(finding, fix);
      if (dropped != dropped_.end()) {
        one.why = dropped->second;
      } else if (answer.known && !fix.safe && !fix.edits.empty()) {
        one.unsafe = true;
      } else {
        one.why = answer.why_not;
      }
      left.push_back(std::move(one));
    }
    return left;
  }

  std::string path_;
  const scan::ScanContext& knowledge_;
  scan::ScanScratch& bench_;
  const Wish& wish_;
  Wanted wanted_;
  Wanted chosen_;  // what of it is mended
  Encoder encoder_;
  State state_;
  Fixed out_;
  int proofs_ = 0;
  std::map<std::tuple<std::string, std::string, std::uint32_t>, std::string> keys_;
  std::map<std::string, std::string> dropped_;
};

}  // namespace

Fixed fix_file(std::string_view path, std::string_view bytes, const scan::ScanContext& context,
               scan::ScanScratch& bench, const Wish& wish, Wanted wanted) {
  return fix_file(path, bytes, context, bench, wish, wanted, wanted);
}

Fixed fix_file(std::string_view path, std::string_view bytes, const scan::ScanContext& context,
               scan::ScanScratch& bench, const Wish& wish, Wanted wanted, Wanted chosen) {
  syntax::Decoded decoded = syntax::decode(std::string(bytes));
  Result<Encoder> encoder = Encoder::make(bytes, decoded);
  if (!encoder) return {std::string(bytes), {}, {}, encoder.mistake().message};
  Fixed fixed = FileFixer(path, context, bench, wish, wanted, chosen, encoder.take())
                    .run(std::move(decoded.text));
  if (fixed.bytes.empty() && fixed.made.empty()) fixed.bytes = bytes;
  return fixed;
}

}  // namespace pymolt::fix
