// The questions in Node, with the system's zones; those that were asked for are left for page.mjs.
import {readFileSync, writeFileSync} from "node:fs";
import * as tickler from "tickler";
import {bookDigest, conformance, digest, unusual, zonesThatDiffer} from "./questions.mjs";
import {systemZone} from "./system_zones.mjs";

export function judge({asked, wrong, decided, differ}, where) {
  const native = readFileSync("native.jsonl", "utf8");
  console.log(`${where}: ${asked} questions, book ${decided}`);
  for (const each of wrong) console.log(`answered otherwise: ${each}`);
  if (differ.length) console.log(`zones that Intl has otherwise: ${differ.join(" ")}`);
  if (asked === 0 || wrong.length || differ.length) process.exit(1);
  return digest(native).then((expected) => {
    if (decided === expected) return;
    console.log(`the command decides otherwise for the book: ${expected}`);
    process.exit(1);
  });
}

if (import.meta.url.endsWith("/node.mjs") && process.argv[1].endsWith("node.mjs")) {
  const zones = {};
  await tickler.zonesFrom((name) => (zones[name] = systemZone(name)), "system");
  const result = await conformance(tickler, readFileSync(process.argv[2], "utf8"));
  result.decided = await bookDigest(tickler, readFileSync("art-of-follow-up.yaml", "utf8"));
  result.differ = zonesThatDiffer(tickler, systemZone);
  for (const name of unusual) zones[name] = systemZone(name);
  writeFileSync("zones.json", JSON.stringify(zones));
  await judge(result, `Node ${process.versions.node}`);
}
