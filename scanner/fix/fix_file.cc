// A round: scan, ask each finding's rewriter, make all edits that do not overlap, prove. Where the proof fails the fixes are
// halved until the one that spoils it is alone; that one is dropped for good.
// SPDX-License-Identifier: MIT
#include "fix/fix_file.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "fix/encode.h"
#include "syntax/decode.h"

namespace pymolt::fix {

namespace {

constexpr int kMostRounds = 30;
constexpr int kMostProofs = 400;  // of one file: each is a scan
// Of a file and all that it is changed to, letters that are scanned, at least a few times.
constexpr std::size_t kMostScanned = 16 << 20;
constexpr int kLeastProofs = 4;
// A fix may look at all tokens of its file: in a round so many are looked at, by so many fixes at least.
constexpr std::size_t kMostTokensSeen = 1 << 27;
constexpr std::size_t kLeastAsked = 200;
// Edits that the findings of one fix are offered; beyond it the first of them has them alone.
constexpr std::size_t kMostOffered = 400;
constexpr const char* kTooMuch = "too much in this file had to be tried";

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
    if (!first) return {{}, {}, {}, {}, false, "it cannot be read back"};
    state_ = std::move(*first);
    const bool ran_on_2 = runs_on_2(state_);
    // What Python 2 meant is told only while the file still compiles there: what keeps it from that comes last.
    std::vector<Left> of_python2;
    keeps_python2_ = ran_on_2 && !wish_.both;
    if (keeps_python2_) {
      run_rounds();
      of_python2 = what_is_left();
    }
    const bool is_first = keeps_python2_;
    keeps_python2_ = false;
    run_rounds();
    out_.loses_python2 = ran_on_2 && !runs_on_2(state_);
    out_.broken = wish_.target - state_.facts.compiles.value_or(VersionSet::all());
    out_.left = what_is_left();
    if (is_first && out_.loses_python2)
      out_.left.insert(out_.left.end(), of_python2.begin(), of_python2.end());
    out_.bytes = *encoder_.encode(state_.text);
    return std::move(out_);
  }

  void run_rounds() {
    for (int round = 0; round < kMostRounds && make_round(); ++round) {
    }
  }

  // Each fix by itself: those that would be in each other's way are proved one after the other.
  std::vector<Offer> offers(std::string text) {
    auto first = look(std::move(text));
    if (!first) return {};
    state_ = std::move(*first);
    std::vector<Offer> offers;
    std::vector<Fix> waiting;
    begin_asking();
    for (const Finding& finding : state_.facts.findings) {
      if (!wanted_(state_.facts, finding)) continue;
      Fix fix;
      const Answer answer = ask(finding, fix);
      fix.places = {static_cast<std::uint32_t>(offers.size())};
      keys_.push_back(std::to_string(offers.size()));
      offers.push_back({finding, {Fixable::by_hand, {}, answer.why_not}});
      if (answer.known && !fix.is_empty()) waiting.push_back(std::move(fix));
    }
    const State base = std::move(state_);
    for (int round = 0; round < kMostRounds && !waiting.empty(); ++round) {
      const std::vector<Fix> chosen = choose(waiting);
      std::vector<Fix> kept;
      prove(base.text, base.reading, chosen, kept);
      for (const Fix& fix : kept) take(fix, base.source->text(), offers);
      std::set<std::uint32_t> done;
      for (const Fix& fix : chosen) done.insert(fix.places.begin(), fix.places.end());
      std::erase_if(waiting, [&](const Fix& fix) { return done.contains(fix.places.front()); });
    }
    for (std::size_t i = 0; i < offers.size(); ++i) {
      const auto why = dropped_.find(std::to_string(i));
      if (why != dropped_.end()) offers[i].fix.why_not = why->second;
    }
    return offers;
  }

