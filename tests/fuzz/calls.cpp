// Any sequence of calls of the C door, with any texts and structs, keeps what the header promises: one of its results, nothing
// given where it fails, answers that are there as long as they should be, two workers of which neither disturbs the other.
#include <tickler/tickler.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "doors/arrow_table.hpp"
#include "fuzz/bytes.hpp"
#include "fuzz/target.hpp"

namespace {

using fuzz::must_hold;

constexpr std::string_view yaml =
    "policy: p\nzone: Europe/London\nchannels: {phone: {needs: [phone]}, email: {}}\nfacts: {seats: int, tags: list}\n"
    "cadences:\n"
    "  answer: {starts: {direction: inbound}, again: 2 days, steps: [{id: send, do: {channel: start}, after: 1 hour, repeat: 3}]}\n"
    "  deliver: {starts: {outcome: purchased}, per: key, steps: [{id: tell, do: {channel: [phone, email]}, from: until, expires: 9 "
    "days}]}\n"
    "limits: {calm: {count: {direction: outbound}, at_most: 2, per: 1 day, by: key}}\n"
    "holds: [{on: {outcome: postponed}, for: 5 days}]\n";

constexpr std::string_view good =
    R"({"prospect":{"id":"ada","contact":{"phone":"1"}},"touchpoints":[{"at":"2026-03-02T10:00:00Z","channel":"email","direction":"inbound"}]})";
constexpr tickler_time monday = 1'772'449'200;

tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }

using fuzz::dice;

// Mostly one with which something happens.
tickler_time time_of(dice& d) {
  const auto kind = d.byte();
  return kind < 8 ? d.number<std::int64_t>() : monday + (d.number<std::int32_t>() >> 8);
}

std::string_view case_of(dice& d) { return d.byte() < 100 ? good : d.text(); }

void check(tickler_result result, const tickler_text& given) {
  must_hold(result >= TICKLER_OK && result <= TICKLER_MISUSE, "a result that content or calls may have");
  must_hold(result == TICKLER_OK || (!given.data && given.size == 0), "nothing is given by what fails");
}

// The answer that somebody else's worker gave, which is hers for as long as that worker is asked nothing.
class answer {
 public:
  explicit answer(tickler_policy* p) {
    must_hold(tickler_worker_new(p, TICKLER_C_ABI, &worker_) == TICKLER_OK, "a worker");
    must_hold(tickler_decide_json(worker_, text_of(good), monday, &text_) == TICKLER_OK, "a decision");
    expected_.assign(text_.data, text_.size);
  }
  ~answer() { tickler_worker_free(worker_); }
  answer(const answer&) = delete;
  answer& operator=(const answer&) = delete;

  bool is_there() const { return std::string_view(text_.data, text_.size) == expected_; }

 private:
  tickler_worker* worker_ = nullptr;
  tickler_text text_{};
  std::string expected_;
};

class player {
 public:
  player(tickler_policy* p, const answer& kept) : policy_(p), kept_(kept) {
    must_hold(tickler_worker_new(p, TICKLER_C_ABI, &worker_) == TICKLER_OK, "a worker");
  }
  ~player() { tickler_worker_free(worker_); }
  player(const player&) = delete;
  player& operator=(const player&) = delete;

  void play(dice& d) {
    auto* w = worker_;
    tickler_text text = text_of("before"), after = text;
    switch (d.byte() % 10) {
      case 0:
        check(tickler_decide_json(w, text_of(case_of(d)), time_of(d), &text), text);
        break;
      case 1:
        check(tickler_decide_lines(w, text_of(d.text()), time_of(d), &text), text);
        break;
      case 2: {
        const auto touch = d.byte() < 100 ? std::string_view(R"({"channel":"phone","key":"7"})") : d.text();
        check(tickler_may_json(w, text_of(case_of(d)), text_of(touch), time_of(d), &text), text);
        break;
      }
      case 3:
        check(tickler_explain_json(w, text_of(case_of(d)), time_of(d), d.number<std::uint32_t>(), &text), text);
        break;
      case 4:
        check(tickler_preview_json(w, text_of(case_of(d)), text_of(d.text()), time_of(d), monday + 9 * 86'400,
                                   d.number<std::uint32_t>(), &text),
              text);
        break;
      case 5:
        check(tickler_save_state(w, text_of(case_of(d)), time_of(d), &text), text);
        if (text.data) state_.assign(text.data, text.size);
        break;
      case 6:
        if (const auto at = d.number<std::uint16_t>(); at < state_.size())
          state_[at] = static_cast<char>(state_[at] ^ d.number<char>());
        check(tickler_decide_saved_json(w, text_of(state_), text_of(case_of(d)), time_of(d), &text, &after), text);
        break;
      case 7:
        structs(w, d);
        break;
      case 9:
        columns(d);
        break;
      default:
        loads(d);
    }
    must_hold(kept_.is_there(), "the other worker's answer is still there");
  }

