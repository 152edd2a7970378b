// Zones come from whoever has loaded the module: it has a function `zone`, which is called with a name and defines that zone.
#include <emscripten.h>
#include <tickler/tickler.h>

// clang-format off
EM_JS(void, ask_host_for_zone, (const char* name, size_t size), { Module["zone"](UTF8ToString(name, size)); });
// clang-format on

extern "C" EMSCRIPTEN_KEEPALIVE tickler_result tickler_zones_from_host(tickler_text version) {
  return tickler_zones_from([](void*, tickler_text name) { ask_host_for_zone(name.data, name.size); }, nullptr, version);
}
