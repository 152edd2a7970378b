#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include <array>
#include <cstring>
#include <tickler/error.hpp>
#include <tickler/io/touches.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>
#include <vector>

#include "records/field_text.hpp"
#include "records/json_line.hpp"
#include "records/json_record.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

parse_error wrong(std::string message) { return {0, std::move(message), number::bad_touch}; }

// One of the few that there are, or which was meant.
parse_error unknown(std::string_view what, std::string_view word, const std::vector<std::string_view>& known) {
  auto meant = hint(nearest(word, known));
  if (meant.empty() && !known.empty() && known.size() <= 12) meant = fmt::format(", only {}", fmt::join(known, ", "));
  return wrong(fmt::format("the policy knows no {} {}{}", what, quoted(word), meant));
}

std::vector<std::string_view> channels_of(const policy& p) {
  std::vector<std::string_view> names;
  for (const auto& c : p.draft().channels) names.emplace_back(*c.name);
  names.emplace_back("internal");
  return names;
}

std::vector<std::string_view> steps_of(const policy& p, std::vector<std::string>& texts) {
  for (const auto& c : p.draft().cadences)
    for (const auto& step : c.steps) texts.push_back(*c.name + '/' + *step.name);
  return {texts.begin(), texts.end()};
}

struct touch_field {
  enum : std::size_t { prospect, channel, purpose, to, step, key, at };
  static constexpr std::array<std::string_view, 7> names = {"prospect", "channel", "purpose", "to", "step", "key", "at"};
};
constexpr record_schema touch_schema{"touch", touch_field::names, 1u << touch_field::prospect | 1u << touch_field::channel, 0, 0};
constexpr record_schema schema_without_prospect{"touch", touch_field::names, 1u << touch_field::channel, 0, 0};

}  // namespace

parse_result<proposed_touch> parse_touch(const policy& p, const touch_text& named) {
  proposed_touch touch{.step = named.step, .key = named.key};
  const auto channel = p.words().find<tickler::channel>(named.channel);
  if (!named.channel.empty() && !channel) return unknown("channel", named.channel, channels_of(p));
  touch.channel = channel.value_or(channel::none);
  if (!named.purpose.empty()) {
    touch.purpose = p.words().find<purpose>(named.purpose);
    if (!p.words().is_declared<purpose>(named.purpose)) {
      std::vector<std::string_view> known(purpose_names.begin(), purpose_names.end());
      for (const auto& own : p.draft().own_purposes) known.emplace_back(*own);
      return unknown("purpose", named.purpose, known);
    }
  }
  if (!named.to.empty()) {
    const std::vector<std::string_view> parties(std::begin(party_names), std::end(party_names));
    const auto found = std::find(parties.begin(), parties.end(), named.to);
    if (found == parties.end()) return wrong("'to' cannot be " + quoted(named.to) + ", only prospect or referrer");
    touch.to = static_cast<party>(found - parties.begin());
  }
  auto problem = check(p, touch);
  if (!problem) return touch;
  std::vector<std::string> texts;
  if (!named.step.empty() && problem->message.starts_with("the policy has no step"))
    problem->message += hint(nearest(named.step.substr(0, named.step.find('#')), steps_of(p, texts)));
  return *std::move(problem);
}

struct touch_reader::impl {
  impl(policy p, record_options o) : policy_(std::move(p)), options_(std::move(o)) {}

  touch_question read(std::string_view given, const record_schema& schema) {
    ++lines_;
    question_ = {}, named_ = {}, problem_.clear();
    const auto line = given.substr(0, given.find_last_not_of("\r\n") + 1);
    record_.begin();
    try {
      read_line(line, schema);
    } catch (const record_error& error) {
      report(error.number, error.message, record_.offset_of(error, text_));
    }
    question_.problem = problem_;
    return question_;
  }

  void start_text() noexcept { lines_ = 0; }

 private:
  void read_line(std::string_view line, const record_schema& schema) {
    text_ = {};
    if (line.size() > options_.line_bytes)
      throw record_error{.number = record_number::line_too_long,
                         .message = fmt::format("the line has more than {} bytes", options_.line_bytes),
                         .offset = 0};
    if (line.find_first_not_of(" \t") == line.npos)
      throw record_error{.number = record_number::invalid_json, .message = "invalid JSON: the line is empty", .offset = 0};
    if (buffer_.size() < line.size() + simdjson::SIMDJSON_PADDING) buffer_.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(buffer_.data(), line.data(), line.size());
    text_ = {buffer_.data(), line.size()};
    record_.each_field(parsed(parser_, text_, true), schema,
                       [&](std::size_t field, std::string_view name, auto value) { set(field, record_.value_of(name, value)); });
    auto touch = parse_touch(policy_, named_);
    if (touch)
      question_.touch = *touch;
    else
      report(touch.error().number, touch.error().message, 0);
  }

  void set(std::size_t field, const record_value& value) {
    const auto name = touch_field::names[field];
    switch (field) {
      case touch_field::prospect:
        question_.prospect = name_of(name, value, options_.id_bytes);
        break;
      case touch_field::channel:
        named_.channel = name_of(name, value, options_.id_bytes);
        break;
      case touch_field::purpose:
        named_.purpose = name_of(name, value, options_.id_bytes);
        break;
      case touch_field::to:
        named_.to = name_of(name, value, options_.id_bytes);
        break;
      case touch_field::step:
        named_.step = name_of(name, value, 4 * options_.id_bytes);
        break;
      case touch_field::key:
        named_.key = name_of(name, value, options_.id_bytes);
        break;
      default:
        question_.at = known_instant(name, value, options_.local_times);
    }
  }

  void report(int number, const std::string& message, std::size_t offset) {
    wrong_ = {.number = number,
              .file = options_.file,
              .at = {.line = lines_, .column = static_cast<std::uint32_t>(offset + 1)},
              .message = message};
    problem_ = to_string(wrong_);
    question_.wrong = &wrong_;
  }

  policy policy_;
  record_options options_;
  std::uint32_t lines_ = 0;
  std::vector<char> buffer_{};
  std::string_view text_{};  // of the line, padded
  simdjson::dom::parser parser_{};
  json_record record_{};
  touch_text named_{};
  touch_question question_{};
  diagnostic wrong_{};
  std::string problem_{};
};

touch_reader::touch_reader(policy p, record_options options) {
  if (!p) throw misuse(misuse_number::empty_policy, "an empty policy");
  impl_ = std::make_unique<impl>(std::move(p), std::move(options));
}
touch_reader::touch_reader(touch_reader&&) noexcept = default;
touch_reader& touch_reader::operator=(touch_reader&&) noexcept = default;
touch_reader::~touch_reader() = default;

touch_question touch_reader::read(std::string_view line) {
  if (!impl_) throw misuse(misuse_number::moved_from, "a touch_reader that was moved from");
  return impl_->read(line, touch_schema);
}

touch_question touch_reader::read_touch(std::string_view line) {
  if (!impl_) throw misuse(misuse_number::moved_from, "a touch_reader that was moved from");
  return impl_->read(line, schema_without_prospect);
}

void touch_reader::start_text() noexcept {
  if (impl_) impl_->start_text();
}

}  // namespace tickler::inline TICKLER_ABI