 private:
  [[nodiscard]] static bool runs_on_2(const State& state) {
    return state.facts.compiles.value_or(VersionSet()).contains(Version::of(2, 7));
  }
  static void take(const Fix& fix, const Text& text, std::vector<Offer>& offers) {
    std::vector<Edit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
      return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
    });
    const bool once = edits.size() * fix.places.size() > kMostOffered;
    for (const std::uint32_t place : fix.places) {
      OfferedFix& offered = offers[place].fix;
      offered.how = fix.safe ? Fixable::safe : Fixable::unsafe;
      offered.why_not = fix.risk;
      if (once && place != fix.places.front()) {
        if (fix.risk.empty())
          offered.why_not = "by the edits of line " + std::to_string(fix.line) + ", all at once";
        continue;
      }
      for (const Edit& edit : edits) offered.edits.push_back({text.span(edit.span), edit.text});
    }
  }

  std::optional<State> look(std::string text) {
    scanned_ += text.size();
    const Result<std::string> bytes = encoder_.encode(text);
    if (!bytes) return std::nullopt;
    State state;
    state.facts = scan::scan_file(path_, *bytes, knowledge_, bench_);
    add_packages(state.facts);
    state.source = std::make_unique<Source>(text, knowledge_, bench_);
    const VersionSet versions = wish_.both ? VersionSet::all() : VersionSet::python3();
    state.reading = read(state.facts, *state.source, versions,
                         wish_.both ? wish_.target | wish_.from : wish_.target, wanted_);
    state.text = std::move(text);
    return state;
  }

  // What the file uses of packages, where the project says that it is gone.
  void add_packages(FileFacts& facts) const {
    if (wish_.packages == nullptr) return;
    for (const PackageUse& use : facts.packages) {
      const auto known = wish_.packages->find(use.place.symbol);
      if (known == wish_.packages->end()) continue;
      Finding finding = use.place;
      finding.rule = known->second.rule;
      finding.breaks_on = known->second.breaks_on & finding.alive;
      finding.breaks_as = known->second.breaks_as;
      finding.warns_on = known->second.warns_on & finding.alive;
      finding.warns_as = known->second.warns_as;
      facts.findings.push_back(std::move(finding));
    }
  }

  [[nodiscard]] static std::string key(const Finding& finding) {
    return finding.rule + " " + finding.symbol + " " + finding.fingerprint;
  }

  void begin_asking() {
    asked_ = 0;
    bonded_.clear();
  }

  // Whether it speaks of what Python 2 means by a word that only a fix has put there.
  [[nodiscard]] bool is_made(const Finding& finding) const {
    return finding.python2_only &&
           put_.has(state_.source->text().offset(finding.span.line, finding.span.column));
  }

  // What the page of FINDING would do; its edits, or why there are none. Of a fix that mends several, those stand at the first.
  Answer ask(const Finding& finding, Fix& fix) {
    if (++asked_ > kLeastAsked && asked_ * state_.source->tokens().size() > kMostTokensSeen)
      return by_hand(kTooMuch);
    const Text& text = state_.source->text();
    const ByteSpan span = {text.offset(finding.span.line, finding.span.column),
                           text.offset(finding.span.end_line, finding.span.end_column)};
    const Site site = {*state_.source,
                       finding,
                       knowledge_.book,
                       wish_,
                       span,
                       state_.source->token_at(span.begin),
                       put_};
    fix.rule = finding.rule;
    fix.symbol = finding.symbol;
    fix.line = finding.span.line;
    fix.at = span.begin;
    fix.broke = finding.breaks_on.intersects(wish_.target);
    fix.needs = finding.needs;
    const auto bonded = bonded_.find(finding.rule + " " + finding.symbol);
    if (bonded != bonded_.end() && bonded->second.mends.contains(span.begin)) {
      fix.bond = bonded->second.bond;
      fix.safe = bonded->second.safe;
      fix.risk = bonded->second.risk;
      return {};
    }
    Answer answer = propose(site, fix);
    if (answer.known && !fix.bond.empty()) {
      Bonded& known = bonded_[finding.rule + " " + finding.symbol];
      known = {fix.bond, fix.safe, fix.risk, {}};
      for (const Edit& edit : fix.edits) known.mends.insert(edit.span.begin);
    }
    return answer;
  }

  bool make_round() {
    std::vector<Fix> fixes;
    keys_.clear();
    begin_asking();
    for (const Finding& finding : state_.facts.findings) {
      if (!wanted_(state_.facts, finding) || !chosen_(state_.facts, finding) ||
          dropped_.contains(key(finding)))
        continue;
      if (keeps_python2_ && postponed_.contains(key(finding))) continue;
      Fix fix;
      if (!ask(finding, fix).known || fix.is_empty() || (!fix.safe && !wish_.unsafe)) continue;
      fix.places = {static_cast<std::uint32_t>(keys_.size())};
      keys_.push_back(key(finding));
      fixes.push_back(std::move(fix));
    }
    fixes = choose(std::move(fixes));
    std::vector<Fix> kept;
    const std::string text = state_.text;
    const Reading before = state_.reading;
    const std::size_t given_up = dropped_.size() + postponed_.size();
    prove(text, before, fixes, kept);
    out_.made.insert(out_.made.end(), kept.begin(), kept.end());
    if (!kept.empty()) put_.move_on(text, edits_of(kept));
    // Without one that cannot be made there is room for what overlapped with it.
    return !kept.empty() || dropped_.size() + postponed_.size() > given_up;
  }

  // Adds to KEPT what of FIXES can be made beside it.
  void prove(const std::string& text, const Reading& before, const std::vector<Fix>& fixes,
             std::vector<Fix>& kept) {
    if (fixes.empty()) return;
    std::vector<Fix> all = kept;
    all.insert(all.end(), fixes.begin(), fixes.end());
    std::string why = kTooMuch;
    if (++proofs_ <= kMostProofs && (proofs_ <= kLeastProofs || scanned_ <= kMostScanned)) {
      auto after = look(fix::apply(text, all));
      why = after ? objection(before, after->reading, all) : "its encoding has no such character";
      const bool is_early = after && keeps_python2_ && !runs_on_2(*after);
      if (is_early && fixes.size() == 1) {
        for (const std::uint32_t place : fixes[0].places) postponed_.insert(keys_[place]);
        return;
      }
      if (why.empty() && !is_early) {
        state_ = std::move(*after);
        kept = std::move(all);
        return;
      }
    }
    if (fixes.size() == 1) {
      for (const std::uint32_t place : fixes[0].places) dropped_[keys_[place]] = why;
      return;
    }
    const auto middle = fixes.begin() + static_cast<std::ptrdiff_t>(fixes.size() / 2);
    prove(text, before, {fixes.begin(), middle}, kept);
    prove(text, before, {middle, fixes.end()}, kept);
  }

  std::vector<Left> what_is_left() {
    std::vector<Left> left;
    begin_asking();
    for (const Finding& finding : state_.facts.findings) {
      if (!wanted_(state_.facts, finding)) continue;
      if (keeps_python2_ && (!finding.python2_only || postponed_.contains(key(finding)))) continue;
      if (is_made(finding)) continue;
      Left one{finding.span.line, finding.rule, finding.symbol, false, {}};
      const auto dropped = dropped_.find(key(finding));
      Fix fix;
      const Answer answer = ask(finding, fix);
      if (dropped != dropped_.end()) {
        one.why = dropped->second;
      } else if (answer.known && !fix.safe && !fix.is_empty()) {
        one.unsafe = true;
        one.why = fix.risk;
      } else {
        one.why = answer.why_not;
      }
      left.push_back(std::move(one));
    }
    return left;
  }

  // A fix that mends more than one finding: where each of these begins.
  struct Bonded {
    std::string bond;
    bool safe = true;
    std::string risk;
    std::set<std::uint32_t> mends;
  };

  std::string path_;
  const scan::ScanContext& knowledge_;
  scan::ScanScratch& bench_;
  const Wish& wish_;
  Wanted wanted_;
  Wanted chosen_;  // what of it is mended
  Encoder encoder_;
  State state_;
  Fixed out_;
  bool keeps_python2_ = false;  // this far, it still has to compile on 2.7
  PutWords put_;                // in the text as it is
  int proofs_ = 0;
  std::size_t scanned_ = 0;                     // letters
  std::size_t asked_ = 0;                       // about the text as it is
  std::map<std::string, Bonded> bonded_;        // by rule and symbol, in the text as it is
  std::vector<std::string> keys_;               // by the places of this round's fixes
  std::map<std::string, std::string> dropped_;  // by key, why
  std::set<std::string> postponed_;             // keys of what 2.7 cannot compile
};

}  // namespace

