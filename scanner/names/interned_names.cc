// Two open-addressing tables that share one hash, eight bytes a step.
// SPDX-License-Identifier: MIT
#include "names/interned_names.h"

#include <cstring>

namespace pymolt::names {

std::uint32_t hash_name(std::string_view spelling) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = spelling.size() * kMix;
  const char* at = spelling.data();
  std::size_t left = spelling.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, at, 8);
    hash = (hash ^ chunk) * kMix;
    hash ^= hash >> 32;
  }
  std::uint64_t tail = 0;
  for (std::size_t i = 0; i < left; ++i) {
    tail |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  }
  hash = (hash ^ tail) * kMix;
  return static_cast<std::uint32_t>(hash >> 32);
}

// Twice the names of the built-in rules (11,000 of them).
constexpr std::size_t kSlots = 32768;

WellKnownNames::WellKnownNames() : slots_(kSlots) {}

void WellKnownNames::add(std::string_view spelling, std::uint8_t traits) {
  if (2 * (count_ + 1) > slots_.size()) grow();
  const std::uint32_t hash = hash_name(spelling);
  std::size_t place = hash & (slots_.size() - 1);
  while (slots_[place].traits != 0 &&
         (slots_[place].hash != hash || slots_[place].spelling != spelling)) {
    place = (place + 1) & (slots_.size() - 1);
  }
  if (slots_[place].traits == 0) ++count_;
  slots_[place] = {spelling, hash, static_cast<std::uint8_t>(slots_[place].traits | traits)};
}

void WellKnownNames::grow() {
  std::vector<Entry> old(2 * slots_.size());
  old.swap(slots_);
  for (const Entry& entry : old) {
    if (entry.traits == 0) continue;
    std::size_t place = entry.hash & (slots_.size() - 1);
    while (slots_[place].traits != 0) place = (place + 1) & (slots_.size() - 1);
    slots_[place] = entry;
  }
}

std::uint8_t WellKnownNames::traits(std::string_view spelling, std::uint32_t hash) const {
  std::size_t place = hash & (slots_.size() - 1);
  while (slots_[place].traits != 0) {
    if (slots_[place].hash == hash && slots_[place].spelling == spelling)
      return slots_[place].traits;
    place = (place + 1) & (slots_.size() - 1);
  }
  return 0;
}

InternedNames::InternedNames(const WellKnownNames& well_known_names, std::size_t expected)
    : well_known_names_(&well_known_names) {
  std::size_t slots = 256;
  while (slots < expected / 64) slots *= 2;
  slots_.assign(slots, kNoName);
  entries_.reserve(slots / 2);
}

InternedName InternedNames::intern(std::string_view spelling) {
  const std::uint32_t hash = hash_name(spelling);
  std::size_t place = hash & (slots_.size() - 1);
  while (slots_[place] != kNoName) {
    const Entry& entry = entries_[slots_[place]];
    if (entry.hash == hash && entry.spelling == spelling) return slots_[place];
    place = (place + 1) & (slots_.size() - 1);
  }
  const InternedName word = static_cast<InternedName>(entries_.size());
  entries_.push_back({spelling, hash, well_known_names_->traits(spelling, hash)});
  slots_[place] = word;
  if (2 * entries_.size() > slots_.size()) grow();
  return word;
}

InternedName InternedNames::find(std::string_view spelling) const {
  const std::uint32_t hash = hash_name(spelling);
  std::size_t place = hash & (slots_.size() - 1);
  while (slots_[place] != kNoName) {
    const Entry& entry = entries_[slots_[place]];
    if (entry.hash == hash && entry.spelling == spelling) return slots_[place];
    place = (place + 1) & (slots_.size() - 1);
  }
  return kNoName;
}

void InternedNames::grow() {
  slots_.assign(2 * slots_.size(), kNoName);
  for (InternedName word = 0; word < entries_.size(); ++word) {
    std::size_t place = entries_[word].hash & (slots_.size() - 1);
    while (slots_[place] != kNoName) place = (place + 1) & (slots_.size() - 1);
    slots_[place] = word;
  }
}

bool imports_by_text(const InternedNames& words) {
  for (InternedName word = 0; word < words.size(); ++word) {
    if ((words.traits(word) & kImportsDynamically) != 0) return true;
  }
  return false;
}

}  // namespace pymolt::names
