// Loads both plugins so that each could see the other's names, calls them, and closes the first.
#include <dlfcn.h>

#include <cstdio>
#include <initializer_list>

constexpr auto policy =
    "policy: two\nzone: UTC\nchannels: {email: {}}\nevents: {asked: {direction: inbound}}\n"
    "cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email, purpose: inform}}]}}\n";

template <class Function>
Function* find(void* plugin, const char* name) {
  return reinterpret_cast<Function*>(dlsym(plugin, name));
}

int main() {
  void* const first = dlopen(FIRST, RTLD_NOW | RTLD_GLOBAL);
  void* const second = dlopen(SECOND, RTLD_NOW | RTLD_GLOBAL);
  if (!first || !second) return std::puts(dlerror()), 1;
  for (void* plugin : {first, second}) {
    const auto loads = find<bool(const char*)>(plugin, "loads");
    if (!loads(policy) || loads("policy: [")) return std::puts("a plugin does not load what it should"), 1;
  }
  if (find<void*()>(first, "library")() == find<void*()>(second, "library")()) return std::puts("one calls the other's copy"), 1;
  dlclose(first);
  if (!find<bool(const char*)>(second, "loads")(policy)) return std::puts("the second has lost something with the first"), 1;
  std::puts("each has its own");
}
