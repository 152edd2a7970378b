// A stream of one batch of two cases, which takes no memory.
#pragma once

#include <tickler/arrow_c.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace no_memory {

namespace cases {

inline constexpr std::int64_t at[] = {1'772'445'600, 1'772'445'600};  // 2026-03-02T10:00:00Z
inline constexpr std::int32_t directions_end[] = {0, 7, 14}, outcomes_end[] = {0, 8, 20}, ids_end[] = {0, 3, 5},
                              lists_end[] = {0, 1, 2};
inline constexpr std::string_view directions = "inboundinbound", outcomes = "inquiredunsubscribed", ids = "adabo";

inline const void* at_data[] = {nullptr, at};
inline const void* direction_data[] = {nullptr, directions_end, directions.data()};
inline const void* outcome_data[] = {nullptr, outcomes_end, outcomes.data()};
inline const void* id_data[] = {nullptr, ids_end, ids.data()};
inline const void* list_data[] = {nullptr, lists_end};
inline const void* no_data[] = {nullptr};

inline void forget(ArrowSchema* s) { s->release = nullptr; }
inline void forget(ArrowArray* a) { a->release = nullptr; }

template <std::size_t Members>
struct parts {
  std::array<ArrowSchema, Members> schemas;
  std::array<ArrowArray, Members> arrays;
  std::array<ArrowSchema*, Members> schema_pointers{};
  std::array<ArrowArray*, Members> array_pointers{};
  parts(std::array<ArrowSchema, Members> s, std::array<ArrowArray, Members> a) : schemas(s), arrays(a) {
    for (std::size_t i = 0; i < Members; ++i) schema_pointers[i] = &schemas[i], array_pointers[i] = &arrays[i];
  }
};

inline ArrowSchema schema(const char* format, const char* name, ArrowSchema** members = nullptr, std::int64_t count = 0) {
  return {format, name, nullptr, 0, count, members, nullptr, forget, nullptr};
}
inline ArrowArray array(const void** data, std::int64_t buffers, ArrowArray** members = nullptr, std::int64_t count = 0) {
  return {2, 0, 0, buffers, count, data, members, nullptr, forget, nullptr};
}

}  // namespace cases

inline ArrowArrayStream arrow_cases() {
  using namespace cases;
  static parts<3> touch({schema("tss:UTC", "at"), schema("u", "direction"), schema("u", "outcome")},
                        {array(at_data, 2), array(direction_data, 3), array(outcome_data, 3)});
  static parts<1> item({schema("+s", "item", touch.schema_pointers.data(), 3)},
                       {array(no_data, 1, touch.array_pointers.data(), 3)});
  static parts<2> columns({schema("u", "id"), schema("+l", "touchpoints", item.schema_pointers.data(), 1)},
                          {array(id_data, 3), array(list_data, 2, item.array_pointers.data(), 1)});
  static bool is_over;
  is_over = false;
  return {.get_schema =
              [](ArrowArrayStream*, ArrowSchema* out) {
                *out = schema("+s", "", columns.schema_pointers.data(), 2);
                return 0;
              },
          .get_next =
              [](ArrowArrayStream*, ArrowArray* out) {
                *out = std::exchange(is_over, true) ? ArrowArray{} : array(no_data, 1, columns.array_pointers.data(), 2);
                return 0;
              },
          .get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; },
          .release = [](ArrowArrayStream* s) { s->release = nullptr; },
          .private_data = nullptr};
}

}  // namespace no_memory
