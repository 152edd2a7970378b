// What the package takes in Node: POLICY CASES. Microseconds of processor time, medians, warm; and by the clock, once, what a
// program waits for until its first policy is there.
import {readFileSync} from "node:fs";

const [, , policyFile, casesFile] = process.argv;
const yaml = readFileSync(policyFile, "utf8"), cases = readFileSync(casesFile, "utf8"), now = 1772550000;
const one = cases.slice(0, cases.indexOf("\n"));

function median(count, act) {
  const times = Array.from({length: count}, () => {
    const before = process.cpuUsage();
    act();
    const {user, system} = process.cpuUsage(before);
    return user + system;
  });
  return times.sort((a, b) => a - b)[count >> 1];
}

const start = performance.now();
const {Policy} = await import("../../build/wasm/package/tickler.js");
const policy = await Policy.load(yaml);
console.log(`first ${((performance.now() - start) * 1000).toFixed(0)}`);

policy.decideLines(cases, now); // compiles what is hot, and finds the zones
console.log(`load ${median(61, () => new Policy(yaml, "policy.yaml").free())}`);
const decide = (what) => median(51, () => {
  for (let i = 0; i < 200; ++i) policy.decide(what, now);
}) / 200;
console.log(`case ${decide(one).toFixed(2)}`);
console.log(`object ${decide(JSON.parse(one)).toFixed(2)}`);
console.log(`book ${median(5, () => policy.decideLines(cases, now))}`);
