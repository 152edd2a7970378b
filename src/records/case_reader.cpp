#include <algorithm>
#include <array>
#include <cstring>
#include <tickler/error.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>
#include <vector>

#include "base/text_hash.hpp"
#include "book/id_index.hpp"
#include "book/refused_records.hpp"
#include "model/correction.hpp"
#include "records/byte_checks.hpp"
#include "records/fast_json_object.hpp"
#include "records/field_names.hpp"
#include "records/field_text.hpp"
#include "records/json_line.hpp"
#include "records/json_record.hpp"
#include "records/prospect_builder.hpp"
#include "records/record_diagnostics.hpp"
#include "records/touchpoint_builder.hpp"
#include "records/touchpoint_faults.hpp"
#include "records/word_cache.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

struct case_field {
  enum : std::size_t { prospect, touchpoints };
  static constexpr std::array<std::string_view, 2> names = {"prospect", "touchpoints"};
};
constexpr record_schema case_schema{"case", case_field::names, 1u << case_field::prospect | 1u << case_field::touchpoints};

constexpr prospect_number of_the_case = 0;

record_options options_of(record_options options, const policy& p) {
  options.facts = &p;
  options.format = record_format::json_lines;
  return within_bounds(std::move(options));
}

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

struct case_reader::impl {
  impl(policy p, record_options given)
      : policy_(std::move(p)), options_(options_of(std::move(given), policy_)), words_(policy_.words()) {}
  impl(const impl&) = delete;
  impl& operator=(const impl&) = delete;

  case_view read(std::string_view line);

  void start_text() noexcept { lines_ = 0; }
  std::uint32_t lines() const noexcept { return lines_; }
  std::size_t respelt() const noexcept { return touchpoint_.respelt(); }

 private:
  struct kept_touchpoint {
    touchpoint_record record;
    touch_words words;
    std::size_t place;  // in the order in which those of one instant have happened
  };
  struct part {
    simdjson::dom::element value{};
    json_path place{};
  };

  void begin();
  void read_line(std::string_view line);

  // The short way for a line as programs write it. False, or record_error: it is left to the other; what it has left behind is to
  // be forgotten.
  bool read_usual_line();
  const char* read_usual_prospect(const char* at);
  const char* read_usual_member(std::size_t group, const char* at);
  const char* read_usual_touchpoints(const char* at);
  const char* read_usual_touchpoint(const char* at);
  template <class Set>
  const char* read_usual_text(const char* at, Set&& set);

  void read_prospect(const part& of_line);
  void read_touchpoints(const part& of_line);
  void read_touchpoint(const part& of_line);
  void identify();
  std::string_view padded(std::string_view text);

  void take_in(const touchpoint_record& t, const touch_words& words);
  void correct(kept_touchpoint& before, kept_touchpoint&& after);
  void refuse(const touchpoint_builder::refusal& what);
  void put_in_order();

  diagnostic report(const record_error& error);
  void make_unusable(const diagnostic& why) {
    if (unusable_.empty()) unusable_ = to_string(why);
  }

  policy policy_;
  record_options options_;
  vocabulary words_;
  std::uint32_t lines_ = 0;
  std::vector<char> buffer_;
  std::string_view text_;        // of the line, padded
  std::size_t before_text_ = 0;  // bytes of the line
  std::array<std::optional<part>, case_field::names.size()> parts_;

  const prospect_builder::receiver found_ = [this](const prospect_record& who, source_position) { who_ = who.view; };
  const touchpoint_builder::receiver made_ = [this](const auto& t, const auto& words, source_position) { take_in(t, words); };
  const touchpoint_builder::refusal_receiver refused_one_ = [this](const auto& what) { refuse(what); };
  const diagnostic_sink sink_ = [this](const diagnostic& d) { problems_.push_back(d); };

  field_names case_names_{case_field::names}, prospect_names_{prospect_field::names}, touchpoint_names_{touchpoint_field::names};
  word_caches known_words_;
  record_value usual_{.checked = true};
  bool is_usual_ = false;  // so far

  simdjson::dom::parser parser_;
  json_record record_;
  prospect_builder prospect_{options_, found_};
  touchpoint_builder touchpoint_{options_, words_, made_, refused_one_, case_touchpoint_schema};
  record_diagnostics bad_{options_, sink_};

