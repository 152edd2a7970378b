// The names of what programs mention in headers of their own, without what they are.
//
//   #include <tickler/fwd.hpp>
//   class follow_up_desk;
//   void show(follow_up_desk& desk, const tickler::policy& policy, const tickler::decision& decision);
//
// To be included in place of declarations of one's own: the names lie in an inline namespace (export.hpp).
#pragma once

#include <cstdint>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

using prospect_number = std::uint32_t;

enum class channel : std::uint16_t;
enum class direction : std::uint8_t;
enum class purpose : std::uint16_t;
enum class outcome : std::uint16_t;
enum class party : std::uint8_t;
enum class status : std::uint8_t;
enum class action_state : std::uint8_t;
enum class reason_kind : std::uint8_t;
enum class blocker_kind : std::uint8_t;

class agenda;
class book;
class change_set;
class decisions;
class evaluator;
class history;
class loaded_policy;
class open_hours;
class parallel_evaluation;
class policy;
class state;
class vocabulary;
class zone;
class zones;

struct action;
struct audit_options;
struct audit_report;
struct blocker;
struct book_oddities;
struct calendar;
struct compile_options;
struct contact_standing;
struct decision;
struct decision_options;
struct diagnostic;
struct duration;
struct evaluation_options;
struct explanation;
struct finding;
struct permission;
struct policy_draft;
struct policy_limits;
struct preview_options;
struct proposed_touch;
struct prospect;
struct prospect_view;
struct reason;
struct source_position;
struct timeline;
struct touch_words;
struct touchpoint;
struct touchpoint_view;

}  // namespace tickler::inline TICKLER_ABI
