// The head of a file of facts: what was scanned and how, so that any machine can ask the facts what a scan would be asked.
// SPDX-License-Identifier: MIT
//
// Shards of one scan have the same head but for `number`. Nothing in it says where on a disk the tree lies: folders are
// told from the one that the command was given in.
#ifndef PYMOLT_CLI_SHARD_HEAD_H_
#define PYMOLT_CLI_SHARD_HEAD_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/effective_options.h"
#include "scan/shard_file.h"

namespace pymolt::cli {

struct ShardHead {
  std::string tool;   // pymolt's version
  std::string build;  // the program's, see build_id()
  std::string rules;  // stands for the rules
  scan::Share share;
  std::string walk;                  // stands for the files that were found, of all shares
  std::vector<std::string> paths;    // as named, or listed
  std::vector<std::string> named;    // those of them that the command line names
  std::vector<std::string> exclude;  // as said on the command line
  std::vector<std::string> packs;    // folders of rules, as said there
  std::string files_from;
  std::string config;
  bool no_config = false;
  bool isolated = false;
  bool follow_links = false;
  bool docs = false;
  bool one_folder = false;      // the report's paths begin in the only path
  std::string package;          // what that folder is called, where it is a package itself
  std::string settings;         // the file, as people are told; empty: none
  std::string settings_folder;  // from the working folder
  std::string settings_text;
  std::string target;     // as the project states it; empty: it does not, or need not
  std::string target_by;  // where
};

/// What made facts: facts of another program or of other rules are not put together.
struct Stamp {
  std::string build;
  std::string rules;
};
[[nodiscard]] Stamp stamp_of(const rulebook::Rulebook& book);

/// On one line.
[[nodiscard]] std::string write_head(const ShardHead& head);
[[nodiscard]] Result<ShardHead> read_head(const std::string& file, std::string_view line);

/// What EFFECTIVE asks of the files themselves; a mistake where that cannot be written down.
[[nodiscard]] Result<ShardHead> head_of(const EffectiveOptions& effective);

/// What the command line SAID of the report, with all that HEAD knows of the files: as `effective_options` would have given it to a scan.
[[nodiscard]] Result<EffectiveOptions> check_shards(const ShardHead& head,
                                                    const ProjectOptions& said);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_SHARD_HEAD_H_
