# Says of every package's facts what a scan must know before it reads them: what it gives to import, and which words to look for.
# SPDX-License-Identifier: MIT
# Called as: cmake -DOUT=… -DROOT=… -DLIST=… -P package_index.cmake
#
# LIST names a file with paths below ROOT, a line each. The index has the SHA-256 of their texts, and then for each a line of
# fields with a bar between them, words with a blank: the path; the package; what it gives to import; what it brings back; the last
# parts of names in modules; those of members of classes; the members that no other library calls so; the first parts
# of all these names. scanner/rulebook/package_table.h
# reads it; what a line of a package's file means is said in scanner/rulebook/package_file.h.
cmake_minimum_required(VERSION 3.22)

# words(OUT FACTS): the last part of each name: `full` of `numpy.full(order): since 1.6`.
function(words out)
  set(words ${ARGN})
  list(TRANSFORM words REPLACE "^\n?([^:(]*\\.)?([^.:(]+)(\\([^)]*\\))?:.*$" "\\2")
  list(REMOVE_DUPLICATES words)
  list(JOIN words " " words)
  set(${out} "${words}" PARENT_SCOPE)
endfunction()

# statement(OUT WORD TEXT): what stands behind WORD at the beginning of a line.
function(statement out word text)
  set(said "")
  if(text MATCHES "\n${word} ([^\n]*)")
    string(REGEX REPLACE "[, ]+" " " said "${CMAKE_MATCH_1}")
  endif()
  set(${out} "${said}" PARENT_SCOPE)
endfunction()

file(STRINGS "${LIST}" files)
set(index "")
set(hashes "")
foreach(file IN LISTS files)
  file(READ "${ROOT}/${file}" text)
  string(SHA256 hash "${text}")
  string(APPEND hashes "${file} ${hash}\n")
  string(REGEX REPLACE "[][;\\\\]" "?" text "\n${text}")
  string(REGEX REPLACE "->[^\n]*" "" text "${text}")
  string(REGEX MATCHALL "\n[^# \n:]+:[^\n]*" facts "${text}")
  set(members ${facts})
  list(FILTER members INCLUDE REGEX "[:,] *method *(,|$)")
  set(distinctive ${members})
  list(FILTER distinctive INCLUDE REGEX "[:,] *distinctive *(,|$)")
  list(FILTER facts EXCLUDE REGEX "[:,] *method *(,|$)")
  set(tops ${members} ${facts})
  list(TRANSFORM tops REPLACE "^\n([^.:(]+).*$" "\\1")
  list(REMOVE_DUPLICATES tops)
  list(JOIN tops " " tops)
  words(facts ${facts})
  words(members ${members})
  words(distinctive ${distinctive})
  statement(package "package" "${text}")
  statement(imports "imports" "${text}")
  statement(brings "brings" "${text}")
  string(APPEND index "${file}|${package}|${imports}|${brings}|${facts}|${members}|${distinctive}|${tops}\n")
endforeach()
string(SHA256 hash "${hashes}")
file(WRITE "${OUT}" "${hash}\n${index}")
