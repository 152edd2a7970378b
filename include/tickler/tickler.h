/* Tickler for C, and for every language that calls C: one shared library, libtickler-c, and this header, which is the contract.
 * C99. Link with -ltickler-c (pkg-config tickler-c; CMake tickler::c).
 *
 *   tickler_policy *policy;
 *   tickler_problems *problems;
 *   tickler_worker *worker;
 *   tickler_text decision;
 *   if (tickler_policy_load(yaml, name, &policy, &problems) != TICKLER_OK) ...            what is wrong with it: in problems
 *   tickler_worker_new(policy, TICKLER_C_ABI, &worker);
 *   tickler_decide_json(worker, one_case, now, &decision);                                one line of JSON in, one out
 *
 * What a policy means is said in semantics.md; the fields of cases and decisions, in the README.
 *
 * Who owns what. What you give is read during the call and never kept. What you get from a worker lives until the next call with
 * that worker or until it is freed; from a policy or a list of problems, as long as that. Functions named _free take NULL.
 *
 * Threads. A policy may be used by any number of threads at a time. A worker and a list of problems: by one at a time; make a
 * worker for each thread. There is no thread of ours, nothing is printed, no environment, locale or signal is read or changed. The
 * only thing that a process has once is its list of time zones.
 *
 * Results. Each function that can fail returns one of the five below, and whenever it is not TICKLER_OK leaves what it should have
 * given as empty: null pointers and no text. No C++ exception comes out.
 *
 * Versions. Within one soname functions are added, never changed or taken away, and structs only grow at their ends. A worker is
 * told the TICKLER_C_ABI of the header that its program was compiled with, and reads and fills structs as they are there. */
#ifndef TICKLER_TICKLER_H
#define TICKLER_TICKLER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define TICKLER_C_API extern "C" __attribute__((visibility("default")))
#define TICKLER_C_NOEXCEPT noexcept
#else
#define TICKLER_C_API extern __attribute__((visibility("default")))
#define TICKLER_C_NOEXCEPT
#endif

/* ---- What is used everywhere ---- */

#define TICKLER_C_ABI 1 /* of this header */

typedef struct tickler_text {
  const char* data; /* UTF-8, not ended by a zero byte; {NULL, 0}: not given */
  size_t size;      /* bytes */
} tickler_text;

typedef int64_t tickler_time;  /* seconds since 1970-01-01T00:00:00Z, without leap seconds; 1970 to 2037 */
#define TICKLER_NONE INT64_MIN /* no time */

typedef int32_t tickler_result;
#define TICKLER_OK 0
#define TICKLER_REFUSED 1 /* a text holds what cannot be used: see the problems */
#define TICKLER_MISUSE 2  /* a call that cannot be meant: the bug is in the program that calls; see the problems */
#define TICKLER_NO_MEMORY 3
#define TICKLER_FAULT 4 /* a bug of ours */

typedef struct tickler_policy tickler_policy;
typedef struct tickler_worker tickler_worker;
typedef struct tickler_problems tickler_problems;

TICKLER_C_API uint32_t tickler_abi(void) TICKLER_C_NOEXCEPT;        /* the newest header that the library knows */
TICKLER_C_API uint32_t tickler_oldest_abi(void) TICKLER_C_NOEXCEPT; /* the oldest that it still serves */
TICKLER_C_API const char* tickler_version(void) TICKLER_C_NOEXCEPT; /* "0.1.0" */

/* ---- Problems: what is wrong with a policy, a record or a call ---- */

#define TICKLER_ERROR 0
#define TICKLER_WARNING 1

typedef struct tickler_problem {
  int32_t number;   /* 101 of T101; `tickler help T101` says more */
  int32_t severity; /* TICKLER_ERROR, TICKLER_WARNING */
  uint32_t line;    /* from 1; 0: of no line */
  uint32_t column;  /* in bytes, from 1 */
  tickler_text file, path, message;
  tickler_text said; /* all of it as one line: "follow-up.yaml:7:9: error: unknown key 'wiat', did you mean 'wait'? [T101]" */
} tickler_problem;

