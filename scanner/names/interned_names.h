// Interned identifiers: each name of a file as a small number, so that nothing after the first walk compares strings.
// SPDX-License-Identifier: MIT
//
// A `InternedName` stands for the same spelling everywhere in a file. `InternedNames` borrows the spellings from the text (and from
// whoever else adds some), which must outlive it. When a word is first seen, the `WellKnownNames` says in one look-up
// whether its spelling means something to the rulebook; afterwards that is a bit test.
#ifndef PYMOLT_NAMES_INTERNED_NAMES_H_
#define PYMOLT_NAMES_INTERNED_NAMES_H_

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pymolt::names {

using InternedName = std::uint32_t;
inline constexpr InternedName kNoName = 0xFFFFFFFF;

/// What a spelling can mean; bits of a mask.
enum NameTrait : std::uint8_t {
  kBuiltin = 1,        // a built-in name the rulebook has something to say about
  kMember = 2,         // an attribute of some class with a lifetime: `isAlive`, `has_key`
  kImported = 4,       // bound by an import somewhere in this file, or assigned from such a name
  kAttributeTest = 8,  // asks what is there: `dir`, `getattr`
  kVersionDependent =
      16,  // may tell the version: `sys`, `six`, `PY2`, and names assigned from tests of them
  kImportsDynamically = 32,  // imports by text: `__import__`, `import_module`
  kName = 128,               // a name of some module that came or went: `letters`, `izip`
  kBindsDynamically = 64,    // may bind names from outside: `globals`, `exec`, `setattr`
};

[[nodiscard]] std::uint32_t hash_name(std::string_view spelling);

/// The traits that spellings have by themselves, before a file is looked at. Built once, read by any thread.
class WellKnownNames {
 public:
  WellKnownNames();
  void add(std::string_view spelling, std::uint8_t traits);  // borrows the spelling
  [[nodiscard]] std::uint8_t traits(std::string_view spelling, std::uint32_t hash) const;
  /// Names of the module TOP, borrowed as well, tell the version.
  void add_version_module(std::string_view top) { version_modules_.insert(top); }
  [[nodiscard]] bool is_version_module(std::string_view top) const {
    return version_modules_.contains(top);
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
  std::unordered_set<std::string_view> version_modules_;
};

/// The identifiers of one file.
class InternedNames {
 public:
  /// EXPECTED: about how many bytes of text there are to come.
  InternedNames(const WellKnownNames& well_known_names, std::size_t expected);

  InternedName intern(std::string_view spelling);
  /// The name if the file has it, else kNoName.
  [[nodiscard]] InternedName find(std::string_view spelling) const;
  [[nodiscard]] std::string_view spelling(InternedName word) const {
    return entries_[word].spelling;
  }
  [[nodiscard]] std::uint8_t traits(InternedName word) const { return entries_[word].traits; }
  void add_traits(InternedName word, std::uint8_t traits) { entries_[word].traits |= traits; }
  /// Whether the file binds the word somewhere, whatever to.
  [[nodiscard]] bool is_bound(InternedName word) const { return entries_[word].is_bound; }
  void set_bound(InternedName word) { entries_[word].is_bound = true; }
  /// Whether the file asks somewhere what the word is an instance of.
  [[nodiscard]] bool is_asked(InternedName word) const { return entries_[word].is_asked; }
  /// Whether it asks that of an attribute WORD: `isinstance(self.word, T)`.
  [[nodiscard]] bool is_asked_of_attribute(InternedName word) const {
    return entries_[word].is_asked_of_attribute;
  }
  [[nodiscard]] const WellKnownNames& well_known_names() const { return *well_known_names_; }
  void set_asked(InternedName word) { entries_[word].is_asked = true; }
  void set_asked_of_attribute(InternedName word) { entries_[word].is_asked_of_attribute = true; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string_view spelling;
    std::uint32_t hash;
    std::uint8_t traits;
    bool is_bound = false;
    bool is_asked = false;
    bool is_asked_of_attribute = false;
  };
  void grow();
  const WellKnownNames* well_known_names_;
  std::vector<Entry> entries_;
  std::vector<InternedName> slots_;  // open addressing; kNoName is free
};

/// Whether a file may import a module that it names in text: one of its words does that.
[[nodiscard]] bool imports_by_text(const InternedNames& words);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_INTERNED_NAMES_H_
