# tree-sitter and its Python grammar, from npm: most of what a scan costs, so they are compiled with care.
# SPDX-License-Identifier: MIT
#
#   tree_sitter        as one unit with few doors (scanner/syntax/tree_sitter.c), trained where the compiler is GCC
#   tree_sitter_plain  as npm ships it: what tests hold the first against, and bench measures a scan against
#
# Training: an instrumented copy parses the fixtures, which takes a fraction of a second; what it counted tells the
# compiler which branches are taken and what to fold into what. Together with the arena a parse takes a third less time.

set(grammar_dir ${CMAKE_SOURCE_DIR}/node_modules/tree-sitter-python/src)
set(tree_sitter_dir ${CMAKE_SOURCE_DIR}/node_modules/tree-sitter/vendor/tree-sitter/lib)
if(NOT EXISTS ${grammar_dir}/parser.c OR NOT EXISTS ${tree_sitter_dir}/src/lib.c)
  message(FATAL_ERROR "tree-sitter and its Python grammar are not installed: run `npm ci --ignore-scripts` here "
                      "(or `make`, which installs all that is missing)")
endif()
option(PYMOLT_TRAIN "Train the parser on the fixtures (GCC, Release)" ON)

set(kinds ${CMAKE_BINARY_DIR}/generated/syntax/kinds.h)
add_custom_command(OUTPUT ${kinds}
  COMMAND ${CMAKE_COMMAND} -DPARSER=${grammar_dir}/parser.c -DOUT=${kinds} -P ${CMAKE_SOURCE_DIR}/cmake/kinds.cmake
  DEPENDS ${grammar_dir}/parser.c ${CMAKE_SOURCE_DIR}/cmake/kinds.cmake)
add_custom_target(pymolt_kinds DEPENDS ${kinds})

set(unit ${CMAKE_SOURCE_DIR}/scanner/syntax/tree_sitter.c)
set(unit_headers ${CMAKE_SOURCE_DIR}/scanner/syntax/tree_sitter.h ${CMAKE_SOURCE_DIR}/scanner/syntax/lr_parser.h
                 ${CMAKE_SOURCE_DIR}/scanner/syntax/lr_parser.c)
set(unit_includes ${tree_sitter_dir}/include ${tree_sitter_dir}/src ${grammar_dir} ${CMAKE_SOURCE_DIR}/node_modules
                  ${CMAKE_SOURCE_DIR}/scanner)

if(PYMOLT_TRAIN AND CMAKE_C_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_ID STREQUAL GNU
   AND CMAKE_BUILD_TYPE STREQUAL Release AND NOT CMAKE_CROSSCOMPILING)
  set(folder ${CMAKE_BINARY_DIR}/parser)
  file(MAKE_DIRECTORY ${folder}/training ${folder}/trained)
  set(includes ${unit_includes} ${CMAKE_BINARY_DIR}/generated)
  list(TRANSFORM includes PREPEND -I)
  set(compile ${CMAKE_C_COMPILER} -std=gnu11 -O3 -DNDEBUG -w -fexceptions -fwhole-program ${includes} -c ${unit} -o tree_sitter.o)

  set(trainer ${CMAKE_SOURCE_DIR}/bench/train_parser.cc)
  list(APPEND trainer_files ${trainer} scanner/syntax/arena.cc scanner/syntax/flatten.cc scanner/syntax/tree.cc)
  list(TRANSFORM trainer_files REPLACE "^scanner" ${CMAKE_SOURCE_DIR}/scanner)
  file(GLOB_RECURSE lessons CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fixtures/*.py)
  add_custom_command(OUTPUT ${folder}/trained/tree_sitter.gcda
    COMMAND ${CMAKE_COMMAND} -E rm -f tree_sitter.gcda
    COMMAND ${compile} -fprofile-generate
    COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -O1 -w ${includes} ${trainer_files} tree_sitter.o -lgcov -o train
    COMMAND ${folder}/training/train ${lessons}
    COMMAND ${CMAKE_COMMAND} -E copy tree_sitter.gcda ${folder}/trained/tree_sitter.gcda
    DEPENDS ${unit} ${unit_headers} ${trainer_files} ${kinds} ${lessons}
    WORKING_DIRECTORY ${folder}/training COMMENT "Training the parser" VERBATIM)
  add_custom_command(OUTPUT ${folder}/trained/tree_sitter.o
    COMMAND ${compile} -fprofile-use
    DEPENDS ${folder}/trained/tree_sitter.gcda
    WORKING_DIRECTORY ${folder}/trained COMMENT "Compiling the parser as trained" VERBATIM)
  add_library(tree_sitter STATIC ${folder}/trained/tree_sitter.o)
  set_target_properties(tree_sitter PROPERTIES LINKER_LANGUAGE C)
else()
  add_library(tree_sitter STATIC ${unit})
  target_include_directories(tree_sitter PRIVATE ${unit_includes})
  target_compile_options(tree_sitter PRIVATE -O3 -w -fexceptions $<$<C_COMPILER_ID:GNU>:-fwhole-program>)
endif()

add_library(tree_sitter_plain STATIC EXCLUDE_FROM_ALL
            ${tree_sitter_dir}/src/lib.c ${grammar_dir}/parser.c ${grammar_dir}/scanner.c)
target_include_directories(tree_sitter_plain PRIVATE ${grammar_dir})
target_compile_options(tree_sitter_plain PRIVATE -O3 -w)
if(NOT CMAKE_C_COMPILER_ID STREQUAL GNU)  # elsewhere nothing keeps the names of the unit to itself
  target_link_options(tree_sitter_plain INTERFACE -Wl,--allow-multiple-definition)
endif()
foreach(library tree_sitter tree_sitter_plain)
  target_include_directories(${library} SYSTEM PUBLIC ${tree_sitter_dir}/include ${tree_sitter_dir}/src)
  set_target_properties(${library} PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
endforeach()

# The grammar of shells: far more text than Python's and far less in use, so it is compiled soon rather than well.
set(bash_dir ${CMAKE_SOURCE_DIR}/node_modules/tree-sitter-bash/src)
if(NOT EXISTS ${bash_dir}/parser.c)
  message(FATAL_ERROR "tree-sitter's grammar of shells is not installed: run `npm ci --ignore-scripts` here (or `make`)")
endif()
add_library(tree_sitter_bash STATIC ${bash_dir}/parser.c ${bash_dir}/scanner.c)
target_include_directories(tree_sitter_bash PRIVATE ${bash_dir})
target_include_directories(tree_sitter_bash SYSTEM PRIVATE ${CMAKE_SOURCE_DIR}/scanner ${tree_sitter_dir}/include)
target_compile_options(tree_sitter_bash PRIVATE -O1 -w -include ${CMAKE_SOURCE_DIR}/scanner/syntax/tree_sitter.h
  -Dts_malloc=pymolt_arena_allocate -Dts_calloc=pymolt_arena_allocate_zeroed -Dts_realloc=pymolt_arena_reallocate
  -Dts_free=pymolt_arena_release)
set_target_properties(tree_sitter_bash PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
