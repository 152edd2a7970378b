// Three prospects of two owners in a folder: two have asked by web, Ada on Friday, Bo on Sunday evening in London; Cy has this
// Monday at 7:50.
#pragma once

#include <string>

#include "icalendar/reading.hpp"
#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace icalendar_tests {

inline const std::string ada =
    R"({"id":"ada","name":"Ada Lovelace","owner":"kim","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}})"
    "\n";
inline const std::string bo =
    R"({"id":"bo","owner":"lee","zone":"Europe/London","contact":{"email":"b@example.org","phone":"+44 20 5550 0110"}})"
    "\n";
inline const std::string cy = R"({"id":"cy","owner":"kim","contact":{"email":"c@example.org"}})"
                              "\n";
inline const std::string asked =
    R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-03-01T20:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"cy","at":"2026-03-02T12:50:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
)";
inline const std::string answered =
    R"({"prospect":"ada","at":"2026-03-02T14:05:00Z","channel":"email","direction":"outbound","purpose":"inform"}
)";

inline const std::string ada_send = "answer/send#0@2026-02-27T15:00:00Z", ada_ring = "call/ring#0@2026-02-27T15:00:00Z",
                         bo_send = "answer/send#0@2026-03-01T20:00:00Z", bo_ring = "call/ring#0@2026-03-01T20:00:00Z",
                         cy_send = "answer/send#0@2026-03-02T12:50:00Z";

// Monday at 8:00 in New York.
inline const std::string monday = "--at 2026-03-02T13:00:00Z ";

struct office : desk::folder {
  office() : folder({{"p.yaml", support::office_policy}, {"p.jsonl", ada + bo + cy}, {"t.jsonl", asked}}) {}

  desk::outcome calendar(const std::string& arguments) const {
    return run("calendar --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl " + arguments);
  }
};

}  // namespace icalendar_tests
