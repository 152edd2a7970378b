#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <tickler/io/pictures.hpp>
#include <tickler/io/results.hpp>
#include <tickler/near_misses.hpp>
#include <tickler/version.hpp>

#include "base/xml_text.hpp"
#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/output_file.hpp"
#include "cli/owners.hpp"
#include "cli/page/ahead.hpp"
#include "cli/page/people.hpp"
#include "cli/page/promises.hpp"
#include "cli/page/sealed.hpp"
#include "cli/page/table_html.hpp"
#include "cli/summary.hpp"
#include "template.hpp"

namespace tickler::cli {

namespace {

using namespace page;

std::string figure(std::string_view number, std::string_view what) {
  return fmt::format("<li><strong>{}</strong>{}</li>", number, what);
}

std::string figure(std::size_t number, std::string_view what) { return figure(std::to_string(number), what); }

constexpr file_kind page_file{"a page that this command has written", [](std::string_view begin) {
                                return begin.find("<meta name=\"generator\" content=\"tickler ") != begin.npos;
                              }};

class page_writer {
 public:
  page_writer(const book_files& files, const request& asked, report& bad)
      : bad_(bad),
        files_(files),
        policy_(files.policy()),
        asked_(asked),
        names_(files.all(), asked.anonymous),
        people_(files, asked, names_, bad),
        promises_(files, asked, names_, people_) {
    for (const auto& [owner, counts] : people_.owners()) all_ += counts;
  }

  std::string html() const {
    const auto when = to_text(asked_.now, policy_.zones().find(*policy_.draft().zone).value());
    const auto heading = fmt::format("Follow-ups, {}", when);
    return filled(page_html, {{"script_hash", hash_source(page_js)},
                              {"style_hash", hash_source(page_css)},
                              {"picture_style_hash", hash_source(picture_style())},
                              {"title", xml_text(fmt::format("{}: {}", heading, printable(policy_.name())))},
                              {"style", std::string(page_css)},
                              {"script", std::string(page_js)},
                              {"heading", xml_text(heading)},
                              {"subtitle", xml_text(subtitle())},
                              {"figures", figures()},
                              {"owners", owner_table()},
                              {"left_out", left_out()},
                              {"worklist", to_html(people_.worklist(), "Worklist", "There is nothing to do.")},
                              {"promises", promises_.html()},
                              {"broken", to_html(promises_.broken(), "Broken promises", "None.")},
                              {"unattended", to_html(people_.unattended(), "Unattended prospects", "Nobody.")},
                              {"ahead", html_of_weeks_ahead(files_, asked_, names_, people_, bad_)},
                              {"prospects", to_html(people_.everybody(), "All prospects", "There are none.")},
                              {"legend", shared_picture_parts()},
                              {"program", "tickler " + std::string(version())},
                              {"packed_lists", packed(lists())},
                              {"packed_pictures", packed(pictures())}});
  }

  bool is_complete() const noexcept { return people_.is_complete(); }
  const summary& counts() const noexcept { return people_.counts(); }

 private:
  std::string subtitle() const {
    std::string whose;
    for (const auto& owner : asked_.owners) whose += (whose.empty() ? ", for " : " and ") + printable(names_.owner(owner));
    return fmt::format("Policy {}: {}{}.{}", printable(policy_.name()), counted(people_.all().size(), "prospect", "prospects"),
                       whose, names_.is_on() ? " Names, contact data and notes are left out of this page." : "");
  }

  std::string figures() const {
    const auto kept = share_kept(promises_.all());
    return figure(all_.ready, "ready now") + figure(all_.late, "of them late or overdue") +
           figure(all_.needs_a_person, "need a person first") + figure(all_.waiting, "waiting") + figure(all_.blocked, "blocked") +
           figure(all_.unattended, "unattended prospects") + (kept.empty() ? "" : figure(kept, "of promises kept"));
  }

