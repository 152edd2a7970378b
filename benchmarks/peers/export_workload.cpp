// Writes workload W as files for programs of other kinds, with what Tickler makes of it: README.md in this folder.
//
//   tickler_export_workload DIRECTORY PROSPECTS
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <tickler/io.hpp>

#include "facts.hpp"

namespace {

struct entry {
  tickler::prospect who;
  tickler::history log;
};

class exporter {
 public:
  exporter(std::string directory, std::size_t prospects) : directory_(std::move(directory)), book_(workload::make(prospects)) {
    for (const auto* name : workload::zones) zones_.push_back(tickler::zone::find(name).value());
    for (std::size_t i = 0; i < book_.size(); ++i) entries_.push_back({workload::who(book_, i), workload::log(book_, i, words_)});
  }

  void write_all() const {
    write_prospects();
    write_touchpoints();
    write_closed_days();
    write_facts();
    write_decisions();
  }

  // Nanoseconds a prospect: the median of five rounds, after one to warm up.
  double measure() const {
    tickler::evaluator engine(policy_);
    tickler::decision decision;
    std::vector<double> rounds;
    for (int round = 0; round < 6; ++round) {
      const auto begin = std::chrono::steady_clock::now();
      for (const auto& e : entries_) engine.evaluate(e.who, e.log, workload::now, decision);
      const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
      if (round != 0) rounds.push_back(took.count() / static_cast<double>(entries_.size()));
    }
    std::sort(rounds.begin(), rounds.end());
    return rounds[rounds.size() / 2];
  }

 private:
  std::ofstream file(const char* name) const {
    std::ofstream out(directory_ + "/" + name);
    out.exceptions(std::ios::failbit | std::ios::badbit);
    return out;
  }

  const tickler::zone& zone_of(std::size_t i) const { return zones_[book_.zone[i]]; }

  void write_prospects() const {
    auto out = file("prospects.csv");
    out << "id,zone,region,utc_offset\n";
    for (std::size_t i = 0; i < book_.size(); ++i) {
      const auto& who = entries_[i].who;
      out << i << ',' << who.zone << ',' << who.region << ',' << zone_of(i).offset_at(workload::now).count() << '\n';
    }
  }

  void write_touchpoints() const {
    auto out = file("touchpoints.csv");
    out << "prospect,at,channel,direction,purpose,outcome\n";
    for (std::size_t i = 0; i < book_.size(); ++i) {
      for (auto t = book_.begin[i]; t < book_.begin[i + 1]; ++t) {
        const auto& w = workload::kinds[book_.kind[t]].words;
        out << i << ',' << book_.at[t] << ',' << words_.name(w.channel) << ','
            << tickler::direction_names[static_cast<std::size_t>(w.direction)] << ',' << words_.name(w.purpose) << ','
            << words_.name(w.outcome) << '\n';
      }
    }
  }

  void write_closed_days() const {
    auto out = file("closed_days.csv");
    out << "region,day\n";
    for (const auto& day : office().closed) out << day.value.region << ',' << tickler::to_string(day.value.day) << '\n';
  }

  void write_facts() const {
    auto out = file("facts.jsonl");
    const auto calendar = plain(office());
    for (std::size_t i = 0; i < book_.size(); ++i) {
      const auto offset = zone_of(i).offset_at(workload::now);
      const auto f = peers::facts_of(book_, i, offset);
      const bool open = tickler::open_hours(calendar, entries_[i].who.region, zone_of(i)).is_open(workload::now);
      out << std::boolalpha << "{\"id\":" << i << ",\"now\":" << workload::now.time_since_epoch().count()
          << ",\"utc_offset\":" << offset.count() << ",\"office_open\":" << open << ",\"opted_out\":" << f.opted_out
          << ",\"phone_closed\":" << f.phone_closed << ",\"email_closed\":" << f.email_closed << ",\"calls_7d\":" << f.calls_7d
          << ",\"emails_7d\":" << f.emails_7d << ",\"since_open_inquiry\":" << f.since_open_inquiry
          << ",\"since_reply\":" << f.since_reply << ",\"since_outreach\":" << f.since_outreach
          << ",\"since_mailing\":" << f.since_mailing << ",\"since_contact\":" << f.since_contact
          << ",\"since_meeting\":" << f.since_meeting << ",\"since_sale\":" << f.since_sale
          << ",\"since_thanks\":" << f.since_thanks << ",\"since_satisfaction\":" << f.since_satisfaction
          << ",\"since_anything\":" << f.since_anything << ",\"since_first_try\":" << f.since_first_try
          << ",\"since_last_try\":" << f.since_last_try << ",\"tries\":" << f.tries
          << ",\"satisfaction_days\":" << f.satisfaction_days << "}\n";
    }
  }

  void write_decisions() const {
    auto out = file("tickler.csv");
    tickler::evaluator engine(policy_);
    tickler::decision decision;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      engine.evaluate(entries_[i].who, entries_[i].log, workload::now, decision);
      for (const auto& a : decision.actions) {
        const auto& cadence = policy_.draft().cadences[a.cadence];
        out << i << ',' << cadence.name.value << '/' << cadence.steps[a.step].name.value << ','
            << a.due.value_or(tickler::instant{}).time_since_epoch().count() << ','
            << (a.state == tickler::action_state::ready ? 1 : 0) << '\n';
      }
    }
  }

  const tickler::calendar_draft& office() const { return policy_.draft().calendars.front(); }

  static tickler::calendar plain(const tickler::calendar_draft& draft) {
    tickler::calendar c;
    for (const auto& h : draft.hours) c.hours.push_back(h.value);
    for (const auto& d : draft.closed) c.closed.push_back(d.value);
    return c;
  }

  std::string directory_;
  tickler::vocabulary words_;
  tickler::policy policy_ = tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", words_).value();
  workload::columns book_;
  std::vector<tickler::zone> zones_{};
  std::vector<entry> entries_{};
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: tickler_export_workload DIRECTORY PROSPECTS\n";
    return 2;
  }
  const exporter out(argv[1], std::stoul(argv[2]));
  out.write_all();
  std::cout << out.measure() << '\n';
} catch (const std::exception& e) {
  std::cerr << "tickler_export_workload: " << e.what() << '\n';
  return 1;
}
