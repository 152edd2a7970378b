// Small histories in words, and what an audit finds in them.
#pragma once

#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

namespace audited {

// A day and time of 2026 in UTC: "5-13 10:00" or "5-13 10:00:01".
tickler::instant instant_of(std::string_view text);
std::string text_of(tickler::instant t);

// What happens in the histories here, by a letter each:
//   x an inquiry by web          y an e-mail to the prospect       z a purchase
//   c a call that nobody answers o an opt-out from e-mail          a an opt-out from everything     i an opt-in to e-mail
//   b an e-mail that bounced     d an e-mail that was delivered    r a reply by e-mail             s an e-mail to the referrer
//   u a complaint by phone       e our own end of it
//   p the referrer's opt-out from e-mail       q the referrer's opt-in to everything       v the referrer's e-mail that bounced
tickler::touch_words words_of(char what);

// "x 5-13 10:00, y 5-14 09:00": touchpoints in the order given.
tickler::history history_of(std::string_view text, const tickler::vocabulary& words);

// A policy that answers whoever asks within a day, with these promises and whatever more.
tickler::policy policy_with(std::string_view promises, const tickler::vocabulary& words, std::string_view more = {});

// Every finding, kept ones too, as a line: "kept 5-13 10:00 by 0 and 1, until 5-16 10:00, off 3600".
std::vector<std::string> lines_of(const tickler::audit_report& report);
std::string joined(const std::vector<std::string>& lines);

}  // namespace audited
