// Part of the unit that is tree_sitter.c: the tables, enumerators and lexer functions of the grammar are in sight.
// SPDX-License-Identifier: MIT
//
// A token is looked for in the order that tree-sitter keeps: first what its external scanner would find (line ends,
// indentation, strings), then the lexer proper. Both are done here on bytes, for what Python is mostly made of; the
// generated lexer function is asked for the rest, through a TSLexer of our own (`Shim`).
#include "syntax/lr_parser.h"

#include <string.h>


enum {
  kLrShortWay = 64,      // entries of a way back that is gone again at every token
  kLrReadings = 6,       // tree-sitter drops readings beyond that
  kLrMostReadings = 16,  // while a token is taken
  kLrLinks = 8,          // ways back from a node of a forked stack, as tree-sitter has
  kLrPaths = 32,         // ways that a reduction may lead back
  kLrMostForkNodes = 1 << 19,
  kLrNodesKept = 1 << 19,  // from text to text
  kLrIndents = 400,  // its scanner forgets what does not fit into 1,024 bytes
  kLrDelimiters = 200,
  kLrCache = 8192,  // remembered table entries, a power of two
  kLrWords = 256,   // slots for keywords, a power of two
  kLrUnknown = 2,
  kLrCompared = 300,  // nodes deep and wide, where readings are as good
};

typedef struct {
  uint32_t node;
  uint16_t state;
  uint16_t
      symbol : 10;  // what the node was last reduced to, which is not its own where hidden nodes are left out
  uint16_t wraps : 5;  // how many are left out around it; 31 stands for more
  uint16_t extra : 1;
} LrEntry;

_Static_assert(SYMBOL_COUNT < 1024, "a symbol has ten bits");

typedef struct {
  LrEntry* entries;
  uint32_t size;
  uint32_t capacity;
} LrStack;

// Where the stack is forked, a node of it: an index of `fork_nodes`, or -1 - i for entry i of the plain stack below.
typedef int32_t LrForkId;

typedef struct {
  LrForkId before;
  LrEntry entry;  // what stands on top of it; its state is that of the node the link belongs to
} LrLink;

typedef struct {
  uint16_t state;
  uint16_t link_count;
  int32_t precedence;  // the highest of all ways to it
  uint32_t position;
  LrLink links[kLrLinks];
} LrForkNode;

// A reading: the top of its stack, and how far it has come.
typedef struct {
  LrForkId node;
  uint32_t at;
  uint32_t indent_count;
  uint32_t delimiter_count;
  bool interpolated;
  bool ended;
  bool popped;  // an indentation in this round, which the other readings may still have
} LrHead;

// Entries that a reduction takes off the stack, the lowest first.
typedef struct {
  LrEntry entry;
  int32_t above;  // -1: none
} LrPathStep;

typedef struct {
  LrForkId node;
  int32_t lowest;
  uint32_t count;  // without extras
} LrPath;

// What taking a token does to the scanner.
typedef enum { kLrNothing, kLrPushIndent, kLrPopIndent, kLrOpenString, kLrCloseString } LrEffect;

typedef struct {
  TSSymbol symbol;
  bool is_keyword;
  LrEffect effect;
  uint16_t value;  // the indentation, or the string's flags
  uint32_t begin;
  uint32_t end;
} LrToken;

typedef struct {
  TSLexer base;
  const char* text;
  uint32_t length;
  uint32_t at;
  uint32_t size;  // of the character at AT
  uint32_t begin;
  uint32_t end;
  bool marked;
  bool bad;  // not UTF-8
} LrShim;

typedef struct {
  char text[12];
  uint8_t length;
  TSSymbol symbol;
} LrWord;

typedef struct {
  char text[4];
  uint8_t length;
  uint8_t symbol;
} LrOperator;

struct PymoltLr {
  const TSLanguage* language;
  const char* text;
  uint32_t length;
  uint32_t at;  // where the last token ended

  uint16_t indents[kLrIndents];
  uint32_t indent_count;
  uint8_t delimiters[kLrDelimiters];
  uint32_t delimiter_count;
  bool interpolated;  // the scanner's `inside_interpolated_string`

  LrStack stack;  // the first entry is the start state, with no node
  bool forked;
  LrHead heads[kLrMostReadings];
  uint32_t head_count;
  LrForkNode* fork_nodes;
  uint32_t fork_count;
  uint32_t join_wait;  // rounds until the way back is looked at again
  uint32_t fork_capacity;
  LrPathStep* steps;
  uint32_t step_count;
  uint32_t step_capacity;
  LrStack taken;  // the entries of one path

  PymoltLrNode* nodes;
  uint32_t node_count;
  uint32_t node_capacity;
  uint32_t* children;
  uint16_t* child_wraps;  // beside each child, what LrEntry says of it: symbol | wraps << 10
  uint32_t child_count;
  uint32_t child_capacity;
  uint32_t symbol_capacity;
  uint32_t root;
  bool accepted;

  uint32_t keys[kLrCache];
  uint16_t values[kLrCache];
  LrWord words[kLrWords];
  LrOperator operators[128][6];  // by first character, the longest first
  bool is_plain[SYMBOL_COUNT];   // hidden, and no production names it otherwise
  uint8_t modes
      [STATE_COUNT];  // 0: not known yet; 1: the quick lexer will do; 2: the generated one is needed
};

static uint32_t lr_hash_word(const char* text, uint32_t length) {
  uint32_t hash = length * 31 + (uint8_t)text[0];
  hash = hash * 37 + (uint8_t)text[length - 1];
  hash = hash * 41 + (uint8_t)text[length / 2];
  return hash;
}

static void lr_add_word(PymoltLr* lr, const char* text, TSSymbol symbol) {
  const uint32_t length = (uint32_t)strlen(text);
  uint32_t slot = lr_hash_word(text, length) & (kLrWords - 1);
  while (lr->words[slot].length != 0) slot = (slot + 1) & (kLrWords - 1);
  memcpy(lr->words[slot].text, text, length);
  lr->words[slot].length = (uint8_t)length;
  lr->words[slot].symbol = symbol;
}

static void lr_add_operator(PymoltLr* lr, const char* text, TSSymbol symbol) {
  const uint8_t length = (uint8_t)strlen(text);
  LrOperator* row = lr->operators[(uint8_t)text[0]];
  uint32_t at = 0;
  while (row[at].length >= length) ++at;
  memmove(&row[at + 1], &row[at], (5 - at) * sizeof(LrOperator));
  memcpy(row[at].text, text, length);
  row[at].length = length;
  row[at].symbol = (uint8_t)symbol;
}

