// Linux: namespaces of network, mounts and processes, inside one of users where this is not root.
// SPDX-License-Identifier: MIT
#include "verify/isolate.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace pymolt::verify {

namespace {

// The kernel's `struct mount_attr`, whose header does not go together with the C library's.
struct MountAttributes {
  std::uint64_t set = 0;
  std::uint64_t clear = 0;
  std::uint64_t propagation = 0;
  std::uint64_t users = 0;
};
constexpr std::uint64_t kReadOnly = 1;
constexpr unsigned kRecursive = 0x8000;

int write_file(const char* path, const char* text) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const ssize_t put = ::write(file, text, std::strlen(text));
  const int error = put < 0 ? errno : 0;
  ::close(file);
  return error;
}

// A namespace of users in which this user is root, so that the others may be made.
int become_root() {
  char users[64];
  char groups[64];
  std::snprintf(users, sizeof users, "0 %u 1", ::geteuid());
  std::snprintf(groups, sizeof groups, "0 %u 1", ::getegid());
  if (::unshare(CLONE_NEWUSER) != 0) return errno;
  int error = write_file("/proc/self/uid_map", users);
  if (error == 0) error = write_file("/proc/self/setgroups", "deny");
  if (error == 0) error = write_file("/proc/self/gid_map", groups);
  return error;
}

int set_attributes(const char* path, unsigned flags, std::uint64_t set, std::uint64_t clear) {
  MountAttributes attributes;
  attributes.set = set;
  attributes.clear = clear;
  return ::syscall(SYS_mount_setattr, AT_FDCWD, path, flags, &attributes, sizeof attributes) == 0
             ? 0
             : errno;
}

int limit_writes(const char* scratch) {
  if (::unshare(CLONE_NEWNS) != 0) return errno;
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return errno;
  if (::mount(scratch, scratch, nullptr, MS_BIND, nullptr) != 0) return errno;
  const int error = set_attributes("/", kRecursive, kReadOnly, 0);
  if (error != 0) return error;
  // Shared memory of its own, for modules that make locks when they are imported.
  static_cast<void>(::mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "size=64m"));
  return set_attributes(scratch, 0, 0, kReadOnly);
}

void drop_privileges() {
  for (unsigned long capability = 0; capability <= 63; ++capability)
    ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  ::syscall(SYS_capset, &header, none);
}

void limit(__rlimit_resource what, std::uint64_t most) {
  const rlimit limits = {most, most};
  ::setrlimit(what, &limits);
}

}  // namespace

Outcome isolate(const char* scratch) {
  Outcome outcome;
  if (::geteuid() != 0) outcome.network = outcome.writes = outcome.processes = become_root();
  if (outcome.network == 0 && ::unshare(CLONE_NEWNET) != 0) outcome.network = errno;
  if (outcome.writes == 0) outcome.writes = limit_writes(scratch);
  if (outcome.processes == 0 && ::unshare(CLONE_NEWPID) != 0) outcome.processes = errno;
  return outcome;
}

void give_up_rights(bool own_processes) {
  // Ends with the process that waits for it; and /proc shows the processes of this namespace alone.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (own_processes)
    static_cast<void>(
        ::mount("proc", "/proc", "proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr));
  drop_privileges();
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, std::uint64_t{256} << 20);
  limit(RLIMIT_AS, std::uint64_t{8} << 30);
}

}  // namespace pymolt::verify
