// Each question walks outwards through the frames until one has the answer.
// SPDX-License-Identifier: MIT
#include "verdict/context.h"

namespace pymolt::verdict {

namespace {

constexpr int kMostBlocks = 20;  // Python's own limit; one more from 3.13 on

// Something only the compiler objects to: what never runs, old versions did not compile.
void see_misplaced(Reader& reader, Construct construct, ByteSpan span) {
  const Dead dead = reader.frames.top().dead;
  if (dead == Dead::yes) construct = Construct::dead_code_error;
  if (dead == Dead::behind_word) construct = Construct::dead_code_error_behind_word;
  reader.see(construct, span);
}

// Whether an annotation or a type parameter around the place settles the matter.
bool forbidden_by_annotation(Reader& reader, ScopeKind kind, ByteSpan span) {
  if (kind == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
    return true;
  }
  if (kind != ScopeKind::annotation) return false;
  reader.see(reader.annotations_are_text ? Construct::forbidden_in_text_annotation
                                         : Construct::forbidden_in_annotation,
             span);
  return reader.annotations_are_text;
}

}  // namespace

void see_return(Reader& reader, ByteSpan span, bool with_value) {
  Frame& frame = reader.frames.top();
  if (frame.kind != ScopeKind::function) {
    return see_misplaced(reader, Construct::return_outside_function, span);
  }
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    if (*--block == Block::handler_star) reader.see(Construct::jump_in_except_star, span);
  }
  if (!with_value) return;
  if (frame.returns.empty()) frame.value_return = span;
  frame.returns |= reader.within();
}

void see_yield(Reader& reader, ByteSpan span, bool from) {
  if (from) reader.see(Construct::yield_from, span);
  auto& frames = reader.frames.all();
  bool in_list = false;
  bool in_comprehension = false;
  for (std::size_t i = frames.size(); i-- > 0;) {
    Frame& frame = frames[i];
    if (is_comprehension(frame.kind)) {
      in_list = in_list || frame.kind == ScopeKind::list;
      in_comprehension = true;
      continue;
    }
    if (in_comprehension) reader.see(Construct::yield_in_comprehension, span);
    if (frame.kind == ScopeKind::lambda) return;
    if (frame.kind == ScopeKind::function) {
      if (in_comprehension) return;
      frame.yields |= reader.within();
      if (!frame.is_async) return;
      return reader.see(from ? Construct::yield_from_in_async_function : Construct::async_generator,
                        span);
    }
    if (forbidden_by_annotation(reader, frame.kind, span)) return;
    if (frame.kind == ScopeKind::annotation) continue;
    if (!in_comprehension) return see_misplaced(reader, Construct::yield_outside_function, span);
    if (in_list) reader.see(Construct::yield_in_top_level_list, span);
    return;
  }
}

void see_await(Reader& reader, ByteSpan span) {
  auto& frames = reader.frames.all();
  bool in_generator = false;
  for (std::size_t i = frames.size(); i-- > 0;) {
    Frame& frame = frames[i];
    if (is_comprehension(frame.kind)) {
      if (!frame.is_async && !in_generator) reader.see(Construct::async_comprehension, span);
      frame.is_async = true;
      return;  // whether it may be asynchronous is asked at its end
    }
    if (forbidden_by_annotation(reader, frame.kind, span)) return;
    if (frame.kind == ScopeKind::annotation) continue;
    if (frame.kind == ScopeKind::function && frame.is_async) return;
    return see_misplaced(reader,
                         frame.kind == ScopeKind::function ? Construct::await_in_plain_function
                                                           : Construct::await_outside_function,
                         span);
  }
}

void see_walrus(Reader& reader, ByteSpan span) {
  reader.see(Construct::walrus, span);
  if (reader.frames.top().iterables > 0) reader.see(Construct::walrus_in_iterable, span);
  const ScopeKind kind = reader.frames.top().kind;
  const ScopeKind outside = reader.frames.function().kind;
  if (!is_comprehension(kind)) {
    forbidden_by_annotation(reader, kind, span);
    const auto& frames = reader.frames.all();
    if (kind == ScopeKind::annotation) forbidden_by_annotation(reader, frames[frames.size() - 2].kind, span);
  } else if (outside == ScopeKind::class_) {
    reader.see(Construct::walrus_in_class_comprehension, span);
  } else if (outside == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
  }
}

void see_async_comprehension(Reader& reader, ByteSpan span) {
  reader.see(Construct::async_comprehension, span);
  reader.frames.top().is_async = true;
}

void end_comprehension(Reader& reader, const Frame& ended, ByteSpan span) {
  if (ended.has_async_list && !ended.is_async)
    reader.see(Construct::nested_async_comprehension, span);
  if (!ended.is_async && !ended.has_async_list) return;
  Frame* outer = &reader.frames.top();
  if (outer->kind == ScopeKind::annotation) {
    reader.see(Construct::forbidden_in_annotation, span);
    if (reader.annotations_are_text) return;
    outer = outer - 1;
  }
  if (ended.kind == ScopeKind::generator) {
    if (outer->kind != ScopeKind::function || !outer->is_async) {
      reader.see(Construct::async_generator_expression_anywhere, span);
    }
  } else if (is_comprehension(outer->kind)) {
    outer->has_async_list = true;
  } else if (outer->kind == ScopeKind::type_scope) {
    reader.see(Construct::forbidden_in_type_scope, span);
  } else if (outer->kind != ScopeKind::function || !outer->is_async) {
    see_misplaced(reader, Construct::async_outside_async_function, span);
  }
}

void see_async_statement(Reader& reader, ByteSpan span) {
  const Frame& frame = reader.frames.top();
  if (frame.kind == ScopeKind::function && frame.is_async) return;
  see_misplaced(reader, Construct::async_outside_async_function, span);
}

void see_break(Reader& reader, ByteSpan span) {
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    --block;
    if (*block == Block::loop) return;
    if (*block == Block::handler_star) return reader.see(Construct::jump_in_except_star, span);
  }
  see_misplaced(reader, Construct::break_outside_loop, span);
}

void see_continue(Reader& reader, ByteSpan span) {
  bool in_finally = false;
  for (const Block* block = reader.frames.blocks_end(); block != reader.frames.blocks_begin();) {
    --block;
    if (*block == Block::loop) {
      if (in_finally && reader.frames.top().dead == Dead::no)
        reader.see(Construct::continue_in_finally, span);
      return;
    }
    if (*block == Block::handler_star) return reader.see(Construct::jump_in_except_star, span);
    in_finally = in_finally || *block == Block::finally;
  }
  see_misplaced(reader, Construct::continue_outside_loop, span);
}

void open_block(Reader& reader, Block block, ByteSpan span) {
  reader.frames.open(block);
  if (reader.frames.blocks_end() - reader.frames.blocks_begin() == kMostBlocks + 1) {
    see_misplaced(reader, Construct::many_blocks, span);
  }
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
  const Frame frame = reader_.frames.top();
  reader_.frames.pop();
  const VersionSet both = frame.yields & frame.returns;
  if (both.empty()) return;
  reader_.see(frame.is_async ? Construct::return_value_in_async_generator
                             : Construct::return_value_in_generator,
              frame.value_return);
}

}  // namespace pymolt::verdict
