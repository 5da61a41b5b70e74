#!/usr/bin/env bash
# Makes a Debian package of a static binary: the command, its manual page and its completions.
# SPDX-License-Identifier: MIT
#
#   tools/release/deb.sh BINARY ARCHITECTURE VERSION FOLDER [RUNNER]      prints the package's path
#
# ARCHITECTURE is Debian's word (amd64, arm64). The maintainer is DEBFULLNAME and DEBEMAIL, as Debian's own tools have it, else the
# author of the last commit. RUNNER runs a binary that this machine cannot (qemu-aarch64).
set -eu
binary=$1 architecture=$2 version=$3 folder=$4
shift 4
root=$(cd "$(dirname "$0")/../.." && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
umask 022
maintainer="${DEBFULLNAME:-$(git -C "$root" log -1 --format=%an)} <${DEBEMAIL:-$(git -C "$root" log -1 --format=%ae)}>"
# The time in all that is packed: the same input gives the same bytes.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
date=$(date -u -R -d "@$SOURCE_DATE_EPOCH")

install -D -m 755 "$binary" "$tree/usr/bin/pymolt"
mkdir -p "$tree/usr/share/man/man1" "$tree/usr/share/doc/pymolt" "$tree/DEBIAN"
"$@" "$tree/usr/bin/pymolt" man | gzip -9n >"$tree/usr/share/man/man1/pymolt.1.gz"
completion() {  # SHELL FILE
  mkdir -p "$tree/usr/share/$(dirname "$2")"
  "${runner[@]}" "$tree/usr/bin/pymolt" completions "$1" >"$tree/usr/share/$2"
}
runner=("$@")
[ ${#runner[@]} -gt 0 ] || runner=(env)
completion bash bash-completion/completions/pymolt
completion zsh zsh/vendor-completions/_pymolt
completion fish fish/vendor_completions.d/pymolt.fish
{
  echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
  echo "Upstream-Name: pymolt"
  echo
  echo "Files: *"
  sed -n 's/^\(Copyright\) *(c) */\1: /Ip' "$root/LICENSE"
  echo "License: Expat"
  sed -n '/^Permission/,$ { s/^$/./; s/^/ /; p }' "$root/LICENSE"
} >"$tree/usr/share/doc/pymolt/copyright"
printf 'pymolt (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$date" | gzip -9n >"$tree/usr/share/doc/pymolt/changelog.gz"
mkdir -p "$tree/usr/share/lintian/overrides"
printf '%s\n' '# One static binary is the whole installation, on every Linux.' 'pymolt: statically-linked-binary [usr/bin/pymolt]' \
  'pymolt: embedded-library zlib [usr/bin/pymolt]' \
  >"$tree/usr/share/lintian/overrides/pymolt"
cat >"$tree/DEBIAN/control" <<END
Package: pymolt
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s "$tree/usr" | cut -f1)
Section: devel
Priority: optional
Description: tell what breaks when Python code moves to a newer Python
 pymolt walks Python source trees and tells, for every version from 2.7 to
 3.16 in one pass and with no Python installed, which files will not compile,
 which modules will not import, which lines raise or silently change their
 meaning, how severe each is, and what to write instead.
END
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
mkdir -p "$folder"
package=$folder/pymolt_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$tree" "$package" >/dev/null
echo "$package"