  prospect_view who_;
  std::vector<kept_touchpoint> kept_;
  id_index ids_;  // of those of kept_
  std::size_t places_ = 0;
  std::vector<const kept_touchpoint*> order_;
  std::vector<touchpoint_view> log_;
  refused_records refused_;
  std::vector<diagnostic> problems_;
  std::string unusable_;
};

case_view case_reader::impl::read(std::string_view line) {
  ++lines_;
  log_.clear(), problems_.clear(), unusable_.clear();
  begin();
  record_.begin();
  text_ = {}, before_text_ = 0, parts_ = {};
  try {
    read_line(line);
  } catch (const record_error& error) {
    make_unusable(report(error));
    identify();
  }
  if (unusable_.empty() && !refused_.empty()) unusable_ = incomplete_history_text(refused_[of_the_case]);
  put_in_order();
  return {.who = who_, .log = log_, .problems = problems_, .unusable = unusable_, .policy_fingerprint = policy_.fingerprint()};
}

void case_reader::impl::begin() {
  who_ = {};
  kept_.clear();
  if (ids_.size() != 0) ids_.clear();
  refused_.erase(of_the_case);
  places_ = 0;
}

void case_reader::impl::read_line(std::string_view given) {
  const auto line = without_end(given);
  if (lines_ == 1) before_text_ = byte_order_mark(line);
  if (line.size() > options_.line_bytes)
    throw record_error{.number = record_number::line_too_long,
                       .message = fmt::format("the line has more than {} bytes", options_.line_bytes),
                       .offset = 0};
  if (line.find_first_not_of(" \t", before_text_) == line.npos)
    throw record_error{.number = record_number::invalid_json, .message = "invalid JSON: the line is empty", .offset = 0};
  text_ = padded(line.substr(before_text_));
  try {
    is_usual_ = true;
    if (read_usual_line()) return;
  } catch (const record_error&) {  // the other reader says what is wrong
  }
  is_usual_ = false;
  begin();
  record_.each_field(parsed(parser_, text_, true), case_schema, [&](std::size_t field, std::string_view, auto value) {
    parts_[field] = {value, record_.place()};
  });
  read_prospect(*parts_[case_field::prospect]);
  read_touchpoints(*parts_[case_field::touchpoints]);
}

std::string_view case_reader::impl::padded(std::string_view text) {
  if (buffer_.size() < text.size() + simdjson::SIMDJSON_PADDING) buffer_.resize(2 * text.size() + simdjson::SIMDJSON_PADDING);
  std::memcpy(buffer_.data(), text.data(), text.size());
  buffer_[text.size()] = '\n';  // where the short way stops
  return {buffer_.data(), text.size()};
}

bool case_reader::impl::read_usual_line() {
  if (!simdjson::validate_utf8(text_.data(), text_.size())) return false;
  std::uint32_t seen = 0;
  const auto* const end = fast_json::read_fields(text_.data(), case_names_, seen, [&](std::size_t field, const char* at) {
    return field == case_field::prospect ? read_usual_prospect(at) : read_usual_touchpoints(at);
  });
  return end == text_.data() + text_.size() && seen == case_schema.required;
}

// Of a string without escapes, which `set` then takes from usual_.
template <class Set>
const char* case_reader::impl::read_usual_text(const char* at, Set&& set) {
  if (*at++ != '"') return nullptr;
  const auto* const end = fast_json::string_end(at);
  if (end == nullptr) return nullptr;
  usual_.kind = field_kind::string;
  usual_.text = {at, static_cast<std::size_t>(end - at)};
  set();
  return end + 1;
}

const char* case_reader::impl::read_usual_prospect(const char* at) {
  prospect_.clear();
  std::uint32_t seen = 0;
  at = fast_json::read_fields(at, prospect_names_, seen, [&](std::size_t field, const char* value) -> const char* {
    if (fast_json::is_null(value)) return value + 4;
    if (prospect_.schema().is_group(field))
      return fast_json::read_members(value, [&](const char* member) { return read_usual_member(field, member); });
    return read_usual_text(value, [&] { prospect_.set(field, usual_); });
  });
  if (at == nullptr || prospect_.record().view.id.empty()) return nullptr;
  prospect_.hand_over({});
  return at;
}

