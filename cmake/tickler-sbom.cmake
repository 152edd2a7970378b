# What the build is made of, for those who must say what they ship: an SPDX 2.3 document, tickler.spdx.json. Which version was found,
# under which licence it comes, which of our parts needs it, and under which names programs load it.

# sbom_version(RESULT HEADER REGEX): the numbers that a header defines, put together
function(sbom_version result header regex)
  set(numbers "")
  if(EXISTS "${header}")
    file(STRINGS "${header}" lines REGEX "#[ ]*define[ ]+${regex}[ ]+\"?[0-9]")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[^\"0-9]*define[ ]+[A-Za-z0-9_]+[ ]+\"?([0-9.]+).*" "\\1" number "${line}")
      list(APPEND numbers ${number})
    endforeach()
  endif()
  list(JOIN numbers . version)
  set(${result} "${version}" PARENT_SCOPE)
endfunction()

set(sbom_packages "")
set(sbom_relationships "")

# sbom_package(ID NAME VERSION LICENCE HOME WORDS)
function(sbom_package id name version licence home words)
  if(NOT version STREQUAL "")
    set(version "\n      \"versionInfo\": \"${version}\",")
  endif()
  list(APPEND sbom_packages "    {
      \"SPDXID\": \"SPDXRef-${id}\",
      \"name\": \"${name}\",${version}
      \"downloadLocation\": \"NOASSERTION\",
      \"filesAnalyzed\": false,
      \"homepage\": \"${home}\",
      \"licenseConcluded\": \"${licence}\",
      \"licenseDeclared\": \"${licence}\",
      \"copyrightText\": \"NOASSERTION\",
      \"sourceInfo\": \"${words}\"
    }")
  set(sbom_packages "${sbom_packages}" PARENT_SCOPE)
endfunction()

function(sbom_relationship from how to)
  list(APPEND sbom_relationships
       "    {\"spdxElementId\": \"SPDXRef-${from}\", \"relationshipType\": \"${how}\", \"relatedSpdxElement\": \"SPDXRef-${to}\"}")
  set(sbom_relationships "${sbom_relationships}" PARENT_SCOPE)
endfunction()

# sbom_part(TARGET ID NAME WHAT NEEDS...): one of ours, if it is built
macro(sbom_part target id name what)
  if(TARGET ${target})
    sbom_package(${id} ${name} ${PROJECT_VERSION} MIT "${sbom_home}" "${what}")
    sbom_relationship(tickler CONTAINS ${id})
    foreach(need ${ARGN} gcc-runtime glibc)
      sbom_relationship(${id} DEPENDS_ON ${need})
      list(APPEND sbom_needed ${need})
    endforeach()
  endif()
endmacro()

# sbom_library(ID NAME VERSION LICENCE HOME NAMES): one of others', if a part of ours needs it
macro(sbom_library id name version licence home names)
  if("${id}" IN_LIST sbom_needed)
    sbom_package(${id} "${name}" "${version}" "${licence}" ${home} "${names}")
  endif()
endmacro()

find_package(PkgConfig QUIET)
function(sbom_module_version result module)
  if(PKG_CONFIG_FOUND)
    execute_process(COMMAND ${PKG_CONFIG_EXECUTABLE} --modversion ${module} OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE
                    ERROR_QUIET)
    if(NOT version STREQUAL "")
      set(${result} ${version} PARENT_SCOPE)
    endif()
  endif()
endfunction()
sbom_module_version(yaml_version yaml-0.1)
sbom_module_version(ical_version libical)
execute_process(COMMAND getconf GNU_LIBC_VERSION OUTPUT_VARIABLE glibc_version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
string(REPLACE "glibc " "" glibc_version "${glibc_version}")
sbom_version(xxhash_version "${xxHash_INCLUDE_DIR}/xxhash.h" "XXH_VERSION_(MAJOR|MINOR|RELEASE)")
sbom_version(nettle_version "${Nettle_INCLUDE_DIR}/nettle/version.h" "NETTLE_VERSION_(MAJOR|MINOR)")

set(sbom_home NOASSERTION)
set(sbom_needed "")
sbom_package(tickler tickler ${PROJECT_VERSION} MIT "${sbom_home}" "${PROJECT_DESCRIPTION}")
sbom_part(tickler_core core tickler-core "the library tickler::tickler" date)
sbom_part(tickler_io io tickler-io "the library tickler::io" core libyaml simdjson fmt xxHash)
sbom_part(tickler_c c tickler-c "the library tickler::c" io)
sbom_part(tickler_command command tickler-command "the command tickler" io fmt CLI11 libical nettle zlib simdjson xxHash)

sbom_library(date date "${date_VERSION}" MIT https://github.com/HowardHinnant/date "headers alone")
sbom_library(libyaml libyaml "${yaml_version}" MIT https://pyyaml.org/wiki/LibYAML "loaded as libyaml-0")
sbom_library(simdjson simdjson "${simdjson_VERSION}" Apache-2.0 https://simdjson.org "loaded as libsimdjson")
sbom_library(fmt fmt "${fmt_VERSION}" MIT https://fmt.dev "loaded as libfmt")
sbom_library(xxHash xxHash "${xxhash_version}" BSD-2-Clause https://xxhash.com "loaded as libxxhash")
sbom_library(CLI11 CLI11 "${CLI11_VERSION}" BSD-3-Clause https://github.com/CLIUtils/CLI11 "headers alone")
sbom_library(libical libical "${ical_version}" "LGPL-2.1-only OR MPL-2.0" https://libical.github.io/libical "loaded as libical")
sbom_library(nettle nettle "${nettle_version}" "LGPL-3.0-or-later OR GPL-2.0-or-later" https://www.lysator.liu.se/~nisse/nettle
             "loaded as libnettle")
sbom_library(zlib zlib "${ZLIB_VERSION_STRING}" Zlib https://zlib.net "loaded as libz")
sbom_library(gcc-runtime gcc-runtime "" "GPL-3.0-or-later WITH GCC-exception-3.1" https://gcc.gnu.org
             "loaded as libstdc++ libgcc_s libatomic, those of the system")
sbom_library(glibc glibc "${glibc_version}" LGPL-2.1-or-later https://www.gnu.org/software/libc
             "loaded as libc libm libpthread libdl ld-linux-x86-64, those of the system")

list(JOIN sbom_packages ",\n" sbom_packages)
list(JOIN sbom_relationships ",\n" sbom_relationships)
# The same parts have the same name.
string(UUID sbom_name NAMESPACE 6ba7b811-9dad-11d1-80b4-00c04fd430c8 NAME "${sbom_packages}${sbom_relationships}" TYPE SHA1)
string(TIMESTAMP sbom_created UTC)
file(WRITE ${PROJECT_BINARY_DIR}/tickler.spdx.json
     "{
  \"spdxVersion\": \"SPDX-2.3\",
  \"dataLicense\": \"CC0-1.0\",
  \"SPDXID\": \"SPDXRef-DOCUMENT\",
  \"name\": \"tickler-${PROJECT_VERSION}\",
  \"documentNamespace\": \"https://spdx.org/spdxdocs/tickler-${PROJECT_VERSION}-${sbom_name}\",
  \"creationInfo\": {\"created\": \"${sbom_created}\", \"creators\": [\"Tool: tickler-sbom.cmake-${PROJECT_VERSION}\"]},
  \"documentDescribes\": [\"SPDXRef-tickler\"],
  \"packages\": [
${sbom_packages}
  ],
  \"relationships\": [
    {\"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-tickler\"},
${sbom_relationships}
  ]
}
")
