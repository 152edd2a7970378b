// Loads a policy, and says which copy of the library did.
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

extern "C" __attribute__((visibility("default"))) bool loads(const char* text) {
  return static_cast<bool>(tickler::load_policy(text, "plugin.yaml", tickler::vocabulary{}));
}

extern "C" __attribute__((visibility("default"))) void* library() {
  return reinterpret_cast<void*>(
      static_cast<tickler::decision (*)(const tickler::policy&, const tickler::prospect&, const tickler::history&, tickler::instant,
                                        const tickler::decision_options&)>(&tickler::evaluate));
}