const char* case_reader::impl::read_usual_member(std::size_t group, const char* at) {
  if (*at++ != '"') return nullptr;
  const auto* const end = fast_json::string_end(at);
  if (end == nullptr || end[1] != ':') return nullptr;
  const std::string_view name(at, static_cast<std::size_t>(end - at));
  const auto& so_far = prospect_.record();
  const bool is_twice = group == prospect_field::contact ? std::ranges::count(so_far.contacts, name, &contact_view::kind) != 0
                                                         : std::ranges::count(so_far.facts, name, &fact_view::name) != 0;
  if (is_twice) return nullptr;
  const auto* const value = fast_json::skip_blanks(end + 2);
  const bool is_true = std::memcmp(value, "true", 4) == 0, is_false = std::memcmp(value, "false", 5) == 0;
  if (!is_true && !is_false) return read_usual_text(value, [&] { prospect_.set_member(group, name, usual_); });
  usual_.kind = field_kind::boolean;
  usual_.boolean = is_true;
  prospect_.set_member(group, name, usual_);
  return value + (is_true ? 4 : 5);
}

const char* case_reader::impl::read_usual_touchpoints(const char* at) {
  if (who_.id.empty() || *at++ != '[') return nullptr;
  if (*at == ']') return at + 1;
  for (;;) {
    at = read_usual_touchpoint(at);
    if (at == nullptr) return nullptr;
    at = fast_json::skip_blanks(at);
    if (*at == ']') return at + 1;
    if (*at++ != ',') return nullptr;
    at = fast_json::skip_blanks(at);
  }
}

const char* case_reader::impl::read_usual_touchpoint(const char* at) {
  touchpoint_record t;
  std::uint32_t seen = 0;
  at = fast_json::read_fields(at, touchpoint_names_, seen, [&](std::size_t field, const char* value) -> const char* {
    if (fast_json::is_null(value)) return field == touchpoint_field::at ? nullptr : value + 4;
    return read_usual_text(value, [&] { t.set(field, usual_, options_); });
  });
  if (at == nullptr || (seen & case_touchpoint_schema.required) == 0) return nullptr;
  const auto words = known_words_.words_of(t, words_);
  if (!words) return nullptr;
  take_in(t, *words);
  return at;
}

void case_reader::impl::read_prospect(const part& of_line) {
  record_.begin(of_line.place);
  prospect_.clear();
  try {
    record_.read(of_line.value, prospect_);
    prospect_.hand_over({});
  } catch (const record_error& error) {
    make_unusable(report(error));
    identify();
  }
}

// So that whoever wrote the case finds it again.
void case_reader::impl::identify() {
  const auto& prospect = parts_[case_field::prospect];
  std::string_view id;
  if (!prospect || prospect->value[prospect_field::names[prospect_field::id]].get_string().get(id)) return;
  prospect_.clear();
  try {
    prospect_.set(prospect_field::id, {.text = id});
    who_.id = prospect_.record().view.id;
  } catch (const record_error&) {  // then it stays unknown
  }
}

void case_reader::impl::read_touchpoints(const part& of_line) {
  record_.begin(of_line.place);
  simdjson::dom::array list;
  if (of_line.value.get_array().get(list)) {
    const auto name = case_field::names[case_field::touchpoints];
    throw_wrong_type(name, "a list of touchpoints", record_.value_of(name, of_line.value));
  }
  part each{.place = of_line.place};
  each.place.enter();
  for (const auto value : list) {
    each.value = value;
    each.place.next();
    read_touchpoint(each);
  }
}

void case_reader::impl::read_touchpoint(const part& of_line) {
  record_.begin(of_line.place);
  touchpoint_.clear();
  try {
    record_.read(of_line.value, touchpoint_);
    touchpoint_.hand_over({});
  } catch (const record_error& error) {
    const auto why = report(error);
    const auto field = record_.identify(error, touchpoint_);
    touchpoint_.refuse(field, why);
  }
}

