// Memory for one parse: handed out in a row, taken back all at once.
// SPDX-License-Identifier: MIT
//
// A parse asks for memory about twice a token, and its tree is dropped as soon as it has been laid out flat: a third of
// the parse would go into the C library's malloc and free and into visiting every subtree once more to give it back.
// tree-sitter is compiled to ask here instead (see tree_sitter.c). While an arena is in use, what its thread
// asks for comes out of it; at other times it is the C library's, and a block always goes back to where it came from.
#ifndef PYMOLT_SYNTAX_ARENA_H_
#define PYMOLT_SYNTAX_ARENA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace pymolt::syntax {

/// Owns the memory; keeps a few megabytes of it from parse to parse. Belongs to one thread.
class Arena {
 public:
  /// The stretch of time in which a thread uses an arena. At its end all that was asked for meanwhile is gone: nothing of
  /// tree-sitter's that was made within may be used after it. One at a time on a thread.
  class Use {
   public:
    explicit Use(Arena& arena);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
  };

  /// From now on each parse may take so many bytes, and all together may ask for so many, those that they give back
  /// included; afterwards it is full. While tree-sitter repairs a text it asks for what it copies, and what it reads is counted
  /// as well: that is its work.
  void allow(std::size_t bytes, std::size_t asked) {
    allowed_ = bytes;
    asked_left_ = asked;
  }
  /// Not 0 once more was taken or asked for; a parse that looks there ends itself.
  [[nodiscard]] const std::size_t* full() const { return &full_; }

  /// Counts so many BYTES as asked for.
  void count(std::size_t bytes) {
    asked_left_ -= bytes < asked_left_ ? bytes : asked_left_;
    if (asked_left_ == 0) full_ = 1;
  }
  /// A block of SIZE bytes, a multiple of eight.
  void* allocate(std::size_t size);
  /// Keeps BLOCK for the next one of its SIZE.
  void release(void* block, std::size_t size);
  /// Makes BLOCK as large as SIZE where it lies; false when something follows it.
  bool grow(void* block, std::size_t size);

 private:
  struct Slab {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  struct FreeBlock {
    FreeBlock* next;
  };
  static constexpr std::size_t kStep = 8;  // nothing in tree-sitter is more strictly aligned
  static constexpr std::size_t kLargestSmall = 1024;  // larger blocks are kept by powers of two
  static constexpr std::size_t kSlab = 1 << 20;
  static constexpr std::size_t kSlabsKept = 8;  // one large file does not make memory grow for good

  void begin();
  void end();
  void next_slab(std::size_t size);

  std::byte* at_ = nullptr;  // where the slab in use is cut next
  std::size_t left_ = 0;     // bytes of it
  std::array<FreeBlock*, kLargestSmall / kStep + 1> free_ = {};  // by size in steps
  std::array<FreeBlock*, 64> large_free_ = {};                   // by power of two
  std::vector<Slab> slabs_;
  std::size_t used_ = 0;  // slabs that this parse has taken
  std::size_t allowed_ = SIZE_MAX;
  std::size_t allowed_left_ = SIZE_MAX;
  std::size_t asked_left_ = SIZE_MAX;
  std::size_t full_ = 0;
};

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_ARENA_H_
