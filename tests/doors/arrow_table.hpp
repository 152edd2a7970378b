// Arrow's arrays as anybody might make them, for tests: each way to lay texts, lists and times out, whatever lies before the first
// row. What is made here is counted, so that what nobody releases is seen.
#pragma once

#include <tickler/arrow_c.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doors::arrow {

enum class text_layout : std::uint8_t { small, large, viewed, coded };

struct layout {
  text_layout texts = text_layout::small;
  bool large_lists = false;
  char time_unit = 'u';
  std::int64_t before = 0;  // rows of nonsense before the first
};

// A column: its type and its rows. Copied freely; schemas and arrays are made of it when they are asked for.
struct column {
  std::string format{}, name{};
  std::int64_t length = 0, offset = 0, nulls = 0;
  std::vector<std::string> buffers{};  // the first: validity, or none
  std::vector<column> members{};
  std::shared_ptr<const column> dictionary{};
};

using text = std::optional<std::string>;
column texts(std::string name, const std::vector<text>& rows, const layout& how);
column instants(std::string name, const std::vector<std::optional<std::int64_t>>& seconds, const layout& how,
                std::string zone = "UTC");
column durations(std::string name, const std::vector<std::optional<std::int64_t>>& seconds, const layout& how);
template <class T>
column numbers(std::string name, char format, const std::vector<std::optional<T>>& rows, const layout& how);
column bools(std::string name, const std::vector<std::optional<bool>>& rows, const layout& how);
column structs(std::string name, std::size_t rows, std::vector<column> members, const layout& how);  // members of as many rows
column lists(std::string name, const std::vector<std::size_t>& sizes, column elements, const layout& how, bool is_map = false);

int unreleased();  // how many schemas, arrays and streams of these are still there

ArrowSchema schema_of(const column& c);
ArrowArray array_of(const column& c);

// A stream of such tables, all of one type. After the last: the end, or an error with that text.
ArrowArrayStream stream_of(std::vector<column> batches, std::string error_at_the_end = {});

// All rows of a stream as text: {"name":value,...} each, lists in [], instants as RFC 3339, what is coded as the text that it
// stands for. Releases it.
struct rows_read {
  std::vector<std::string> rows{};
  std::vector<std::size_t> batches{};  // how many rows each had
  int code = 0;                        // of the first call that failed
  std::string error{};
};
rows_read read_all(ArrowArrayStream& s);

}  // namespace doors::arrow