static void lr_read_language(PymoltLr* lr) {
  const TSLanguage* language = lr->language;
  for (TSSymbol symbol = 1; symbol < language->token_count; ++symbol) {
    const char* name = language->symbol_names[symbol];
    const bool letter = name[0] == '_' || (name[0] >= 'a' && name[0] <= 'z');
    if (language->symbol_metadata[symbol].named || symbol == anon_sym_STAR2) continue;
    if (!language->symbol_metadata[symbol].visible || strlen(name) > 11) continue;
    if (letter) {
      lr_add_word(lr, name, symbol);
    } else if ((uint8_t)name[0] < 128 && name[0] != '\\') {
      lr_add_operator(lr, name, symbol);
    }
  }
  lr_add_word(lr, "True", sym_true);
  lr_add_word(lr, "False", sym_false);
  lr_add_word(lr, "None", sym_none);
  lr_add_operator(lr, "...", sym_ellipsis);
  for (TSSymbol symbol = 0; symbol < SYMBOL_COUNT; ++symbol) {
    const TSSymbol* begin = NULL;
    const TSSymbol* end = NULL;
    ts_language_aliases_for_symbol(language, symbol, &begin, &end);
    lr->is_plain[symbol] = !language->symbol_metadata[symbol].visible && end == begin + 1;
  }
}

EXPORTED PymoltLr* pymolt_lr_new(void) {
  PymoltLr* lr = (calloc)(1, sizeof(PymoltLr));
  if (lr == NULL) return NULL;
  lr->language = tree_sitter_python();
  memset(lr->keys, 0xFF, sizeof(lr->keys));
  lr_read_language(lr);
  return lr;
}

EXPORTED void pymolt_lr_delete(PymoltLr* lr) {
  if (lr == NULL) return;
  (free)(lr->stack.entries);
  (free)(lr->taken.entries);
  (free)(lr->fork_nodes);
  (free)(lr->steps);
  (free)(lr->nodes);
  (free)(lr->children);
  (free)(lr->child_wraps);
  (free)(lr);
}

EXPORTED void pymolt_lr_trim(PymoltLr* lr) {
  if (lr->node_capacity <= kLrNodesKept) return;
  (free)(lr->nodes);
  (free)(lr->children);
  (free)(lr->child_wraps);
  lr->nodes = NULL;
  lr->children = NULL;
  lr->child_wraps = NULL;
  lr->node_capacity = lr->child_capacity = lr->symbol_capacity = 0;
}

EXPORTED const PymoltLrNode* pymolt_lr_nodes(const PymoltLr* lr) { return lr->nodes; }
EXPORTED uint32_t pymolt_lr_node_count(const PymoltLr* lr) { return lr->node_count; }
EXPORTED const uint32_t* pymolt_lr_children(const PymoltLr* lr) { return lr->children; }
EXPORTED uint32_t pymolt_lr_root(const PymoltLr* lr) { return lr->root; }

// The table's entry: of a token an index of the actions, of anything else the next state; 0 where there is none.
static inline uint16_t lr_lookup(PymoltLr* lr, TSStateId state, TSSymbol symbol) {
  if (state < LARGE_STATE_COUNT) return ts_parse_table[state][symbol];
  const uint32_t key = ((uint32_t)state << 16) | symbol;
  const uint32_t slot = (state * 37U + symbol * 5U) & (kLrCache - 1);
  if (lr->keys[slot] == key) return lr->values[slot];
  const uint16_t value = ts_language_lookup(lr->language, state, symbol);
  lr->keys[slot] = key;
  lr->values[slot] = value;
  return value;
}

// --- Tokens ---------------------------------------------------------------------------------------------------------

static inline int lr_char(const PymoltLr* lr, uint32_t at) {
  return at < lr->length ? (uint8_t)lr->text[at] : 0;
}

static void shim_look(LrShim* shim) {
  shim->size = 0;
  shim->base.lookahead = 0;
  if (shim->at >= shim->length) return;
  const uint8_t* at = (const uint8_t*)shim->text + shim->at;
  const uint32_t left = shim->length - shim->at;
  uint32_t size = at[0] < 0x80 ? 1 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : at[0] >= 0xC2 ? 2 : 0;
  if (size == 0 || size > left) {
    shim->bad = true;
    size = 1;
  }
  int32_t point = size == 1 ? at[0] : at[0] & (0xFF >> (size + 1));
  for (uint32_t i = 1; i < size; ++i) {
    if ((at[i] & 0xC0) != 0x80) shim->bad = true;
    point = (point << 6) | (at[i] & 0x3F);
  }
  shim->size = size;
  shim->base.lookahead = point;
}

static void shim_advance(TSLexer* base, bool skip) {
  LrShim* shim = (LrShim*)base;
  shim->at += shim->size;
  if (skip) shim->begin = shim->at;
  shim_look(shim);
}

static void shim_mark_end(TSLexer* base) {
  LrShim* shim = (LrShim*)base;
  shim->end = shim->at;
  shim->marked = true;
}

static bool shim_eof(const TSLexer* base) {
  const LrShim* shim = (const LrShim*)base;
  return shim->at >= shim->length;
}

static uint32_t shim_column(TSLexer* base) {
  ((LrShim*)base)->bad = true;  // the grammar never asks
  return 0;
}

static bool shim_at_range(const TSLexer* base) {
  (void)base;
  return false;
}

static bool lr_keyword(PymoltLr* lr, TSStateId state, LrToken* token) {
  const char* text = lr->text + token->begin;
  const uint32_t length = token->end - token->begin;
  token->is_keyword = false;
  if (length > 11) return true;
  for (uint32_t slot = lr_hash_word(text, length);; ++slot) {
    const LrWord* word = &lr->words[slot & (kLrWords - 1)];
    if (word->length == 0) return true;
    if (word->length != length || memcmp(word->text, text, length) != 0) continue;
    token->is_keyword = true;
    if (lr_lookup(lr, state, word->symbol) != 0 ||
        ts_language_is_reserved_word(lr->language, state, word->symbol)) {
      token->symbol = word->symbol;
    }
    return true;
  }
}

// The generated lexer, for what the quick one does not know.
static bool lr_generated(PymoltLr* lr, TSStateId state, uint16_t lex_state, LrToken* token) {
  LrShim shim;
  memset(&shim, 0, sizeof(shim));
  shim.base.advance = shim_advance;
  shim.base.mark_end = shim_mark_end;
  shim.base.get_column = shim_column;
  shim.base.is_at_included_range_start = shim_at_range;
  shim.base.eof = shim_eof;
  shim.text = lr->text;
  shim.length = lr->length;
  shim.at = lr->at;
  shim.begin = lr->at;
  shim_look(&shim);
  const bool found = lr->language->lex_fn(&shim.base, lex_state);
  if (!found || shim.bad) return false;
  if (!shim.marked) shim.end = shim.at;
  token->symbol = shim.base.result_symbol;
  token->begin = shim.end < shim.begin ? shim.end : shim.begin;
  token->end = shim.end;
  token->effect = kLrNothing;
  token->value = 0;
  token->is_keyword = false;
  return token->symbol != sym_identifier || lr_keyword(lr, state, token);
}

