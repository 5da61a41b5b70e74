// `pymolt facts`: looks at a share of the files and writes down what a report is made of.
// SPDX-License-Identifier: MIT
#include "cli/build_version.h"
#include "cli/outputs.h"
#include "cli/scan_project.h"
#include "cli/shard_head.h"

namespace pymolt::cli {

int run_facts(const Invocation& invocation, Streams& streams) {
  const Result<scan::Share> share = scan::parse_share(invocation.shards.share);
  if (!share) return refuse(streams, share.mistake());
  if (const auto mistake = check_outputs({{"facts", {}}}, invocation.scan.output))
    return refuse(streams, *mistake);
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *scan::real_disk());
  if (!effective) return refuse(streams, effective.mistake());
  Result<ShardHead> head = head_of(*effective);
  if (!head) return refuse(streams, head.mistake());
  ShareOf part{*share};
  const Result<ScannedProject> scanned = scan_project(*effective, streams, Look::all, &part);
  if (!scanned) return refuse(streams, scanned.mistake());
  const Stamp stamp = stamp_of(scanned->book);
  head->tool = kToolVersion;
  head->build = stamp.build;
  head->rules = stamp.rules;
  head->share = *share;
  head->walk = part.walk;
  if (!part.target.by.empty()) head->target = part.target.versions.str();
  head->target_by = part.target.by;
  head->one_folder = is_one_folder(*effective);
  head->package = scanned->request.package;
  const std::string file = invocation.scan.output == "-" ? std::string() : invocation.scan.output;
  const bool written = write_to(file, streams, [&](std::ostream& out) {
    scan::ShardWriter writer(out, write_head(*head));
    for (const FileFacts& facts : scanned->facts) writer.add(facts);
    writer.end();
  });
  return written ? 0 : 2;  // what could not be read stands in the facts: `merge` says so
}

}  // namespace pymolt::cli
