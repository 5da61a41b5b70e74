// Slabs, cut from the front; a block is preceded by a header that says its size; free blocks of a size are a chain, large ones by powers of two.
// SPDX-License-Identifier: MIT
//
//   slab  | header | block ……… | header | block ……… |        left         |
//                    ^ what tree-sitter gets; while it is free, its first bytes point to the next free one
#include "syntax/arena.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "syntax/tree_sitter.h"

namespace pymolt::syntax {

namespace {

struct Header {
  std::uint64_t size : 63;  // of the block
  std::uint64_t of_arena : 1;
};

constinit thread_local Arena* in_use = nullptr;

Header* header_of(void* block) { return static_cast<Header*>(block) - 1; }

std::size_t rounded(std::size_t size) {
  constexpr std::size_t kStep = sizeof(Header);
  return size == 0 ? kStep : (size + kStep - 1) / kStep * kStep;
}

// Large blocks of a class are at least as large as the power of two that it is named after.
std::size_t large_class(std::size_t size) {
  return static_cast<std::size_t>(std::bit_width(size)) - 1;
}

void* from_library(std::size_t size) {
  auto* header = static_cast<Header*>(std::malloc(sizeof(Header) + size));
  if (header == nullptr) throw std::bad_alloc();  // tree-sitter is compiled so that it may pass
  header->size = size;
  header->of_arena = 0;
  return header + 1;
}

}  // namespace

void* Arena::allocate(std::size_t size) {
  count(size);
  if (size <= kLargestSmall) {
    FreeBlock*& first = free_[size / kStep];
    if (FreeBlock* block = first) {
      first = block->next;
      return block;
    }
  } else {
    size = std::bit_ceil(size);
    FreeBlock*& first = large_free_[large_class(size)];
    if (FreeBlock* block = first) {
      first = block->next;
      return block;
    }
  }
  const std::size_t whole = sizeof(Header) + size;
  if (left_ < whole) next_slab(whole);
  auto* header = reinterpret_cast<Header*>(at_);
  at_ += whole;
  left_ -= whole;
  header->size = size;
  header->of_arena = 1;
  return header + 1;
}

void Arena::release(void* block, std::size_t size) {
  auto* free_block = static_cast<FreeBlock*>(block);
  FreeBlock*& first = size <= kLargestSmall ? free_[size / kStep] : large_free_[large_class(size)];
  free_block->next = first;
  first = free_block;
}

bool Arena::grow(void* block, std::size_t size) {
  const std::size_t had = header_of(block)->size;
  if (static_cast<std::byte*>(block) + had != at_ || left_ < size - had) return false;
  at_ += size - had;
  left_ -= size - had;
  header_of(block)->size = size;
  return true;
}

void Arena::begin() {
  free_ = {};
  large_free_ = {};
  used_ = 0;
  left_ = 0;
  allowed_left_ = allowed_;
  full_ = asked_left_ == 0 ? 1 : 0;
}

void Arena::end() {
  std::erase_if(slabs_, [](const Slab& slab) { return slab.size > kSlab; });
  if (slabs_.size() > kSlabsKept) slabs_.resize(kSlabsKept);
}

// Goes to the next slab, which has room for SIZE bytes.
void Arena::next_slab(std::size_t size) {
  if (used_ == slabs_.size() || slabs_[used_].size < size) {
    const std::size_t room = size > kSlab ? size : kSlab;
    Slab slab{std::make_unique_for_overwrite<std::byte[]>(room), room};
    slabs_.insert(slabs_.begin() + static_cast<std::ptrdiff_t>(used_), std::move(slab));
  }
  at_ = slabs_[used_].bytes.get();
  left_ = slabs_[used_].size;
  ++used_;
  if (left_ > allowed_left_) full_ = 1;
  allowed_left_ -= std::min(left_, allowed_left_);
}

Arena::Use::Use(Arena& arena) {
  arena.begin();
  in_use = &arena;
}

Arena::Use::~Use() {
  in_use->end();
  in_use = nullptr;
}

}  // namespace pymolt::syntax

using pymolt::syntax::from_library;
using pymolt::syntax::header_of;
using pymolt::syntax::in_use;
using pymolt::syntax::rounded;

void* pymolt_arena_allocate(size_t size) {
  const size_t whole = rounded(size);
  return in_use != nullptr ? in_use->allocate(whole) : from_library(whole);
}

const size_t* pymolt_arena_full(void) { return in_use->full(); }

bool pymolt_arena_count(size_t bytes) {
  in_use->count(bytes);
  return *in_use->full() == 0;
}

void* pymolt_arena_allocate_zeroed(size_t count, size_t size) {
  void* block = pymolt_arena_allocate(count * size);
  std::memset(block, 0, count * size);
  return block;
}

void* pymolt_arena_reallocate(void* block, size_t size) {
  if (block == nullptr) return pymolt_arena_allocate(size);
  const size_t had = header_of(block)->size;
  if (size <= had) return block;
  if (header_of(block)->of_arena != 0 && in_use->grow(block, rounded(size))) return block;
  void* larger = pymolt_arena_allocate(size);
  std::memcpy(larger, block, had);
  pymolt_arena_release(block);
  return larger;
}

void pymolt_arena_release(void* block) {
  if (block == nullptr) return;
  if (header_of(block)->of_arena != 0) {
    in_use->release(block, header_of(block)->size);
  } else {
    std::free(header_of(block));
  }
}