  std::string owner_table() const {
    if (people_.owners().empty()) return {};
    std::vector<table_head> heads{{"Owner"}};
    for (const auto* number :
         {"Prospects", "Ready now", "Late", "Need a person", "Waiting", "Blocked", "Unattended", "Promises kept"})
      heads.push_back({number, true});
    auto html = table_begin("By owner", heads);
    for (const auto& [owner, c] : people_.owners()) {
      html += fmt::format("<tr data-owner=\"{}\"><th scope=\"row\">{}</th>", xml_attribute(owner),
                          owner.empty() ? "nobody" : xml_text(owner));
      for (const auto number : {c.prospects, c.ready, c.late, c.needs_a_person, c.waiting, c.blocked, c.unattended})
        html += fmt::format("<td class=\"n\">{}</td>", number);
      html += fmt::format("<td class=\"n\">{}</td></tr>\n", share_kept(promises_.of(owner)));
    }
    return html.append(table_end);
  }

  std::string left_out() const {
    if (people_.stopped() + people_.opted_out() == 0) return {};
    return fmt::format(
        "<p class=\"m\">Not on the worklist: {} opted out of all or stopped, {} by a channel that was opted out of.</p>",
        counted(people_.stopped(), "prospect", "prospects"), counted(people_.opted_out(), "action", "actions"));
  }

  std::string lists() const {
    json_text json;
    json.raw("{").name("prospects").list(people_.all(), [&](const auto& who) {
      json.raw("[").string(who.name).raw(",").string(who.owner).raw(",").string(who.status).raw("]");
    });
    json.name("owners").list(people_.owners(), [&](const auto& each) { json.string(each.first); });
    json.name("lists").raw("{");
    for (const auto* l : {&people_.worklist(), &promises_.broken(), &people_.unattended(), &people_.everybody()})
      write(json.name(l->name), *l);
    return std::move(json.raw("}}")).take();
  }

  std::string pictures() const {
    json_text json;
    json.list(people_.all(), [&](const auto& who) { json.string(who.picture); });
    return std::move(json).take();
  }

  report& bad_;
  const book_files& files_;
  const policy& policy_;
  const request& asked_;
  disguise names_;
  people people_;
  promises promises_;
  owner_counts all_{};
};

int write_page(const request& asked, const book_files& files, report& bad) {
  check_owners(files.all(), asked.owners);
  const page_writer page(files, asked, bad);
  const auto html = page.html();
  replace_file(asked.to, page_file, [&html](std::ostream& file) { file << html; });
  const auto asked_for = [&asked, &files](prospect_number number) { return is_for(asked.owners, files.all().prospect(number)); };
  page.counts().print(std::cerr, files, asked.now,
                      find_near_misses(files.policy(), files.all(), asked.now, {.asked_for = asked_for}), bad.errors(), asked_for);
  return page.is_complete() ? all_well : bad_records;
}

}  // namespace

command report_command(option_parser& parser) {
  const auto asked = std::make_shared<request>();
  parser.policy_and_book(asked->book);
  parser.now(asked->now, "--at", "The instant to report on, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.moment(asked->from, "--from",
                "Count what calls for a promise from then on; twelve weeks, from a Monday on, where it is absent");
  parser.texts(asked->owners, "--owner", "NAME", "The prospects of this owner alone; may be repeated",
               option_parser::need::optional);
  parser.flag(asked->anonymous, "--anonymous",
              "For strangers: prospect 17 and owner 3 instead of names and ids, no contact data, keys and notes");
  parser.text(
      asked->model, "--model", "FILE",
      "What you expect of the weeks ahead, as for workload ('tickler help model'); as the book has it where this is absent");
  parser.text(asked->to, "--to", "FILE", "Where to write the page, once it is whole", option_parser::need::needed);
  parser.check([asked] { return asked->from && *asked->from > asked->now ? std::string("--from is after --at") : std::string(); });
  return [asked](std::ostream&) {
    check_replaceable(asked->to, page_file);
    return run_with_book(asked->book, [&](const auto& files, auto& bad) { return write_page(*asked, files, bad); });
  };
}

}  // namespace tickler::cli
