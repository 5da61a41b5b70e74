// Lines: where they end, how far they are indented, what a comment or a backslash makes of them.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>

#include "lexer/docstrings.h"
#include "lexer/lexing.h"

namespace pymolt::verdict {

namespace {

constexpr VersionSet kOldBackslash = VersionSet::before(Version::of(3, 9));
constexpr VersionSet kNoBackslash = Version::of(3, 9);
constexpr VersionSet kNewBackslash = VersionSet::from(Version::of(3, 14));
// As since 3.14, but tabs before a backslash count eight columns where they should count one.
constexpr VersionSet kWideBackslash = VersionSet::between(Version::of(3, 10), Version::of(3, 13));

bool is_indentation(char c) { return c == ' ' || c == '\t' || c == '\f'; }

bool continues_statement(const char* at) {
  const char* end = at;
  while (in_word(*end)) ++end;
  const std::string_view word(at, static_cast<std::size_t>(end - at));
  return word == "elif" || word == "else" || word == "except" || word == "finally";
}

}  // namespace

const char* Lexing::end_of_line_from(const char* at) const {
  if (has_cr_) {
    while (at != scan_.end && !is_line_end(*at)) ++at;
    return at;
  }
  const void* found = std::memchr(at, '\n', static_cast<std::size_t>(scan_.end - at));
  return found == nullptr ? scan_.end : static_cast<const char*>(found);
}

// Blank lines, comments, then the indentation of the first line with something on it; gives its first token.
const char* Lexing::begin_line(const char* at) {
  for (;;) {
    const char* const begin = at;
    while (*at == ' ') ++at;
    bool has_tab = false;
    if (*at == '\t' || *at == '\f') {
      has_tab = true;
      while (is_indentation(*at)) ++at;
    }
    if (is_line_end(*at)) {
      at = after_line_end(at);
    } else if (*at == '#') {
      const bool left = decorated_ && column_of(begin, at, 8).wide < layouts_.front().column();
      const char* const hash = at;
      at = comment(at);
      if (left) scan_.out.mask.blanks.push_back(scan_.span(hash, at));
      if (is_line_end(*at)) at = after_line_end(at);
    } else if (*at == '\\' && is_line_end(at[1])) {
      at = continued_line(begin, at);
      if (begins(*at) != Begins::line_end && begins(*at) != Begins::hash) return at;
    } else {
      if (at != scan_.end) indent(begin, at, has_tab);
      return at;
    }
  }
}

void Lexing::indent(const char* begin, const char* token, bool has_tab) {
  Column column;
  if (has_tab) {
    check_tab_sizes(begin);
    column = column_of(begin, token, 8);
  } else {
    column.wide = column.narrow = static_cast<int>(token - begin);
  }
  for (Layout& layout : layouts_) {
    layout.line(scan_, layout.tab == 8 ? column : column_of(begin, token, layout.tab), block_,
                token);
  }
  block_ = false;
  statement_ = scan_.out.tokens.size();
}

// A line that begins with a backslash. Up to 3.8 it is as far indented as the backslash and never blank; 3.9 takes
// neither note of its indentation; since 3.10 the first backslash that is indented decides, or else the token.
const char* Lexing::continued_line(const char* begin, const char* backslash) {
  check_tab_sizes(begin);
  fork_layouts();
  const Column old = column_of(begin, backslash, 8);
  Column column = old;
  Column kept = old;
  const char* at = backslash;
  while (*at == '\\' && is_line_end(at[1])) {
    if (kept.wide == 0) kept = column;
    const char* const line = after_line_end(at + 1);
    if (line == scan_.end) backslash_at_end(at);
    for (at = line; is_indentation(*at); ++at) {
    }
    const Column more = column_of(line, at, 8);
    column = {column.wide + more.wide, column.narrow + more.narrow};
  }
  const Column widened = {kept.wide, kept.wide};
  const bool behind_backslash = kept.wide != 0;
  if (!behind_backslash) kept = column;
  const bool blank = at == scan_.end || is_line_end(*at) || *at == '#';
  for (Layout& layout : layouts_) {
    if (kNewBackslash.contains(layout.within) && !blank) {
      layout.line(scan_, kept, block_, at);
    } else if (kWideBackslash.contains(layout.within) && !blank) {
      layout.line(scan_, behind_backslash ? widened : kept, block_, at);
    } else if (kOldBackslash.contains(layout.within)) {
      layout.line(scan_, column_of(begin, backslash, layout.tab), block_, at);
      if (blank && layout.depth() > 0)
        scan_.see(Construct::blank_continuation, backslash, at, layout.within);
    } else if (layout.within == kNoBackslash && !blank) {
      if (block_) scan_.see(Construct::missing_block, at, at, layout.within);
      if (continues_statement(at) && kept.wide != layout.column()) {
        scan_.see(Construct::continued_clause, at, at + 1, layout.within);
      }
    }
  }
  if (blank) {
    scan_.out.mask.blanks.push_back(scan_.span(backslash, at));
    return at;
  }
  scan_.out.mask.continued.push_back(
      {scan_.offset(begin), scan_.offset(at), static_cast<std::uint32_t>(kept.wide)});
  block_ = false;
  statement_ = scan_.out.tokens.size();
  return at;
}

void Lexing::fork_layouts() {
  if (forked_) return;
  forked_ = true;
  std::vector<Layout> forked;
  for (const VersionSet way : {kNewBackslash, kWideBackslash, kNoBackslash, kOldBackslash}) {
    for (const Layout& layout : layouts_) {
      if (!layout.within.intersects(way)) continue;
      forked.push_back(layout);
      forked.back().within &= way;
      forked.back().makes_tokens = forked.size() == 1;
    }
  }
  layouts_ = std::move(forked);
}

// 2.7 takes the width of a tab from comments such as `# vim:ts=4`. The first tab asks whether there are any.
void Lexing::check_tab_sizes(const char* before) {
  if (tab_sizes_asked_) return;
  tab_sizes_asked_ = true;
  const std::string_view text = source_.text;
  int tab = 8;
  for (const std::string_view word : {"tab-width:", ":tabstop=", ":ts=", "set tabsize="}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
      checks_tab_sizes_ = true;
      if (at >= scan_.offset(before)) break;
      const std::size_t line = std::min(text.find_last_of("\r\n", at) + 1, at);
      const std::size_t hash = text.find('#', line);
      if (hash > at) continue;
      const int asked = tab_size_in(text.substr(hash, text.find_first_of("\r\n", at) - hash));
      if (asked != 0) tab = asked;
    }
  }
  if (!checks_tab_sizes_) return;
  std::vector<Layout> two;
  for (Layout& layout : layouts_) {
    const VersionSet three = layout.within & VersionSet::python3();
    if (layout.within.contains(Version::of(2, 7))) {
      two.push_back(layout);
      two.back().within = Version::of(2, 7);
      two.back().tab = tab;
      two.back().makes_tokens = false;
    }
    layout.within = three;
  }
  layouts_.insert(layouts_.end(), two.begin(), two.end());
}

