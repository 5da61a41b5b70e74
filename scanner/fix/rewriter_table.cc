// The table of rewriters, and the way from a finding to the one that its page names.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "fix/code_template.h"
#include "fix/page_fix.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

constexpr std::array kRewriters = {
    RewriterRow{"print-call", print_call},
    RewriterRow{"exec-call", exec_call},
    RewriterRow{"except-as", except_as},
    RewriterRow{"kept-exception", kept_exception},
    RewriterRow{"raise-call", raise_call},
    RewriterRow{"plain-number", plain_number},
    RewriterRow{"plain-text", plain_text},
    RewriterRow{"double-backslash", double_backslash},
    RewriterRow{"blank-between", blank_between},
    RewriterRow{"mode-without-u", mode_without_u},
    RewriterRow{"repr-call", repr_call},
    RewriterRow{"not-equal", not_equal},
    RewriterRow{"compare-equal", compare_equal},
    RewriterRow{"none-first", none_first},
    RewriterRow{"kept-hash", kept_hash},
    RewriterRow{"next-function", next_function},
    RewriterRow{"dict-method", dict_method},
    RewriterRow{"method-alias", method_alias},
    RewriterRow{"other-attribute", other_attribute},
    RewriterRow{"renamed-method", renamed_method},
    RewriterRow{"moved-name", moved_name},
    RewriterRow{"moved-module", moved_module},
    RewriterRow{"unpacked-parameter", unpacked_parameter},
    RewriterRow{"template", by_query_template},
    RewriterRow{"as-list", as_list},
    RewriterRow{"floor-division", floor_division},
    RewriterRow{"metaclass-keyword", metaclass_keyword},
    RewriterRow{"without-argument", without_argument},
    RewriterRow{"starts-with", starts_with},
    RewriterRow{"character-escape", character_escape},
    RewriterRow{"without-twins", without_twins},
    RewriterRow{"without-future", without_future},
    RewriterRow{"sorted-call", sorted_call},
    RewriterRow{"f-string", f_string},
};

// What the page that knows how says: that of the name, else that of the rule.
PageFix known_fix(const Site& site) {
  PageFix fix;
  if (const rulebook::RulePage* page = site.book.advice_page(site.finding.symbol))
    fix = fix_of(*page);
  const rulebook::RulePage* page = fix.way.empty() ? site.book.page(site.finding.rule) : nullptr;
  return page == nullptr ? fix : fix_of(*page);
}

}  // namespace

syntax::Node Site::exact() const {
  syntax::Node node = source.tree().innermost(span.begin);
  for (int steps = 0; node && node.end() < span.end && steps < 1000; ++steps) node = node.parent();
  return node && node.span() == span ? node : syntax::Node();
}

syntax::Node Site::around(syntax::Kind kind) const {
  syntax::Node node = source.tree().innermost(span.begin);
  for (int steps = 0; node && !node.is(kind) && steps < 200; ++steps) {
    const syntax::Node up = node.parent();
    if (up == node) return {};
    node = up;
  }
  return node.is(kind) ? node : syntax::Node();
}

std::string_view Site::said_of(std::string_view word) const {
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line == word) return word;
    if (line.starts_with(word) && line.substr(word.size()).starts_with(": "))
      return line.substr(word.size() + 2);
  }
  return {};
}

std::span<const RewriterRow> rewriters() { return kRewriters; }

Answer propose(const Site& site, Fix& fix) {
  const PageFix known = known_fix(site);
  const auto row = std::find_if(kRewriters.begin(), kRewriters.end(),
                                [&](const RewriterRow& r) { return r.name == known.way; });
  if (row == kRewriters.end()) return by_hand("");
  fix.safe = known.safe;
  Site told = site;
  told.text = known.text;
  told.page = known.page;
  const std::optional<Answer> answer = by_name_template(told, fix);
  return answer ? *answer : row->rewrite(told, fix);
}

}  // namespace pymolt::fix
