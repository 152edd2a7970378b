// A folder in which `tickler report` writes its page, and what is in that.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "report/made_up_book.hpp"
#include "support/desk.hpp"

namespace report_tests {

struct shop : desk::folder {
  explicit shop(const made_up_book& all, const std::string& policy = shop_policy) {
    write("p.yaml", policy);
    write("p.jsonl", all.prospects);
    write("t.jsonl", all.touchpoints);
  }

  static constexpr auto records = " --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl ";

  desk::outcome report(const std::string& arguments = "", const std::string& to = "page.html") const {
    return run("report" + std::string(records) + "--at " + monday + " --to " + to + ' ' + arguments);
  }

  std::string page(const std::string& arguments = "") const {
    const auto result = report(arguments);
    BOOST_REQUIRE_MESSAGE(result.code == 0, result.err);
    return read("page.html");
  }

  // What is packed in a page, unpacked by other programs than those that have packed it.
  std::string unpacked(const std::string& html, const std::string& name) const {
    const auto opening = "id=\"" + name + "\">";
    const auto begin = html.find(opening) + opening.size();
    write(name, html.substr(begin, html.find('<', begin) - begin));
    return support::output_of("base64 -d '" + (path() / name).string() + "' | gzip -dc");
  }

  // All that a page says; what is packed reads as anything.
  std::string whole(const std::string& html) const {
    return html.substr(0, html.find("id=\"lists\"")) + unpacked(html, "lists") + unpacked(html, "pictures");
  }
};

}  // namespace report_tests
