// Requirements files that others name with `-r` and `-c`, whatever they are called.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_INCLUDED_FILES_H_
#define PYMOLT_SCAN_INCLUDED_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "scan/disk.h"
#include "scan/find_files.h"

namespace pymolt::scan {

/// FOLDER/PATH without `.` and `..`; empty where it leads out of the tree.
[[nodiscard]] std::string joined_within(std::string_view folder, std::string_view path);

/// Adds to FACTS, those of FILES and sorted by path, what files of the tree are included by them and were not read, and what
/// those include in turn, up to a limit for each file of the tree. What is named both as requirements and as constraints is
/// the former. So a share of the tree gives what the whole gives for its files. Nothing outside the tree is read; links that lead out of it are not followed.
void add_included_files(const std::vector<FoundFile>& files, const Disk& disk,
                        std::vector<FileFacts>& facts);

/// Sorts the FACTS of several shares by path, and makes one of those of a file that files of several shares name.
void join_included_files(std::vector<FileFacts>& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_INCLUDED_FILES_H_
