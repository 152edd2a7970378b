# What `cmake --install` puts where. Components: core, io, c, command. The prefix may be moved afterwards.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tickler)

# The macros that `date` is compiled with, ours and our users': the same as CMake passes on.
get_target_property(date_macros date::date INTERFACE_COMPILE_DEFINITIONS)
set(macros "")
foreach(macro IN LISTS date_macros)
  string(APPEND macros " -D${macro}")
endforeach()
if(BUILD_SHARED_LIBS)
  string(APPEND macros " -DTICKLER_SHARED")
endif()

# The user of a static library links what is inside it; a shared one brings it along.
function(tickler_pkgconfig name component inner_libs)
  if(BUILD_SHARED_LIBS)
    set(more "Libs.private: ${inner_libs}")
  else()
    set(with " ${inner_libs}")
  endif()
  file(RELATIVE_PATH to_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REGEX REPLACE "/$" "" to_prefix ${to_prefix})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endfunction()

# The shared libraries are found from where their users lie, wherever the prefix is; in the build it is the same. What CMake would
# exchange on installing ends in empty entries until then, each of which is the current folder: libraries that lie there would be
# loaded. Who wants other paths, or none, for shared libraries has those of CMake in the build.
file(RELATIVE_PATH from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
foreach(target tickler_core tickler_io tickler_c tickler_command)
  if(TARGET ${target})
    if(NOT DEFINED CMAKE_INSTALL_RPATH)
      set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN;$ORIGIN/${from_bin}" INSTALL_RPATH_USE_LINK_PATH ON)
    endif()
    if(NOT CMAKE_SKIP_INSTALL_RPATH AND NOT (BUILD_SHARED_LIBS AND DEFINED CMAKE_INSTALL_RPATH))
      set_target_properties(${target} PROPERTIES BUILD_WITH_INSTALL_RPATH ON)
    endif()
  endif()
endforeach()

install(TARGETS tickler_core EXPORT tickler-core COMPONENT core INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT tickler-core NAMESPACE tickler:: DESTINATION ${package_dir} COMPONENT core)
install(DIRECTORY include/tickler DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT core
        PATTERN io EXCLUDE
        PATTERN io.hpp EXCLUDE
        PATTERN tickler.h EXCLUDE
        PATTERN arrow_c.h EXCLUDE
        PATTERN *.md EXCLUDE)
install(FILES LICENSE README.md include/tickler/semantics.md include/tickler/problems.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT core)
include(tickler-sbom)
install(FILES ${PROJECT_BINARY_DIR}/tickler.spdx.json DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT core)
tickler_pkgconfig(tickler core "")

if(TARGET tickler_io)
  install(TARGETS tickler_io EXPORT tickler-io COMPONENT io)
  install(EXPORT tickler-io NAMESPACE tickler:: DESTINATION ${package_dir} COMPONENT io)
  install(DIRECTORY include/tickler/io DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tickler COMPONENT io)
  install(FILES include/tickler/io.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tickler COMPONENT io)
  install(FILES cmake/FindLibYAML.cmake cmake/FindxxHash.cmake DESTINATION ${package_dir} COMPONENT io)
  tickler_pkgconfig(tickler-io io "-lyaml -lsimdjson -lfmt -lxxhash")
endif()

if(TARGET tickler_c)
  install(TARGETS tickler_c EXPORT tickler-c COMPONENT c INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT tickler-c NAMESPACE tickler:: DESTINATION ${package_dir} COMPONENT c)
  install(FILES include/tickler/tickler.h include/tickler/arrow_c.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tickler COMPONENT c)
  tickler_pkgconfig(tickler-c c "")
endif()

if(TARGET tickler_command)
  install(TARGETS tickler_command COMPONENT command)
  install(DIRECTORY examples/policies examples/crm DESTINATION ${CMAKE_INSTALL_DATADIR}/tickler COMPONENT command)
  if(TARGET tickler_pages)
    install(FILES ${tickler_pages}/tickler.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT command)
    install(FILES ${tickler_pages}/tickler.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
            RENAME tickler COMPONENT command)
    install(FILES ${tickler_pages}/_tickler DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT command)
    install(FILES ${tickler_pages}/tickler.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT command)
  endif()
endif()

configure_package_config_file(cmake/tickler-config.cmake.in tickler-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(tickler-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tickler-config.cmake ${PROJECT_BINARY_DIR}/tickler-config-version.cmake
        DESTINATION ${package_dir} COMPONENT core)
