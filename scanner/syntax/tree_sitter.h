// Exported entry points of tree_sitter.c, and what it asks of arena.cc; C.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_TREE_SITTER_H_
#define PYMOLT_SYNTAX_TREE_SITTER_H_

#include <stdbool.h>
#include <stddef.h>
#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

// The tree of TEXT; NULL where the arena is full before it is done. To be called while an arena is in use; the parser and the tree
// are left in it, to go with it.
const TSTree* pymolt_parse(const char* text, uint32_t length);
// The grammar of Python.
const TSLanguage* pymolt_python(void);
// The same by another grammar, and that grammar's number for a construct.
const TSTree* pymolt_parse_as(const TSLanguage* language, const char* text, uint32_t length);
TSSymbol pymolt_symbol_of(const TSLanguage* language, const char* name, uint32_t length);
// The grammar's number for a construct (NAMED) or a token, or for a field; 0 when it has none of that name.
TSSymbol pymolt_symbol_named(const char* name, uint32_t length, bool named);
TSFieldId pymolt_field_named(const char* name, uint32_t length);
// The grammar's name for a construct or token, and for a field; null where there is none.
const char* pymolt_symbol_name(TSSymbol symbol);
const char* pymolt_field_name(TSFieldId field);
// What is wrong with a query, and at which byte.
TSQueryError pymolt_query_error(const char* query, uint32_t length, uint32_t* offset);

// In place of malloc, calloc, realloc and free.
void* pymolt_arena_allocate(size_t size);
void* pymolt_arena_allocate_zeroed(size_t count, size_t size);
void* pymolt_arena_reallocate(void* block, size_t size);
void pymolt_arena_release(void* block);
const size_t* pymolt_arena_full(void);  // of the one in use
// Counts so many bytes as asked for of the one in use; false where it is full by then.
bool pymolt_arena_count(size_t bytes);

#ifdef __cplusplus
}
#endif

#endif  // PYMOLT_SYNTAX_TREE_SITTER_H_
