// Tickler for JavaScript, in Node and in browsers: who to follow up with next, how, and when, as a policy says.
//
//   const policy = await Policy.load(yaml, "follow-up.yaml");
//   for (const action of policy.decide({prospect: {id: "ada"}, touchpoints: []}, new Date()).actions) ...
//
// Over tickler.h, compiled to the WebAssembly that stands compressed in the last line of this file. Types and words: index.d.ts.

const ABI = 1; // of tickler.h when this was written; its module is in this file
const OK = 0, REFUSED = 1, MISUSE = 2, NO_MEMORY = 3;
const NONE = -(2n ** 63n); // no time

// All errors of this package; one that is none of the others is a bug of ours.
export class TicklerError extends Error {
  constructor(message, problems = []) {
    super(problems.map(({said}) => said).join("\n") || message);
    this.problems = problems;
  }
}
export class PolicyError extends TicklerError {}
export class Refused extends TicklerError {}
export class Misuse extends TicklerError {}
for (const [name, error] of Object.entries({TicklerError, PolicyError, Refused, Misuse}))
  Object.defineProperty(error.prototype, "name", {value: name, configurable: true, writable: true}); // also when minified

// ---- The module: one for all policies ----

let door, slots; // its functions, once there; its memory for what they are given and give: texts, pointers, a problem
const FIRST = 0, SECOND = 8, OUT = 16, POINTER = 24, PROBLEMS = 28, PROBLEM = 32, PROBLEM_SIZE = 48;
let loading, calling = false, thrown;

// Response would be shorter, but takes Node 40 ms to find.
async function unpacked(base64) {
  const stream = new DecompressionStream("gzip"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  const text = atob(base64), bytes = new Uint8Array(text.length), parts = [];
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  writer.write(bytes);
  writer.close();
  for (let part; !(part = await reader.read()).done;) parts.push(part.value);
  return new Blob(parts).arrayBuffer();
}

async function load() {
  const module = await WebAssembly.compile(await unpacked(packed));
  const getentropy = (at, size) => (crypto.getRandomValues(new Uint8Array(door.memory.buffer, at, size)), 0);
  const host = {zone: defineAskedZone, getentropy, emscripten_notify_memory_growth() {}};
  const imports = {};
  for (const {module: from, name} of WebAssembly.Module.imports(module)) // a system there is none: ENOSYS
    (imports[from] ??= {})[name] = host[name] ?? (from.startsWith("wasi") ? () => 52 : undefined);
  const {exports} = await WebAssembly.instantiate(module, imports);
  exports._initialize();
  slots = exports.malloc(PROBLEM + PROBLEM_SIZE);
  door = exports;
}

const loaded = () => (loading ??= load());

const memory = () => new DataView(door.memory.buffer);
const pointer = (at) => memory().getUint32(slots + at, true);

function allocated(size) {
  const at = door.malloc(Math.max(size, 1));
  if (at === 0) throw new RangeError("no memory for Tickler");
  return at;
}

const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", {ignoreBOM: true});

function textAt(at) {
  const view = memory(), size = view.getUint32(at + 4, true);
  return decoder.decode(new Uint8Array(door.memory.buffer, view.getUint32(at, true), size));
}

// Puts texts into slots, calls, and frees them. A call within another one would take its slots.
function withTexts(texts, call) {
  if (calling) throw new Misuse("Tickler is called by a source of zones that it has called");
  if (!texts.every((text) => typeof text === "string" && !/\p{Surrogate}/u.test(text)))
    throw new TypeError("not a text, or one with half a character (a lone surrogate)");
  const bytes = texts.map((text) => encoder.encode(text)), places = [];
  calling = true;
  thrown = undefined;
  try {
    for (const each of bytes) places.push(allocated(each.length));
    bytes.forEach((each, i) => {
      new Uint8Array(door.memory.buffer).set(each, places[i]);
      memory().setUint32(slots + 8 * i, places[i], true);
      memory().setUint32(slots + 8 * i + 4, each.length, true);
    });
    return call();
  } finally {
    calling = false;
    places.forEach(door.free);
    if (thrown) throw thrown.error;
  }
}

function problemsOf(list) {
  return Array.from({length: door.tickler_problems_size(list)}, (_, i) => {
    const at = slots + PROBLEM;
    door.tickler_problems_get(list, i, at, PROBLEM_SIZE);
    const number = (nth) => memory().getUint32(at + 4 * nth, true), text = (nth) => textAt(at + 16 + 8 * nth);
    return {number: number(0), severity: number(1) ? "warning" : "error", line: number(2), column: number(3),
            file: text(0), path: text(1), message: text(2), said: text(3)};
  });
}

function handedOver(list) {
  const problems = problemsOf(list);
  door.tickler_problems_free(list);
  return problems;
}

function check(result, problems, refused = Refused) {
  if (result === OK) return;
  if (result === NO_MEMORY) throw new RangeError("no memory for Tickler");
  if (result === REFUSED) throw new refused("it cannot be used", problems);
  if (result === MISUSE) throw new Misuse("a call that cannot be meant", problems);
  throw new TicklerError("a bug of Tickler", problems);
}

// ---- Time zones: the browser's or Node's own, by Intl, unless the program has others ----

const start = 0, end = Date.UTC(2038, 0) / 1000, step = 7 * 86400; // nowhere were there two changes and back within a week

// When which offset comes into force, 1970 to 2037: looked for week by week, then by halves.
export function intlZone(name) {
  if (!/^[A-Z][\w+-]*(\/[A-Z0-9][\w+-]*)*$/.test(name)) return undefined; // Intl takes europe/london, too, and +01:00
  const parts = Object.fromEntries(["year", "month", "day", "hour", "minute", "second"].map((part) => [part, "numeric"]));
  let format;
  try {
    format = new Intl.DateTimeFormat("en-US", {timeZone: name, hourCycle: "h23", ...parts});
  } catch {
    return undefined;
  }
  const meant = format.resolvedOptions().timeZone; // the name, or the one that it is another name of
  if (meant !== name && meant.toLowerCase() === name.toLowerCase()) return undefined;
  const offset = (t) => {
    const [month, day, year, hour, minute, second] = format.format(t * 1000).match(/\d+/g);
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - t;
  };
  const begins = [start], offsets = [offset(start)];
  for (let from = start, before = offsets[0]; from < end; from += step)
    for (let till = Math.min(from + step, end), after = offset(till), low = from; before !== after;) {
      let high = till;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offset(middle) === before) low = middle; else high = middle;
      }
      begins.push(low = high);
      offsets.push(before = offset(high));
    }
  return {begins, offsets};
}

