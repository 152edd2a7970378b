// What is JavaScript's own: errors, kinds of answers, instants, zones, memory.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import test from "node:test";
import {Misuse, Policy, PolicyError, Refused, TicklerError, intlZone, zoneData, zonesFrom} from "tickler";

const yaml = `policy: mine
zone: Europe/London
channels: {phone: {needs: [phone]}, email: {}}
cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}
`;
const ada = {prospect: {id: "ada"}, touchpoints: [{at: "2026-03-02T10:00:00Z", channel: "email", direction: "inbound"}]};
const now = new Date("2026-03-02T11:00:00Z");
const mine = await Policy.load(yaml, "mine.yaml");

const raised = async (kind, act) => {
  try {
    await act();
  } catch (error) {
    assert(error instanceof kind, `${error.name}: ${error.message}`);
    return error;
  }
  assert.fail(`no ${kind.name}`);
};

test("a policy knows its name, its fingerprint and its warnings", () => {
  assert.equal(mine.name, "mine");
  assert.equal(typeof mine.fingerprint, "bigint");
  assert(Array.isArray(mine.warnings));
});

test("an object is answered by an object, a text by a text, a line by a line", () => {
  assert.equal(mine.decide(ada, now).status, "active");
  const text = mine.decide(JSON.stringify(ada), now);
  assert.deepEqual(JSON.parse(text), mine.decide(ada, now));
  assert.equal(mine.decideLines(`${JSON.stringify(ada)}\n`.repeat(3), now), `${text}\n`.repeat(3));
  assert.equal(mine.decideLines("", now), "");
});

test("a wrong policy says where and what", async () => {
  const error = await raised(PolicyError, () => Policy.load("policy: a\nzone: Mars/Base\n", "a.yaml"));
  assert(error instanceof TicklerError && error.name === "PolicyError");
  const {number, severity, line, column, file, said} = error.problems[0];
  assert.deepEqual([number, severity, line, column, file], [302, "error", 2, 7, "a.yaml"]);
  assert.equal(said, "a.yaml:2:7: error: unknown time zone 'Mars/Base' [T302]");
  assert(error.message.startsWith(said));
});

test("a touch that cannot be asked, a case that cannot be explained: refused", async () => {
  assert.equal((await raised(Refused, () => mine.may(ada, {channel: "pigeon"}, now))).problems[0].number, 325);
  assert.equal((await raised(Refused, () => mine.explain("{}", now))).name, "Refused");
});

test("an instant is a Date, a Temporal.Instant, or whole seconds; nothing else", async () => {
  const seconds = now.getTime() / 1000, text = JSON.stringify(ada), told = mine.decide(text, now);
  for (const same of [seconds, BigInt(seconds), {epochMilliseconds: now.getTime() + 999}, new Date(now.getTime() + 999)])
    assert.equal(mine.decide(text, same), told);
  for (const none of ["2026-03-02T11:00:00Z", 1.5, NaN, null, undefined, new Date(NaN), 2n ** 63n, {}])
    await raised(TypeError, () => mine.decide(text, none));
  assert.equal((await raised(Misuse, () => mine.decide(text, -1))).problems[0].number, 809);
});

test("what cannot be read is invalid, and heard of", () => {
  const found = [];
  const told = mine.decide({prospect: {id: "bo"}, touchpoints: [{at: "?"}]}, now, {onProblem: ({number}) => found.push(number)});
  assert.deepEqual([told.status, told.actions, found], ["invalid", [], [607]]);
  assert.equal(mine.decide("", now), mine.decide("", now));
});

test("dates may stand in records; what JSON has no words for may not", async () => {
  const dated = {prospect: {id: "ada"}, touchpoints: [{...ada.touchpoints[0], at: new Date("2026-03-02T10:00:00Z")}]};
  assert.deepEqual(mine.decide(dated, now), mine.decide(ada, now));
  await raised(TypeError, () => mine.decide({...ada, prospect: {id: "ada", facts: {worth: Infinity}}}, now));
  await raised(TypeError, () => mine.decide(`{"prospect":{"id":"\ud800"}}`, now));
});

