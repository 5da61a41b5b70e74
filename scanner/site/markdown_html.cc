// Blocks by their first line; each takes the lines that belong to it.
// SPDX-License-Identifier: MIT
#include "site/markdown_html.h"

#include <algorithm>
#include <vector>

#include "base/trim.h"
#include "render/escape.h"

namespace pymolt::site {

namespace {

using render::xml_text;

// What stands between MARK at AT and the next one; nothing where that is not closed.
std::string_view between(std::string_view text, std::size_t at, std::string_view mark) {
  const std::size_t begin = at + mark.size();
  const std::size_t end = text.find(mark, begin);
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin);
}

// `[words](https://…)` at AT: its HTML, and how long it is.
std::pair<std::string, std::size_t> link_at(std::string_view text, std::size_t at) {
  const std::size_t middle = text.find("](", at);
  const std::size_t end = middle == std::string_view::npos ? middle : text.find(')', middle);
  if (end == std::string_view::npos) return {};
  const std::string_view address = text.substr(middle + 2, end - middle - 2);
  const std::string words = html_of_line(text.substr(at + 1, middle - at - 1));
  if (!render::is_web_link(address)) return {words, end + 1 - at};
  return {"<a href=\"" + xml_text(render::percent_encoded(address, render::kUrlMarks)) + "\">" +
              words + "</a>",
          end + 1 - at};
}

class Blocks {
 public:
  explicit Blocks(std::string_view markdown) {
    while (!markdown.empty()) {
      const std::size_t end = std::min(markdown.find('\n'), markdown.size());
      lines_.push_back(markdown.substr(0, end));
      markdown.remove_prefix(std::min(end + 1, markdown.size()));
    }
  }

  std::string run() {
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_];
      if (trimmed(line).empty()) {
        ++at_;
      } else if (line.starts_with("```")) {
        code();
      } else if (line.starts_with('#')) {
        heading();
      } else if (line.starts_with('|')) {
        table();
      } else if (is_item(line)) {
        list();
      } else {
        paragraph();
      }
    }
    return std::move(out_);
  }

 private:
  static bool is_item(std::string_view line) {
    line = trimmed(line);
    const std::size_t digits = line.find_first_not_of("0123456789");
    return line.starts_with("- ") || line.starts_with("* ") ||
           (digits > 0 && digits != std::string_view::npos &&
            line.substr(digits).starts_with(". "));
  }

  void code() {
    out_ += "<pre><code>";
    for (++at_; at_ < lines_.size() && !lines_[at_].starts_with("```"); ++at_)
      out_ += xml_text(lines_[at_]) + "\n";
    ++at_;
    out_ += "</code></pre>\n";
  }

  void heading() {
    const std::string_view line = lines_[at_++];
    const std::size_t level = std::min<std::size_t>(line.find_first_not_of('#'), 6);
    const std::string tag = "h" + std::to_string(level);
    out_ += "<" + tag + ">" + html_of_line(trimmed(line.substr(std::min(level, line.size())))) +
            "</" + tag + ">\n";
  }

  void row(std::string_view line, const char* tag) {
    out_ += "<tr>";
    line = trimmed(line);
    line.remove_prefix(1);
    while (!line.empty()) {
      // A bar after a backslash is one of the cell's.
      std::string cell;
      std::size_t at = 0;
      for (; at < line.size() && line[at] != '|'; ++at) {
        if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '|') ++at;
        cell += line[at];
      }
      line.remove_prefix(std::min(at + 1, line.size()));
      out_ += std::string("<") + tag + ">" + html_of_line(trimmed(cell)) + "</" + tag + ">";
    }
    out_ += "</tr>\n";
  }

  void table() {
    out_ += "<table>\n";
    row(lines_[at_++], "th");
    for (; at_ < lines_.size() && lines_[at_].starts_with('|'); ++at_) {
      if (lines_[at_].find_first_not_of("|-: ") != std::string_view::npos) row(lines_[at_], "td");
    }
    out_ += "</table>\n";
  }

  void list() {
    const bool numbered = lines_[at_].find_first_of("-*") != lines_[at_].find_first_not_of(' ');
    out_ += numbered ? "<ol>\n" : "<ul>\n";
    while (at_ < lines_.size() && is_item(lines_[at_])) {
      const std::string_view line = trimmed(lines_[at_++]);
      std::string item(line.substr(line.find(' ') + 1));
      for (; at_ < lines_.size() && !trimmed(lines_[at_]).empty() && !is_item(lines_[at_]) &&
             lines_[at_].starts_with(' ');
           ++at_)
        item.append(" ").append(trimmed(lines_[at_]));
      out_ += "<li>" + html_of_line(item) + "</li>\n";
    }
    out_ += numbered ? "</ol>\n" : "</ul>\n";
  }

  void paragraph() {
    std::string text;
    for (; at_ < lines_.size(); ++at_) {
      const std::string_view line = lines_[at_];
      if (trimmed(line).empty() || line.starts_with("```") || line.starts_with('|') ||
          line.starts_with('#') || (is_item(line) && !text.empty()))
        break;
      text.append(text.empty() ? "" : " ").append(trimmed(line));
    }
    out_ += "<p>" + html_of_line(text) + "</p>\n";
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string html_of_line(std::string_view text) {
  std::string out;
  std::string plain;
  const auto put = [&](std::string html) {
    out += xml_text(plain) + html;
    plain.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with('`')) {
      const std::string mark(rest.substr(0, rest.find_first_not_of('`')));
      const std::string_view code = between(text, at, mark);
      if (!code.empty()) {
        put("<code>" + xml_text(mark.size() > 1 ? trimmed(code) : code) + "</code>");
        at += code.size() + 2 * mark.size();
        continue;
      }
    }
    const bool strong = rest.starts_with("**");
    const std::string_view mark = strong ? "**" : "*";
    const std::string_view stressed =
        rest.starts_with('*') ? between(text, at, mark) : rest.substr(0, 0);
    if (!stressed.empty() && !stressed.starts_with(' ') && !stressed.ends_with(' ')) {
      put((strong ? "<strong>" : "<em>") + html_of_line(stressed) +
          (strong ? "</strong>" : "</em>"));
      at += stressed.size() + 2 * mark.size();
      continue;
    }
    if (rest.starts_with('[')) {
      auto [html, length] = link_at(text, at);
      if (length > 0) {
        put(std::move(html));
        at += length;
        continue;
      }
    }
    plain += text[at++];
  }
  put("");
  return out;
}

std::string html_of(std::string_view markdown) { return Blocks(markdown).run(); }

}  // namespace pymolt::site
