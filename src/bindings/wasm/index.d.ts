// Types of the package. Words of the policy (channels, purposes, outcomes) are any texts.

/** One prospect with all that has happened to it. Other fields of your own begin with `x_`. */
export interface Case {
  prospect: Prospect;
  touchpoints: Touchpoint[];
  [own: `x_${string}`]: unknown;
}

/** As text: RFC 3339 with an offset or Z. */
export type Moment = string | Date;

export interface Prospect {
  id: string;
  name?: string | null;
  zone?: string | null;
  region?: string | null;
  owner?: string | null;
  owner_zone?: string | null;
  account?: string | null;
  referrer?: string | null;
  contact?: Record<string, string | null> | null;
  facts?: Record<string, boolean | number | string | Date | readonly string[] | null> | null;
  [own: `x_${string}`]: unknown;
}

export interface Touchpoint {
  at: Moment;
  channel?: string | null;
  direction?: "outbound" | "inbound" | "internal" | null;
  purpose?: string | null;
  outcome?: string | null;
  with?: Party | "colleague" | null;
  until?: Moment | null;
  step?: string | readonly string[] | null;
  key?: string | readonly string[] | null;
  id?: string | null;
  address?: string | null;
  prospect?: string | null;
  [own: `x_${string}`]: unknown;
}

export type Party = "prospect" | "referrer";

export interface Decision {
  prospect: string | null;
  owner: string | null;
  status: "stopped" | "active" | "waiting" | "blocked" | "closed" | "unattended" | "invalid";
  /** Why it is invalid. */
  problem: string | null;
  /** When to ask again if nothing happens. */
  next_change: string | null;
  /** Ready, waiting, blocked, in this order; the most urgent first. */
  actions: Action[];
}

export interface Action {
  /** Its stable name for this prospect and policy: key your tasks by it. */
  id: string;
  cadence: string;
  step: string;
  repetition: number;
  key: string;
  channel: string | null;
  contact: {kind: string; value: string} | null;
  to: Party;
  purpose: string | null;
  template: string | null;
  note: string | null;
  variant: string | null;
  not_before: string | null;
  due: string | null;
  at_latest: string | null;
  when: string | null;
  behind: string | null;
  state: "ready" | "waiting" | "blocked";
  flags: ("overdue" | "late" | "squeezed" | "late_unavoidable" | "supposed")[];
  missing: string[];
  reasons: {kind: string; [more: string]: unknown}[];
}

export interface Touch {
  channel: string;
  purpose?: string;
  to?: Party;
  step?: string;
  key?: string;
}

export interface Permission {
  prospect: string | null;
  verdict: "go" | "wait" | "missing" | "stop";
  problem: string | null;
  when: string | null;
  until: string | null;
  carries_out: string[];
  pushes_back: unknown[];
  rules: {kind: string; name: string | null; verdict: Permission["verdict"]; [more: string]: unknown}[];
  [more: string]: unknown;
}

export interface Explanation {
  what: string;
  name?: string;
  verdict?: string;
  text: string;
  parts?: Explanation[];
  [more: string]: unknown;
}

export interface Timeline {
  prospect: string;
  entries: TimelineEntry[];
  [more: string]: unknown;
}

export interface TimelineEntry {
  at: string;
  kind: "done" | "touchpoint" | "status" | "end";
  status?: Decision["status"];
  action?: Action;
  [more: string]: unknown;
}

/** What is wrong with a policy, a record or a call. */
export interface Problem {
  /** 101 of T101; `tickler help T101` says more. */
  number: number;
  severity: "error" | "warning";
  /** From 1; 0: of no line. */
  line: number;
  /** In bytes, from 1. */
  column: number;
  file: string;
  path: string;
  message: string;
  /** All of it in one line. */
  said: string;
}

/** What all errors of this package are; one that is none of the others: a bug of ours. Without memory: a RangeError. */
export class TicklerError extends Error {
  readonly problems: Problem[];
}
/** A policy that cannot be used. */
export class PolicyError extends TicklerError {
  private readonly kind: "policy";
}
/** A question that cannot be answered: a touch, a script, a case to be explained. */
export class Refused extends TicklerError {
  private readonly kind: "refused";
}
/** A call that cannot be meant: the bug is in the program that calls. */
export class Misuse extends TicklerError {
  private readonly kind: "misuse";
}

/** A Date, a Temporal.Instant or Temporal.ZonedDateTime, or whole seconds since 1970. Fractions of a second are cut off. */
export type Time = Date | number | bigint | {readonly epochMilliseconds: number};

export interface Options {
  /** Called with each problem of a case that was answered all the same. */
  onProblem?: (problem: Problem) => void;
}

/** A policy as it was read and checked. What is given as an object is answered as one; what is given as JSON, as JSON. */
export class Policy {
  private constructor();
  /** Reads and checks a policy, which takes milliseconds: keep it. Throws PolicyError. `name` is what problems call the text. */
  static load(yaml: string, name?: string): Promise<Policy>;

  readonly name: string;
  /** 64 bits of all in it that decides. */
  readonly fingerprint: bigint;
  readonly warnings: readonly Problem[];

  /** What is to be done for this prospect. A case that cannot be read is answered as "invalid"; why goes to `onProblem`. */
  decide(record: string, now: Time, options?: Options): string;
  decide(record: Case, now: Time, options?: Options): Decision;
  /** A case a line, a decision a line. */
  decideLines(cases: string, now: Time, options?: Options): string;
  /** May this be done now? A case that cannot be read: stop. */
  may(record: string, touch: Touch | string, now: Time, options?: Options): string;
  may(record: Case, touch: Touch | string, now: Time, options?: Options): Permission;
  /** Why. `full`: also runs that are over, steps that were not reached, all parts of conditions. */
  explain(record: string, now: Time, options?: Options & {full?: boolean}): string;
  explain(record: Case, now: Time, options?: Options & {full?: boolean}): Explanation;
  /** What will happen: under a script such as "answers on day 10" (none: nobody answers), for 365 days or `until`. `lazy`: each
   * action is done at its deadline. */
  preview(record: string, from: Time, options?: Options & {script?: string; until?: Time; lazy?: boolean}): string;
  preview(record: Case, from: Time, options?: Options & {script?: string; until?: Time; lazy?: boolean}): Timeline;

  /** Gives its memory back now, not when nobody has it any more; also by `using policy = ...`. */
  free(): void;
}

/** When which offset (seconds east of UTC) comes into force; the first is in force before as well. */
export interface Zone {
  begins: readonly (number | bigint)[];
  offsets: readonly number[];
}

/** Other zones than those of Node or the browser, such as a server's: by name, or from a function that is asked once for each.
 * Before the first policy, else Misuse. `version` is the data's, such as "2026b". */
export function zonesFrom(
  source: Readonly<Record<string, Zone>> | ((name: string) => Zone | undefined), version?: string): Promise<void>;

/** The zone as Node or the browser knows it, 1970 to 2037: what a server hands to its pages. */
export function intlZone(name: string): Zone | undefined;

/** The release of the zones' data, such as "2026b"; "unknown" where nobody tells. Two programs decide the same only by the same. */
export function zoneData(): Promise<string>;
