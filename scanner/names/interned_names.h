// The identifiers of one file as small numbers, so that nothing after the first walk compares text.
// SPDX-License-Identifier: MIT
//
// A `Word` stands for the same spelling everywhere in a file. `Words` borrows the spellings from the text (and from
// whoever else adds some), which must outlive it. When a word is first seen, the `Vocabulary` says in one look-up
// whether its spelling means something to the rulebook; afterwards that is a bit test.
#ifndef PYMOLT_NAMES_INTERNED_NAMES_H_
#define PYMOLT_NAMES_INTERNED_NAMES_H_

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pymolt::names {

using Word = std::uint32_t;
inline constexpr Word kNoWord = 0xFFFFFFFF;

/// What a spelling can mean; bits of a mask.
enum WordTrait : std::uint8_t {
  kBuiltin = 1,   // a built-in name the rulebook has something to say about
  kMember = 2,    // an attribute of some class with a lifetime: `isAlive`, `has_key`
  kImported = 4,  // bound by an import somewhere in this file, or assigned from such a name
  kProbe = 8,     // asks what is there: `dir`, `getattr`
  kVersionDependent =
      16,       // may tell the version: `sys`, `six`, `PY2`, and names assigned from tests of them
  kLoads = 32,  // imports by text: `__import__`, `import_module`
  kName = 128,  // a name of some module that came or went: `letters`, `izip`
  kInjects = 64,  // may bind names from outside: `globals`, `exec`, `setattr`
};

[[nodiscard]] std::uint32_t hash_word(std::string_view spelling);

/// The traits that spellings have by themselves, before a file is looked at. Built once, read by any thread.
class Vocabulary {
 public:
  Vocabulary();
  void add(std::string_view spelling, std::uint8_t traits);  // borrows the spelling
  [[nodiscard]] std::uint8_t traits(std::string_view spelling, std::uint32_t hash) const;
  /// Names of the module TOP, borrowed as well, tell the version.
  void add_telling_module(std::string_view top) { telling_modules_.insert(top); }
  [[nodiscard]] bool is_telling_module(std::string_view top) const {
    return telling_modules_.contains(top);
  }

 private:
  struct Entry {
    std::string_view spelling;
    std::uint32_t hash = 0;
    std::uint8_t traits = 0;
  };
  void grow();
  std::vector<Entry> slots_;
  std::size_t count_ = 0;
  std::unordered_set<std::string_view> telling_modules_;
};

/// The words of one file.
class Words {
 public:
  /// EXPECTED: about how many bytes of text there are to come.
  Words(const Vocabulary& vocabulary, std::size_t expected);

  Word intern(std::string_view spelling);
  /// The word if the file has it.
  [[nodiscard]] Word find(std::string_view spelling) const;
  [[nodiscard]] std::string_view spelling(Word word) const { return entries_[word].spelling; }
  [[nodiscard]] std::uint8_t traits(Word word) const { return entries_[word].traits; }
  void add_traits(Word word, std::uint8_t traits) { entries_[word].traits |= traits; }
  /// Whether the file binds the word somewhere, whatever to.
  [[nodiscard]] bool is_bound(Word word) const { return entries_[word].is_bound; }
  void set_bound(Word word) { entries_[word].is_bound = true; }
  /// Whether the file asks somewhere what the word is an instance of.
  [[nodiscard]] bool is_asked(Word word) const { return entries_[word].is_asked; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }
  void set_asked(Word word) { entries_[word].is_asked = true; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string_view spelling;
    std::uint32_t hash;
    std::uint8_t traits;
    bool is_bound = false;
    bool is_asked = false;
  };
  void grow();
  const Vocabulary* vocabulary_;
  std::vector<Entry> entries_;
  std::vector<Word> slots_;  // open addressing; kNoWord is free
};

/// Whether a file may import a module that it names in text: one of its words does that.
[[nodiscard]] bool imports_by_text(const Words& words);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_INTERNED_NAMES_H_
