// Files that the build packs into the binary (embed_data() of cmake/data.cmake): unpacked when one is first asked for.
// SPDX-License-Identifier: MIT
//
//   extern "C" const unsigned char codecs_txt[];  // rules/text/codecs.txt
//
//   std::string_view codecs() {
//     static const Unpacked kCodecs(codecs_txt);
//     return kCodecs.text();
//   }
#ifndef PYMOLT_PACKED_PACKED_H_
#define PYMOLT_PACKED_PACKED_H_

#include <cstddef>
#include <memory>
#include <string_view>

namespace pymolt {

class Unpacked {
 public:
  /// PACKED is the symbol that the build makes: how many bytes the file has, how many it is packed, and these.
  explicit Unpacked(const unsigned char* packed);
  /// The file, byte for byte; it lives as long as this.
  [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace pymolt

#endif  // PYMOLT_PACKED_PACKED_H_
