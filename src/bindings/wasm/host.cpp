// Zones come from whoever has loaded the module: its import `zone` is called with a name and defines that zone.
#include <tickler/tickler.h>

extern "C" {

[[noreturn]] void _Exit(int) { __builtin_trap(); }  // where std::abort leads: there is nobody else to tell

__attribute__((import_module("host"), import_name("zone"))) void ask_host_for_zone(const char* name, size_t size);

__attribute__((export_name("tickler_zones_from_host"))) tickler_result tickler_zones_from_host(const tickler_text* version) {
  return tickler_zones_from([](void*, tickler_text name) { ask_host_for_zone(name.data, name.size); }, nullptr, *version);
}
}
