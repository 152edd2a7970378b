#include "records/column_names.hpp"

#include <algorithm>
#include <array>
#include <tickler/diagnostic.hpp>

#include "base/ascii_case.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

struct known_title {
  std::string_view title;                 // in small letters and digits alone
  std::array<std::string_view, 2> meant;  // of which one kind of record has at most one
};

// In the CRMs and address books whose exports were looked at.
constexpr known_title known_titles[] = {
    {"recordid", {"id"}},
    {"contactid", {"prospect", "id"}},
    {"leadid", {"prospect", "id"}},
    {"personid", {"prospect", "id"}},
    {"customerid", {"prospect", "id"}},
    {"whoid", {"prospect"}},
    {"parentid", {"prospect"}},
    {"relatedtoid", {"prospect"}},
    {"associatedcontactids", {"prospect"}},
    {"associatedcontact", {"prospect"}},
    {"contactperson", {"prospect"}},
    {"activityid", {"id"}},
    {"callid", {"id"}},
    {"email", {"contact.email", "address"}},
    {"emailaddress", {"contact.email", "address"}},
    {"mail", {"contact.email", "address"}},
    {"courriel", {"contact.email"}},
    {"phone", {"contact.phone"}},
    {"phonenumber", {"contact.phone"}},
    {"telephone", {"contact.phone"}},
    {"tel", {"contact.phone"}},
    {"workphone", {"contact.phone"}},
    {"officephone", {"contact.phone"}},
    {"mobile", {"contact.mobile"}},
    {"mobilephone", {"contact.mobile"}},
    {"mobilephonenumber", {"contact.mobile"}},
    {"cell", {"contact.mobile"}},
    {"fullname", {"name"}},
    {"firstname", {"name"}},
    {"lastname", {"name"}},
    {"timezone", {"zone"}},
    {"tz", {"zone"}},
    {"contactowner", {"owner"}},
    {"ownername", {"owner"}},
    {"ownerid", {"owner"}},
    {"assignedto", {"owner"}},
    {"company", {"account"}},
    {"companyname", {"account"}},
    {"accountid", {"account"}},
    {"accountname", {"account"}},
    {"associatedcompany", {"account"}},
    {"organization", {"account"}},
    {"country", {"region"}},
    {"state", {"region"}},
    {"date", {"at"}},
    {"time", {"at"}},
    {"datetime", {"at"}},
    {"timestamp", {"at"}},
    {"activitydate", {"at"}},
    {"startdate", {"at"}},
    {"datestart", {"at"}},
    {"startdatetime", {"at"}},
    {"duedate", {"at"}},
    {"duetime", {"at"}},
    {"createdat", {"at"}},
    {"createdon", {"at"}},
    {"createddate", {"at"}},
    {"completeddatetime", {"at"}},
    {"markedasdonetime", {"at"}},
    {"type", {"channel"}},
    {"activitytype", {"channel"}},
    {"tasksubtype", {"channel"}},
    {"kind", {"channel"}},
    {"calltype", {"direction"}},
    {"calldirection", {"direction"}},
    {"emaildirection", {"direction"}},
    {"result", {"outcome"}},
    {"calloutcome", {"outcome"}},
    {"calldisposition", {"outcome"}},
    {"disposition", {"outcome"}},
    {"status", {"outcome"}},
    {"dealid", {"key"}},
    {"orderid", {"key"}},
};

// Parts of titles of columns that end contact, in small letters alone.
constexpr std::string_view opt_out_parts[] = {"optedout",   "optout",    "unsubscribe",    "donotcall",  "donotcontact",
                                              "donotemail", "donotmail", "donotbulkemail", "donotphone", "donotsms",
                                              "donotsend",  "donotfax",  "donotpost",      "dontcall",   "nocall",
                                              "dnc",        "blacklist", "suppress",       "blocklist"};

std::string letters_of(std::string_view title) {
  std::string letters;
  for (const char c : in_lower_case(title))
    if (('a' <= c && c <= 'z') || ('0' <= c && c <= '9')) letters += c;
  return letters;
}

bool has_column(const record_schema& schema, std::string_view name) {
  const auto dot = name.find('.');
  const auto field = schema.find(name.substr(0, dot));
  return field != record_schema::no_field && schema.is_group(field) == (dot != name.npos);
}

}  // namespace

std::string_view column_called(std::string_view title, const record_schema& schema) {
  const auto letters = letters_of(title);
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if (!schema.is_group(i) && letters == letters_of(schema.fields[i])) return schema.fields[i];
  for (const auto& known : known_titles)
    if (known.title == letters)
      for (const auto each : known.meant)
        if (!each.empty() && has_column(schema, each)) return each;
  return {};
}

std::string column_hint(std::string_view title, const record_schema& schema) {
  if (const auto meant = column_called(title, schema); !meant.empty()) return hint(meant);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if (!schema.is_group(i)) names.push_back(schema.fields[i]);
  return hint(nearest(title, names));
}

bool is_opt_out_title(std::string_view title) {
  const auto letters = letters_of(title);
  return std::any_of(std::begin(opt_out_parts), std::end(opt_out_parts),
                     [&](std::string_view part) { return letters.find(part) != letters.npos; });
}

}  // namespace tickler::inline TICKLER_ABI
