// Memory for tree-sitter: small blocks of a thread's own, handed out and taken back without a lock or a search.
// SPDX-License-Identifier: MIT
//
// A parse asks for memory about twice a token, and a fifth of its time is spent in the C library's malloc and free; a
// pool takes most of that away. Blocks come in sizes of 16 bytes up to 1 KiB, cut from slabs that stay with the program;
// larger ones are the C library's. A block may be freed by another thread: it joins that thread's pool.
#ifndef PYMOLT_SYNTAX_POOL_H_
#define PYMOLT_SYNTAX_POOL_H_

namespace pymolt::syntax {

/// Makes tree-sitter use pools from now on. To be called before the first parser is made; calling it again does nothing.
void use_pools();

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_POOL_H_