static inline bool is_word_byte(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

static bool lr_needs_generated(PymoltLr* lr, TSStateId state) {
  if (lr->modes[state] == 0) {
    const bool special = lr_lookup(lr, state, aux_sym_format_specifier_token1) != 0 ||
                         lr_lookup(lr, state, sym_escape_sequence) != 0 ||
                         lr_lookup(lr, state, anon_sym_STAR2) != 0;
    lr->modes[state] = special ? 2 : 1;
  }
  return lr->modes[state] == 2;
}

// A word, a whole number or an operator as they mostly are.
static bool lr_internal(PymoltLr* lr, TSStateId state, uint16_t lex_state, LrToken* token) {
  if (lr_needs_generated(lr, state)) return lr_generated(lr, state, lex_state, token);
  uint32_t at = lr->at;
  int c = lr_char(lr, at);
  while (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') c = lr_char(lr, ++at);
  token->begin = at;
  token->effect = kLrNothing;
  token->value = 0;
  token->is_keyword = false;
  if (c == '#') {
    const char* end = memchr(lr->text + at, '\n', lr->length - at);
    token->symbol = sym_comment;
    token->end = end == NULL ? lr->length : (uint32_t)(end - lr->text);
    return true;
  }
  if (is_word_byte(c)) {
    const bool digit = c >= '0' && c <= '9';
    bool digits = true;
    do {
      digits = digits && c >= '0' && c <= '9';
      c = lr_char(lr, ++at);
    } while (is_word_byte(c));
    if (c >= 0x80 || (digit && (!digits || c == '.')))
      return lr_generated(lr, state, lex_state, token);
    token->end = at;
    token->symbol = digit ? sym_integer : sym_identifier;
    return digit || lr_keyword(lr, state, token);
  }
  if (c == 0 && at >= lr->length) {
    token->symbol = ts_builtin_sym_end;
    token->end = at;
    return true;
  }
  if (c >= 0x80 || (c == '!' && lr_char(lr, at + 1) != '=') ||
      (c == '.' && lr_char(lr, at + 1) >= '0' && lr_char(lr, at + 1) <= '9')) {
    return lr_generated(lr, state, lex_state, token);
  }
  for (const LrOperator* op = lr->operators[c]; op->length != 0; ++op) {
    if (op->length > lr->length - at || memcmp(op->text, lr->text + at, op->length) != 0) continue;
    // In a state that does not want it, the generated lexer may know a shorter one.
    if (op->length > 1 && lr_lookup(lr, state, op->symbol) == 0) break;
    token->symbol = op->symbol;
    token->end = at + op->length;
    return true;
  }
  return lr_generated(lr, state, lex_state, token);
}

enum { kFound = 1, kNone = 0, kOdd = -1 };

static int lr_found(LrToken* token, TSSymbol symbol, uint32_t begin, uint32_t end, LrEffect effect,
                    uint16_t value) {
  token->symbol = symbol;
  token->begin = begin;
  token->end = end;
  token->effect = effect;
  token->value = value;
  token->is_keyword = false;
  return kFound;
}

static int quote_of(uint8_t flags) {
  return flags & SingleQuote ? '\'' : flags & DoubleQuote ? '"' : flags & BackQuote ? '`' : 0;
}

// What stands in a string, up to what ends it or means something else.
static int lr_string_content(PymoltLr* lr, LrToken* token) {
  const uint8_t flags = lr->delimiters[lr->delimiter_count - 1];
  const int quote = quote_of(flags);
  const uint32_t begin = lr->at;
  bool has_content = false;
  uint32_t at = begin;
  while (at < lr->length) {
    const int c = (uint8_t)lr->text[at];
    if ((flags & Format) && (c == '{' || c == '}')) {
      return has_content ? lr_found(token, sym__string_content, begin, at, kLrNothing, 0) : kNone;
    }
    if (c == '\\') {
      if (flags & Raw) {
        ++at;
        const int next = lr_char(lr, at);
        if (next == quote || next == '\\') ++at;
        if (lr_char(lr, at) == '\r') ++at;
        if (lr_char(lr, at) == '\n') ++at;
        continue;
      }
      const int next = lr_char(lr, at + 1);
      const bool is_text = (flags & Bytes) && (next == 'N' || next == 'u' || next == 'U');
      if (!is_text) {
        return has_content ? lr_found(token, sym__string_content, begin, at, kLrNothing, 0) : kNone;
      }
      at += 2;
    } else if (c == quote) {
      if (flags & Triple) {
        if (lr_char(lr, at + 1) != quote) {
          return lr_found(token, sym__string_content, begin, at + 1, kLrNothing, 0);
        }
        if (lr_char(lr, at + 2) != quote) {
          return lr_found(token, sym__string_content, begin, at + 2, kLrNothing, 0);
        }
      }
      if (has_content) return lr_found(token, sym__string_content, begin, at, kLrNothing, 0);
      return lr_found(token, sym_string_end, begin, at + ((flags & Triple) ? 3 : 1), kLrCloseString,
                      0);
    } else if (c == '\n' && has_content && !(flags & Triple)) {
      return kNone;
    }
    ++at;
    has_content = true;
  }
  return kOdd;
}

// The prefix and quotes that open a string at AT.
static int lr_string_start(PymoltLr* lr, uint32_t at, LrToken* token) {
  const uint32_t begin = at;
  uint16_t flags = 0;
  for (;; ++at) {
    const int c = lr_char(lr, at);
    if (c == 'f' || c == 'F' || c == 't' || c == 'T') {
      flags |= Format;
    } else if (c == 'r' || c == 'R') {
      flags |= Raw;
    } else if (c == 'b' || c == 'B') {
      flags |= Bytes;
    } else if (c != 'u' && c != 'U') {
      break;
    }
  }
  const int quote = lr_char(lr, at);
  if (quote != '\'' && quote != '"' && quote != '`') return kNone;
  flags |= quote == '\'' ? SingleQuote : quote == '"' ? DoubleQuote : BackQuote;
  ++at;
  if (quote != '`' && lr_char(lr, at) == quote && lr_char(lr, at + 1) == quote) {
    flags |= Triple;
    at += 2;
  }
  return lr_found(token, sym_string_start, begin, at, kLrOpenString, flags);
}

// What the external scanner finds: ends of lines, indentation, the parts of strings.
static int lr_external(PymoltLr* lr, const bool* valid, LrToken* token) {
  const bool recovers = valid[STRING_CONTENT] && valid[INDENT];
  if (recovers) return kOdd;
  const bool in_brackets = valid[CLOSE_BRACE] || valid[CLOSE_PAREN] || valid[CLOSE_BRACKET];
  uint32_t at = lr->at;
  int c = lr_char(lr, at);
  if (lr->delimiter_count > 0) {
    if (valid[ESCAPE_INTERPOLATION] && (c == '{' || c == '}') &&
        (lr->delimiters[lr->delimiter_count - 1] & Format)) {
      if (lr_char(lr, at + 1) != c) return kNone;
      return lr_found(token, sym_escape_interpolation, at, at + 2, kLrNothing, 0);
    }
    if (valid[STRING_CONTENT]) return lr_string_content(lr, token);
  }
  bool ends_line = false;
  uint16_t indent = 0;
  int32_t comment_indent = -1;
  for (;; c = lr_char(lr, at)) {
    if (c == '\n') {
      ends_line = true;
      indent = 0;
      ++at;
    } else if (c == ' ') {
      ++indent;
      ++at;
    } else if (c == '\r' || c == '\f') {
      indent = 0;
      ++at;
    } else if (c == '\t') {
      indent += 8;
      ++at;
    } else if (c == '#' && (valid[INDENT] || valid[DEDENT] || valid[NEWLINE] || valid[EXCEPT])) {
      if (!ends_line) return kNone;
      if (comment_indent == -1) comment_indent = indent;
      const char* end = memchr(lr->text + at, '\n', lr->length - at);
      at = end == NULL ? lr->length : (uint32_t)(end - lr->text) + 1;
      indent = 0;
    } else if (c == '\\') {
      ++at;
      if (lr_char(lr, at) == '\r') ++at;
      if (lr_char(lr, at) != '\n' && at < lr->length) return kNone;
      if (at < lr->length) ++at;
    } else if (at >= lr->length) {
      indent = 0;
      ends_line = true;
      break;
    } else {
      break;
    }
  }
  if (ends_line) {
    const uint16_t current = lr->indents[lr->indent_count - 1];
    if (valid[INDENT] && indent > current) {
      return lr_found(token, sym__indent, lr->at, lr->at, kLrPushIndent, indent);
    }
    const bool opens_string = c == '"' || c == '\'' || c == '`';
    if ((valid[DEDENT] ||
         (!valid[NEWLINE] && !(valid[STRING_START] && opens_string) && !in_brackets)) &&
        indent < current && !lr->interpolated && comment_indent < (int32_t)current) {
      return lr_found(token, sym__dedent, lr->at, lr->at, kLrPopIndent, 0);
    }
    if (valid[NEWLINE]) return lr_found(token, sym__newline, lr->at, lr->at, kLrNothing, 0);
  }
  if (comment_indent == -1 && valid[STRING_START]) return lr_string_start(lr, at, token);
  return kNone;
}

static bool lr_lex(PymoltLr* lr, TSStateId state, LrToken* token) {
  const TSLexerMode mode = ts_lex_modes[state];
  if (mode.lex_state == (uint16_t)-1) return false;
  if (mode.external_lex_state != 0) {
    const int found = lr_external(lr, ts_external_scanner_states[mode.external_lex_state], token);
    if (found != kNone) return found == kFound;
  }
  return lr_internal(lr, state, mode.lex_state, token);
}

static bool lr_apply(PymoltLr* lr, const LrToken* token) {
  switch (token->effect) {
    case kLrNothing:
      break;
    case kLrPushIndent:
      if (lr->indent_count == kLrIndents) return false;
      lr->indents[lr->indent_count++] = token->value;
      break;
    case kLrPopIndent:
      if (lr->indent_count == 1) return false;
      --lr->indent_count;
      break;
    case kLrOpenString:
      if (lr->delimiter_count == kLrDelimiters) return false;
      lr->delimiters[lr->delimiter_count++] = (uint8_t)token->value;
      lr->interpolated = (token->value & Format) != 0;
      break;
    case kLrCloseString:
      --lr->delimiter_count;
      lr->interpolated = false;
      break;
  }
  return true;
}

// --- Nodes and stacks -----------------------------------------------------------------------------------------------

static bool lr_grow(void** block, uint32_t* capacity, size_t size) {
  const uint32_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
  void* grown = (realloc)(*block, wanted * size);
  if (grown == NULL || wanted < *capacity) return false;
  *block = grown;
  *capacity = wanted;
  return true;
}

static bool lr_add_node(PymoltLr* lr, PymoltLrNode node, uint32_t* index) {
  if (lr->node_count == lr->node_capacity &&
      !lr_grow((void**)&lr->nodes, &lr->node_capacity, sizeof(PymoltLrNode))) {
    return false;
  }
  *index = lr->node_count;
  lr->nodes[lr->node_count++] = node;
  return true;
}

static bool lr_add_child(PymoltLr* lr, uint32_t node, uint16_t wraps) {
  if (lr->child_count == lr->child_capacity &&
      !(lr_grow((void**)&lr->children, &lr->child_capacity, sizeof(uint32_t)) &&
        lr_grow((void**)&lr->child_wraps, &lr->symbol_capacity, sizeof(uint16_t)))) {
    return false;
  }
  lr->children[lr->child_count] = node;
  lr->child_wraps[lr->child_count++] = wraps;
  return true;
}

static bool lr_push(LrStack* stack, LrEntry entry) {
  if (stack->size == stack->capacity &&
      !lr_grow((void**)&stack->entries, &stack->capacity, sizeof(LrEntry))) {
    return false;
  }
  stack->entries[stack->size++] = entry;
  return true;
}

static inline uint16_t lr_wraps(const LrEntry* entry) {
  return (uint16_t)(entry->symbol | entry->wraps << 10);
}

static inline TSStateId lr_state(const LrStack* stack) {
  return stack->entries[stack->size - 1].state;
}

// Whether a production with one child says nothing of it: then the child stands for the hidden node around it.
static bool lr_is_silent(const TSLanguage* language, uint16_t production) {
  if (production == 0) return true;
  const TSSymbol* aliases = ts_language_alias_sequence(language, production);
  const TSFieldMapEntry* field = NULL;
  const TSFieldMapEntry* end = NULL;
  ts_language_field_map(language, production, &field, &end);
  if (aliases != NULL && aliases[0] != 0) return false;
  for (; field != end; ++field) {
    if (!field->inherited && field->child_index == 0) return false;
  }
  return true;
}

// The node that ENTRIES are reduced to.
static bool lr_parent(PymoltLr* lr, const LrEntry* entries, uint32_t count,
                      const TSParseAction* action, uint32_t* made) {
  PymoltLrNode node;
  node.symbol = action->reduce.symbol;
  node.production = action->reduce.production_id;
  node.children = lr->child_count;
  node.count = count;
  node.precedence = 0;
  node.extra = false;
  for (uint32_t i = 0; i < count; ++i) {
    if (!lr_add_child(lr, entries[i].node, lr_wraps(&entries[i]))) return false;
    node.precedence += lr->nodes[entries[i].node].precedence;
  }
  node.begin = count > 0 ? lr->nodes[entries[0].node].begin : lr->at;
  node.end = count > 0 ? lr->nodes[entries[count - 1].node].end : lr->at;
  return lr_add_node(lr, node, made);
}

static bool lr_reduce(PymoltLr* lr, const TSParseAction* action) {
  LrStack* stack = &lr->stack;
  const TSSymbol symbol = action->reduce.symbol;
  const uint32_t count = action->reduce.child_count;
  uint32_t end = stack->size;
  while (end > 1 && stack->entries[end - 1].extra) --end;
  uint32_t begin = end;
  if (count == 0) begin = end = stack->size;
  for (uint32_t left = count; left > 0; --begin) {
    if (begin == 1) return false;
    if (!stack->entries[begin - 1].extra) --left;
  }
  const TSStateId next = lr_lookup(lr, stack->entries[begin - 1].state, symbol);
  if (next == 0) return false;
  const int32_t precedence = action->reduce.dynamic_precedence;
  LrEntry made = {0, next, symbol, 0, 0};
  if (end - begin == 1 && count == 1 && precedence == 0 && lr->is_plain[symbol] &&
      lr_is_silent(lr->language, action->reduce.production_id)) {
    const LrEntry* child = &stack->entries[begin];
    made.node = child->node;
    made.wraps = child->wraps == 31 ? 31 : child->wraps + 1U;
  } else {
    if (!lr_parent(lr, stack->entries + begin, end - begin, action, &made.node)) return false;
    lr->nodes[made.node].precedence += precedence;
  }
  if (begin == end) return lr_push(stack, made);
  // The extras behind it go on standing behind it, now in its state.
  const uint32_t extras = stack->size - end;
  stack->entries[begin] = made;
  for (uint32_t i = 0; i < extras; ++i) {
    stack->entries[begin + 1 + i] = stack->entries[end + i];
    stack->entries[begin + 1 + i].state = next;
  }
  stack->size = begin + 1 + extras;
  return true;
}

static bool lr_token_node(PymoltLr* lr, const LrToken* token, bool extra, uint32_t* made) {
  const PymoltLrNode node = {token->symbol, 0, token->begin, token->end, 0, 0, 0, extra};
  return lr_add_node(lr, node, made);
}

// The root of a stack at the end of the text: what stands around the module becomes a part of it.
static bool lr_accept(PymoltLr* lr, const LrStack* stack, const LrToken* token, uint32_t* made) {
  uint32_t root = stack->size;
  while (root > 1 && stack->entries[root - 1].extra) --root;
  if (root == 1) return false;
  --root;
  const PymoltLrNode module = lr->nodes[stack->entries[root].node];
  PymoltLrNode node = module;
  node.children = lr->child_count;
  for (uint32_t i = 1; i < stack->size; ++i) {
    const uint32_t count = i == root ? module.count : 1;
    for (uint32_t k = module.children; k < module.children + count; ++k) {
      const uint32_t child = i == root ? lr->children[k] : stack->entries[i].node;
      const uint16_t wraps = i == root ? lr->child_wraps[k] : lr_wraps(&stack->entries[i]);
      if (!lr_add_child(lr, child, wraps)) return false;
    }
  }
  node.count = lr->child_count - node.children;
  node.begin = node.count > 0 ? lr->nodes[lr->children[node.children]].begin : token->begin;
  node.end = lr->length;
  return lr_add_node(lr, node, made);
}

// --- A forked stack -------------------------------------------------------------------------------------------------
//
// As tree-sitter's stack.c and parser.c do it, in their order, since the order of readings decides between equal ones.

static const LrEntry* lr_plain(const PymoltLr* lr, LrForkId id) {
  return &lr->stack.entries[-1 - id];
}

static TSStateId lr_fork_state(const PymoltLr* lr, LrForkId id) {
  return id < 0 ? lr_plain(lr, id)->state : lr->fork_nodes[id].state;
}

static uint32_t lr_fork_position(const PymoltLr* lr, LrForkId id) {
  if (id >= 0) return lr->fork_nodes[id].position;
  return id == -1 ? 0 : lr->nodes[lr_plain(lr, id)->node].end;
}

// The dynamic precedence of all below is the same for every reading, and left out.
static int32_t lr_fork_precedence(const PymoltLr* lr, LrForkId id) {
  return id < 0 ? 0 : lr->fork_nodes[id].precedence;
}

static uint32_t lr_link_count(const PymoltLr* lr, LrForkId id) {
  return id >= 0 ? lr->fork_nodes[id].link_count : id == -1 ? 0 : 1;
}

static LrLink lr_link(const PymoltLr* lr, LrForkId id, uint32_t index) {
  if (id >= 0) return lr->fork_nodes[id].links[index];
  return (LrLink){id + 1, *lr_plain(lr, id)};
}

static bool lr_fork_push(PymoltLr* lr, LrForkId before, LrEntry entry, LrForkId* made) {
  if (lr->fork_count == kLrMostForkNodes) return false;
  if (lr->fork_count == lr->fork_capacity &&
      !lr_grow((void**)&lr->fork_nodes, &lr->fork_capacity, sizeof(LrForkNode))) {
    return false;
  }
  LrForkNode* node = &lr->fork_nodes[lr->fork_count];
  node->state = entry.state;
  node->link_count = 1;
  node->precedence = lr_fork_precedence(lr, before) + lr->nodes[entry.node].precedence;
  node->position = lr->nodes[entry.node].end;
  node->links[0] = (LrLink){before, entry};
  *made = (LrForkId)lr->fork_count++;
  return true;
}

// Whether tree-sitter holds two subtrees for the same.
static bool lr_equivalent(const PymoltLr* lr, const LrEntry* x, const LrEntry* y) {
  const PymoltLrNode* a = &lr->nodes[x->node];
  const PymoltLrNode* b = &lr->nodes[y->node];
  if (x->symbol != y->symbol || x->extra != y->extra) return false;
  if (a->begin != b->begin || a->end != b->end) return false;
  const uint32_t count = x->wraps > 0 ? 1 : a->count;
  return count == (y->wraps > 0 ? 1 : b->count);
}

// Gives the node SELF one more way back; false where tree-sitter would change what is not forked here.
static bool lr_add_link(PymoltLr* lr, LrForkId self, LrLink link, int depth) {
  if (link.before == self) return true;
  if (self < 0 || depth == kLrCompared) return false;
  const int32_t precedence =
      lr_fork_precedence(lr, link.before) + lr->nodes[link.entry.node].precedence;
  for (uint32_t i = 0; i < lr->fork_nodes[self].link_count; ++i) {
    LrLink* existing = &lr->fork_nodes[self].links[i];
    if (!lr_equivalent(lr, &existing->entry, &link.entry)) continue;
    if (existing->before == link.before) {
      if (lr->nodes[link.entry.node].precedence > lr->nodes[existing->entry.node].precedence) {
        existing->entry = link.entry;
        lr->fork_nodes[self].precedence = precedence;
      }
      return true;
    }
    const LrForkId before = existing->before;
    if (lr_fork_state(lr, before) != lr_fork_state(lr, link.before) ||
        lr_fork_position(lr, before) != lr_fork_position(lr, link.before)) {
      continue;
    }
    for (uint32_t j = 0; j < lr_link_count(lr, link.before); ++j) {
      if (!lr_add_link(lr, before, lr_link(lr, link.before, j), depth + 1)) return false;
    }
    if (precedence > lr->fork_nodes[self].precedence) lr->fork_nodes[self].precedence = precedence;
    return true;
  }
  LrForkNode* node = &lr->fork_nodes[self];
  if (node->link_count == kLrLinks) return true;
  link.entry.state = node->state;
  node->links[node->link_count++] = link;
  if (precedence > node->precedence) node->precedence = precedence;
  return true;
}

static void lr_remove_head(PymoltLr* lr, uint32_t index) {
  memmove(&lr->heads[index], &lr->heads[index + 1], (lr->head_count - index - 1) * sizeof(LrHead));
  --lr->head_count;
}

enum { kMerged = 1, kApart = 0 };

// Makes the reading B a part of A where both are in the same state at the same place.
static int lr_merge(PymoltLr* lr, uint32_t a, uint32_t b) {
  const LrHead* x = &lr->heads[a];
  const LrHead* y = &lr->heads[b];
  if (x->ended || y->ended || lr_fork_state(lr, x->node) != lr_fork_state(lr, y->node))
    return kApart;
  if (lr_fork_position(lr, x->node) != lr_fork_position(lr, y->node) || x->at != y->at)
    return kApart;
  if (x->indent_count != y->indent_count || x->delimiter_count != y->delimiter_count ||
      x->interpolated != y->interpolated) {
    return kApart;
  }
  for (uint32_t i = 0; i < lr_link_count(lr, y->node); ++i) {
    if (!lr_add_link(lr, x->node, lr_link(lr, y->node, i), 0)) return kOdd;
  }
  lr_remove_head(lr, b);
  return kMerged;
}

// A node as the grammar has it: with WRAPS hidden nodes around NODE, of which SYMBOL is the outermost.
typedef struct {
  uint32_t node;
  TSSymbol symbol;
  uint16_t wraps;
} LrView;

static uint32_t lr_view_count(const PymoltLr* lr, LrView view) {
  return view.wraps > 0 ? 1 : lr->nodes[view.node].count;
}

// A child of it; one of an unknown symbol, 1023, where more hidden nodes are left out than their ends tell.
static LrView lr_view_child(const PymoltLr* lr, LrView view, uint32_t index) {
  const PymoltLrNode* node = &lr->nodes[view.node];
  if (view.wraps > 0) {
    const TSSymbol symbol = view.wraps == 1 ? node->symbol : 1023;
    return (LrView){view.node, symbol, (uint16_t)(view.wraps - 1)};
  }
  const uint32_t at = node->children + index;
  return (LrView){lr->children[at], lr->child_wraps[at] & 1023, lr->child_wraps[at] >> 10};
}

// Which of two nodes tree-sitter takes where their dynamic precedence is the same: -1 for the one with the lesser symbol,
// or fewer children, at the first place in preorder where they are not the same; 0 where that cannot be told.
static int lr_compare(const PymoltLr* lr, LrView a, LrView b, int depth) {
  if (a.node == b.node && a.wraps == b.wraps) return 0;
  if (depth == kLrCompared || a.symbol == 1023 || b.symbol == 1023) return kLrUnknown;
  if (a.symbol != b.symbol) return a.symbol < b.symbol ? -1 : 1;
  const uint32_t count = lr_view_count(lr, a);
  const uint32_t other = lr_view_count(lr, b);
  if (count != other) return count < other ? -1 : 1;
  if (count > kLrCompared) return kLrUnknown;
  for (uint32_t i = 0; i < count; ++i) {
    const int order = lr_compare(lr, lr_view_child(lr, a, i), lr_view_child(lr, b, i), depth + 1);
    if (order != 0) return order;
  }
  return 0;
}

// Which of two nodes of the same production tree-sitter keeps: -1 for A, which came first.
static int lr_order(const PymoltLr* lr, uint32_t a, uint32_t b) {
  const PymoltLrNode* x = &lr->nodes[a];
  const PymoltLrNode* y = &lr->nodes[b];
  if (x->precedence != y->precedence) return y->precedence > x->precedence ? 1 : -1;
  const int order = lr_compare(lr, (LrView){a, x->symbol, 0}, (LrView){b, y->symbol, 0}, 0);
  return order == 0 ? -1 : order;
}

// All ways back from a reading over COUNT entries, in tree-sitter's order; false where there are too many.
static bool lr_paths(PymoltLr* lr, LrForkId from, uint32_t count, LrPath* done,
                     uint32_t* done_count) {
  LrPath open[kLrPaths];
  uint32_t open_count = 1;
  open[0] = (LrPath){from, -1, 0};
  *done_count = 0;
  lr->step_count = 0;
  while (open_count > 0) {
    for (uint32_t i = 0, size = open_count; i < size; ++i) {
      const LrPath path = open[i];
      const uint32_t links = lr_link_count(lr, path.node);
      const bool pops = path.count == count;
      if (pops || links == 0) {
        if (pops && *done_count == kLrPaths) return false;
        if (pops) done[(*done_count)++] = path;
        memmove(&open[i], &open[i + 1], (open_count - i - 1) * sizeof(LrPath));
        --open_count;
        --i;
        --size;
        continue;
      }
      for (uint32_t j = 1; j <= links; ++j) {
        const bool own = j == links;
        if (!own && open_count == kLrPaths) return false;
        const LrLink link = lr_link(lr, path.node, own ? 0 : j);
        if (lr->step_count == lr->step_capacity &&
            !lr_grow((void**)&lr->steps, &lr->step_capacity, sizeof(LrPathStep))) {
          return false;
        }
        lr->steps[lr->step_count] = (LrPathStep){link.entry, path.lowest};
        const LrPath next = {link.before, (int32_t)lr->step_count++,
                             path.count + (link.entry.extra ? 0 : 1)};
        open[own ? i : open_count++] = next;
      }
    }
  }
  return true;
}

// The entries of a path, without the extras at its end, of which there are EXTRAS more behind the COUNT.
static bool lr_take(PymoltLr* lr, const LrPath* path, uint32_t* count, uint32_t* extras) {
  lr->taken.size = 0;
  for (int32_t step = path->lowest; step >= 0; step = lr->steps[step].above) {
    if (!lr_push(&lr->taken, lr->steps[step].entry)) return false;
  }
  *count = lr->taken.size;
  while (*count > 0 && lr->taken.entries[*count - 1].extra) --*count;
  *extras = lr->taken.size - *count;
  return true;
}

// A reading of its own for each place that the paths lead back to; paths of one place stand in a row.
static bool lr_slice(PymoltLr* lr, uint32_t version, LrPath* done, uint32_t done_count,
                     uint32_t* versions) {
  LrPath sorted[kLrPaths];
  uint32_t count = 0;
  for (uint32_t i = 0; i < done_count; ++i) {
    uint32_t at = count;
    while (at > 0 && lr->heads[versions[at - 1]].node != done[i].node) --at;
    uint32_t made = 0;
    if (at > 0) {
      made = versions[at - 1];
    } else {
      at = count;
      if (lr->head_count == kLrMostReadings) return false;
      made = lr->head_count++;
      lr->heads[made] = lr->heads[version];
      lr->heads[made].node = done[i].node;
    }
    memmove(&sorted[at + 1], &sorted[at], (count - at) * sizeof(LrPath));
    memmove(&versions[at + 1], &versions[at], (count - at) * sizeof(uint32_t));
    sorted[at] = done[i];
    versions[at] = made;
    ++count;
  }
  memcpy(done, sorted, count * sizeof(LrPath));
  return true;
}

// Reduces a reading; what comes of it are new readings at the end. MADE says whether there are any.
static bool lr_fork_reduce(PymoltLr* lr, uint32_t version, const TSParseAction* action, bool* any) {
  LrPath paths[kLrPaths];
  uint32_t versions[kLrPaths + 1];
  uint32_t path_count = 0;
  const uint32_t before = lr->head_count;
  if (!lr_paths(lr, lr->heads[version].node, action->reduce.child_count, paths, &path_count) ||
      !lr_slice(lr, version, paths, path_count, versions)) {
    return false;
  }
  uint32_t removed = 0;
  for (uint32_t i = 0; i < path_count; ++i) {
    const uint32_t slice = versions[i];
    const uint32_t head = slice - removed;
    uint32_t count = 0;
    uint32_t extras = 0;
    uint32_t parent = 0;
    if (!lr_take(lr, &paths[i], &count, &extras)) return false;
    if (!lr_parent(lr, lr->taken.entries, count, action, &parent)) return false;
    uint32_t chosen = i;
    for (; i + 1 < path_count && versions[i + 1] == slice; ++i) {
      uint32_t other = 0;
      if (!lr_take(lr, &paths[i + 1], &count, &extras)) return false;
      if (!lr_parent(lr, lr->taken.entries, count, action, &other)) return false;
      const int order = lr_order(lr, parent, other);
      if (order == kLrUnknown) return false;
      if (order < 0) continue;
      parent = other;
      chosen = i + 1;
    }
    if (!lr_take(lr, &paths[chosen], &count, &extras)) return false;
    const TSSymbol symbol = action->reduce.symbol;
    const TSStateId next = lr_lookup(lr, lr_fork_state(lr, lr->heads[head].node), symbol);
    if (next == 0) return false;
    lr->nodes[parent].precedence += action->reduce.dynamic_precedence;
    LrForkId* node = &lr->heads[head].node;
    if (!lr_fork_push(lr, *node, (LrEntry){parent, next, symbol, 0, 0}, node)) return false;
    for (uint32_t k = 0; k < extras; ++k) {
      LrEntry extra = lr->taken.entries[count + k];
      extra.state = next;
      if (!lr_fork_push(lr, *node, extra, node)) return false;
    }
    for (uint32_t j = 0; j < head; ++j) {
      if (j == version) continue;
      const int merged = lr_merge(lr, j, head);
      if (merged == kOdd) return false;
      if (merged == kMerged) {
        ++removed;
        break;
      }
    }
  }
  *any = lr->head_count > before;
  return true;
}

typedef enum { kLrShifted, kLrEnded, kLrAccepted, kLrGivesUp } LrOutcome;

// What TOKEN can be instead where the state does not want the keyword.
static bool lr_as_word(PymoltLr* lr, TSStateId state, LrToken* token) {
  if (!token->is_keyword || token->symbol == sym_identifier ||
      ts_language_is_reserved_word(lr->language, state, token->symbol) ||
      lr_lookup(lr, state, sym_identifier) == 0) {
    return false;
  }
  token->symbol = sym_identifier;
  return true;
}

// The way back to the plain stack, the lowest last, in `taken`; false where there are several.
static bool lr_single_way(PymoltLr* lr, LrForkId* id, bool* single) {
  lr->taken.size = 0;
  *single = true;
  for (; *id >= 0; *id = lr->fork_nodes[*id].links[0].before) {
    if (lr->fork_nodes[*id].link_count > 1) {
      *single = false;
      return true;
    }
    if (!lr_push(&lr->taken, lr->fork_nodes[*id].links[0].entry)) return false;
  }
  return true;
}

// A reading that comes to the end: the better root of all that do stays.
static bool lr_fork_accept(PymoltLr* lr, uint32_t version, const LrToken* token) {
  LrForkId id = lr->heads[version].node;
  bool single = false;
  if (!lr_single_way(lr, &id, &single) || !single) return false;
  LrStack whole = {NULL, 0, 0};
  bool fine = true;
  for (uint32_t i = 0; fine && i < (uint32_t)-id; ++i) fine = lr_push(&whole, lr->stack.entries[i]);
  for (uint32_t i = lr->taken.size; fine && i > 0; --i)
    fine = lr_push(&whole, lr->taken.entries[i - 1]);
  uint32_t root = 0;
  fine = fine && lr_accept(lr, &whole, token, &root);
  (free)(whole.entries);
  if (!fine) return false;
  if (lr->accepted) {
    const int order = lr_order(lr, lr->root, root);
    if (order == kLrUnknown) return false;
    if (order < 0) return true;
  }
  lr->accepted = true;
  lr->root = root;
  return true;
}

// Takes TOKEN in one reading; those that part from it on the way come behind the others, to take it themselves.
static LrOutcome lr_fork_advance(PymoltLr* lr, uint32_t version, LrToken* token) {
  for (;;) {
    const TSStateId state = lr_fork_state(lr, lr->heads[version].node);
    const TSParseActionEntry* entry = &ts_parse_actions[lr_lookup(lr, state, token->symbol)];
    const TSParseAction* actions = (const TSParseAction*)(entry + 1);
    bool reduced = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < entry->entry.count; ++i) {
      const TSParseAction* action = &actions[i];
      if (action->type == TSParseActionTypeReduce) {
        const uint32_t first = lr->head_count;
        bool any = false;
        if (!lr_fork_reduce(lr, version, action, &any)) return kLrGivesUp;
        reduced = true;
        if (any) last = first;
      } else if (action->type == TSParseActionTypeShift) {
        if (action->shift.repetition) continue;
        LrEntry made = {0, action->shift.extra ? state : action->shift.state, token->symbol, 0,
                        action->shift.extra};
        if (!lr_token_node(lr, token, action->shift.extra, &made.node)) return kLrGivesUp;
        LrForkId* node = &lr->heads[version].node;
        return lr_fork_push(lr, *node, made, node) ? kLrShifted : kLrGivesUp;
      } else if (action->type == TSParseActionTypeAccept) {
        return lr_fork_accept(lr, version, token) ? kLrAccepted : kLrGivesUp;
      } else {
        return kLrEnded;
      }
    }
    if (last > 0) {
      lr->heads[version] = lr->heads[last];
      lr_remove_head(lr, last);
    } else if (reduced || !lr_as_word(lr, state, token)) {
      return kLrEnded;
    }
  }
}

// Ends readings that are no better, and puts those of a higher precedence first.
static bool lr_condense(PymoltLr* lr) {
  for (uint32_t i = 0; i < lr->head_count; ++i) {
    if (lr->heads[i].ended) lr_remove_head(lr, i--);
  }
  for (uint32_t i = 1; i < lr->head_count; ++i) {
    for (uint32_t j = 0; j < i; ++j) {
      const bool less =
          lr_fork_precedence(lr, lr->heads[j].node) < lr_fork_precedence(lr, lr->heads[i].node);
      const int merged = lr_merge(lr, j, i);
      if (merged == kOdd) return false;
      if (merged == kMerged) {
        --i;
        break;
      }
      if (less) {
        const LrHead kept = lr->heads[i];
        lr->heads[i] = lr->heads[j];
        lr->heads[j] = kept;
      }
    }
  }
  return lr->head_count > 0 && lr->head_count <= kLrReadings;
}

// Goes on with a plain stack where only one way is left. A long way back that leads to several is not gone again before
// as many tokens.
static bool lr_join(PymoltLr* lr) {
  if (lr->head_count != 1 || lr->accepted) return true;
  if (lr->join_wait > 0) {
    --lr->join_wait;
    return true;
  }
  LrForkId id = lr->heads[0].node;
  bool single = false;
  if (!lr_single_way(lr, &id, &single)) return false;
  if (!single) {
    lr->join_wait = lr->taken.size > kLrShortWay ? lr->taken.size : 0;
    return true;
  }
  lr->stack.size = (uint32_t)-id;
  for (uint32_t i = lr->taken.size; i > 0; --i) {
    if (!lr_push(&lr->stack, lr->taken.entries[i - 1])) return false;
  }
  lr->forked = false;
  lr->fork_count = 0;
  return true;
}

static void lr_enter(PymoltLr* lr, const LrHead* head) {
  lr->at = head->at;
  lr->indent_count = head->indent_count;
  lr->delimiter_count = head->delimiter_count;
  lr->interpolated = head->interpolated;
}

// Lets one reading take tokens until it is beyond LAST, or as far as the readings before it.
static bool lr_fork_step(PymoltLr* lr, uint32_t version, const LrToken* known, uint32_t* last) {
  lr->heads[version].popped = false;
  for (;;) {
    lr_enter(lr, &lr->heads[version]);
    LrToken token;
    if (known != NULL) {
      token = *known;
      known = NULL;
    } else if (!lr_lex(lr, lr_fork_state(lr, lr->heads[version].node), &token)) {
      lr->heads[version].ended = true;
      return true;
    }
    const LrOutcome outcome = lr_fork_advance(lr, version, &token);
    if (outcome == kLrGivesUp) return false;
    LrHead* head = &lr->heads[version];
    if (outcome != kLrShifted) {
      head->ended = true;
      if (outcome == kLrAccepted && lr->length > *last) *last = lr->length;
      return true;
    }
    if (token.effect == kLrPushIndent && head->popped) return false;
    head->popped = head->popped || token.effect == kLrPopIndent;
    if (!lr_apply(lr, &token)) return false;
    head->at = token.end;
    head->indent_count = lr->indent_count;
    head->delimiter_count = lr->delimiter_count;
    head->interpolated = lr->interpolated;
    if (head->at > *last || (version > 0 && head->at == *last)) {
      *last = head->at;
      return true;
    }
  }
}

static bool lr_fork_round(PymoltLr* lr, const LrToken* known) {
  uint32_t last = lr->heads[0].at;
  for (uint32_t version = 0; version < lr->head_count; ++version) {
    if (!lr_fork_step(lr, version, version == 0 ? known : NULL, &last)) return false;
  }
  if (!lr_condense(lr)) return lr->accepted && lr->head_count == 0;
  for (uint32_t i = 1; i < lr->head_count; ++i) {
    if (lr->heads[i].at != lr->heads[0].at) return false;
  }
  lr_enter(lr, &lr->heads[0]);
  return lr_join(lr);
}

static bool lr_fork(PymoltLr* lr, const LrToken* token) {
  lr->forked = true;
  lr->fork_count = 0;
  lr->join_wait = 0;
  lr->head_count = 1;
  lr->heads[0] = (LrHead){-(LrForkId)lr->stack.size,
                          lr->at,
                          lr->indent_count,
                          lr->delimiter_count,
                          lr->interpolated,
                          false,
                          false};
  return lr_fork_round(lr, token);
}

// --- The loop -------------------------------------------------------------------------------------------------------

// The one action of an entry, or null: a shift that repeats stands behind the reduction that is meant.
static const TSParseAction* lr_only(const TSParseActionEntry* entry) {
  const TSParseAction* actions = (const TSParseAction*)(entry + 1);
  if (entry->entry.count == 1) return actions;
  if (entry->entry.count == 2 && actions[0].type == TSParseActionTypeReduce &&
      actions[1].type == TSParseActionTypeShift && actions[1].shift.repetition) {
    return actions;
  }
  return NULL;
}

// Takes the next token, with all reductions before it.
static bool lr_step(PymoltLr* lr) {
  LrToken token;
  if (!lr_lex(lr, lr_state(&lr->stack), &token)) return false;
  for (;;) {
    const TSStateId state = lr_state(&lr->stack);
    const TSParseActionEntry* entry = &ts_parse_actions[lr_lookup(lr, state, token.symbol)];
    if (entry->entry.count == 0) {
      if (!lr_as_word(lr, state, &token)) return false;
      continue;
    }
    const TSParseAction* action = lr_only(entry);
    if (action == NULL) return lr_fork(lr, &token);
    switch (action->type) {
      case TSParseActionTypeReduce:
        if (!lr_reduce(lr, action)) return false;
        break;
      case TSParseActionTypeShift: {
        LrEntry made = {0, action->shift.extra ? state : action->shift.state, token.symbol, 0,
                        action->shift.extra};
        if (!lr_token_node(lr, &token, action->shift.extra, &made.node)) return false;
        if (!lr_push(&lr->stack, made)) return false;
        lr->at = token.end;
        return lr_apply(lr, &token);
      }
      case TSParseActionTypeAccept:
        lr->accepted = true;
        return lr_accept(lr, &lr->stack, &token, &lr->root);
      default:
        return false;
    }
  }
}

EXPORTED bool pymolt_lr_parse(PymoltLr* lr, const char* text, uint32_t length) {
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) return false;
  if (memchr(text, 0, length) != NULL) return false;
  lr->text = text;
  lr->length = length;
  lr->at = 0;
  lr->indents[0] = 0;
  lr->indent_count = 1;
  lr->delimiter_count = 0;
  lr->interpolated = false;
  lr->node_count = 0;
  lr->child_count = 0;
  lr->accepted = false;
  lr->forked = false;
  lr->stack.size = 0;
  if (!lr_push(&lr->stack, (LrEntry){0, 1, 0, 0, 0})) return false;
  while (!lr->accepted || (lr->forked && lr->head_count > 0)) {
    if (!(lr->forked ? lr_fork_round(lr, NULL) : lr_step(lr))) return false;
  }
  return true;
}
