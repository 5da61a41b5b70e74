// One file, fixed in rounds until nothing changes any more, every change proved before it is kept.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_FIX_FILE_H_
#define PYMOLT_FIX_FIX_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "fix/proof.h"
#include "fix/rewriters.h"
#include "model/offered_fix.h"
#include "scan/scan_file.h"

namespace pymolt::fix {

/// A file that is larger is not fixed: it is read and kept in memory several times.
inline constexpr std::uint64_t kLargestFixed = 8 << 20;

/// A finding that stays, and why.
struct Left {
  std::uint32_t line = 0;
  std::string rule;
  std::string symbol;
  bool unsafe = false;  // it can be fixed with --unsafe
  std::string why;      // or what may differ then; empty: no fix is known
};

struct Fixed {
  std::string bytes;      // the file as it would be
  std::vector<Fix> made;  // in the order in which they were made
  std::vector<Left> left;
  VersionSet broken;           // of the target: on these it does not compile
  bool loses_python2 = false;  // it compiled on 2.7, and does so no longer
  std::string refused;         // why the whole file was left alone
};

/// A finding of a file, and what would fix it by itself.
struct Offer {
  Finding finding;
  OfferedFix fix;
};

/// What fixes each finding of the file PATH that is WANTED, the unsafe way too; each edit is of the file as it is, and
/// proved. Empty where the file cannot be changed at all.
[[nodiscard]] std::vector<Offer> offer_fixes(std::string_view path, std::string_view bytes,
                                             const scan::ScanContext& context,
                                             scan::ScanScratch& bench, const Wish& wish,
                                             Wanted wanted);

/// The file PATH that holds BYTES, fixed as WISH says where a finding is WANTED. Nothing is written.
[[nodiscard]] Fixed fix_file(std::string_view path, std::string_view bytes,
                             const scan::ScanContext& context, scan::ScanScratch& bench,
                             const Wish& wish, Wanted wanted);
/// The same, where only what is CHOSEN of that is mended.
[[nodiscard]] Fixed fix_file(std::string_view path, std::string_view bytes,
                             const scan::ScanContext& context, scan::ScanScratch& bench,
                             const Wish& wish, Wanted wanted, Wanted chosen);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_FIX_FILE_H_
