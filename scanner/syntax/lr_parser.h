// An LR parser that runs the grammar's own tables over a text without errors: tree-sitter's tree for less than half its time; C.
// SPDX-License-Identifier: MIT
//
// tree-sitter can parse again after an edit, recovers from errors, and keeps every token as an object with a history. A scan
// needs none of that: it parses once, and nearly every file is right. So the tables that npm ships (states, actions,
// productions, lexer modes) are run here by a plain loop. What is not plain is left to tree-sitter itself: `pymolt_lr_parse`
// answers false at the first token that no reading takes, where two readings of the same text are equally good, and where
// the text is odd (NUL bytes, a byte order mark). When it answers true, its tree is tree-sitter's, node for node:
// tests/syntax/lr_parser_test.cc and bench/compare_trees.cc hold the two against each other.
//
// Readings. The grammar has conflicts: `a, b` may begin an assignment or be an expression, `print (x)` may be a call or a
// statement. Where the table names several actions, each becomes a reading with a stack of its own; all take the same
// token before any takes the next. Readings that no longer fit end; of two that come to the same state, the one with the
// higher dynamic precedence stays.
#ifndef PYMOLT_SYNTAX_LR_PARSER_H_
#define PYMOLT_SYNTAX_LR_PARSER_H_

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A token or what a production was reduced to. Positions are bytes of the text.
typedef struct {
  uint16_t symbol;
  uint16_t production;
  uint32_t begin;
  uint32_t end;
  uint32_t children;  // where they begin in the row of children
  uint32_t count;
  int32_t precedence;  // dynamic, of all below it
  bool extra;          // a comment or a line continuation
} PymoltLrNode;

typedef struct PymoltLr PymoltLr;

// Owns what a parse makes and reuses it for the next; one thread at a time. NULL where there is no memory.
PymoltLr* pymolt_lr_new(void);
void pymolt_lr_delete(PymoltLr* lr);
// False where tree-sitter itself has to be asked. TEXT must be UTF-8 and need not end in NUL.
bool pymolt_lr_parse(PymoltLr* lr, const char* text, uint32_t length);
// Of the last parse that answered true: all nodes, the row of indices that children are, and the root's index.
const PymoltLrNode* pymolt_lr_nodes(const PymoltLr* lr);
uint32_t pymolt_lr_node_count(const PymoltLr* lr);
const uint32_t* pymolt_lr_children(const PymoltLr* lr);
uint32_t pymolt_lr_root(const PymoltLr* lr);
// Gives back what an unusually large text took. Nothing of the last parse may be asked after it.
void pymolt_lr_trim(PymoltLr* lr);

#ifdef __cplusplus
}
#endif

#endif  // PYMOLT_SYNTAX_LR_PARSER_H_
