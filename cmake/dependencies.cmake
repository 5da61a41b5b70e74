# What pymolt is built from: found, or said by name with what to install. Nothing is fetched here.
# SPDX-License-Identifier: MIT

function(needs what package)
  message(FATAL_ERROR "${what} was not found: install it, on Debian or Ubuntu with `apt-get install ${package}` "
                      "(or run `make`, which installs all that is missing)")
endfunction()

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
package(yaml_cpp yaml-cpp/yaml.h yaml-cpp libyaml-cpp-dev)
package(sha256 nettle/sha2.h nettle nettle-dev)

find_package(GTest QUIET)
if(NOT GTest_FOUND)
  needs(GoogleTest libgtest-dev)
endif()
