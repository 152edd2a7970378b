// Any bytes are records in CSV or errors: the short way into a book finds in them what the plain reader does, each error has words,
// and what was read is the same when it is written as JSON Lines and read again. A line "#" parts prospects from touchpoints.
#include <fmt/format.h>

#include <string>
#include <tickler/io/book_records.hpp>

#include "base/json_text.hpp"
#include "book/reading_both_ways.hpp"
#include "fuzz/parted.hpp"
#include "fuzz/policies.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

class json_record {
 public:
  json_record() { json_.raw("{"); }
  json_record& text(std::string_view name, std::string_view value) {
    if (!value.empty()) key(name).string(value);
    return *this;
  }
  json_record& texts(std::string_view name, const std::vector<std::string>& list) {
    if (!list.empty()) key(name).list(list, [&](const auto& each) { json_.string(each); });
    return *this;
  }
  json_record& time(std::string_view name, const std::optional<instant>& t) {
    if (t) key(name).time(t);
    return *this;
  }
  json_record& fact(std::string_view name, const tickler::fact& f) {
    key(name);
    switch (type_of(f)) {
      case fact_type::boolean:
        json_.raw(std::get<bool>(f) ? "true" : "false");
        break;
      case fact_type::integer:
        json_.raw(std::to_string(std::get<std::int64_t>(f)));
        break;
      case fact_type::real:
        json_.raw(fmt::format("{:.17e}", std::get<double>(f)));
        break;
      case fact_type::text:
        json_.string(std::get<std::string>(f));
        break;
      case fact_type::timestamp:
        json_.time(std::get<instant>(f));
        break;
      case fact_type::duration:
        json_.string(
            fmt::format("{} minutes", std::chrono::floor<std::chrono::minutes>(std::get<std::chrono::seconds>(f)).count()));
        break;
      case fact_type::list:
        json_.list(std::get<std::vector<std::string>>(f), [&](const auto& each) { json_.string(each); });
        break;
    }
    return *this;
  }
  template <class Map, class Write>
  json_record& map(std::string_view name, const Map& all, Write write) {
    if (all.empty()) return *this;
    json_record inner;
    for (const auto& [key, value] : all) write(inner, key, value);
    key(name).raw(std::move(inner).line());
    return *this;
  }
  std::string line() && { return std::move(json_.raw("}")).take(); }

 private:
  // A kind of contact or a fact may have any name.
  json_text& key(std::string_view name) {
    json_text quoted_name;
    const auto quoted = std::move(quoted_name.string(name)).take();
    return json_.name(std::string_view(quoted).substr(1, quoted.size() - 2));
  }

  json_text json_{};
};

std::string line_of(const prospect& who) {
  json_record r;
  r.text("id", who.id).text("name", who.name).text("zone", who.zone).text("region", who.region).text("owner", who.owner);
  r.text("owner_zone", who.owner_zone).text("account", who.account).text("referrer", who.referrer);
  r.map("contact", who.contact, [](auto& inner, const auto& kind, const auto& value) { inner.text(kind, value); });
  r.map("facts", who.facts, [](auto& inner, const auto& name, const auto& value) { inner.fact(name, value); });
  return std::move(r).line() + '\n';
}

std::string line_of(std::string_view whose, const touchpoint& t, const vocabulary& words) {
  json_record r;
  r.text("prospect", whose).time("at", t.at).text("channel", words.name(t.words.channel));
  r.text("direction", to_string(t.words.direction)).text("purpose", words.name(t.words.purpose));
  r.text("outcome", words.name(t.words.outcome)).text("with", to_string(t.words.with)).time("until", t.until);
  r.texts("step", t.steps).texts("key", t.keys).text("id", t.id).text("address", t.address);
  return std::move(r).line() + '\n';
}

struct texts {
  std::string people{}, log{};
  friend bool operator==(const texts&, const texts&) = default;
};

texts lines_of(const book& all) {
  texts lines;
  history log(all.words());
  for (prospect_number i = 0; i < all.size(); ++i) {
    lines.people += line_of(all.prospect(i));
    all.history(i, log);
    for (std::size_t k = 0; k < log.size(); ++k) lines.log += line_of(all.id(i), log[k], all.words());
  }
  return lines;
}

// What is bad is told, and counted.
std::size_t read(const texts& from, const record_options& how, book& into) {
  std::size_t told = 0;
  const auto bad = [&](const diagnostic& d) {
    told += d.severity == severity::error;
    must_hold(d.number != 0 && !d.message.empty(), "a diagnostic has words");
  };
  const auto people = read_prospects(std::string_view(from.people), how, into, bad);
  const auto log = read_touchpoints(std::string_view(from.log), how, into, bad);
  must_hold(people.bad + log.bad == told, "what is bad is counted");
  must_hold(people.records + people.incomplete.size() == into.size() && into.touchpoints() <= log.records,
            "what is in the book is counted");
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [people, log] = fuzz::parted(fuzz::text_of(data, size));
  const auto* const declared = &fuzz::policies().front();
  const record_options csv{.file = "f", .format = record_format::csv, .facts = declared}, json{.file = "f", .facts = declared};
  const auto difference = plain::difference_when_read(people, log, csv);
  must_hold(difference.empty(), difference);
  const vocabulary words;
  book all(words), again(words);
  read({people, log}, csv, all);
  const auto lines = lines_of(all);
  must_hold(read(lines, json, again) == 0, "what was read can be read as JSON Lines");
  must_hold(lines_of(again) == lines, "and is the same");
  return 0;
}
