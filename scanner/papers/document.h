// A paper as sections of blocks, before it is Markdown or HTML.
// SPDX-License-Identifier: MIT
//
// Texts are sentences in which `backticks` mark code. A section with an id is made from facts and written anew each time,
// between marks; one without is a beginning for people, who own it from then on.
#ifndef PYMOLT_PAPERS_DOCUMENT_H_
#define PYMOLT_PAPERS_DOCUMENT_H_

#include <string>
#include <vector>

namespace pymolt::papers {

struct Box {
  bool ticked = false;
  std::string text;
};

struct Block {
  enum class Kind { text, list, boxes, table } kind = Kind::text;
  std::vector<std::string> lines;  // of a text (one) and a list
  std::vector<Box> boxes;
  std::vector<std::vector<std::string>> table;  // the first row is the header
};

[[nodiscard]] Block text(std::string sentence);
[[nodiscard]] Block list(std::vector<std::string> lines);
[[nodiscard]] Block boxes(std::vector<Box> boxes);
[[nodiscard]] Block table(std::vector<std::vector<std::string>> rows);
/// NAME as code, whatever it holds.
[[nodiscard]] std::string code(std::string name);

struct Section {
  std::string id;  // empty: for people
  std::string title;
  std::vector<Block> blocks;
};

struct Document {
  std::string kind;  // `assessment`
  std::string title;
  std::vector<Section> sections;
};

[[nodiscard]] std::string to_markdown(const Document& document);
[[nodiscard]] std::string to_html(const Document& document);

}  // namespace pymolt::papers

#endif  // PYMOLT_PAPERS_DOCUMENT_H_
