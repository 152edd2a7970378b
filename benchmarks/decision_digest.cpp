// Whether two builds decide the same: a hash over the decisions for random prospects in a policy's own words, with odd records.
// usage: tickler_decision_digest POLICY.yaml COUNT [SEED [each]]
//
// So many decisions, each made in every way there is, which must agree; every 50th is explained, with a hash of its own. The same
// policy, count and seed give the same line on every machine. With `each` all of them are printed too, to find where two differ.
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "dice.hpp"
#include "own_words.hpp"
#include "workload.hpp"

namespace {

using namespace std::chrono_literals;
using own_words::person;
using tickler::decision;
using tickler::instant;
using tickler::prospect_number;
using people = std::vector<person>;

class digest {  // FNV-1a
 public:
  void add(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211u;
    ++count_;
  }
  friend std::ostream& operator<<(std::ostream& out, const digest& d) {
    return out << d.count_ << ' ' << std::hex << std::setfill('0') << std::setw(16) << d.hash_ << std::dec;
  }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
  std::size_t count_ = 0;
};

// Throws std::runtime_error where a decision is another one than in bulk.
class other_ways {
 public:
  explicit other_ways(const tickler::policy& policy) : policy_(policy), engine_(policy) {}

  void compare(const person& p, instant now, const decision& in_bulk) {
    const auto is_same = [&](const char* way) { expect_same(p, now, in_bulk, way, decision_); };
    engine_.evaluate(p.who, p.log, now, decision_);
    is_same("one by one");
    engine_.decide(p.who, tickler::fold(policy_, p.who, p.log, now), now, decision_);
    is_same("from a folded state");
    state_ = tickler::fold(policy_, p.who, tickler::history(policy_.words()), now);
    for (std::size_t i = 0; i < p.log.size() && p.log[i].at <= now; ++i) {
      const bool is_last = i + 1 == p.log.size() || p.log[i + 1].at > now;
      if (!is_last) {
        engine_.advance(p.who, state_, p.log[i]);
        continue;
      }
      engine_.advance(p.who, state_, p.log[i], now, decision_);
      is_same("with the last touchpoint");
    }
    engine_.decide(p.who, state_, now, decision_);
    is_same("from a state advanced one by one");
  }

  void expect_same(const person& p, instant now, const decision& in_bulk, const char* way, const decision& other) const {
    if (other == in_bulk) return;
    throw std::runtime_error(p.who.id + " at " + tickler::to_string(now) + " is decided otherwise " + way + "\n  in bulk: " +
                             to_json(policy_, p.who, in_bulk) + "\n  " + way + ": " + to_json(policy_, p.who, other));
  }

 private:
  const tickler::policy& policy_;
  tickler::evaluator engine_;
  tickler::state state_{};
  decision decision_{};
};

class all_decisions {
 public:
  all_decisions(const tickler::policy& policy, std::size_t count, bool shows_each)
      : policy_(policy), ways_(policy), left_(count), shows_each_(shows_each) {}

  bool are_made() const { return left_ == 0; }

  // At some instants for all of them, and at another one for each, and when it changes by itself.
  void make(const people& all, dice& d) {
    const auto book = own_words::book_of(all, policy_.words());
    const auto sometime = workload::now - std::chrono::seconds{d.below(240 * 86'400)};
    for (const auto now : {workload::now, sometime, near(all[0], d), near(all[1], d)}) {
      tickler::evaluate_all(policy_, book, now, kept_, {.threads = 2});
      tickler::evaluate_all(policy_, book, now, [&](prospect_number i, const decision& in_bulk) {
        kept_.get(i, unpacked_);
        ways_.expect_same(all[i], now, in_bulk, "where it is kept", unpacked_);
        take(all[i], now, in_bulk);
      });
    }
    for (prospect_number i = 0; i < all.size(); ++i) {
      std::optional<instant> now = near(all[i], d);
      for (int n = 0; n < 3 && now; ++n)
        tickler::evaluate_some(policy_, book, std::span(&i, 1), *now, [&](auto, const decision& made) {
          take(all[i], *now, made);
          now = made.next_change;
        });
    }
  }

  void print() const {
    std::cout << "decisions " << decided_ << "  explanations " << explained_ << ' ';
    for (const auto& [what, count] : seen_) std::cout << ' ' << what << ' ' << count;
    std::cout << '\n';
  }

 private:
  // At one of its touchpoints, a second beside it, or up to forty days later.
  static instant near(const person& p, dice& d) {
    const auto at = p.log.empty() ? workload::now : p.log[d.below(p.log.size())].at;
    const auto beside = std::chrono::seconds{d.below(3)} - 1s, later = std::chrono::seconds{d.below(40 * 86'400)};
    return at + (d.below(2) == 0 ? beside : later);
  }

  void take(const person& p, instant now, const decision& d) {
    if (are_made()) return;
    --left_;
    ways_.compare(p, now, d);
    add(decided_, tickler::to_string(now) + ' ' + to_json(policy_, p.who, d) + std::string(tickler::to_text(d.problem)));
    ++seen_[tickler::status_names[static_cast<std::size_t>(d.status)]];
    for (const auto& a : d.actions) ++seen_[actions[static_cast<std::size_t>(a.state)]];
    if (left_ % 50 != 0) return;
    const auto why = tickler::explain(policy_, p.who, p.log, now);
    ways_.expect_same(p, now, d, "when explained", why.decision);
    add(explained_, to_json(tickler::describe(policy_, p.who, p.log, why, {.full = true})));
  }

  void add(digest& to, const std::string& text) {
    to.add(text + '\n');
    if (shows_each_) std::cout << text << '\n';
  }

  static constexpr std::string_view actions[] = {"ready_actions", "waiting_actions", "blocked_actions"};

  const tickler::policy& policy_;
  other_ways ways_;
  std::size_t left_;
  bool shows_each_;
  digest decided_{}, explained_{};
  std::map<std::string_view, std::size_t> seen_{};
  tickler::decisions kept_{};
  decision unpacked_{};
};

people some_people(const tickler::policy& policy, std::uint64_t seed) {
  people all;
  for (std::uint64_t i = 0; i < 50; ++i) all.push_back(own_words::make_odd(policy, seed + i));
  return all;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3 || argc > 5) {
    std::cerr << "usage: tickler_decision_digest POLICY.yaml COUNT [SEED [each]]\n";
    return 2;
  }
  const auto policy = tickler::load_policy_file(argv[1], tickler::vocabulary{}).value();
  all_decisions decisions(policy, std::strtoull(argv[2], nullptr, 10), argc == 5);
  for (auto seed = (argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1) * 1'000'000'000; !decisions.are_made(); seed += 50) {
    dice d(seed);
    decisions.make(some_people(policy, seed), d);
  }
  decisions.print();
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
