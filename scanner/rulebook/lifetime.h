// On which versions a module, name, method, parameter or construct exists, and what to write instead.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_LIFETIME_H_
#define PYMOLT_RULEBOOK_LIFETIME_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"

namespace pymolt::rulebook {

struct PackageLife;

/// What sort of thing a fact is about.
enum class LifeKind : std::uint8_t { module, name, method, parameter, construct, c_name };

[[nodiscard]] std::string_view name(LifeKind kind);

/// One fact. Views point into the rule file it was read from.
struct Lifetime {
  std::string_view name;       // `collections.Mapping`; with its parameter: `asyncio.sleep(loop)`
  std::string_view owner;      // what is called, for a parameter: `asyncio.sleep`; empty otherwise
  std::string_view parameter;  // `loop`
  int position = -1;  // where it can be passed without its name, not counting self; -1: nowhere
  bool is_module = false;  // can be imported
  VersionSet exists = VersionSet::all();
  std::optional<Version> deprecated;  // since
  std::string_view
      scheduled;  // the version that is to remove it, perhaps beyond the axis; or `undated`
  std::string_view title;              // for constructs: what people call it
  std::string_view docs;               // a link of its own
  std::string_view advice;             // what to write instead
  std::optional<Version> advice_from;  // the oldest version on which the advice works

  /// Its life on the versions of the package that it is of; null for what lives on the versions of Python. Then `exists`
  /// is every version: on which Pythons it is there hangs on what is in force (deps/in_force.h).
  const PackageLife* package = nullptr;

  std::string_view file;
  int line = 0;

  /// The versions on which it exists and is deprecated.
  [[nodiscard]] VersionSet deprecated_on() const {
    return deprecated ? exists & VersionSet::from(*deprecated) : VersionSet::none();
  }
  /// The versions from which it is gone, having been there before.
  [[nodiscard]] VersionSet removed_on() const;
  /// The versions on which it is not there yet.
  [[nodiscard]] VersionSet missing_on() const;
  /// Whether a release to remove it in is named.
  [[nodiscard]] bool has_date() const { return !scheduled.empty() && scheduled != "undated"; }
  /// Its life in a sentence: "since 3.6, deprecated 3.8, removed 3.12".
  [[nodiscard]] std::string life() const;
};

/// The first part of a dotted name, of a parameter's too: `zip` of `zip(strict)`.
[[nodiscard]] std::string_view top_of(std::string_view name);

/// The facts of NEWER and, where it says nothing of their names, of KNOWN. All are in the order of their names.
[[nodiscard]] std::vector<Lifetime> merged(std::span<const Lifetime> newer,
                                           std::span<const Lifetime> known);

/// The page of docs.python.org that speaks of it: its own link, else the release notes of its removal or deprecation.
[[nodiscard]] std::string docs_link(const Lifetime& lifetime);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_LIFETIME_H_