TICKLER_C_API size_t tickler_problems_size(const tickler_problems* list) TICKLER_C_NOEXCEPT; /* of NULL: 0 */
/* `out_size` is sizeof(tickler_problem). Misuse: there is no i-th. */
TICKLER_C_API tickler_result tickler_problems_get(const tickler_problems* list, size_t i, tickler_problem* out,
                                                  size_t out_size) TICKLER_C_NOEXCEPT;
TICKLER_C_API void tickler_problems_free(tickler_problems* list) TICKLER_C_NOEXCEPT; /* those that a worker owns are not freed */

/* ---- Time zones ---- */

/* Reads these zones of the system now: before a fork, before a chroot, at the start of a server. A zone is read once. Those that
 * cannot be read are in `problems`, which may be NULL. */
TICKLER_C_API tickler_result tickler_prepare(const tickler_text* names, size_t count,
                                             tickler_problems** problems) TICKLER_C_NOEXCEPT;

/* Defines a zone instead of reading it: where there are no files, or for data that is pinned. From the first one on no file is read
 * at all, so define all that policies and prospects name. `begin[i]` is when `offset[i]`, seconds east of UTC, comes into force,
 * in order of time; the first is in force before as well. Refused: a name that is none, no offset, more than 10,000, a wrong order,
 * one of a day or more, a name that was defined before otherwise. TICKLER_MISUSE once a policy has been loaded or zones prepared,
 * but for the zone that a source is asked for. `version` is that of the data: "2026b"; the last one given counts. */
TICKLER_C_API tickler_result tickler_define_zone(tickler_text name, const tickler_time* begin, const int32_t* offset, size_t count,
                                                 tickler_text version, tickler_problems** problems) TICKLER_C_NOEXCEPT;

/* Zones by asking, where they are too many to define each: `source` is called with a name of which nothing is known yet, and
 * defines that zone, no other; if it does not, there is no such zone. It is called by whichever thread needs the zone, by one at a
 * time, and calls nothing else of ours. No file is read. TICKLER_MISUSE: no source; a policy has been loaded or zones prepared. */
typedef void (*tickler_zone_source)(void* context, tickler_text name);
TICKLER_C_API tickler_result tickler_zones_from(tickler_zone_source source, void* context, tickler_text version) TICKLER_C_NOEXCEPT;

/* The release of the data that is used, such as "2026b"; "unknown" where nobody tells. Lives for ever. Two programs decide the
 * same only by the same data. */
TICKLER_C_API tickler_result tickler_zone_data(tickler_text* version) TICKLER_C_NOEXCEPT;

/* ---- Policies ---- */

/* Reads and checks a policy's text. Takes milliseconds: keep it, do not load it for each question. `name` is what problems call the
 * text. A policy with warnings is a policy; `problems` may be NULL, and is set to NULL if there are none. The words that policies
 * of one text know are its own: touchpoints' other words are all alike, `other`. */
TICKLER_C_API tickler_result tickler_policy_load(tickler_text yaml, tickler_text name, tickler_policy** out,
                                                 tickler_problems** problems) TICKLER_C_NOEXCEPT;

/* Counted: what is kept once more is freed once more. */
TICKLER_C_API tickler_policy* tickler_policy_keep(tickler_policy* p) TICKLER_C_NOEXCEPT;
TICKLER_C_API void tickler_policy_free(tickler_policy* p) TICKLER_C_NOEXCEPT;

TICKLER_C_API tickler_text tickler_policy_name(const tickler_policy* p) TICKLER_C_NOEXCEPT;
TICKLER_C_API uint64_t tickler_policy_fingerprint(const tickler_policy* p) TICKLER_C_NOEXCEPT; /* of all in it that decides */

/* The words of touchpoints as numbers, for the structs below: good for this policy alone. 0 is no word; a word that the policy does
 * not know is TICKLER_OTHER. One that differs in case alone is read as the word; one that may stand for another ("unsubscribed") is
 * TICKLER_UNCLEAR, with which a touchpoint makes its case invalid: an opt-out must not be lost to spelling. */
