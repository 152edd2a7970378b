/* Where each member of tickler.h lies on a machine of 64 bits, in bytes: programs that were compiled with an older header count on it.
 * A line is never changed; what is new stands at the end of its struct. */
#include <tickler/tickler.h>

#define LIES_AT(type, member, offset) typedef char place_of_##type##_##member[offsetof(type, member) == (offset) ? 1 : -1]
#define HAS_SIZE(type, size) typedef char size_of_##type[sizeof(type) == (size) ? 1 : -1]

LIES_AT(tickler_text, data, 0);
LIES_AT(tickler_text, size, 8);
HAS_SIZE(tickler_text, 16);

LIES_AT(tickler_problem, number, 0);
LIES_AT(tickler_problem, severity, 4);
LIES_AT(tickler_problem, line, 8);
LIES_AT(tickler_problem, column, 12);
LIES_AT(tickler_problem, file, 16);
LIES_AT(tickler_problem, path, 32);
LIES_AT(tickler_problem, message, 48);
LIES_AT(tickler_problem, said, 64);
HAS_SIZE(tickler_problem, 80);

LIES_AT(tickler_contact, kind, 0);
LIES_AT(tickler_contact, value, 16);
HAS_SIZE(tickler_contact, 32);

LIES_AT(tickler_fact, name, 0);
LIES_AT(tickler_fact, type, 16);
LIES_AT(tickler_fact, count, 20);
LIES_AT(tickler_fact, whole, 24);
LIES_AT(tickler_fact, real, 32);
LIES_AT(tickler_fact, text, 40);
LIES_AT(tickler_fact, list, 56);
HAS_SIZE(tickler_fact, 64);

LIES_AT(tickler_touchpoint, at, 0);
LIES_AT(tickler_touchpoint, until, 8);
LIES_AT(tickler_touchpoint, channel, 16);
LIES_AT(tickler_touchpoint, purpose, 18);
LIES_AT(tickler_touchpoint, outcome, 20);
LIES_AT(tickler_touchpoint, direction, 22);
LIES_AT(tickler_touchpoint, with, 23);
LIES_AT(tickler_touchpoint, steps, 24);
LIES_AT(tickler_touchpoint, keys, 32);
LIES_AT(tickler_touchpoint, step_count, 40);
LIES_AT(tickler_touchpoint, key_count, 44);
LIES_AT(tickler_touchpoint, id, 48);
LIES_AT(tickler_touchpoint, address, 64);
HAS_SIZE(tickler_touchpoint, 80);

LIES_AT(tickler_case, id, 0);
LIES_AT(tickler_case, name, 16);
LIES_AT(tickler_case, zone, 32);
LIES_AT(tickler_case, region, 48);
LIES_AT(tickler_case, owner, 64);
LIES_AT(tickler_case, owner_zone, 80);
LIES_AT(tickler_case, account, 96);
LIES_AT(tickler_case, referrer, 112);
LIES_AT(tickler_case, contacts, 128);
LIES_AT(tickler_case, facts, 136);
LIES_AT(tickler_case, touchpoints, 144);
LIES_AT(tickler_case, contact_count, 152);
LIES_AT(tickler_case, fact_count, 160);
LIES_AT(tickler_case, touchpoint_count, 168);
HAS_SIZE(tickler_case, 176);

LIES_AT(tickler_reason, from, 0);
LIES_AT(tickler_reason, to, 8);
LIES_AT(tickler_reason, kind, 16);
LIES_AT(tickler_reason, index, 20);
HAS_SIZE(tickler_reason, 24);

LIES_AT(tickler_blocker, kind, 0);
LIES_AT(tickler_blocker, index, 4);
LIES_AT(tickler_blocker, channel, 8);
LIES_AT(tickler_blocker, to, 10);
LIES_AT(tickler_blocker, reserved, 11);
HAS_SIZE(tickler_blocker, 16);

LIES_AT(tickler_action, start, 0);
LIES_AT(tickler_action, not_before, 8);
LIES_AT(tickler_action, due, 16);
LIES_AT(tickler_action, at_latest, 24);
LIES_AT(tickler_action, when, 32);
LIES_AT(tickler_action, key, 40);
LIES_AT(tickler_action, repetition, 56);
LIES_AT(tickler_action, behind, 60);
LIES_AT(tickler_action, first_reason, 64);
LIES_AT(tickler_action, reason_count, 68);
LIES_AT(tickler_action, first_blocker, 72);
LIES_AT(tickler_action, blocker_count, 76);
LIES_AT(tickler_action, cadence, 80);
LIES_AT(tickler_action, step, 82);
LIES_AT(tickler_action, ordinal, 84);
LIES_AT(tickler_action, variant, 86);
LIES_AT(tickler_action, channel, 88);
LIES_AT(tickler_action, purpose, 90);
LIES_AT(tickler_action, to, 92);
LIES_AT(tickler_action, state, 93);
LIES_AT(tickler_action, flags, 94);
LIES_AT(tickler_action, contact, 95);
LIES_AT(tickler_action, replaced, 96);
LIES_AT(tickler_action, reserved, 97);
HAS_SIZE(tickler_action, 104);

LIES_AT(tickler_decision, next_change, 0);
LIES_AT(tickler_decision, first_action, 8);
LIES_AT(tickler_decision, action_count, 16);
LIES_AT(tickler_decision, status, 24);
LIES_AT(tickler_decision, problem, 28);
HAS_SIZE(tickler_decision, 32);

LIES_AT(tickler_decisions, decisions, 0);
LIES_AT(tickler_decisions, actions, 8);
LIES_AT(tickler_decisions, reasons, 16);
LIES_AT(tickler_decisions, blockers, 24);
LIES_AT(tickler_decisions, decision_count, 32);
LIES_AT(tickler_decisions, action_count, 40);
LIES_AT(tickler_decisions, reason_count, 48);
LIES_AT(tickler_decisions, blocker_count, 56);
HAS_SIZE(tickler_decisions, 64);

LIES_AT(tickler_action_texts, id, 0);
LIES_AT(tickler_action_texts, cadence, 16);
LIES_AT(tickler_action_texts, step, 32);
LIES_AT(tickler_action_texts, template_name, 48);
LIES_AT(tickler_action_texts, note, 64);
LIES_AT(tickler_action_texts, variant, 80);
LIES_AT(tickler_action_texts, channel, 96);
LIES_AT(tickler_action_texts, purpose, 112);
LIES_AT(tickler_action_texts, contact_kind, 128);
HAS_SIZE(tickler_action_texts, 144);
