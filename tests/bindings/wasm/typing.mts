// What the types allow, and, below each @ts-expect-error, what they do not.
import {Policy, PolicyError, type Case, type Problem, type Zone, intlZone, zoneData, zonesFrom} from "tickler";

const found: Problem[] = [];
const ada: Case = {
  prospect: {id: "ada", zone: "Europe/London", contact: {phone: "+44 20 7946 0958"}, facts: {local: true}, x_mine: 1},
  touchpoints: [{at: new Date(0), channel: "email", direction: "inbound", outcome: "inquired", step: ["a/b"]}],
};
await zonesFrom({"Europe/London": intlZone("Europe/London") as Zone}, await zoneData());
const policy = await Policy.load("policy: mine", "mine.yaml");
const due: (string | null)[] = policy.decide(ada, new Date(), {onProblem: (p) => found.push(p)}).actions.map((a) => a.due);
const text: string = policy.decide(JSON.stringify(ada), 1772445600n) + policy.decideLines("", 0);
const go: boolean = policy.may(ada, {channel: "phone"}, {epochMilliseconds: 0}).verdict === "go";
const why: string = policy.explain(ada, 0, {full: true}).text;
const last: string | undefined = policy.preview(ada, 0, {script: "answers on day 3", until: 1}).entries.at(-1)?.kind;
try {
  policy.free();
} catch (error) {
  if (error instanceof PolicyError) found.push(...error.problems);
}
// @ts-expect-error an instant is no text
policy.decide(ada, "2026-03-02");
// @ts-expect-error no such field
policy.decide({prospect: {id: "ada", nmae: "Ada"}, touchpoints: []}, 0);
// @ts-expect-error by Policy.load
new Policy();
export {due, go, last, text, why};