const char* Lexing::comment(const char* at) {
  const char* const end = end_of_line_from(at);
  if (next_undecodable_ < end) undecodable_in_comment(end);
  if (checks_tab_sizes_) {
    const int tab = tab_size_in({at, static_cast<std::size_t>(end - at)});
    if (tab != 0) layouts_.back().tab = tab;
  }
  if (has_notes_ && std::string_view(at, static_cast<std::size_t>(end - at)).find("pymolt") !=
                        std::string_view::npos) {
    scan_.out.notes.push_back(scan_.span(at, end));
  }
  if (!formatted_.empty() && formatted_.back().start.prefix.formatted)
    scan_.see(Construct::f_string_comment, at, end);
  return end;
}

const char* Lexing::backslash(const char* at) {
  if (at + 1 == scan_.end) {
    backslash_at_end(at);
    return at + 1;
  }
  if (!is_line_end(at[1])) return wrong(at, 1, Construct::stray_backslash);
  const char* const next = after_line_end(at + 1);
  if (next == scan_.end) backslash_at_end(at);
  return next;
}

void Lexing::backslash_at_end(const char* at) {
  // 3.8 to 3.11 put one more line end behind CRLF.
  const bool crlf = at[1] == '\r' && at[2] == '\n';
  const VersionSet lenient = VersionSet::between(Version::of(3, 8), Version::of(3, 11));
  scan_.see(Construct::backslash_at_end, at, at + 1, crlf ? ~lenient : VersionSet::all());
  scan_.out.mask.blanks.push_back(scan_.span(at, at + 1));
}

// A line end: of a statement, or one that does not count because a bracket is open.
const char* Lexing::line_end(const char* at) {
  if (!brackets_.empty()) {
    const char* const begin = after_line_end(at);
    for (at = begin; is_indentation(*at); ++at) {
    }
    check_continuation(begin, at);
    return at;
  }
  end_statement(at);
  return begin_line(after_line_end(at));
}

void Lexing::end_statement(const char* at) {
  const std::vector<Token>& tokens = scan_.out.tokens;
  if (tokens.size() == statement_) return;
  block_ = tokens.back().kind == TokenKind::colon;
  decorated_ = tokens[statement_].kind == TokenKind::at;
  future_ = false;
  scan_.add(TokenKind::newline, at, at == scan_.end ? at : after_line_end(at));
  statement_ = tokens.size();
}

// tree-sitter takes a line in brackets that stands left of its block for the block's end, unless a bracket closes.
void Lexing::check_continuation(const char* begin, const char* token) {
  const int block = layouts_.front().column();
  if (token - begin >= block || joins_) return;
  const Begins what = begins(*token);
  if (what == Begins::line_end || what == Begins::hash || what == Begins::close ||
      token == scan_.end)
    return;
  joins_ = column_of(begin, token, 8).wide < block;
}

void Lexing::finish() {
  if (!brackets_.empty()) {
    const Bracket& open = brackets_.back();
    scan_.see(Construct::unclosed_bracket, open.at, open.at + 1);
  }
  if (!formatted_.empty()) {
    const StringStart& open = formatted_.front().start;
    scan_.see(Construct::unterminated_string, open.begin, open.body);
  }
  end_statement(scan_.end);
  for (Layout& layout : layouts_) layout.finish(scan_, block_);
  scan_.add(TokenKind::end, scan_.end, scan_.end);
  check_docstrings(scan_);
  if (unicode_literals_) {
    scan_.out.diagnostics.insert(scan_.out.diagnostics.end(), scan_.if_unicode_literals.begin(),
                                 scan_.if_unicode_literals.end());
  }
}

}  // namespace pymolt::verdict
