// Asks the system for the program's own file, and for the note that the linker put into it.
// SPDX-License-Identifier: MIT
#include "cli/build_version.h"

#include <link.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>

#include "scan/sha256.h"

namespace pymolt::cli {

namespace {

std::string hex_of(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text;
}

// The build id in NOTES, which are: sizes of the name and of the text, a type, the name, the text, each on 4 bytes.
std::string build_id_in(std::string_view notes) {
  ElfW(Nhdr) head = {};
  while (notes.size() >= sizeof head) {
    std::memcpy(&head, notes.data(), sizeof head);
    const std::size_t name = sizeof head + ((head.n_namesz + 3U) & ~3U);
    const std::size_t end = name + ((head.n_descsz + 3U) & ~3U);
    if (end > notes.size()) return {};
    if (head.n_type == NT_GNU_BUILD_ID &&
        notes.substr(sizeof head, 4) == std::string_view("GNU\0", 4))
      return hex_of(notes.substr(name, head.n_descsz));
    notes.remove_prefix(end);
  }
  return {};
}

// Of the program, which comes first; what it is linked with has ids of its own.
int take_first(dl_phdr_info* info, std::size_t, void* found) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type != PT_NOTE) continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how the loader tells it
    const auto* notes = reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr);
    std::string id = build_id_in({notes, part.p_memsz});
    if (!id.empty()) *static_cast<std::string*>(found) = std::move(id);
  }
  return 1;
}

std::string digest_of_program() {
  scan::Sha256 digest;
  std::ifstream program("/proc/self/exe", std::ios::binary);
  std::string part(1 << 20, '\0');
  while (program) {
    program.read(part.data(), static_cast<std::streamsize>(part.size()));
    digest.add(std::string_view(part).substr(0, static_cast<std::size_t>(program.gcount())));
  }
  return digest.hex();
}

}  // namespace

std::string build_stamp() {
  struct stat status = {};
  if (::stat("/proc/self/exe", &status) != 0) return {};
  return std::to_string(status.st_size) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

std::string build_id() {
  std::string id;
  ::dl_iterate_phdr(take_first, &id);
  return id.empty() ? digest_of_program() : id;
}

}  // namespace pymolt::cli
