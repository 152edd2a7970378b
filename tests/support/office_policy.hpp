// A small policy with opening hours, as a file has it.
#pragma once

namespace support {

// Monday to Friday, 9 to 18; whoever asks is answered by e-mail within a day, called after two.
inline constexpr auto office_policy = R"(policy: small
zone: America/New_York
calendars:
  office: {open: {mon-fri: 09:00-18:00}}
channels:
  phone: {needs: [mobile, phone], calendar: office}
  email: {needs: email}
events:
  asked: {direction: inbound, outcome: inquired}
  left: {outcome: declined}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email, purpose: inform, note: The catalogue.}, within: 24 hours, at_latest: 48 hours}
  call:
    starts: asked
    steps:
      - {id: ring, do: {channel: phone, purpose: check_in}, after: 2 days}
closes: [left]
)";

}  // namespace support