 private:
  void structs(tickler_worker* w, dice& d) {
    const tickler_text key = text_of(d.text());
    std::array<tickler_touchpoint, 3> touchpoints{};
    for (auto& t : touchpoints) {
      t.at = time_of(d), t.until = d.byte() < 128 ? TICKLER_NONE : time_of(d);
      t.channel = d.byte(), t.purpose = d.byte(), t.outcome = d.byte();
      t.direction = d.byte() % 5, t.with = d.byte() % 4;
      t.keys = &key, t.key_count = d.byte() % 2;
    }
    tickler_fact fact{};
    fact.name = text_of("seats"), fact.type = d.number<std::int8_t>(), fact.whole = time_of(d), fact.text = key, fact.list = &key;
    fact.count = 1;
    tickler_case c{};
    c.id = text_of(d.text()), c.zone = text_of(d.byte() < 200 ? "" : d.text()), c.facts = &fact, c.fact_count = 1;
    c.touchpoints = touchpoints.data(), c.touchpoint_count = d.byte() % 4;
    const std::array<tickler_case, 2> cases{c, tickler_case{}};
    tickler_decisions all;
    const auto result = tickler_decide(w, cases.data(), cases.size(), time_of(d), &all);
    must_hold(result == TICKLER_OK || result == TICKLER_MISUSE, "structs are decided for, or the time is wrong");
    must_hold(all.decision_count == (result == TICKLER_OK ? 2u : 0u), "a decision for each");
    for (std::size_t i = 0; i < all.action_count; ++i) {
      const auto action = all.actions[i];
      must_hold(action.first_reason + action.reason_count <= all.reason_count, "reasons that are there");
      must_hold(action.first_blocker + action.blocker_count <= all.blocker_count, "blockers that are there");
    }
    if (all.action_count == 0) return;
    auto action = all.actions[0];
    action.key = {};
    if (d.byte() < 50) action.step = d.number<std::uint16_t>(), action.contact = d.byte();
    if (d.byte() < 50) action.variant = d.number<std::uint16_t>(), action.channel = d.number<std::uint16_t>();
    tickler_action_texts texts;
    check(tickler_action_texts_of(w, &action, &texts), texts.id);
  }

  // Two rows of columns, of which numbers and lengths that a reader can check are anything.
  void columns(dice& d) {
    namespace arrow = doors::arrow;
    const arrow::layout how{static_cast<arrow::text_layout>(d.byte() % 4), d.byte() % 2 != 0, 's', d.byte() % 4};
    const auto text = [&d] { return d.byte() < 20 ? arrow::text() : arrow::text(d.text()); };
    const auto any_bytes = [&d](std::string& bytes) {
      for (auto& byte : bytes) byte = d.number<char>();
    };
    auto channel = arrow::texts("channel", {"phone", text(), "email"}, {arrow::text_layout::coded});
    if (d.byte() < 100) any_bytes(channel.buffers[1]);
    const arrow::layout plain{.time_unit = 's'};
    auto touch = arrow::structs("item", 3,
                                {arrow::instants("at", {time_of(d), monday, time_of(d)}, plain), std::move(channel),
                                 arrow::texts("key", {text(), "k", text()}, plain)},
                                plain);
    auto touchpoints = arrow::lists("touchpoints", {d.byte() % 2u, 1}, std::move(touch), how);
    if (d.byte() < 100) any_bytes(touchpoints.buffers[1]);
    auto table =
        arrow::structs("", 2, {arrow::texts(d.byte() < 10 ? "name" : "id", {text(), "bo"}, how), std::move(touchpoints)}, plain);
    auto other = table;
    if (d.byte() < 50) other.members[d.byte() % 2].length = d.byte() % 3;
    if (d.byte() < 20) other.members[1].members[0].members[1].dictionary.reset();
    auto cases = arrow::stream_of({std::move(table), std::move(other)}, d.byte() < 20 ? "broken off" : "");
    ArrowArrayStream decisions;
    const auto result = tickler_decide_arrow(policy_, &cases, time_of(d), d.number<std::uint32_t>(), &decisions, nullptr);
    must_hold(!cases.release, "the cases are taken");
    must_hold((result == TICKLER_OK) == (decisions.release != nullptr), "decisions, or none");
    if (result == TICKLER_OK) {
      const auto read = arrow::read_all(decisions);
      must_hold(read.rows.size() == 0 || read.rows.size() == 2 || read.rows.size() == 4,
                "a row for each of a batch that can be read");
      must_hold(read.code != 0 || read.rows.size() == 4, "and for all of them");
    }
    must_hold(arrow::unreleased() == 0, "all is released");
  }

  void loads(dice& d) {
    tickler_policy* made = nullptr;
    tickler_problems* problems = nullptr;
    const auto result = tickler_policy_load(text_of(d.text()), text_of("p.yaml"), &made, &problems);
    must_hold((result == TICKLER_OK) == (made != nullptr), "a policy, or none");
    must_hold(result != TICKLER_REFUSED || tickler_problems_size(problems) != 0, "and why");
    tickler_policy_free(made);
    tickler_problems_free(problems);
    tickler_policy_word_text(policy_, d.number<std::int8_t>(),
                             tickler_policy_word(policy_, d.number<std::int8_t>(), text_of(d.text())));
  }

  tickler_policy* policy_;
  const answer& kept_;
  tickler_worker* worker_ = nullptr;
  std::string state_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto* const policy = [] {
    tickler_policy* made = nullptr;
    tickler_policy_load(text_of(yaml), text_of("p.yaml"), &made, nullptr);
    must_hold(made != nullptr, "the policy");
    return made;
  }();
  static const answer kept(policy);
  player all(policy, kept);
  dice d(fuzz::text_of(data, size));
  for (int call = 0; call < 16 && !d.empty(); ++call) all.play(d);
  return 0;
}