test("why, and what will happen", () => {
  assert.equal(mine.explain(ada, now).what, "prospect");
  assert(JSON.stringify(mine.explain(ada, now, {full: true})).length >= JSON.stringify(mine.explain(ada, now)).length);
  const {entries} = mine.preview(ada, now, {script: "answers on day 3", until: new Date("2026-03-09"), lazy: true});
  assert.equal(entries.at(-1).kind, "end");
});

test("a policy that was freed answers no more", async () => {
  const gone = await Policy.load(yaml, "gone.yaml");
  gone.free();
  gone.free();
  await raised(Misuse, () => gone.decide(ada, now));
});

test("memory does not grow: freed at once, or when nobody has it any more", () => {
  // In a process of its own, which may collect when it is told to.
  const script = `
    import {Policy} from "tickler";
    const grown = async (make) => {
      for (let i = 0; i < 200; ++i) await make();
      const before = process.memoryUsage.rss();
      for (let i = 0; i < 300; ++i) await make();
      return process.memoryUsage.rss() - before;
    };
    const yaml = ${JSON.stringify(yaml)};
    const freed = await grown(async () => (await Policy.load(yaml)).free());
    const dropped = await grown(async () => {
      await Policy.load(yaml);
      gc();
      await new Promise((resolve) => setTimeout(resolve));
    });
    if (freed > 20e6 || dropped > 20e6) throw new Error(\`grown by \${freed} and \${dropped} bytes\`);`;
  execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script], {stdio: "inherit"});
});

test("zones are those of Intl, and none is taken once they are used", async () => {
  assert.equal(await zoneData(), process.versions.tz ?? "unknown");
  const {begins, offsets} = intlZone("Europe/London");
  assert.deepEqual([begins[0], offsets[0], offsets.at(-1)], [0, 3600, 0]); // British Standard Time until 1971
  for (const none of ["Mars/Base", "europe/london", "+01:00", "Europe/LONDON", ""]) assert.equal(intlZone(none), undefined);
  await raised(Misuse, () => zonesFrom({}));
});

test("zones may be the program's own, and what goes wrong with them is said", () => {
  const script = `
    import assert from "node:assert/strict";
    import {Misuse, Policy, Refused, zoneData, zonesFrom} from "tickler";
    const asked = [];
    let wanted = {begins: [0], offsets: [3600]};
    await zonesFrom((name) => { asked.push(name); if (wanted instanceof Error) throw wanted; return wanted; }, "mine-1");
    const yaml = (zone) => "policy: mine\\nzone: " + zone + "\\nchannels: {email: {}}\\n" +
      "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 1 day}]}}\\n";
    const mine = await Policy.load(yaml("Europe/Here"));
    assert.deepEqual([asked, await zoneData()], [["Europe/Here"], "mine-1"]);
    const ada = {prospect: {id: "ada"}, touchpoints: [{at: "2026-03-02T22:15:00Z", channel: "email", direction: "inbound"}]};
    assert.match(JSON.stringify(mine.explain(ada, 1772490600n)), /Mon 2 Mar 23:15/);
    wanted = new Error("no such data");
    await assert.rejects(Policy.load(yaml("Europe/Lost")), {message: "no such data"});
    wanted = {begins: [5, 4], offsets: [0, 1]};
    await assert.rejects(Policy.load(yaml("Europe/Wrong")), Refused);
    wanted = {begins: [0], offsets: []};
    await assert.rejects(Policy.load(yaml("Europe/Short")), TypeError);
    assert.equal(mine.decide("{}", 0).slice(0, 18), '{"prospect":null,"');`;
  execFileSync(process.execPath, ["--input-type=module", "-e", script], {stdio: "inherit"});
});
