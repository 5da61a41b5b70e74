// `await` and `async`: where they may stand, and what makes a comprehension asynchronous.
// SPDX-License-Identifier: MIT
//
// Whether a comprehension may be asynchronous is asked at its end, when all of it is known; one that is makes the
// one around it asynchronous as well, unless it is a generator, which is only made and not run.
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

bool is_async_function(const ScopeFrame& frame) {
  return frame.kind == ScopeKind::function && frame.is_async;
}

// Misplaced, and in dead code read by 3.7 alone: outside an `async def` the words were names until then.
void see_misplaced_async(Reader& reader, Construct construct, ByteSpan span) {
  if (reader.frames.top().dead != Dead::no && !reader.frames.inside_async_function()) {
    reader.see(Construct::dead_async_error, span);
  } else {
    see_misplaced(reader, construct, span);
  }
}

}  // namespace

void see_await(Reader& reader, ByteSpan span) {
  if (reader.fields > 0) reader.see(Construct::await_in_fstring, span);
  auto& frames = reader.frames.all();
  for (std::size_t i = frames.size(); i-- > 0;) {
    ScopeFrame& frame = frames[i];
    if (is_comprehension(frame.kind)) {
      reader.see(Construct::async_comprehension, span);
      frame.is_async = true;
      return;
    }
    if (see_forbidden(reader, frame, span)) return;
    if (frame.kind == ScopeKind::annotation) {
      if (!frame.of_variable || frames[i - 1].kind != ScopeKind::function) continue;
      if (reader.frames.inside_async_function()) return;
      return reader.see(Construct::await_in_local_annotation, span);
    }
    if (is_async_function(frame)) return;
    const bool in_function = frame.kind == ScopeKind::function;
    return see_misplaced_async(
        reader,
        in_function ? Construct::await_in_plain_function : Construct::await_outside_function, span);
  }
}

void see_async_comprehension(Reader& reader, ByteSpan span) {
  reader.see(Construct::async_comprehension, span);
  if (reader.fields > 0) reader.see(Construct::await_in_fstring, span);
  reader.frames.top().is_async = true;
}

void end_comprehension(Reader& reader, const ScopeFrame& ended, ByteSpan span) {
  if (ended.has_async_list && !ended.is_async)
    reader.see(Construct::nested_async_comprehension, span);
  if (!ended.is_async && !ended.has_async_list) return;
  ScopeFrame* outer = &reader.frames.top();
  if (outer->kind == ScopeKind::annotation && ended.kind != ScopeKind::generator) {
    const bool is_local =
        outer->of_variable && !outer->of_place && outer[-1].kind == ScopeKind::function;
    if (is_local && !outer[-1].is_async)
      return reader.see(Construct::await_in_local_annotation, span);
    reader.see(Construct::forbidden_in_annotation, span);
  }
  if (outer->kind == ScopeKind::annotation) {
    if (outer->is_text && !outer->of_place) return;
    --outer;
  }
  if (ended.kind == ScopeKind::generator) {
    if (!is_async_function(*outer))
      reader.see(Construct::async_generator_expression_anywhere, span);
  } else if (is_comprehension(outer->kind)) {
    outer->has_async_list = true;
  } else if (outer->kind == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
  } else if (!is_async_function(*outer)) {
    see_misplaced_async(reader, Construct::async_outside_async_function, span);
  }
}

void see_async_statement(Reader& reader, ByteSpan span) {
  if (is_async_function(reader.frames.top())) return;
  if (reader.frames.inside_async_function()) {
    reader.see(Construct::async_in_inner_function, span);
  } else {
    see_misplaced_async(reader, Construct::async_outside_async_function, span);
  }
}

}  // namespace pymolt::verdict