std::vector<Offer> offer_fixes(std::string_view path, std::string_view bytes,
                               const scan::ScanContext& context, scan::ScanScratch& bench,
                               const Wish& wish, Wanted wanted) {
  syntax::Decoded decoded = syntax::decode(std::string(bytes));
  Result<Encoder> encoder = Encoder::make(bytes, decoded);
  if (!encoder) return {};
  return FileFixer(path, context, bench, wish, wanted, wanted, encoder.take())
      .offers(std::move(decoded.text));
}

Fixed fix_file(std::string_view path, std::string_view bytes, const scan::ScanContext& context,
               scan::ScanScratch& bench, const Wish& wish, Wanted wanted) {
  return fix_file(path, bytes, context, bench, wish, wanted, wanted);
}

Fixed fix_file(std::string_view path, std::string_view bytes, const scan::ScanContext& context,
               scan::ScanScratch& bench, const Wish& wish, Wanted wanted, Wanted chosen) {
  syntax::Decoded decoded = syntax::decode(std::string(bytes));
  Result<Encoder> encoder = Encoder::make(bytes, decoded);
  if (!encoder) return {std::string(bytes), {}, {}, {}, false, encoder.mistake().message};
  Fixed fixed = FileFixer(path, context, bench, wish, wanted, chosen, encoder.take())
                    .run(std::move(decoded.text));
  if (fixed.bytes.empty() && fixed.made.empty()) fixed.bytes = bytes;
  return fixed;
}

}  // namespace pymolt::fix