let zoneSource = intlZone, zonesTold = false;
const intlVersion = globalThis.process?.versions?.tz ?? "unknown";

function defineZone(nameAt, {begins, offsets}, versionAt, problemsAt) {
  if (begins.length !== offsets.length || !offsets.every(Number.isInteger))
    throw new TypeError("a zone has a whole offset for each begin");
  const places = [allocated(8 * begins.length), allocated(4 * begins.length)];
  begins.forEach((t, i) => memory().setBigInt64(places[0] + 8 * i, seconds(t), true));
  offsets.forEach((o, i) => memory().setInt32(places[1] + 4 * i, o, true));
  const result = door.tickler_define_zone(nameAt, ...places, begins.length, versionAt, problemsAt);
  places.forEach(door.free);
  return result;
}

// Called by the module, for a name that it does not know yet. No exception may pass through it.
function defineAskedZone(data, size) {
  let at = 0;
  try {
    at = allocated(20); // the name; no version; problems
    [data, size, 0, 0, 0].forEach((n, i) => memory().setUint32(at + 4 * i, n, true));
    const found = zoneSource(textAt(at));
    if (!found) return;
    const result = defineZone(at, found, at + 8, at + 16);
    check(result, handedOver(memory().getUint32(at + 16, true)));
  } catch (error) {
    thrown = {error};
  } finally {
    door.free(at);
  }
}

function tellZones(version) {
  check(withTexts([version], () => door.tickler_zones_from_host(slots + FIRST)), []);
  zonesTold = true;
}

export async function zonesFrom(source, version = "unknown") {
  await loaded();
  if (zonesTold) throw new Misuse("zones are given after zones were used");
  zoneSource = typeof source === "function" ? source : (name) => (Object.hasOwn(source, name) ? source[name] : undefined);
  tellZones(version);
}

