// The table of rewriters, and the way from a finding to the one that its page names.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

constexpr std::array kRewriters = {
    RewriterRow{"print-call", print_call},
    RewriterRow{"exec-call", exec_call},
    RewriterRow{"except-as", except_as},
    RewriterRow{"raise-call", raise_call},
    RewriterRow{"plain-number", plain_number},
    RewriterRow{"plain-text", plain_text},
    RewriterRow{"double-backslash", double_backslash},
    RewriterRow{"blank-between", blank_between},
    RewriterRow{"mode-without-u", mode_without_u},
    RewriterRow{"repr-call", repr_call},
    RewriterRow{"not-equal", not_equal},
    RewriterRow{"compare-equal", compare_equal},
    RewriterRow{"next-function", next_function},
    RewriterRow{"dict-method", dict_method},
    RewriterRow{"method-alias", method_alias},
    RewriterRow{"other-attribute", other_attribute},
    RewriterRow{"renamed-method", renamed_method},
    RewriterRow{"moved-name", moved_name},
    RewriterRow{"moved-module", moved_module},
    RewriterRow{"unpacked-parameter", unpacked_parameter},
};

// The page that knows how: that of the name, else that of the rule.
const rulebook::RulePage* page_with_fix(const Site& site) {
  const rulebook::RulePage* page = site.book.advice_page(site.finding.symbol);
  if (page == nullptr || page->fix.way.empty()) page = site.book.page(site.finding.rule);
  return page == nullptr || page->fix.way.empty() ? nullptr : page;
}

}  // namespace

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
    if (line.starts_with(word) && line.substr(word.size()).starts_with(": ")) return line.substr(word.size() + 2);
  }
  return {};
}

std::span<const RewriterRow> rewriters() { return kRewriters; }

Answer propose(const Site& site, Fix& fix) {
  const rulebook::RulePage* page = page_with_fix(site);
  if (page == nullptr) return by_hand("");
  fix.safe = page->fix.safe;
  const auto row = std::find_if(kRewriters.begin(), kRewriters.end(), [&](const RewriterRow& r) { return r.name == page->fix.way; });
  if (row == kRewriters.end()) return by_hand("");
  Site told = site;
  told.text = page->fix.text;
  return row->rewrite(told, fix);
}

}  // namespace pymolt::fix
