// The two ways to write a document; the marks around generated sections are comments in both.
// SPDX-License-Identifier: MIT
#include "papers/document.h"

#include <algorithm>
#include <sstream>

#include "papers/marks.h"
#include "render/escape.h"
#include "render/page.h"

namespace pymolt::papers {

namespace {

using render::html_sentence;
using render::markdown_sentence;
using render::MarkdownPlace;

void write_row(const std::vector<std::string>& cells, std::ostream& out) {
  out << "|";
  for (const std::string& cell : cells)
    out << " " << markdown_sentence(cell, MarkdownPlace::table) << " |";
  out << "\n";
}

void markdown(const Block& block, std::ostream& out) {
  for (const std::string& line : block.lines)
    out << (block.kind == Block::Kind::list ? "- " : "") << markdown_sentence(line) << "\n";
  for (const Box& box : block.boxes)
    out << (box.ticked ? "- [x] " : "- [ ] ") << markdown_sentence(box.text) << "\n";
  for (std::size_t i = 0; i < block.table.size(); ++i) {
    write_row(block.table[i], out);
    if (i == 0) write_row(std::vector<std::string>(block.table[0].size(), "---"), out);
  }
  out << "\n";
}

void html(const Block& block, std::ostream& out) {
  if (block.kind == Block::Kind::text) {
    for (const std::string& line : block.lines) out << "<p>" << html_sentence(line) << "</p>\n";
    return;
  }
  if (block.kind == Block::Kind::table) {
    out << "<table class=\"plain\">";
    for (std::size_t i = 0; i < block.table.size(); ++i) {
      out << "<tr>";
      for (const std::string& cell : block.table[i])
        out << (i == 0 ? "<th>" : "<td>") << html_sentence(cell) << (i == 0 ? "</th>" : "</td>");
      out << "</tr>\n";
    }
    out << "</table>\n";
    return;
  }
  out << "<ul>";
  for (const std::string& line : block.lines) out << "<li>" << html_sentence(line) << "</li>\n";
  for (const Box& box : block.boxes)
    out << "<li><input type=\"checkbox\" disabled" << (box.ticked ? " checked" : "") << "> "
        << html_sentence(box.text) << "</li>\n";
  out << "</ul>\n";
}

// CONTENT between marks, AFTER behind them; as it is where nobody writes it anew.
std::string marked(const std::string& id, const std::string& content, const char* after) {
  if (id.empty()) return content;
  return begin_mark(id, content) + "\n" + content + end_mark(id) + "\n" + after;
}

}  // namespace

Block text(std::string sentence) { return {Block::Kind::text, {std::move(sentence)}, {}, {}}; }
Block list(std::vector<std::string> lines) { return {Block::Kind::list, std::move(lines), {}, {}}; }
Block boxes(std::vector<Box> all) { return {Block::Kind::boxes, {}, std::move(all), {}}; }
Block table(std::vector<std::vector<std::string>> rows) {
  return {Block::Kind::table, {}, {}, std::move(rows)};
}

std::string code(std::string name) {
  std::ranges::replace(name, '`', '\'');
  return "`" + name + "`";
}

std::string to_markdown(const Document& document) {
  std::ostringstream out;
  out << "# " << markdown_sentence(document.title) << "\n\n";
  for (const Section& section : document.sections) {
    out << "## " << markdown_sentence(section.title) << "\n\n";
    std::ostringstream blocks;
    for (const Block& block : section.blocks) markdown(block, blocks);
    out << marked(section.id, std::move(blocks).str(), "\n");
  }
  return std::move(out).str();
}

std::string to_html(const Document& document) {
  std::ostringstream out;
  render::open_page("Migration paper: " + document.kind, document.title, out);
  for (const Section& section : document.sections) {
    out << "<section><h2>" << html_sentence(section.title) << "</h2>\n";
    std::ostringstream blocks;
    for (const Block& block : section.blocks) html(block, blocks);
    out << marked(section.id, std::move(blocks).str(), "");
    out << "</section>\n";
  }
  render::close_page(out);
  return std::move(out).str();
}

}  // namespace pymolt::papers
