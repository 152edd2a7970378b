// Each export of examples/crm goes in by the mapping beside it, as it is, and nobody is contacted who does not want to be.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <ostream>

#include "crm.hpp"

namespace {

struct expectation {
  const char* sample;  // its prospects
  const char* ready;   // who may be called or written to, by what was worked out from the files by hand
  std::size_t left_out;
};
std::ostream& operator<<(std::ostream& out, const expectation& e) { return out << e.sample; }

// Of HubSpot: 4102's e-mail has bounced, 4103 has unsubscribed, 4104's number is somebody else's. One e-mail is planned.
// Of Salesforce: 102 wants no e-mail, and told who called to do it no more; 103 wants no call, 104 neither. Two tasks are not done;
// an event in April is not there yet. Of Pipedrive: Ben has unsubscribed. One meeting is to come, a task is nobody's touch. Of
// SuiteCRM: 902 wants no e-mail, 903 no call. Two calls were not held, one was with an account, a meeting is planned.
const expectation expectations[] = {
    {"hubspot-contacts", "4101: email phone; 4102: phone; 4103: phone; 4104: email; 4105: email phone; ", 1},
    {"salesforce-contacts",
     "003000000000101AAA: email phone; 003000000000102AAA: ; 003000000000103AAA: email; 003000000000104AAA: ; ", 2},
    {"salesforce-leads", "00Q000000000201AAA: email phone; 00Q000000000202AAA: email; ", 0},
    {"pipedrive-people", "Ada Moss: email phone; Ben Noor: phone; Cleo Ortiz: email phone; ", 2},
    {"suitecrm-contacts", "901: email phone; 902: phone; 903: email; ", 4},
};

const crm::sample& sample_of(const std::string& prospects) {
  for (const auto& s : crm::samples)
    if (s.prospects == prospects) return s;
  throw std::logic_error("no sample of " + prospects);
}

std::string lines(const std::vector<tickler::diagnostic>& said) {
  std::string all;
  for (const auto& d : said) all += to_string(d) + '\n';
  return all;
}

}  // namespace

BOOST_DATA_TEST_CASE(an_export_of_a_known_crm_goes_in_as_it_is, boost::unit_test::data::make(expectations), e) {
  const auto& s = sample_of(e.sample);
  const auto found = crm::decide(s, crm::contents_of(s));
  BOOST_TEST(lines(found.said) == "");
  BOOST_TEST(found.left_out == e.left_out);
  std::string ready;
  for (const auto& [id, channels] : found.ready) {
    ready += id + ": ";
    for (const auto& channel : channels) ready += channel + (channel == *channels.rbegin() ? "" : " ");
    ready += "; ";
  }
  BOOST_TEST(ready == e.ready);
}

BOOST_AUTO_TEST_CASE(every_shipped_mapping_has_its_export_and_is_in_a_sample) {
  std::set<std::string> named, there;
  for (const auto& s : crm::samples) {
    named.insert(s.prospects);
    named.insert(s.touchpoints.begin(), s.touchpoints.end());
  }
  for (const auto& file : std::filesystem::directory_iterator(crm::folder))
    if (file.path().extension() == ".yaml") there.insert(file.path().stem().string());
  BOOST_TEST(there == named, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_shipped_mapping_of_contacts_has_opt_outs) {
  for (const auto& s : crm::samples) BOOST_TEST(crm::mapping_of(s.prospects).has_opt_outs(), s.prospects);
}