void case_reader::impl::take_in(const touchpoint_record& t, const touch_words& words) {
  if (!t.prospect.empty() && !who_.id.empty() && t.prospect != who_.id)
    throw record_error{record_number::other_prospect,
                       fmt::format("a touchpoint of {} in the case of {}", quoted(t.prospect), quoted(who_.id)),
                       record_error::about::record};
  if (kept_.size() == history::max_size) throw too_many_touchpoints(who_.id);
  if (!words_.try_classify(words)) throw too_many_words();
  kept_touchpoint next{t, words, places_++};
  const auto id = t.details.id;
  if (!id.empty()) {
    const auto hash = hash_of_text(id);
    const auto known = ids_.find(hash, [&](std::uint32_t i) { return kept_[i].record.details.id == id; });
    if (known && is_usual_) throw record_error{};  // so that nobody is told of it twice
    if (known) return correct(kept_[*known], std::move(next));
    ids_.add(hash, static_cast<std::uint32_t>(kept_.size()));
    refused_.heal(of_the_case, id);
  }
  kept_.push_back(next);
}

void case_reader::impl::correct(kept_touchpoint& before, kept_touchpoint&& after) {
  const auto whole = [](const kept_touchpoint& t) { return touchpoint_of(t.record.at, t.words, t.record.details); };
  const auto then = whole(before), now = whole(after);
  const auto becomes = correction_by(then, now);
  if (becomes == correction::other_channel) throw other_channel(now.id, who_.id, words_.name(then.words.channel));
  refused_.heal(of_the_case, now.id);
  if (becomes == correction::again) return;
  if (then.at == now.at) after.place = before.place;  // history::replace
  before = after;
  if (options_.replaced) options_.replaced(of_the_case, then, now);
}

void case_reader::impl::refuse(const touchpoint_builder::refusal& what) {
  if (is_forgiven(what, options_)) return;
  const bool is_first = refused_.empty();
  refused_.add(of_the_case, {.id = std::string(what.id), .number = what.why.number, .why = is_first ? to_string(what.why) : ""});
}

void case_reader::impl::put_in_order() {
  order_.clear();
  for (const auto& t : kept_) order_.push_back(&t);
  const auto happened = [](const kept_touchpoint* t) { return std::pair(t->record.at, t->place); };
  if (!std::ranges::is_sorted(order_, {}, happened)) std::ranges::sort(order_, {}, happened);
  for (const auto* t : order_) {
    const auto& x = t->record.details;
    log_.push_back({.at = t->record.at,
                    .words = t->words,
                    .until = x.until,
                    .steps = x.steps.all(),
                    .keys = x.keys.all(),
                    .id = x.id,
                    .address = x.address});
  }
}

diagnostic case_reader::impl::report(const record_error& error) {
  const auto column = before_text_ + record_.offset_of(error, text_) + 1;
  return bad_.add(error.number, error.message, {.line = lines_, .column = static_cast<std::uint32_t>(column)});
}

case_reader::case_reader(policy p, record_options options) {
  if (!p) throw misuse(misuse_number::empty_policy, "an empty policy");
  impl_ = std::make_unique<impl>(std::move(p), std::move(options));
}
case_reader::case_reader(case_reader&&) noexcept = default;
case_reader& case_reader::operator=(case_reader&&) noexcept = default;
case_reader::~case_reader() = default;

case_view case_reader::read(std::string_view line) {
  if (!impl_) throw misuse(misuse_number::moved_from, "a case_reader that was moved from");
  return impl_->read(line);
}
void case_reader::start_text() noexcept {
  if (impl_) impl_->start_text();
}
std::size_t case_reader::lines() const noexcept { return impl_ ? impl_->lines() : 0; }
std::size_t case_reader::respelt() const noexcept { return impl_ ? impl_->respelt() : 0; }

void evaluate(evaluator& engine, const case_view& c, instant now, decision& out, const decision_options& besides) {
  if (c.unusable.empty()) return engine.evaluate(c.who, c.log, now, out, besides);
  out = {.status = status::invalid, .problem = prospect_problem::incomplete_history, .policy_fingerprint = c.policy_fingerprint};
}

}  // namespace tickler::inline TICKLER_ABI