#define TICKLER_CHANNEL 0
#define TICKLER_PURPOSE 1
#define TICKLER_OUTCOME 2
#define TICKLER_OTHER 1
#define TICKLER_UNCLEAR UINT16_MAX
TICKLER_C_API uint16_t tickler_policy_word(const tickler_policy* p, int32_t kind, tickler_text word) TICKLER_C_NOEXCEPT;
TICKLER_C_API tickler_text tickler_policy_word_text(const tickler_policy* p, int32_t kind, uint16_t word) TICKLER_C_NOEXCEPT;

/* ---- Workers: the memory of one thread ---- */

/* `abi` is TICKLER_C_ABI. TICKLER_MISUSE: an empty policy, an ABI that the library does not serve. It keeps the policy. */
TICKLER_C_API tickler_result tickler_worker_new(tickler_policy* p, uint32_t abi, tickler_worker** out) TICKLER_C_NOEXCEPT;
TICKLER_C_API void tickler_worker_free(tickler_worker* w) TICKLER_C_NOEXCEPT;

/* What was wrong in the worker's last call: of its records, and why it was refused. The worker's, until its next call. */
TICKLER_C_API const tickler_problems* tickler_worker_problems(const tickler_worker* w) TICKLER_C_NOEXCEPT;

/* ---- Questions as JSON ---- */

/* A case is one prospect with all that has happened to it, in one line:
 *
 *   {"prospect":{"id":"ada","zone":"Europe/London"},"touchpoints":[{"at":"2026-03-02T10:00:00Z","channel":"phone"}]}
 *
 * A case that cannot be read is decided for as `invalid`, which has no actions; what is wrong is in the worker's problems. The
 * decision is one JSON object without a line's end. */
TICKLER_C_API tickler_result tickler_decide_json(tickler_worker* w, tickler_text one_case, tickler_time now,
                                                 tickler_text* decision) TICKLER_C_NOEXCEPT;

/* A case a line, a decision a line, each with its end, in the same order. An empty text has no lines. */
TICKLER_C_API tickler_result tickler_decide_lines(tickler_worker* w, tickler_text cases, tickler_time now,
                                                  tickler_text* decisions) TICKLER_C_NOEXCEPT;

/* May this be done now? `touch` is {"channel": "phone", "purpose": "check_in", ...} as `tickler may` reads it; it needs no
 * `prospect`. Refused: a touch that cannot be asked. A case that cannot be read: the answer is stop. */
TICKLER_C_API tickler_result tickler_may_json(tickler_worker* w, tickler_text one_case, tickler_text touch, tickler_time now,
                                              tickler_text* answer) TICKLER_C_NOEXCEPT;

#define TICKLER_FULL 1u /* also runs that are over, steps that were not reached, all parts of conditions */
#define TICKLER_LAZY 1u /* each action is done at its deadline */

/* Why: the tree that `tickler explain --format json` writes. Refused: a case that cannot be read. */
TICKLER_C_API tickler_result tickler_explain_json(tickler_worker* w, tickler_text one_case, tickler_time now, uint32_t flags,
                                                  tickler_text* told) TICKLER_C_NOEXCEPT;

/* What will happen: the timeline that `tickler preview --format json` writes, under a script such as "answers on day 10"; none:
 * nobody answers. `until` TICKLER_NONE: 365 days. Refused: a case that cannot be read, a script that cannot be understood. */
TICKLER_C_API tickler_result tickler_preview_json(tickler_worker* w, tickler_text one_case, tickler_text script, tickler_time from,
                                                  tickler_time until, uint32_t flags, tickler_text* timeline) TICKLER_C_NOEXCEPT;

/* ---- Saved states: what a history has come to, as bytes to keep beside the record ---- */

/* Of a case with its whole history up to and including `until`. */
TICKLER_C_API tickler_result tickler_save_state(tickler_worker* w, tickler_text one_case, tickler_time until,
                                                tickler_text* bytes) TICKLER_C_NOEXCEPT;

/* Decides by a saved state and what has happened since: the case has these touchpoints alone, none older than the last that the
 * state has taken in. `bytes_after` (may be NULL) is the state with them. Refused: bytes that do not serve (damaged, of another
 * policy, prospect, version or zone data); then save anew from the whole history. */
TICKLER_C_API tickler_result tickler_decide_saved_json(tickler_worker* w, tickler_text bytes, tickler_text one_case,
                                                       tickler_time now, tickler_text* decision,
                                                       tickler_text* bytes_after) TICKLER_C_NOEXCEPT;

