#include "records/fast_json_prospects.hpp"

#include <utility>

#include "base/text_hash.hpp"
#include "records/fast_json_object.hpp"

namespace tickler::inline TICKLER_ABI {

fast_json_prospects::fast_json_prospects(const record_options& options, const id_index& ids, receiver each)
    : options_(options), ids_(ids), each_(std::move(each)), names_(prospect_field::names), fields_(options) {}

const char* fast_json_prospects::read_line(const char* line, std::uint32_t number) {
  auto& record = next().record;
  record.clear();
  std::uint32_t seen = 0;
  const auto* at = fast_json::read_fields(line, names_, seen, [&](std::size_t f, const char* v) { return read_value(f, v); });
  if (at == nullptr || record.view.id.empty() || static_cast<std::size_t>(at - line) > options_.line_bytes || !record.complete())
    return nullptr;
  at = fast_json::next_line(at);
  if (at != nullptr) push(number);
  return at;
}

const char* fast_json_prospects::read_value(std::size_t field, const char* at) {
  if (fast_json::is_null(at)) return at + 4;
  if (field == prospect_field::contact)
    return fast_json::read_members(at, [&](const char* member) { return read_contact(member); });
  if (*at++ != '"' || field == prospect_field::facts) return nullptr;
  const auto* const end = fast_json::string_end(at);
  if (end == nullptr) return nullptr;
  value_.text = {at, static_cast<std::size_t>(end - at)};
  fields_.set(next().record, field, value_);
  return end + 1;
}

const char* fast_json_prospects::read_contact(const char* at) {
  if (*at++ != '"') return nullptr;
  const auto* const kind_end = fast_json::string_end(at);
  if (kind_end == nullptr || kind_end[1] != ':') return nullptr;
  const auto* value = fast_json::skip_blanks(kind_end + 2);
  if (*value++ != '"') return nullptr;
  const auto* const value_end = fast_json::string_end(value);
  if (value_end == nullptr) return nullptr;
  next().record.contacts.push_back(
      {{at, static_cast<std::size_t>(kind_end - at)}, {value, static_cast<std::size_t>(value_end - value)}});
  return value_end + 1;
}

void fast_json_prospects::push(std::uint32_t line) {
  auto& p = next();
  p.line = line;
  p.hash = hash_of_text(p.record.view.id);
  ids_.prefetch(p.hash);
  if (++size_ == pending_.size()) flush();
}

void fast_json_prospects::flush() {
  const auto size = std::exchange(size_, 0);
  for (std::size_t i = 0; i < size; ++i) each_(pending_[i].record.view, pending_[i].hash, {.line = pending_[i].line, .column = 1});
}

}  // namespace tickler::inline TICKLER_ABI
