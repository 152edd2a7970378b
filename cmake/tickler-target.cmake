# How our own targets are compiled. Nothing here reaches a target that links to them, but for C++20.

function(tickler_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12[.]")
    # False alarms of GCC 12, gone in 13: in std::string (bug 105651), more of them with precompiled headers, and in aggregates that
    # hold vectors.
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
                           -Wno-maybe-uninitialized)
  endif()
endfunction()

# Relocated at once when it is loaded, and read-only from then on.
function(tickler_bound target)
  if(TICKLER_HARDENED)
    target_link_options(${target} PRIVATE -Wl,-z,relro,-z,now)
  endif()
endfunction()

# What of the command is its own: checked at run time for what nobody should be able to do. The libraries are not, whose speed is
# measured. Sanitizers see more and do not bear it; who packs us has flags of his own, and is not contradicted.
function(tickler_hardened target)
  if(NOT TICKLER_HARDENED OR CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    return()
  endif()
  include(CheckCXXCompilerFlag)
  check_cxx_compiler_flag(-fstack-clash-protection TICKLER_HAS_STACK_CLASH_PROTECTION)
  target_compile_options(${target} PRIVATE -fstack-protector-strong
                                           $<$<BOOL:${TICKLER_HAS_STACK_CLASH_PROTECTION}>:-fstack-clash-protection>)
  target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS)
  if(NOT CMAKE_CXX_FLAGS MATCHES "_FORTIFY_SOURCE")  # which works by optimising
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-D_FORTIFY_SOURCE=2>)
  endif()
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# A library that others link as tickler::<name>. TICKLER_LIBRARY_FLAGS: what no test is to be compiled with (cmake/coverage.sh).
function(tickler_library target name)
  tickler_target(${target})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> PRIVATE ${PROJECT_SOURCE_DIR}/src)
  # As static libraries, too, they go into plugins.
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} VERSION ${PROJECT_VERSION} SOVERSION ${tickler_abi}
                                             POSITION_INDEPENDENT_CODE ON)
  if(BUILD_SHARED_LIBS)
    target_compile_definitions(${target} PUBLIC TICKLER_SHARED)
    tickler_bound(${target})
    target_link_options(${target} PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/exports.map)
    set_target_properties(${target} PROPERTIES LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/exports.map)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC makes vectors of neighbouring stores; what is soon read again in other pieces waits for them: 3 % of deciding.
    target_compile_options(${target} PRIVATE -fno-tree-slp-vectorize)
    # Symbols of GCC's unique kind would keep every plugin in memory for ever.
    target_compile_options(${target} PRIVATE -fno-gnu-unique)
  endif()
  separate_arguments(own_flags UNIX_COMMAND "${TICKLER_LIBRARY_FLAGS}")
  target_compile_options(${target} PRIVATE ${own_flags})
  tickler_rooms(${target})
  add_library(tickler::${name} ALIAS ${target})
endfunction()

# What most of our sources include and nobody here changes, compiled once for the target. Each source names it all the same.
function(tickler_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <bit> <chrono> <functional> <map> <memory> <optional> <set>
                            <span> <stdexcept> <string> <string_view> <utility> <variant> <vector> <date/date.h> ${ARGN})
endfunction()

# With CMAKE_UNITY_BUILD a room (a folder of src/) is compiled as one source, which takes less time. Names are a room's own, then;
# that each source includes what it needs shows without.
function(tickler_rooms target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH room)
    cmake_path(RELATIVE_PATH room BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src)
    string(REPLACE "/" "_" room "${room}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  if(CMAKE_UNITY_BUILD)  # of names of the source before, and of classes with members of that source's own types
    target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()
