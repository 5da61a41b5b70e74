// What may stand where: `return`, `yield`, `await`, `break`, `continue`, asynchronous comprehensions.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_PLACEMENT_RULES_H_
#define PYMOLT_GRAMMAR_PLACEMENT_RULES_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void see_return(Reader& reader, ByteSpan span, bool with_value);
void see_yield(Reader& reader, ByteSpan span, bool from);
void see_await(Reader& reader, ByteSpan span);
void see_break(Reader& reader, ByteSpan span);
void see_continue(Reader& reader, ByteSpan span);

/// `:=`
void see_walrus(Reader& reader, ByteSpan span);

/// Something only the compiler objects to: what never runs, old versions did not compile.
void see_misplaced(Reader& reader, Construct construct, ByteSpan span);

/// Something that annotations and type parameters may not hold was met; says whether FRAME settles the matter.
bool see_forbidden(Reader& reader, const ScopeFrame& frame, ByteSpan span);

/// `async for` as a statement, or `async with`.
void see_async_statement(Reader& reader, ByteSpan span);
/// `async for` in the comprehension whose frame is on top.
void see_async_comprehension(Reader& reader, ByteSpan span);

/// The comprehension of frame ENDED ends; what is around it is on top again.
void end_comprehension(Reader& reader, const ScopeFrame& ended, ByteSpan span);

/// A lambda or a comprehension begins: within type parameters in a class that is a matter of its own.
void see_scope_in_type_scope(Reader& reader, ByteSpan span);

/// A frame while it lives. At its end it says what only then is known: a value returned from a generator.
class InFrame {
 public:
  InFrame(Reader& reader, ScopeKind kind, bool is_async = false) : reader_(reader) {
    reader.frames.push(kind, is_async);
    depth_ = reader.frames.all().size();
  }
  ~InFrame() { leave(); }
  InFrame(const InFrame&) = delete;
  InFrame& operator=(const InFrame&) = delete;

 private:
  void leave();

  Reader& reader_;
  std::size_t depth_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_PLACEMENT_RULES_H_
