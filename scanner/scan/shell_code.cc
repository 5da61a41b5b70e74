// Within single quotes everything is what it is; within double ones and plain here-documents `\"`, `\$` and `$x` are not.
// SPDX-License-Identifier: MIT
#include "scan/shell_code.h"

#include <algorithm>
#include <utility>

namespace pymolt::scan {

namespace {

using inventory::Script;

class Reader {
 public:
  Reader(std::string_view text, std::size_t at, std::span<const ByteSpan> put_in)
      : text_(text), at_(at), put_in_(put_in) {}

  // ESCAPED: which characters a backslash takes their meaning from; none where it is one itself.
  ShellCode read(std::string_view escaped, bool tabs) {
    bool begins_line = true;
    for (std::size_t i = 0; i < text_.size();) {
      if (tabs && begins_line && text_[i] == '\t') {
        ++i;
        continue;
      }
      begins_line = text_[i] == '\n';
      if (const std::size_t size = escaped.empty() ? 0 : put_in_at(i); size > 0) {
        code_.script.add(std::string(size, '_'), at_ + i);
        code_.has_names = true;
        i += size;
      } else if (!escaped.empty() && text_[i] == '\\' && i + 1 < text_.size() &&
                 escaped.find(text_[i + 1]) != std::string_view::npos) {
        if (text_[i + 1] != '\n') code_.script.add(text_.substr(i + 1, 1), at_ + i + 1);
        i += 2;
      } else {
        code_.script.add(text_.substr(i, 1), at_ + i);
        ++i;
      }
    }
    return std::move(code_);
  }

  // `$'a\nb'`
  ShellCode read_escapes() {
    for (std::size_t i = 0; i < text_.size();) {
      if (text_[i] != '\\' || i + 1 == text_.size()) {
        code_.script.add(text_.substr(i, 1), at_ + i);
        ++i;
        continue;
      }
      constexpr std::string_view kLetters = "nrtabefv";
      constexpr std::string_view kMeant = "\n\r\t\a\b\x1b\f\v";
      const std::size_t letter = kLetters.find(text_[i + 1]);
      const auto [code, size] = number_at(i + 1);
      if (size > 0) {
        code_.script.add(code < 0x80 ? std::string(1, static_cast<char>(code)) : "?", at_ + i);
      } else {
        code_.script.add(
            letter == kLetters.npos ? text_.substr(i + 1, 1) : kMeant.substr(letter, 1), at_ + i);
      }
      i += size > 0 ? size + 1 : 2;
    }
    return std::move(code_);
  }

 private:
  // The number behind a backslash, `x41` or `101`, and its bytes; none where there is no number.
  [[nodiscard]] std::pair<unsigned, std::size_t> number_at(std::size_t i) const {
    const bool hex = text_[i] == 'x' || text_[i] == 'u' || text_[i] == 'U';
    const std::size_t most = text_[i] == 'x' ? 2 : text_[i] == 'u' ? 4 : hex ? 8 : 3;
    unsigned number = 0;
    std::size_t end = i + (hex ? 1 : 0);
    const std::size_t begin = end;
    for (; end < text_.size() && end - begin < most; ++end) {
      const char c = text_[end];
      const bool digit = '0' <= c && c <= (hex ? '9' : '7');
      const bool letter = hex && 'a' <= (c | 32) && (c | 32) <= 'f';
      if (!digit && !letter) break;
      number =
          number * (hex ? 16 : 8) + static_cast<unsigned>(digit ? c - '0' : (c | 32) - 'a' + 10);
    }
    return {number, end > begin ? end - i : 0};
  }

  // How many bytes are put in at I.
  [[nodiscard]] std::size_t put_in_at(std::size_t i) const {
    const auto begin = static_cast<std::uint32_t>(at_ + i);
    const auto found = std::ranges::lower_bound(put_in_, begin, {}, &ByteSpan::begin);
    if (found == put_in_.end() || found->begin != begin) return 0;
    return std::min<std::size_t>(found->end - begin, text_.size() - i);
  }

  std::string_view text_;
  std::size_t at_;
  std::span<const ByteSpan> put_in_;
  ShellCode code_;
};

}  // namespace

ShellCode code_of(const syntax::ShellWord& word, const Script& script,
                  std::span<const ByteSpan> put_in) {
  const auto at = static_cast<std::size_t>(word.text.data() - script.text.data());
  if (word.quote == '$') return Reader(word.text, at, put_in).read_escapes();
  return Reader(word.text, at, put_in).read(word.quote == '\'' ? "" : "\"\\$`\n", false);
}

ShellCode code_of(const syntax::Fed& fed, const Script& script, std::span<const ByteSpan> put_in) {
  const auto at = static_cast<std::size_t>(fed.text.data() - script.text.data());
  return Reader(fed.text, at, put_in).read(fed.quoted ? "" : "\\$`\n", fed.tabs);
}

}  // namespace pymolt::scan