export async function zoneData() {
  await loaded();
  if (!zonesTold) tellZones(intlVersion);
  check(door.tickler_zone_data(slots + OUT), []);
  return textAt(slots + OUT);
}

// ---- Policies ----

const freed = new FinalizationRegistry(({policy, worker}) => {
  door.tickler_worker_free(worker);
  door.tickler_policy_free(policy);
});

function seconds(time) {
  const ms = time instanceof Date ? time.getTime() : typeof time === "object" ? time?.epochMilliseconds : undefined;
  if (Number.isFinite(ms)) return BigInt(Math.floor(ms / 1000));
  if (typeof time === "bigint" && BigInt.asIntN(64, time) === time) return time;
  if (Number.isSafeInteger(time)) return BigInt(time);
  const shown = typeof time === "string" ? JSON.stringify(time) : String(time);
  throw new TypeError(`an instant is a Date, a Temporal.Instant or whole seconds since 1970, not ${shown}`);
}

// What JSON would make null of cannot have been meant.
function finite(name, value) {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  throw new TypeError(`'${name}' is ${value}, which no record can say`);
}
const json = (record) => (typeof record === "string" ? record : JSON.stringify(record, finite) ?? "");

export class Policy {
  #handles;

  static async load(yaml, name = "policy.yaml") {
    await loaded();
    if (!zonesTold) tellZones(intlVersion);
    return new Policy(yaml, name);
  }

  constructor(yaml, name) {
    if (!zonesTold) throw new Misuse("a policy is made by Policy.load");
    const problems = withTexts([yaml, name], () => {
      const result = door.tickler_policy_load(slots + FIRST, slots + SECOND, slots + POINTER, slots + PROBLEMS);
      const found = handedOver(pointer(PROBLEMS));
      check(result, found, PolicyError);
      return found;
    });
    const policy = pointer(POINTER);
    const result = door.tickler_worker_new(policy, ABI, slots + POINTER);
    this.#handles = {policy, worker: pointer(POINTER)};
    freed.register(this, this.#handles, this);
    check(result, []);
    door.tickler_policy_name(slots + OUT, policy);
    this.name = textAt(slots + OUT);
    this.fingerprint = BigInt.asUintN(64, door.tickler_policy_fingerprint(policy));
    this.warnings = Object.freeze(problems);
    Object.freeze(this);
  }

  decide(record, now, {onProblem} = {}) {
    return this.#ask("decide_json", record, [], [seconds(now)], onProblem);
  }

  decideLines(cases, now, {onProblem} = {}) {
    return this.#ask("decide_lines", cases, [], [seconds(now)], onProblem);
  }

  may(record, touch, now, {onProblem} = {}) {
    return this.#ask("may_json", record, [json(touch)], [seconds(now)], onProblem);
  }

  explain(record, now, {full = false, onProblem} = {}) {
    return this.#ask("explain_json", record, [], [seconds(now), full ? 1 : 0], onProblem);
  }

  preview(record, from, {script = "", until, lazy = false, onProblem} = {}) {
    const till = until === undefined ? NONE : seconds(until);
    return this.#ask("preview_json", record, [script], [seconds(from), till, lazy ? 1 : 0], onProblem);
  }

  free() {
    if (!this.#handles.policy) return;
    freed.unregister(this);
    door.tickler_worker_free(this.#handles.worker);
    door.tickler_policy_free(this.#handles.policy);
    this.#handles.policy = this.#handles.worker = 0;
  }

  #ask(question, record, besides, rest, onProblem) {
    const {worker} = this.#handles;
    if (!worker) throw new Misuse("the policy was freed");
    const [answer, problems] = withTexts([json(record), ...besides], () => {
      const result = door[`tickler_${question}`](worker, slots + FIRST, ...besides.map(() => slots + SECOND), ...rest, slots + OUT);
      const found = problemsOf(door.tickler_worker_problems(worker));
      check(result, found);
      return [textAt(slots + OUT), found];
    });
    if (onProblem) problems.forEach((each) => onProblem(each));
    return typeof record === "string" ? answer : JSON.parse(answer);
  }
}
if (Symbol.dispose) Policy.prototype[Symbol.dispose] = Policy.prototype.free;
