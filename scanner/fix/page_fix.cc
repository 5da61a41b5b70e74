// Reads the section line by line; the page itself has been checked already.
// SPDX-License-Identifier: MIT
#include "fix/page_fix.h"

#include <algorithm>

namespace pymolt::fix {

namespace {

constexpr std::string_view kSection = "\n## Fix\n";

// The lines up to the closing fence, which is passed.
std::string_view take_fence(std::string_view& rest) {
  const std::size_t end =
      rest.starts_with("```") ? 0 : std::min(rest.find("\n```"), rest.size() - 1) + 1;
  const std::string_view body = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), rest.find('\n', end) == std::string_view::npos
                                               ? rest.size()
                                               : rest.find('\n', end) + 1));
  return body;
}

void add_fence(std::string_view info, std::string_view body, PageFix& fix) {
  if (info == "fix") fix.text = body;
  if (info.starts_with("before")) fix.examples.push_back({body, {}, info.ends_with(" both")});
  if (info == "after" && !fix.examples.empty()) fix.examples.back().after = body;
}

}  // namespace

PageFix fix_of(const rulebook::RulePage& page) {
  PageFix fix;
  fix.page = &page;
  const std::size_t begin = page.text.find(kSection);
  if (begin == std::string_view::npos) return fix;
  std::string_view rest = page.text.substr(begin + kSection.size());
  while (!rest.empty() && !rest.starts_with("## ")) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("```")) {
      add_fence(line.substr(3), take_fence(rest), fix);
    } else if (line.starts_with("safe: ") || line.starts_with("unsafe: ")) {
      fix.safe = line.starts_with("safe");
      fix.way = line.substr(line.find(' ') + 1);
    }
  }
  return fix;
}

}  // namespace pymolt::fix
