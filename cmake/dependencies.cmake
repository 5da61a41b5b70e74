# What pymolt is built from: found, or said by name with what to install. Nothing is fetched here.
# SPDX-License-Identifier: MIT

set(grammar_dir ${CMAKE_SOURCE_DIR}/node_modules/tree-sitter-python/src)
set(tree_sitter_dir ${CMAKE_SOURCE_DIR}/node_modules/tree-sitter/vendor/tree-sitter/lib)
if(NOT EXISTS ${grammar_dir}/parser.c OR NOT EXISTS ${tree_sitter_dir}/src/lib.c)
  message(FATAL_ERROR "tree-sitter and its Python grammar are not installed: run `npm ci --ignore-scripts` here "
                      "(or `make`, which installs all that is missing)")
endif()

function(needs what package)
  message(FATAL_ERROR "${what} was not found: install it, on Debian or Ubuntu with `apt-get install ${package}` "
                      "(or run `make`, which installs all that is missing)")
endfunction()

# tree-sitter's C library and the grammar, always optimised: they are most of what a scan costs.
add_library(tree_sitter STATIC ${tree_sitter_dir}/src/lib.c ${grammar_dir}/parser.c ${grammar_dir}/scanner.c)
target_include_directories(tree_sitter SYSTEM PUBLIC ${tree_sitter_dir}/include ${tree_sitter_dir}/src
                           PRIVATE ${grammar_dir})
target_compile_options(tree_sitter PRIVATE -O3 -w)
set_target_properties(tree_sitter PROPERTIES C_STANDARD 11)

add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/generated/syntax/kinds.h
  COMMAND ${CMAKE_COMMAND} -DPARSER=${grammar_dir}/parser.c -DOUT=${CMAKE_BINARY_DIR}/generated/syntax/kinds.h
          -P ${CMAKE_SOURCE_DIR}/cmake/kinds.cmake
  DEPENDS ${grammar_dir}/parser.c ${CMAKE_SOURCE_DIR}/cmake/kinds.cmake)
add_custom_target(pymolt_kinds DEPENDS ${CMAKE_BINARY_DIR}/generated/syntax/kinds.h)

# package(TARGET HEADER LIBRARY DEBIAN): an imported target; a static library is taken where there is one, so that
# the binary is the whole installation.
function(package target header library debian)
  find_path(${target}_INCLUDE ${header})
  if(NOT ${target}_INCLUDE)
    needs(${header} ${debian})
  endif()
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  if(library)
    find_library(${target}_LIBRARY NAMES lib${library}.a ${library})
    if(NOT ${target}_LIBRARY)
      needs(lib${library} ${debian})
    endif()
    target_link_libraries(${target} INTERFACE ${${target}_LIBRARY})
  endif()
endfunction()

find_package(Threads REQUIRED)
package(re2 re2/re2.h re2 libre2-dev)
target_link_libraries(re2 INTERFACE Threads::Threads)
package(fmt fmt/format.h "" libfmt-dev)
target_compile_definitions(fmt INTERFACE FMT_HEADER_ONLY)
package(cli11 CLI/CLI.hpp "" libcli11-dev)
package(nlohmann_json nlohmann/json.hpp "" nlohmann-json3-dev)
package(toml toml++/toml.h "" libtomlplusplus-dev)
package(sha256 nettle/sha2.h nettle nettle-dev)

find_package(GTest QUIET)
if(NOT GTest_FOUND)
  needs(GoogleTest libgtest-dev)
endif()
