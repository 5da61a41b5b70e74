// A pymolt.toml or pyproject.toml: settings, none, or a mistake that can be said.
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include "oracle.h"
#include "settings/policy_file.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  for (const char* file : {"pymolt.toml", "pyproject.toml"}) {
    if (const auto policy = settings::read_policy(file, text); !policy)
      fuzz::claim(!policy.mistake().str().empty(), "a mistake is said");
    const auto settings = settings::read_settings(file, text);
    if (!settings) fuzz::claim(!settings.mistake().str().empty(), "a mistake is said");
    if (settings && *settings) {
      for (const auto& format : (*settings)->formats) {
        fuzz::claim(!format.file.starts_with('/') && format.file.find("..") != 0,
                    "no report outside the folder");
      }
    }
  }
  return 0;
}
