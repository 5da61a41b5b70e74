// A block is preceded by a header that says its size; free blocks of a size are a chain.
// SPDX-License-Identifier: MIT
//
//   slab  | header | block ……… | header | block ……… |
//                    ^ what tree-sitter gets; while it is free, its first bytes point to the next free one
#include "syntax/pool.h"

#include <tree_sitter/api.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

namespace pymolt::syntax {

namespace {

constexpr std::size_t kStep = 16;
constexpr std::size_t kLargest = 1024;
constexpr std::size_t kSlab = 256 * 1024;

// How many bytes follow; rounded up to a step for blocks of a pool. Keeps the blocks aligned as malloc does.
struct alignas(kStep) Header {
  std::size_t size;
};

struct FreeBlock {
  FreeBlock* next;
};

// The slabs of all threads, so that they are owned by somebody until the program ends.
class Slabs {
 public:
  std::byte* make() {
    const std::lock_guard<std::mutex> lock(mutex_);
    slabs_.push_back(std::make_unique<std::byte[]>(kSlab));
    return slabs_.back().get();
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<std::byte[]>> slabs_;
};

Slabs& all_slabs() {
  static Slabs slabs;
  return slabs;
}

struct Pool {
  std::array<FreeBlock*, kLargest / kStep + 1> free = {};
  std::byte* slab = nullptr;
  std::size_t left = 0;
};

Pool& pool() {
  thread_local Pool mine;
  return mine;
}

Header* header_of(void* block) { return static_cast<Header*>(block) - 1; }

void* from_library(std::size_t size) {
  auto* header = static_cast<Header*>(std::malloc(sizeof(Header) + size));
  if (header == nullptr) std::abort();  // what tree-sitter's own allocator does
  header->size = size;
  return header + 1;
}

void* allocate(std::size_t size) {
  if (size > kLargest) return from_library(size);
  const std::size_t place = (size + kStep - 1) / kStep;
  Pool& mine = pool();
  if (FreeBlock* block = mine.free[place]) {
    mine.free[place] = block->next;
    return block;
  }
  const std::size_t rounded = (place == 0 ? 1 : place) * kStep;
  const std::size_t whole = sizeof(Header) + rounded;
  if (mine.left < whole) {
    mine.slab = all_slabs().make();
    mine.left = kSlab;
  }
  auto* header = reinterpret_cast<Header*>(mine.slab);
  mine.slab += whole;
  mine.left -= whole;
  header->size = place * kStep;
  return header + 1;
}

void release(void* block) {
  if (block == nullptr) return;
  const std::size_t size = header_of(block)->size;
  if (size > kLargest) {
    std::free(header_of(block));
    return;
  }
  Pool& mine = pool();
  auto* free_block = static_cast<FreeBlock*>(block);
  free_block->next = mine.free[size / kStep];
  mine.free[size / kStep] = free_block;
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
  void* block = allocate(count * size);
  std::memset(block, 0, count * size);
  return block;
}

void* reallocate(void* block, std::size_t size) {
  if (block == nullptr) return allocate(size);
  const std::size_t had = header_of(block)->size;
  if (size <= had && had <= kLargest) return block;
  void* larger = allocate(size);
  std::memcpy(larger, block, had < size ? had : size);
  release(block);
  return larger;
}

}  // namespace

void use_pools() {
  static std::once_flag once;
  std::call_once(once, [] { ts_set_allocator(allocate, allocate_zeroed, reallocate, release); });
}

}  // namespace pymolt::syntax
