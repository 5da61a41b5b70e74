// tree-sitter and its Python grammar as one C unit with a few entry points; all else is private to it and can be folded.
// SPDX-License-Identifier: MIT
//
// Memory comes from arena.cc: these names are what tree-sitter's own headers take when they are set.
#define ts_malloc pymolt_arena_allocate
#define ts_calloc pymolt_arena_allocate_zeroed
#define ts_realloc pymolt_arena_reallocate
#define ts_free pymolt_arena_release

#include "syntax/tree_sitter.h"

#include "tree-sitter-python/src/parser.c"
#include "tree-sitter-python/src/scanner.c"
#include "tree-sitter/vendor/tree-sitter/lib/src/lib.c"

#define EXPORTED __attribute__((externally_visible))

typedef struct {
  const char* text;
  uint32_t length;
} PymoltText;

// A text is read by pieces, so that what is read again and again is counted.
static const char* pymolt_read(void* of, uint32_t at, TSPoint place, uint32_t* size) {
  enum { kPiece = 1024 };
  const PymoltText* text = of;
  (void)place;
  const uint32_t left = at < text->length ? text->length - at : 0;
  *size = left < kPiece ? left : kPiece;
  if (!pymolt_arena_count(*size)) *size = 0;
  return *size == 0 ? "" : text->text + at;
}

EXPORTED const TSTree* pymolt_parse_as(const TSLanguage* language, const char* text, uint32_t length) {
  PymoltText read = {text, length};
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, language);
  ts_parser_set_cancellation_flag(parser, pymolt_arena_full());
  const TSTree* tree = ts_parser_parse(parser, NULL, (TSInput){&read, pymolt_read, TSInputEncodingUTF8, NULL});
  if (*pymolt_arena_full() == 0) return tree;
  ts_parser__external_scanner_destroy(parser);  // a parse that was stopped keeps it, and it lies outside of the arena
  return NULL;
}

EXPORTED const TSTree* pymolt_parse(const char* text, uint32_t length) {
  return pymolt_parse_as(tree_sitter_python(), text, length);
}

EXPORTED const TSLanguage* pymolt_python(void) { return tree_sitter_python(); }

EXPORTED TSSymbol pymolt_symbol_of(const TSLanguage* language, const char* name, uint32_t length) {
  return ts_language_symbol_for_name(language, name, length, true);
}

EXPORTED TSSymbol pymolt_symbol_named(const char* name, uint32_t length, bool named) {
  return ts_language_symbol_for_name(tree_sitter_python(), name, length, named);
}

EXPORTED TSFieldId pymolt_field_named(const char* name, uint32_t length) {
  return ts_language_field_id_for_name(tree_sitter_python(), name, length);
}

EXPORTED const char* pymolt_symbol_name(TSSymbol symbol) {
  return ts_language_symbol_name(tree_sitter_python(), symbol);
}

EXPORTED const char* pymolt_field_name(TSFieldId field) {
  return ts_language_field_name_for_id(tree_sitter_python(), field);
}

EXPORTED TSQueryError pymolt_query_error(const char* query, uint32_t length, uint32_t* offset) {
  TSQueryError error = TSQueryErrorNone;
  TSQuery* compiled = ts_query_new(tree_sitter_python(), query, length, offset, &error);
  if (compiled != NULL) ts_query_delete(compiled);
  return error;
}

#include "syntax/lr_parser.c"
