#include "hand_written_story.hpp"

#include <algorithm>
#include <iterator>

namespace hand_written {

using enum tickler::outcome;
using tickler::channel;
using tickler::direction;
using tickler::purpose;

namespace {

bool is_outbound(const touchpoint& t, channel c) { return t.direction == direction::outbound && t.channel == c; }

// A touch that leaves its purpose open carries out a step of any purpose.
bool is_for(const touchpoint& t, purpose p) { return t.purpose == p || t.purpose == purpose::none; }

bool is_contact(const touchpoint& t) { return t.direction == direction::inbound || t.outcome == reached; }

bool is_material(const touchpoint& t) { return is_outbound(t, channel::email) && t.purpose == purpose::inform; }

bool is_unanswered(const touchpoint& t) {
  return is_outbound(t, channel::phone) && (t.outcome == no_answer || t.outcome == left_message);
}

}  // namespace

instant attempt_not_before(const story::attempts& a, const wall_clock& clock) {
  const auto planned = clock.plus_days(a.start, attempt_days[a.step]);
  if (a.step == 0) return planned;
  // No closer to the last one than the two were planned apart.
  const auto planned_before = clock.plus_days(a.start, attempt_days[a.step - 1]);
  return std::max(planned, a.last_done + (planned - planned_before));
}

instant ask_if_happy_not_before(instant sale, const wall_clock& clock) { return clock.plus_days(sale, 30); }

instant check_in_not_before(instant last_touch, const wall_clock& clock) { return clock.plus_days(last_touch, 90); }

void story::take(const touchpoint& t) {
  if (is_signal(t.outcome)) return take_signal(t);
  const bool inbound = t.direction == direction::inbound;
  const bool call = is_outbound(t, channel::phone), email = is_outbound(t, channel::email);
  if (inbound && t.channel == channel::email) email_bounced = false;

  if ((email || call) && is_for(t, purpose::inform)) inquiry.reset();
  if (email || call) reply.reset();
  if (is_contact(t) || (call && is_for(t, purpose::confirm_receipt))) material.reset();
  if (email && is_for(t, purpose::inform)) meeting.reset();
  if (is_outbound(t, channel::card) && is_for(t, purpose::thank)) sale_to_thank_for.reset();
  if (sale_to_ask_about && call && is_for(t, purpose::confirm_satisfaction) &&
      on_or_after_date_of(t.at, ask_if_happy_not_before(*sale_to_ask_about, clock_)))
    sale_to_ask_about.reset();
  if (is_contact(t))
    trying.reset();
  else if (call)
    take_call_attempt(t);

  if (!inquiry && inbound && (t.outcome == inquired || t.outcome == requested_information)) inquiry = t.at;
  if (inbound && t.outcome == replied) reply = t.at;
  if (is_material(t)) material = t.at;
  if (t.channel == channel::in_person && t.outcome == reached) meeting = t.at;
  if (t.outcome == purchased) sale_to_thank_for = sale_to_ask_about = t.at;
  if (inbound || t.direction == direction::outbound) last_touch = t.at;

  if (call) calls.count(t.at);
  if (email) emails.count(t.at);
}

void story::take_signal(const touchpoint& t) {
  if (t.channel == channel::email && t.outcome == bounced) email_bounced = true;
  if (t.channel == channel::email && (t.outcome == delivered || t.outcome == opened || t.outcome == clicked)) email_bounced = false;
  if (t.outcome != opted_out) return;
  if (t.channel == channel::phone)
    opted_out_of_phone = true;
  else if (t.channel == channel::none)
    opted_out_of_all = true;
}

// An attempt that finishes the cadence begins it no more.
void story::take_call_attempt(const touchpoint& t) {
  if (!trying) {
    if (is_unanswered(t)) trying = attempts{t.at, t.at};
    return;
  }
  if (!is_for(t, purpose::check_in) || !on_or_after_date_of(t.at, attempt_not_before(*trying, clock_))) return;
  trying->last_done = t.at;
  if (++trying->step == std::size(attempt_days)) trying.reset();
}

}  // namespace hand_written
