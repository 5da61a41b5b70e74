// Strings as lists hold them; some tools write pip's forms there (`-e .`).
// SPDX-License-Identifier: MIT
#include "inventory/declare_lists.h"

#include "inventory/node_text.h"
#include "inventory/requirements.h"
#include "packaging/names.h"

namespace pymolt::inventory {

void declare_list(const Text& text, const Node& list, const Listed& listed,
                  const std::string& own_name, Reading& reading) {
  const auto one = [&](std::string_view words, std::uint32_t line) {
    const std::size_t before = reading.facts.dependencies.size();
    read_requirement_line(reading, words, line, listed);
    std::vector<DependencyDeclaration>& all = reading.facts.dependencies;
    if (all.size() > before && !own_name.empty() &&
        packaging::canonical_name(all.back().name) == own_name)
      all.pop_back();
  };
  if (list.kind == Node::Kind::scalar) {
    std::uint32_t line = text.line_at(list.bytes.begin);
    for (std::size_t begin = 0; begin <= list.text.size(); ++line) {
      const std::size_t end = std::min(list.text.find('\n', begin), list.text.size());
      one(std::string_view(list.text).substr(begin, end - begin), line);
      begin = end + 1;
    }
    return;
  }
  for (const Node& item : list.below) {
    const std::uint32_t line = line_of(text, item);
    if (item.kind == Node::Kind::scalar && item.quoted) {
      one(item.text, line);
    } else if (item.kind != Node::Kind::map) {
      add_problem(reading, line, "a requirement is a string");
    }
  }
}

}  // namespace pymolt::inventory
