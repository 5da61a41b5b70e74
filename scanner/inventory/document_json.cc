// JSON read by hand, since each value's place is wanted; comments and a comma before a bracket are taken as editors take them.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "inventory/parsed_document.h"

namespace pymolt::inventory {

namespace {

class JsonParser {
 public:
  JsonParser(const Text& text, std::span<const std::string_view> unread)
      : text_(text), bytes_(text.bytes()), unread_(unread) {}

  Result<Node> document() {
    if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    Node node;
    if (!value(node, 0)) return mistake();
    skip();
    if (at_ < bytes_.size()) {
      fail("something follows the value");
      return mistake();
    }
    return node;
  }

 private:
  bool fail(const char* why) {
    if (why_ == nullptr) why_ = why;
    return false;
  }

  [[nodiscard]] Mistake mistake() const {
    Mistake made{std::string("invalid JSON: ") + (why_ == nullptr ? "not a value" : why_)};
    made.line =
        static_cast<int>(text_.line_at(static_cast<std::uint32_t>(std::min(at_, bytes_.size()))));
    return made;
  }

  [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  void skip() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else if (bytes_.substr(at_, 2) == "//") {
        at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      } else if (bytes_.substr(at_, 2) == "/*") {
        const std::size_t end = bytes_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? bytes_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  bool value(Node& node, int depth) {
    skip();
    if (depth > kDeepestDocument) return fail("nested deeper than is read");
    if (++nodes_ > most_nodes(bytes_.size())) return fail("holds more values than are read");
    const char c = peek();
    node.bytes.begin = static_cast<std::uint32_t>(at_);
    bool good = false;
    if (c == '{' || c == '[') {
      good = many(node, depth, c == '{');
    } else if (c == '"') {
      good = string(node);
    } else {
      good = word(node);
    }
    if (!node.quoted) node.bytes.end = static_cast<std::uint32_t>(at_);
    return good;
  }

  bool many(Node& node, int depth, bool is_map) {
    node.kind = is_map ? Node::Kind::map : Node::Kind::list;
    const char close = is_map ? '}' : ']';
    ++at_;
    for (skip(); peek() != close; skip()) {
      Node below;
      Node key;
      if (is_map) {
        if (peek() != '"') return fail("a key in quotes is missing");
        if (!string(key)) return false;
        skip();
        if (peek() != ':') return fail("a colon is missing");
        ++at_;
      }
      const std::size_t before = nodes_;
      if (!value(below, depth + 1)) return false;
      if (std::find(unread_.begin(), unread_.end(), key.text) != unread_.end()) {
        nodes_ = before;
        below = {};
      }
      below.key = std::move(key.text);
      below.key_bytes = key.bytes;
      node.below.push_back(std::move(below));
      skip();
      if (peek() == ',') {
        ++at_;
      } else if (peek() != close) {
        return fail(at_ >= bytes_.size() ? "the end of the file, where a bracket is open"
                                         : "a comma is missing");
      }
    }
    ++at_;
    return true;
  }

  bool string(Node& node) {
    node.kind = Node::Kind::scalar;
    node.quoted = true;
    node.bytes.begin = static_cast<std::uint32_t>(++at_);
    while (at_ < bytes_.size() && bytes_[at_] != '"') {
      if (bytes_[at_] == '\n') return fail("a string that does not end on its line");
      if (bytes_[at_] == '\\') {
        if (!escape(node.text)) return fail("an escape that does not exist");
      } else {
        node.text += bytes_[at_++];
      }
    }
    node.bytes.end = static_cast<std::uint32_t>(std::min(at_, bytes_.size()));
    if (at_ >= bytes_.size()) return fail("a string that does not end");
    ++at_;
    return true;
  }

  bool escape(std::string& out) {
    const char c = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
    at_ += 2;
    constexpr std::string_view kLetters = "nrtbf\"\\/";
    constexpr std::string_view kMeant = "\n\r\t\b\f\"\\/";
    if (const std::size_t which = kLetters.find(c); which != std::string_view::npos && c != '\0') {
      out += kMeant[which];
      return true;
    }
    if (c != 'u') return false;
    auto code = hex4();
    if (!code) return false;
    if (*code >= 0xD800 && *code < 0xDC00 && bytes_.substr(at_, 2) == "\\u") {
      at_ += 2;
      const auto low = hex4();
      if (!low) return false;
      code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    }
    put_utf8(*code, out);
    return true;
  }

  std::optional<std::uint32_t> hex4() {
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = peek();
      const int digit = c >= '0' && c <= '9'                 ? c - '0'
                        : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                             : -1;
      if (digit < 0) return std::nullopt;
      code = code * 16 + static_cast<std::uint32_t>(digit);
      ++at_;
    }
    return code;
  }

  static void put_utf8(std::uint32_t code, std::string& out) {
    if (code < 0x80) {
      out += static_cast<char>(code);
      return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::uint32_t kFirst[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kFirst[more] | ((code >> (6 * more)) & 0x3FU));
    for (int i = more - 1; i >= 0; --i)
      out += static_cast<char>(0x80U | ((code >> (6 * i)) & 0x3FU));
  }

  bool word(Node& node) {
    const std::size_t begin = at_;
    while (at_ < bytes_.size() &&
           bytes_.substr(at_, 1).find_first_of(" \t\r\n,]}:") == std::string_view::npos)
      ++at_;
    const std::string_view written = bytes_.substr(begin, at_ - begin);
    if (written.empty())
      return fail(at_ >= bytes_.size() ? "the file ends where a value is expected"
                                       : "a value is missing");
    const char c = written.front();
    const bool known = written == "true" || written == "false" || written == "null" || c == '-' ||
                       (c >= '0' && c <= '9');
    if (!known) return fail("a word that is no value");
    node.kind = written == "null" ? Node::Kind::null : Node::Kind::scalar;
    node.text = written;
    return true;
  }

  const Text& text_;
  std::string_view bytes_;
  std::span<const std::string_view> unread_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  const char* why_ = nullptr;
};

}  // namespace

Result<Node> parse_json(const Text& text, std::span<const std::string_view> unread) {
  return JsonParser(text, unread).document();
}

}  // namespace pymolt::inventory
