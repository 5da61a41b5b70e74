// Each question walks outwards through the frames until one has the answer.
// SPDX-License-Identifier: MIT
#include "grammar/placement_rules.h"

#include "grammar/blocks.h"
#include "grammar/dead_code.h"

namespace pymolt::verdict {

void see_misplaced(Reader& reader, Construct construct, ByteSpan span) {
  const Dead dead = reader.frames.top().dead;
  reader.see(dead == Dead::no ? construct : error_in(dead), span);
}

bool see_forbidden(Reader& reader, const ScopeFrame& frame, ByteSpan span) {
  if (frame.kind == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
    return true;
  }
  if (frame.kind != ScopeKind::annotation) return false;
  reader.see(
      frame.is_text ? Construct::forbidden_in_text_annotation : Construct::forbidden_in_annotation,
      span);
  return frame.is_text && !frame.of_place;
}

void see_return(Reader& reader, ByteSpan span, bool with_value) {
  ScopeFrame& frame = reader.frames.top();
  if (frame.kind != ScopeKind::function) {
    return see_misplaced(reader, Construct::return_outside_function, span);
  }
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    if ((--block)->kind == BlockKind::handler_star)
      reader.see(Construct::jump_in_except_star, span);
  }
  if (!with_value) return;
  if (frame.returns.empty()) frame.value_return = span;
  frame.returns |= frame.is_async ? reader.within() - dead_on(reader) : reader.within();
}

void see_yield(Reader& reader, ByteSpan span, bool from) {
  if (from) reader.see(Construct::yield_from, span);
  auto& frames = reader.frames.all();
  bool in_list = false;
  bool in_comprehension = false;
  bool only_lists = true;
  for (std::size_t i = frames.size(); i-- > 0;) {
    ScopeFrame& frame = frames[i];
    if (is_comprehension(frame.kind)) {
      in_list = in_list || frame.kind == ScopeKind::list;
      in_comprehension = true;
      only_lists = only_lists && frame.kind == ScopeKind::list;
      continue;
    }
    if (in_comprehension) reader.see(Construct::yield_in_comprehension, span);
    if (frame.kind == ScopeKind::lambda) return;
    if (frame.kind == ScopeKind::function) {
      if (in_comprehension) {
        // A list comprehension is a function of its own since 3.0.
        if (only_lists) frame.yields |= reader.within() & VersionSet::python2();
        return;
      }
      frame.yields |= reader.within();
      if (!frame.is_async) return;
      if (from) return see_misplaced(reader, Construct::yield_from_in_async_function, span);
      return reader.see(Construct::async_generator, span);
    }
    if (see_forbidden(reader, frame, span)) return;
    if (frame.kind == ScopeKind::annotation) continue;
    if (!in_comprehension) return see_misplaced(reader, Construct::yield_outside_function, span);
    if (in_list) reader.see(Construct::yield_in_top_level_list, span);
    return;
  }
}

void see_walrus(Reader& reader, ByteSpan span) {
  reader.see(Construct::walrus, span);
  const auto& frames = reader.frames.all();
  const ScopeFrame& frame = frames.back();
  if (frame.iterables > 0) reader.see(Construct::walrus_in_iterable, span);
  const ScopeKind outside = reader.frames.function().kind;
  if (!is_comprehension(frame.kind)) {
    if (!see_forbidden(reader, frame, span) && frame.kind == ScopeKind::annotation) {
      see_forbidden(reader, frames[frames.size() - 2], span);
    }
  } else if (outside == ScopeKind::class_) {
    reader.see(Construct::walrus_in_class_comprehension, span);
  } else if (outside == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
  }
}

void see_break(Reader& reader, ByteSpan span) {
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    --block;
    if (block->kind == BlockKind::loop) return;
    if (block->kind == BlockKind::handler_star)
      return reader.see(Construct::jump_in_except_star, span);
  }
  see_misplaced(reader, Construct::break_outside_loop, span);
}

void see_continue(Reader& reader, ByteSpan span) {
  bool in_finally = false;
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    --block;
    if (block->kind == BlockKind::loop) {
      const bool alive = reader.frames.top().dead == Dead::no;
      if (in_finally && alive) reader.see(Construct::continue_in_finally, span);
      return;
    }
    if (block->kind == BlockKind::handler_star)
      return reader.see(Construct::jump_in_except_star, span);
    in_finally = in_finally || block->kind == BlockKind::finally;
  }
  see_misplaced(reader, Construct::continue_outside_loop, span);
}

void see_scope_in_type_scope(Reader& reader, ByteSpan span) {
  const auto& frames = reader.frames.all();
  std::size_t i = frames.size() - 1;
  while (frames[i].kind == ScopeKind::annotation) --i;
  if (frames[i].kind == ScopeKind::type_scope && frames[i - 1].kind == ScopeKind::class_) {
    reader.see(Construct::scope_in_type_scope_of_class, span);
  }
}

void InFrame::leave() {
  if (reader_.frames.all().size() < depth_) return;
  const ScopeFrame frame = reader_.frames.top();
  reader_.frames.pop();
  see_blocks_of_generator(reader_, frame);
  const VersionSet both = frame.yields & frame.returns;
  if (both.empty()) return;
  reader_.see(frame.is_async ? Construct::return_value_in_async_generator
                             : Construct::return_value_in_generator,
              frame.value_return, both);
}

}  // namespace pymolt::verdict
