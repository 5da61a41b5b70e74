// Lines are gathered into blocks; a block of prose is wrapped as a whole, a fenced one shown as it stands.
// SPDX-License-Identifier: MIT
#include "render/page_terminal.h"

#include <algorithm>
#include <string>

#include "render/ansi.h"
#include "render/prose.h"
#include "render/text_width.h"

namespace pymolt::render {

namespace {

class PageOnTerminal {
 public:
  PageOnTerminal(const RenderOptions& options, std::ostream& out)
      : paint_(options), width_(std::max(40, options.width)), out_(out) {}

  void show(std::string_view markdown) {
    for (std::size_t begin = 0; begin < markdown.size();) {
      const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
      line(markdown.substr(begin, end - begin));
      begin = end + 1;
    }
    end_paragraph();
  }

 private:
  void line(std::string_view text) {
    if (text.starts_with("```")) {
      end_paragraph();
      in_code_ = !in_code_;
      const std::string_view what = text.substr(3);  // `before`, `after` of a fix
      if (in_code_ && !what.empty() && what != "python")
        out_ << "  " << paint_(Ink::faint, visible(what)) << "\n";
    } else if (in_code_) {
      out_ << (text.empty() ? "" : "    ") << paint_(Ink::cyan, visible(text)) << "\n";
    } else if (text.starts_with('#')) {
      end_paragraph();
      out_ << paint_(Ink::strong, visible(text.substr(text.find_first_not_of("# ")))) << "\n";
      is_head_ = text.starts_with("# ");
    } else if (text.find_first_not_of(' ') == std::string_view::npos) {
      end_paragraph();
      out_ << "\n";
    } else if (is_head_ && is_header(text)) {
      header(text);
    } else {
      is_head_ = false;
      if (text.starts_with("- ") || text.starts_with("| ")) end_paragraph();
      if (text.starts_with("| ")) {
        out_ << visible(text) << "\n";
      } else {
        paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(text);
      }
    }
  }

  // `severity: critical`, below the title.
  static bool is_header(std::string_view text) {
    const std::size_t colon = text.find(": ");
    return colon != std::string_view::npos && text.find(' ') == colon + 1;
  }

  void header(std::string_view text) {
    constexpr int kLabel = 12;
    const std::size_t colon = text.find(": ");
    const std::string value = visible(text.substr(colon + 2));
    out_ << "  " << paint_(Ink::faint, left(text.substr(0, colon), kLabel))
         << paint_.link(value, value) << "\n";
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    const bool is_item = paragraph_.starts_with("- ");
    bool in_span = false;
    bool is_first = true;
    for (const std::string& text : wrapped(with_links(visible(paragraph_)), width_ - 2)) {
      out_ << (is_item && !is_first ? "  " : "") << with_code(text, in_span) << "\n";
      is_first = false;
    }
    paragraph_.clear();
  }

  // `[text](address)` becomes `text (address)`: terminals that know no links show both.
  static std::string with_links(std::string text) {
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at)) {
      const std::size_t open = text.rfind('[', at);
      const std::size_t close = text.find(')', at);
      if (open == std::string::npos || close == std::string::npos) break;
      text.replace(at, 1, " ");
      text.erase(open, 1);
    }
    return text;
  }

  // Colours what stands between backquotes, which may go on over a line's end.
  std::string with_code(const std::string& text, bool& in_span) const {
    std::string shown;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('`', begin), text.size());
      const std::string part = text.substr(begin, end - begin);
      shown += in_span ? paint_(Ink::cyan, part) : part;
      if (end < text.size()) {
        shown += "`";
        in_span = !in_span;
      }
      begin = end + 1;
    }
    return shown;
  }

  Paint paint_;
  int width_;
  std::ostream& out_;
  std::string paragraph_;
  bool in_code_ = false;
  bool is_head_ = false;
};

}  // namespace

void show_markdown(std::string_view markdown, const RenderOptions& options, std::ostream& out) {
  PageOnTerminal(options, out).show(markdown);
}

}  // namespace pymolt::render