/* ---- Questions as structs ---- */

typedef struct tickler_contact {
  tickler_text kind, value; /* "phone", "+44 20 7946 0958" */
} tickler_contact;

/* The types of facts. */
#define TICKLER_BOOL 0
#define TICKLER_INT 1
#define TICKLER_DOUBLE 2
#define TICKLER_STRING 3
#define TICKLER_TIMESTAMP 4
#define TICKLER_DURATION 5
#define TICKLER_LIST 6

typedef struct tickler_fact {
  tickler_text name;
  int32_t type;
  uint32_t count;           /* of a list */
  int64_t whole;            /* a bool (0, 1), int, timestamp (tickler_time) or duration (seconds) */
  double real;              /* a double */
  tickler_text text;        /* a string */
  const tickler_text* list; /* of texts */
} tickler_fact;

/* Directions and parties. */
#define TICKLER_OUTBOUND 1
#define TICKLER_INBOUND 2
#define TICKLER_INTERNAL 3
#define TICKLER_PROSPECT 0
#define TICKLER_REFERRER 1
#define TICKLER_COLLEAGUE 2

typedef struct tickler_touchpoint {
  tickler_time at, until;             /* until: TICKLER_NONE where there is none */
  uint16_t channel, purpose, outcome; /* tickler_policy_word */
  uint8_t direction, with;
  const tickler_text *steps, *keys;
  uint32_t step_count, key_count;
  tickler_text id, address;
} tickler_touchpoint;

typedef struct tickler_case {
  tickler_text id, name, zone, region, owner, owner_zone, account, referrer;
  const tickler_contact* contacts;
  const tickler_fact* facts;
  const tickler_touchpoint* touchpoints; /* in any order; those of one instant in the order in which they happened */
  size_t contact_count, fact_count, touchpoint_count;
} tickler_case;

/* What things are called: statuses, problems, states, kinds of reasons and blockers are numbers in the order of
 * decision.hpp; tickler_name_of gives their words. */
#define TICKLER_STATUS 0
#define TICKLER_PROSPECT_PROBLEM 1
#define TICKLER_ACTION_STATE 2
#define TICKLER_REASON 3
#define TICKLER_BLOCKER 4
TICKLER_C_API const char* tickler_name_of(int32_t what,
                                          int32_t number) TICKLER_C_NOEXCEPT; /* lives for ever; NULL: there is none */

#define TICKLER_READY 0
#define TICKLER_WAITING 1
#define TICKLER_BLOCKED 2

#define TICKLER_OVERDUE 1u
#define TICKLER_LATE 2u
#define TICKLER_SQUEEZED 4u
#define TICKLER_LATE_UNAVOIDABLE 8u
#define TICKLER_SUPPOSED 16u

typedef struct tickler_reason {
  tickler_time from, to;
  int32_t kind;
  uint32_t index; /* of the policy's rules of that kind */
} tickler_reason;

typedef struct tickler_blocker {
  int32_t kind;
  uint32_t index;
  uint16_t channel;
  uint8_t to;
  uint8_t reserved[5];
} tickler_blocker;

#define TICKLER_NOT_BEHIND UINT32_MAX
#define TICKLER_NO_VARIANT UINT16_MAX
#define TICKLER_NO_CONTACT UINT8_MAX

typedef struct tickler_action {
  tickler_time start, not_before, due, at_latest, when; /* but the first TICKLER_NONE where there is none */
  tickler_text key;
  uint32_t repetition; /* from 0 */
  uint32_t behind;     /* index among the actions of its decision */
  uint32_t first_reason, reason_count, first_blocker, blocker_count;
  uint16_t cadence, step; /* tickler_action_texts gives names */
  uint16_t ordinal, variant;
  uint16_t channel, purpose;
  uint8_t to;       /* TICKLER_PROSPECT, TICKLER_REFERRER */
  uint8_t state;    /* TICKLER_READY, ... */
  uint8_t flags;    /* TICKLER_OVERDUE, ... */
  uint8_t contact;  /* which of the channel's kinds of contact data it goes to */
  uint8_t replaced; /* `when_late` has replaced its purpose, template or note */
  uint8_t reserved[7];
} tickler_action;

