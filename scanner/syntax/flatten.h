// From tree-sitter's tree to the flat one: the only place that reads tree-sitter's inner representation.
// SPDX-License-Identifier: MIT
//
// tree-sitter's public cursor costs about a fifth of a parse to visit every node; reading the subtrees themselves
// costs a twentieth. The layout is that of the pinned version; tests/syntax/tree_test.cc holds the two walks
// against each other, so that an update which changes it is noticed.
#ifndef PYMOLT_SYNTAX_FLATTEN_H_
#define PYMOLT_SYNTAX_FLATTEN_H_

#include <vector>

#include "syntax/lr_parser.h"
#include "syntax/tree.h"

struct TSTree;

namespace pymolt::syntax {

/// The visible nodes of TREE in preorder, appended to NODES (empty before). Returns how deep the tree is at most, which
/// may be up to twice as much as it is.
std::size_t flatten(const TSTree& tree, std::vector<NodeData>& nodes);
/// The same of the last parse of LR.
std::size_t flatten(const PymoltLr& lr, std::vector<NodeData>& nodes);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_FLATTEN_H_
