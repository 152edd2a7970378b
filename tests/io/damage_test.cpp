// Damage to an export never makes anybody contacted who was not to be: who is stopped, opted out, bounced, held or unknown stays
// so.
//
// Contacted is who is reached at an address or number of hers. Damaged is one row of a file, the header too: it or a cell of it is
// cut, doubled, shifted, emptied or spelt in another way. Out of reach is what no reader of the file could see, and it is not
// tried:
//   - a row that is gone, and a digit that has become another one;
//   - a cell that is gone where the export leaves such cells empty (`may_be_empty`), and one of several people in a cell;
//   - a value that has become another one that is as good ("Not Held" without its "Not").
// Where no cell of the damaged row names the person any more, nobody can tell whose it was; and a contact with another id is
// another contact, whose touchpoints name nobody. Then it is told that a record was lost, and the command ends with 1 (R116): that,
// and no more, is asked.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>

#include "crm.hpp"
#include "export_damage.hpp"
#include "support/property.hpp"

namespace {

using export_damage::damage;

// Of the wishes that the shipped samples do not have: a stop, a hold, a bad number, an opt-out of the last hour, opt-outs of every
// kind.
const std::map<std::string, std::string> more_rows = {
    {"hubspot-contacts",
     R"("4106","Ola","Berg","ola@example.org","+47 22 5550106","Lee B","OPEN","2026-02-24 14:00","","","","TRUE"
)"},
    {"salesforce-contacts",
     "003000000000105AAA,001000000000003AAA,Falk,Ida,+47 22 5550105,,ida@example.org,005000000000002AAA,false,false,false,"
     "2026-02-14T08:00:00.000+0000\n"
     "003000000000106AAA,001000000000003AAA,Gray,Mo,+47 22 5550106,,mo@example.org,005000000000002AAA,false,false,false,"
     "2026-02-14T08:00:00.000+0000\n"
     "003000000000107AAA,001000000000004AAA,Hale,Jo,+47 22 5550107,,jo@example.org,005000000000002AAA,false,true,false,"
     "2026-02-14T08:00:00.000+0000\n"
     "003000000000108AAA,001000000000004AAA,Ilk,Pat,+47 22 5550108,,pat@example.org,005000000000002AAA,false,false,false,"
     "2026-02-14T08:00:00.000+0000\n"},
    {"salesforce-tasks",
     "00T000000000007AAA,003000000000105AAA,,Call,2026-03-02,Completed,Normal,005000000000001AAA,2026-03-02T17:00:00.000+0000,"
     "2026-03-02T17:00:00.000+0000,30,Outbound,Not Interested,Call\n"
     "00T000000000008AAA,003000000000106AAA,,Call,2026-03-02,Completed,Normal,005000000000001AAA,2026-03-02T17:10:00.000+0000,"
     "2026-03-02T17:10:00.000+0000,30,Outbound,Call Back Later,Call\n"
     "00T000000000009AAA,003000000000107AAA,,Call,2026-03-02,Completed,Normal,005000000000001AAA,2026-03-02T17:20:00.000+0000,"
     "2026-03-02T17:20:00.000+0000,30,Outbound,Bad Number,Call\n"
     "00T000000000010AAA,003000000000108AAA,,Call,2026-03-03,Completed,Normal,005000000000001AAA,2026-03-03T14:00:00.000+0000,"
     "2026-03-03T14:00:00.000+0000,30,Outbound,Do Not Call,Call\n"},
    {"salesforce-leads",
     "00Q000000000203AAA,Hunt,Sky,Gorse Inc,+1 212-555-0203,sky@example.org,Web,Open,005000000000001AAA,true,false,true,"
     "2026-02-21T08:00:00.000+0000\n"},
    {"pipedrive-people",
     "Dov Pine,4,Ivy House,dov.pine@example.org,+44 20 5550 0304,Lee B,Archived\n"
     "Eve Rush,5,Ivy House,eve.rush@example.org,+44 20 5550 0305,Lee B,No consent\n"},
    {"suitecrm-contacts",
     R"("904","Vera","Ude","Larch Ltd","vera@example.org","1","+46 8 555 0404","+46 70 555 0404","1","lee"
)"},
    {"people", "id,contact.email,contact.phone\n901,a@example.org,+33 1\n902,b@example.org,+33 2\n903,c@example.org,+33 3\n"},
};

// Where an empty cell is as good as any: no, or nothing.
const std::set<std::pair<std::string, std::string>> may_be_empty = {
    {"hubspot-contacts", "Unsubscribed from all email"},
    {"hubspot-calls", "Call outcome"},
    {"hubspot-emails", "Email send status"},
    {"salesforce-tasks", "CallDisposition"},
    {"calls", "Result"},
};

std::vector<crm::sample> samples() {
  auto all = crm::samples;
  const auto folder = support::source_dir() / "tests/mapped_records";
  all.push_back({"contacts", {}, folder});
  all.push_back({"people", {"calls"}, folder, false});
  return all;
}

crm::contents files_of(const crm::sample& s) {
  crm::contents files;
  if (s.is_mapped) files = crm::contents_of(s);
  for (const auto& name : s.touchpoints) files[name] = support::content_of(s.folder / (name + ".csv"));
  if (const auto calls = files.find("calls"); calls != files.end())  // its last row is broken, and names two in two cells
    calls->second.resize(calls->second.rfind("13;"));
  for (auto& [name, content] : files)
    if (const auto more = more_rows.find(name); more != more_rows.end()) content += more->second;
  if (!s.is_mapped) files[s.prospects] = more_rows.at(s.prospects);
  return files;
}

// Of the row, or more than there were.
bool is_said(const crm::result& before, const crm::result& after, const std::string& file, std::size_t row) {
  const auto is_error = [](const tickler::diagnostic& d) { return d.severity == tickler::severity::error; };
  const auto is_of_row = [&](const tickler::diagnostic& d) {
    return is_error(d) && d.file == file + ".csv" && (d.at.line == row + 1 || d.at.line == row + 2);
  };
  const auto count = [&](const crm::result& r) { return std::count_if(r.said.begin(), r.said.end(), is_error); };
  return count(after) > count(before) || std::any_of(after.said.begin(), after.said.end(), is_of_row);
}

// The addresses and numbers by which somebody was not to be contacted, and whose they are.
using wishes = std::map<crm::reach, std::string>;

wishes wishes_in(const crm::result& found) {
  wishes all;
  for (const auto& [id, reachable] : found.reachable)
    for (const auto& [channel, address] : reachable)
      if (found.ready.at(id).count(channel) == 0) all.emplace(crm::reach(channel, address), id);
  return all;
}

// Whom a row names, of those who are known: that of a contact by its first cell, that of touchpoints by any.
std::set<std::string> named_in(const std::string& row, char separator, const crm::result& before,
                               const tickler::record_mapping& mapping) {
  const bool is_contact = mapping.of == tickler::record_kind::prospects;
  const bool is_split =
      std::any_of(mapping.columns.begin(), mapping.columns.end(), [](const auto& column) { return !column.split.empty(); });
  std::set<std::string> ids;
  for (const auto& cell : export_damage::cells_of(row, separator)) {
    for (const auto& part : export_damage::cells_of(export_damage::plain(cell), is_split ? ';' : '\n'))
      if (before.ready.count(export_damage::plain(part)) != 0) ids.insert(export_damage::plain(part));
    if (is_contact) break;
  }
  return ids;
}

// A cell that was there is not, where nobody can see it.
bool is_emptied(const std::string& file, const std::string& header, const damage& d, char separator) {
  const auto titles = export_damage::cells_of(header, separator), before = export_damage::cells_of(d.before, separator),
             after = export_damage::cells_of(d.after, separator);
  if (d.row == 0 || after.size() != before.size()) return false;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (may_be_empty.count({file, export_damage::plain(titles[i])}) != 0 && !export_damage::plain(before[i]).empty() &&
        export_damage::plain(after[i]).empty())
      return true;
  return false;
}

struct trial {
  const crm::sample& sample;
  crm::contents files = files_of(sample);
  crm::result before = crm::decide(sample, files);
  wishes unwanted = wishes_in(before);

