// One broken and one fine example are enough for a report; `pymolt explain` has the rest.
// SPDX-License-Identifier: MIT
#include "render/page_text.h"

#include <string_view>

namespace pymolt::render {

namespace {

// The code without the `# broken: rule` marks that make it a test.
std::string without_marks(std::string_view code) {
  std::string text;
  while (!code.empty()) {
    std::string_view line = code.substr(0, code.find('\n'));
    code.remove_prefix(std::min(code.size(), line.size() + 1));
    if (const std::size_t mark = line.find("# broken:"); mark != std::string_view::npos) {
      line = line.substr(0, mark);
      while (line.ends_with(' ')) line.remove_suffix(1);
      if (line.empty()) continue;
    }
    text.append(line).append("\n");
  }
  return text;
}

std::string example(std::string_view title, const std::vector<rulebook::Example>& examples) {
  if (examples.empty()) return {};
  return "\n\n**" + std::string(title) + "**\n\n```python\n" +
         without_marks(examples.front().code) + "```";
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with('\n') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string help_markdown(const rulebook::RulePage& page) {
  std::string text(trimmed(page.prose));
  if (!page.instead.empty()) text.append("\n\n**Instead**\n\n").append(trimmed(page.instead_prose));
  text += example("Broken", page.broken);
  text += example("Fine", page.fine);
  if (!page.docs.empty()) text.append("\n\n[Documentation](").append(page.docs).append(")");
  return text + "\n";
}

std::string help_plain(const rulebook::RulePage& page) {
  std::string text = page.message;
  if (!page.instead.empty()) text += " Instead: " + page.instead;
  if (!page.docs.empty()) text.append(" ").append(page.docs);
  return text;
}

}  // namespace pymolt::render
