#include "c/zones.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "c/guard.hpp"

namespace tickler::c {

namespace {

parse_error wrong_zone(std::string_view name, std::string_view why) {
  return {0, "the zone " + quoted(name) + std::string(why), number::unknown_zone};
}

void append(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}

// As POSIX writes it, seconds west of UTC.
std::string lasting(std::int32_t offset) {
  const auto size = offset < 0 ? -std::int64_t{offset} : std::int64_t{offset};
  const auto part = [](std::int64_t n) { return std::to_string(n); };
  return "<end>" + std::string(offset > 0 ? "-" : "") + part(size / 3600) + ':' + part(size / 60 % 60) + ':' + part(size % 60);
}

// A file of version 2 (RFC 8536, section 3), as zones want it: the block of version 1 with one type and nothing else, then changes
// with 64 bits, one type for each, and the last offset as the rule for what comes after.
std::string tzif_of(std::string_view name, std::span<const tickler_time> begin, std::span<const std::int32_t> offset) {
  std::vector<std::int32_t> types(offset.begin(), offset.end());
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  const auto type_of = [&types](std::int32_t o) {
    return static_cast<std::size_t>(std::ranges::lower_bound(types, o) - types.begin());
  };
  if (types.size() > 256) refuse(wrong_zone(name, " has more than 256 offsets"), "zones");
  std::swap(types[0], types[type_of(offset[0])]);  // type 0 is in force before the first change
  const auto place_of = [&types](std::int32_t o) { return static_cast<std::size_t>(std::ranges::find(types, o) - types.begin()); };

  std::string out;
  const auto header = [&out](std::size_t changes, std::size_t type_count) {
    out += "TZif2";
    out.append(15, '\0');
    for (const std::size_t count : {std::size_t{0}, std::size_t{0}, std::size_t{0}, changes, type_count, std::size_t{1}})
      append(out, count, 4);
  };
  const auto type = [&out](std::int32_t o) {
    append(out, static_cast<std::uint32_t>(o), 4);
    out.append(2, '\0');
  };
  header(0, 1);
  type(0);
  out.push_back('\0');
  header(begin.size(), types.size());
  for (const auto at : begin) append(out, static_cast<std::uint64_t>(at), 8);
  for (const auto o : offset) append(out, place_of(o), 1);
  for (const auto o : types) type(o);
  out.push_back('\0');
  return out + '\n' + lasting(offset.back()) + '\n';
}

class zone_list {
 public:
  const zones& use() {
    const std::lock_guard lock(mutex_);
    if (!used_) used_.emplace(files_.empty() && !source_ ? zones::system() : defined());
    return *used_;
  }

  void define(std::string_view name, std::string file, std::string_view version) {
    const std::lock_guard lock(mutex_);
    if (used_ && name != asked_) throw misuse(misuse_number::out_of_order, "a zone is defined after zones were used");
    const auto [at, is_new] = files_.try_emplace(std::string(name), std::move(file));
    if (!is_new && at->second != file)
      refuse({0, "the zone " + quoted(name) + " is defined otherwise", number::unknown_zone}, "zones");
    if (!used_) version_ = version;
  }

  void ask(tickler_zone_source source, void* context, std::string_view version) {
    const std::lock_guard lock(mutex_);
    if (used_) throw misuse(misuse_number::out_of_order, "a source of zones is given after zones were used");
    source_ = [source, context](std::string_view name) { source(context, text_of(name)); };
    version_ = version;
  }

  tickler_text version() {
    const auto& all = use();
    const std::lock_guard lock(mutex_);
    if (!told_) told_ = all.version();
    return text_of(*told_);
  }

 private:
  zones defined() {
    return zones([this](std::string_view name) { return file_of(name); }, version_.empty() ? "unknown" : version_);
  }

  // Called for one name at a time.
  std::optional<std::string> file_of(std::string_view name) {
    if (auto file = defined_file(name); file || !source_) return file;
    set_asked(name);
    source_(name);
    set_asked({});
    return defined_file(name);
  }

  std::optional<std::string> defined_file(std::string_view name) {
    const std::lock_guard lock(mutex_);
    const auto at = files_.find(name);
    return at == files_.end() ? std::nullopt : std::optional(at->second);
  }

  void set_asked(std::string_view name) {
    const std::lock_guard lock(mutex_);
    asked_ = name;
  }

  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> files_;
  std::function<void(std::string_view)> source_;
  std::string version_, asked_;  // by the source, meanwhile
  std::optional<zones> used_;
  std::optional<std::string> told_;
};

// Never destroyed: threads may outlive main.
zone_list& list() {
  static auto& all = *new zone_list;
  return all;
}

}  // namespace

const zones& used_zones() { return list().use(); }

}  // namespace tickler::c

using namespace tickler::c;

tickler_result tickler_prepare(const tickler_text* names, std::size_t count, tickler_problems** problems) noexcept {
  return guarded_into(problems, [&]() -> tickler_result {
    if (!names && count != 0) throw tickler::misuse(tickler::misuse_number::bad_size, "no names of zones");
    std::vector<std::string_view> wanted;
    for (const auto name : std::span(names, count)) wanted.push_back(view_of(name));
    std::vector<tickler::diagnostic> list;
    for (const auto& [name, why] : used_zones().load(wanted))
      list.push_back({.number = why.number, .file = "zones", .message = why.message});
    const bool is_well = list.empty();
    hand_over(std::move(list), problems);
    return is_well ? TICKLER_OK : TICKLER_REFUSED;
  });
}

tickler_result tickler_define_zone(tickler_text name, const tickler_time* begin, const std::int32_t* offset, std::size_t count,
                                   tickler_text version, tickler_problems** problems) noexcept {
  return guarded_into(problems, [&]() -> tickler_result {
    const auto called = view_of(name);
    if (count == 0 || !begin || !offset) refuse(wrong_zone(called, " has no offset"), "zones");
    const std::span begins(begin, count);
    const std::span offsets(offset, count);
    if (std::adjacent_find(begins.begin(), begins.end(), std::greater_equal<>{}) != begins.end())
      refuse(wrong_zone(called, " has changes that are not in order of time"), "zones");
    if (std::ranges::any_of(offsets, [](std::int32_t o) { return o <= -86'400 || o >= 86'400; }))
      refuse(wrong_zone(called, " has an offset of a day or more"), "zones");
    if (count > 10'000) refuse(wrong_zone(called, " has more than 10,000 changes"), "zones");
    auto file = tzif_of(called, begins, offsets);
    // What is wrong with it a handle of its own says, in the words of files.
    const tickler::zones alone([&file](std::string_view) { return std::optional(file); });
    if (const auto found = alone.find(called); !found) refuse(found.error(), "zones");
    list().define(called, std::move(file), view_of(version));
    return TICKLER_OK;
  });
}

tickler_result tickler_zones_from(tickler_zone_source source, void* context, tickler_text version) noexcept {
  return guarded(
      [&]() -> tickler_result {
        if (!source) throw tickler::misuse(tickler::misuse_number::bad_size, "no source of zones");
        list().ask(source, context, view_of(version));
        return TICKLER_OK;
      },
      [](const auto&) {});
}

tickler_result tickler_zone_data(tickler_text* version) noexcept {
  if (!version) return TICKLER_MISUSE;
  *version = {};
  return guarded([&]() -> tickler_result { return *version = list().version(), TICKLER_OK; }, [](const auto&) {});
}
