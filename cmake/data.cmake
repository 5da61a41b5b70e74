# Packs files into a room's library, as assembler that scanner/packed/packed.h unpacks at run time: the one way of embedding.
# SPDX-License-Identifier: MIT

# pack(ROOM NAME DEPENDS ARGUMENTS…): NAME becomes a symbol of pymolt_ROOM; ARGUMENTS and what they mean are pack.cmake's.
function(pack room name depends)
  if(NOT TARGET pymolt_${room})
    return()
  endif()
  set(assembly ${CMAKE_BINARY_DIR}/generated/${name}.S)
  add_custom_command(OUTPUT ${assembly} BYPRODUCTS ${assembly}.zst
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${assembly} $<$<BOOL:${EMSCRIPTEN}>:-DWASM=ON> ${ARGN}
            -P ${CMAKE_SOURCE_DIR}/cmake/pack.cmake
    DEPENDS ${depends} ${CMAKE_SOURCE_DIR}/cmake/pack.cmake COMMENT "Packing ${name}" COMMAND_EXPAND_LISTS VERBATIM)
  target_sources(pymolt_${room} PRIVATE ${assembly})
endfunction()

# embed_data(ROOM NAME PATH): one file.
function(embed_data room name path)
  pack(${room} ${name} ${CMAKE_SOURCE_DIR}/${path} -DROOT=${CMAKE_SOURCE_DIR} -DFILE=${path})
endfunction()

# embed_files(ROOM NAME ROOT PATHS…): many, with an index. A file that is added or changed is picked up by the next build.
function(embed_files room name root)
  set(list ${CMAKE_BINARY_DIR}/generated/${name}.list)
  list(JOIN ARGN "\n" lines)
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}\n" @ONLY)
  set(paths ${ARGN})
  list(TRANSFORM paths PREPEND ${root}/)
  pack(${room} ${name} "${list};${paths}" -DROOT=${root} -DLIST=${list})
endfunction()

# embed_package_index(ROOM NAME ROOT PATHS…): what package_index.cmake says of the files that embed_files() embeds as NAME.
function(embed_package_index room name root)
  set(index ${CMAKE_BINARY_DIR}/generated/package_index.txt)
  set(list ${CMAKE_BINARY_DIR}/generated/${name}.list)
  set(paths ${ARGN})
  list(TRANSFORM paths PREPEND ${root}/)
  add_custom_command(OUTPUT ${index}
    COMMAND ${CMAKE_COMMAND} -DOUT=${index} -DROOT=${root} -DLIST=${list} -P ${CMAKE_SOURCE_DIR}/cmake/package_index.cmake
    DEPENDS ${list} ${paths} ${CMAKE_SOURCE_DIR}/cmake/package_index.cmake COMMENT "Indexing packages" VERBATIM)
  pack(${room} package_index_txt ${index} -DROOT=${CMAKE_BINARY_DIR}/generated -DFILE=package_index.txt)
endfunction()
