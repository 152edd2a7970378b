#include "records/fast_json_prospects.hpp"

#include <algorithm>
#include <tickler/zone.hpp>
#include <utility>

#include "base/text_hash.hpp"
#include "records/fast_json_object.hpp"
#include "records/prospect_fields.hpp"

namespace tickler {

namespace {
using fields = prospect_field;
}

plain_prospects::plain_prospects(const record_options& options, const id_index& ids, receiver each)
    : options_(options), ids_(ids), each_(std::move(each)), names_(fields::names) {}

plain_lines::taken plain_prospects::take(std::string_view lines, std::uint32_t first_line) {
  taken so_far;
  const char* at = lines.data();
  while (at != lines.data() + lines.size()) {
    next().who = {};
    next().contacts.clear();
    const auto* const behind = read_line(at);
    if (behind == nullptr) break;
    push(first_line + static_cast<std::uint32_t>(so_far.lines));
    at = behind;
    ++so_far.lines;
  }
  flush();
  so_far.bytes = static_cast<std::size_t>(at - lines.data());
  return so_far;
}

void plain_prospects::push(std::uint32_t line) {
  auto& p = next();
  p.who.contacts = p.contacts;
  p.line = line;
  p.hash = hash_of_text(p.who.id);
  ids_.prefetch(p.hash);
  if (++size_ == pending_.size()) flush();
}

void plain_prospects::flush() {
  const auto size = std::exchange(size_, 0);
  for (std::size_t i = 0; i < size; ++i) each_(pending_[i].who, pending_[i].hash, {.line = pending_[i].line, .column = 1});
}

// The start of the next line; null if this one is not as expected.
const char* plain_prospects::read_line(const char* line) {
  std::uint32_t seen = 0;
  const auto* const at =
      plain_text::read_fields(line, names_, seen, [&](std::size_t f, const char* v) { return read_value(f, v); });
  if (at == nullptr || next().who.id.empty() || static_cast<std::size_t>(at - line) > options_.line_bytes || !sort_contacts())
    return nullptr;
  return plain_text::next_line(at);
}

const char* plain_prospects::read_value(std::size_t field, const char* at) {
  if (plain_text::is_null(at)) return at + 4;
  if (field == fields::contact) return plain_text::read_members(at, [&](const char* member) { return read_contact(member); });
  if (*at++ != '"') return nullptr;
  const auto* const end = plain_text::string_end(at);
  return end != nullptr && set(field, {at, static_cast<std::size_t>(end - at)}) ? end + 1 : nullptr;
}

const char* plain_prospects::read_contact(const char* at) {
  if (*at++ != '"') return nullptr;
  const auto* const kind_end = plain_text::string_end(at);
  if (kind_end == nullptr || kind_end[1] != ':') return nullptr;
  const auto* value = plain_text::skip_blanks(kind_end + 2);
  if (*value++ != '"') return nullptr;
  const auto* const value_end = plain_text::string_end(value);
  if (value_end == nullptr) return nullptr;
  next().contacts.push_back({{at, static_cast<std::size_t>(kind_end - at)}, {value, static_cast<std::size_t>(value_end - value)}});
  return value_end + 1;
}

// False: the other reader will say what is wrong.
bool plain_prospects::set(std::size_t field, std::string_view value) {
  if (value.size() > options_.id_bytes) return false;
  switch (field) {
    case fields::id:
      next().who.id = value;
      return true;
    case fields::zone:
      next().who.zone = value;
      return is_zone(value);
    case fields::region:
      next().who.region = value;
      return true;
    case fields::owner:
      next().who.owner = value;
      return true;
    case fields::owner_zone:
      next().who.owner_zone = value;
      return is_zone(value);
    case fields::account:
      next().who.account = value;
      return true;
    case fields::referrer:
      next().who.referrer = value;
      return true;
    default:
      return false;
  }
}

// Empty ones are as if they were not there; false if there are two of a kind.
bool plain_prospects::sort_contacts() {
  auto& contacts = next().contacts;
  const auto by_kind = [](const auto& a, const auto& b) { return a.kind < b.kind; };
  const auto same_kind = [](const auto& a, const auto& b) { return a.kind == b.kind; };
  if (!std::is_sorted(contacts.begin(), contacts.end(), by_kind)) std::sort(contacts.begin(), contacts.end(), by_kind);
  if (std::adjacent_find(contacts.begin(), contacts.end(), same_kind) != contacts.end()) return false;
  std::erase_if(contacts, [](const auto& c) { return c.value.empty(); });
  return true;
}

bool plain_prospects::is_zone(std::string_view name) {
  if (name.empty() || zones_.find(name)) return true;
  if (!zone::find(name)) return false;
  zones_.intern(name);
  return true;
}

}  // namespace tickler
