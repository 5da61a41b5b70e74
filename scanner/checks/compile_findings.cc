// Turns compile errors into findings; page and lifetime are optional.
// SPDX-License-Identifier: MIT
#include "checks/compile_findings.h"

namespace pymolt::checks {

void add_constructs(const FileView& view, Findings& findings) {
  const rulebook::RulePage* fallback = view.book.page("syntax-error");
  for (const verdict::Reason& reason : view.verdict.reasons) {
    const std::string name = "syntax." + reason.construct;
    const rulebook::Lifetime* life = view.book.lifetime(name);
    const rulebook::RulePage* page = view.book.construct_page(name);
    Draft draft;
    draft.page = page != nullptr ? page : fallback;
    if (draft.page == nullptr)
      continue;  // a rulebook without the built-in pack: the verdict still says it
    draft.symbol = name;
    draft.subject = Subject::construct;
    draft.raises = Raised::syntax;
    draft.where = reason.span;
    draft.breaks_on = reason.fails_on;
    draft.breaks_as = Severity::critical;
    draft.message = reason.message;
    if (page == nullptr && life != nullptr) {
      draft.instead = std::string(life->advice);
      draft.docs = rulebook::docs_link(*life);
    }
    findings.add(draft);
  }
  for (const verdict::MoreReasons& more : view.verdict.more) {
    const std::string name = "syntax." + more.construct;
    const rulebook::RulePage* page = view.book.construct_page(name);
    if (page == nullptr) page = fallback;
    if (page == nullptr) continue;
    findings.add_more({std::string(page->name), name, more.places, view.text.line_at(more.first)});
  }
}

}  // namespace pymolt::checks
