# libical, iCalendar files in C: LibIcal::LibIcal. Its own config file also wants what it was built with and we do not use.

find_path(LibIcal_INCLUDE_DIR libical/ical.h)
find_library(LibIcal_LIBRARY NAMES ical)
mark_as_advanced(LibIcal_INCLUDE_DIR LibIcal_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibIcal REQUIRED_VARS LibIcal_LIBRARY LibIcal_INCLUDE_DIR)

if(LibIcal_FOUND AND NOT TARGET LibIcal::LibIcal)
  add_library(LibIcal::LibIcal UNKNOWN IMPORTED)
  set_target_properties(LibIcal::LibIcal PROPERTIES IMPORTED_LOCATION "${LibIcal_LIBRARY}"
                                                    INTERFACE_INCLUDE_DIRECTORIES "${LibIcal_INCLUDE_DIR}")
endif()
