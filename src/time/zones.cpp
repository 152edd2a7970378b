#include <new>
#include <stdexcept>
#include <tickler/diagnostic.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/zones.hpp>

#include "base/internal_access.hpp"
#include "base/name.hpp"
#include "time/system_zones.hpp"
#include "time/tzif.hpp"
#include "time/zone_advice.hpp"
#include "time/zone_name.hpp"
#include "time/zone_table.hpp"
#include "time/zones_impl.hpp"

namespace tickler::inline TICKLER_ABI {

auto zones::impl::look_up(std::string_view name) -> looked_up {
  if (!may_be_zone(name)) return {};
  if (auto there = remembered(name)) return *std::move(there);
  const std::lock_guard one_at_a_time(reading_);
  if (auto there = remembered(name)) return *std::move(there);
  return read(name);
}

auto zones::impl::remembered(std::string_view name) -> std::optional<looked_up> {
  const std::lock_guard lock(using_);
  if (const auto at = known_.find(name); at != known_.end()) return looked_up{at->second, {}};
  if (const auto at = wrong_.find(name); at != wrong_.end()) return looked_up{{}, at->second};
  return std::nullopt;
}

auto zones::impl::read(std::string_view name) -> looked_up {
  looked_up result;
  std::optional<std::string> bytes;
  try {
    bytes = source ? source(name) : read_system_zone(name);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    const std::string_view why = e.what();
    return {{}, std::string(why.empty() ? "its source does not say why" : why)};  // it may be there the next time
  }
  try {
    if (bytes)
      result.found = internal_access::make<zone>(std::make_shared<const zone::table>(std::string{name}, read_tzif(*bytes)));
  } catch (const std::runtime_error& e) {
    result.why = e.what();
  }
  remember(name, result);
  return result;
}

void zones::impl::remember(std::string_view name, const looked_up& as) {
  const std::lock_guard lock(using_);
  if (as.found) {
    if (known_.size() < most_known) known_.emplace(name, *as.found);
    return;
  }
  if (wrong_.size() == most_wrong) wrong_.clear();
  wrong_.emplace(name, as.why);
}

std::string zones::impl::unknown_message(std::string_view name) {
  std::string meant;
  if (!source) {
    std::call_once(listed_, [this] { system_names_ = system_zone_names(); });
    meant = meant_zone(name, system_names_);
  } else {
    std::vector<std::string> names;
    const std::lock_guard lock(using_);
    for (const auto& [known, value] : known_) names.push_back(known);
    meant = meant_zone(name, names);
  }
  return "unknown time zone " + quoted(name) + (meant.empty() ? "" : ", did you mean " + quoted(meant) + "?");
}

const std::string& zones::impl::version() {
  std::call_once(versioned_, [this] {
    if (!source) version_ = system_zone_version();
  });
  return version_;
}

zones::zones() : impl_(std::make_shared<impl>()) {}

zones::zones(zone_source source, std::string version) : zones() {
  if (!source) throw misuse(misuse_number::bad_size, "zones from an empty function");
  if (!is_release(version))
    throw misuse(misuse_number::bad_size, "a version of zones has 1 to 64 characters of ASCII, without blanks");
  impl_->source = std::move(source);
  impl_->version_ = std::move(version);
}

const zones& zones::system() {
  static const zones all;
  return all;
}

parse_result<zone> zones::find(std::string_view name) const {
  const auto there = impl_->look_up(name);
  if (there.found) return *there.found;
  if (there.why.empty()) return parse_error{0, impl_->unknown_message(name), number::unknown_zone};
  return parse_error{0, "time zone " + quoted(name) + " cannot be read: " + there.why, number::unknown_zone};
}

std::vector<zone_problem> zones::load(std::span<const std::string_view> names) const {
  std::vector<zone_problem> problems;
  for (const auto name : names)
    if (const auto found = find(name); !found) problems.push_back({std::string(name), found.error()});
  impl_->version();
  return problems;
}

std::string zones::version() const { return impl_->version(); }

}  // namespace tickler::inline TICKLER_ABI