typedef struct tickler_decision {
  tickler_time next_change; /* when to ask again; TICKLER_NONE: never */
  size_t first_action, action_count;
  int32_t status;
  int32_t problem; /* why it is invalid; what is wrong with it is in the worker's problems, at "cases[17]" */
} tickler_decision;

typedef struct tickler_decisions {
  const tickler_decision* decisions; /* one for each case, in the same order */
  const tickler_action* actions;     /* of each decision as decision.hpp orders them: ready, waiting, blocked */
  const tickler_reason* reasons;
  const tickler_blocker* blockers;
  size_t decision_count, action_count, reason_count, blocker_count;
} tickler_decisions;

/* Decides for `count` cases. One bad case is `invalid`, the others go on: one with a touchpoint outside
 * 1970 to 2037 or of a word that is none, with too many steps or keys (16 each), keys given twice, texts that are too long. Of
 * touchpoints with one id all count. */
TICKLER_C_API tickler_result tickler_decide(tickler_worker* w, const tickler_case* cases, size_t count, tickler_time now,
                                            tickler_decisions* out) TICKLER_C_NOEXCEPT;

/* What an action is called and says: the worker's, until its next call. The action may be a copy. Whatever comes of it, what the
 * worker's last tickler_decide has given is still there, so one action after the other can be asked for. */
typedef struct tickler_action_texts {
  tickler_text id; /* its stable name for this prospect and policy: key your tasks by it */
  tickler_text cadence, step;
  tickler_text template_name, note, variant;
  tickler_text channel, purpose;
  tickler_text contact_kind; /* what of the prospect it goes to */
} tickler_action_texts;
TICKLER_C_API tickler_result tickler_action_texts_of(tickler_worker* w, const tickler_action* a,
                                                     tickler_action_texts* out) TICKLER_C_NOEXCEPT;

/* ---- Questions as columns: Arrow's C streams (tickler/arrow_c.h) ---- */

struct ArrowArrayStream;

#define TICKLER_ZONELESS_IS_UTC 1u /* timestamps without a time zone are UTC */

/* Decides for each row of `cases`: a table handed over by DuckDB, Polars, pandas or whatever else writes Arrow. `decisions` becomes
 * a stream with a row for each row, in the same order and the same batches; each batch is read and decided when it is asked for, by
 * whichever thread asks, one at a time. `cases` is taken over, whatever comes of it. The stream keeps the policy.
 *
 * Columns are found by their names. What a row may have is what a record may have, see the README; names that begin with x_ are
 * passed over.
 *
 *   id                               text; not null
 *   name, zone, region               text
 *   owner, owner_zone                text
 *   account, referrer                text
 *   contact                          a struct of texts, one for each kind; or a map from kind to text
 *   facts                            a struct with a column for each fact, of its declared type
 *   touchpoints                      a list of structs; not null:
 *     at                             timestamp with a time zone, in any unit; not null
 *     until                          likewise; may be null
 *     channel, direction             text
 *     purpose, outcome, with         text
 *     id, address                    text
 *     step, key                      text, or a list of texts
 *
 * Fractions of a second are cut off.
 *
 * A text is utf8, large_utf8, utf8_view or a dictionary of one of these, which is the quickest for words; a list may be large. Of
 * touchpoints with one id all count.
 *
 * A decision has the columns prospect, owner, status, problem, next_change and actions, a list of structs; each is what the JSON of
 * a decision calls so, with `contact` as the kind alone, and `rule`, of reasons, null where the rule has no name. Of words, those
 * that are never null are numbers into dictionaries.
 *
 * A row that cannot be read is `invalid`; `problem` says why. Refused: a column that is missing, unknown or of another type; the
 * first is in `problems`, by its name. A warning there: a fact that the policy does not declare. A stream that fails once has
 * failed: EINVAL for arrays that are not as their schema says, ENOMEM, or what `cases` has failed with. */
TICKLER_C_API tickler_result tickler_decide_arrow(tickler_policy* p, struct ArrowArrayStream* cases, tickler_time now,
                                                  uint32_t flags, struct ArrowArrayStream* decisions,
                                                  tickler_problems** problems) TICKLER_C_NOEXCEPT;

#endif