  // Empty: all is well.
  std::string what_is_wrong(std::uint64_t seed) const {
    auto exports = sample.touchpoints;
    if (sample.is_mapped) exports.push_back(sample.prospects);
    const auto file = files.find(exports[seed % exports.size()]);
    const auto d = export_damage::damaged(file->second, seed / exports.size());
    const char separator = export_damage::separator_of(file->second);
    const auto header = file->second.substr(0, file->second.find('\n'));
    if (is_emptied(file->first, header, d, separator)) return "";
    auto now = files;
    now[file->first] = d.content;
    const auto after = crm::decide(sample, now);
    const auto& mapping = crm::mapping_of(file->first, sample.folder);
    const auto named = named_in(d.before, separator, before, mapping), named_still = named_in(d.after, separator, before, mapping);
    const bool is_one_of_several_lost = named.size() > named_still.size() && !named_still.empty();
    const bool said = is_said(before, after, file->first, d.row);
    const auto is_excused = [&](const std::string& id) {
      const bool is_lost = named.count(id) != 0 && named_still.count(id) == 0;
      return is_lost && (said || is_one_of_several_lost);
    };
    for (const auto& to : after.reached)
      if (const auto found = unwanted.find(to); found != unwanted.end() && !is_excused(found->second))
        return to.second + " by " + to.first + ": " + file->first + ", " + d.what + "\n  " + d.before + "\n  " + d.after;
    return "";
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(damage_to_an_export_makes_nobody_contacted_who_was_not_to_be) {
  const auto all = samples();
  const int each = 100'000 / static_cast<int>(all.size()) + 1;
  const auto seeds = rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()));
  for (const auto& s : all) {
    const trial one{s};
    BOOST_TEST(!one.unwanted.empty(), s.prospects);
    BOOST_TEST(support::holds(s.prospects.c_str(), each, seeds, [&](std::uint64_t seed) {
      if (const auto wrong = one.what_is_wrong(seed); !wrong.empty()) RC_FAIL(wrong);
    }));
  }
}
