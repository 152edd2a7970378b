// The questions in Node, with the system's zones; those that were asked for are left for page.mjs.
import {readFileSync, writeFileSync} from "node:fs";
import * as tickler from "tickler";
import {judge} from "./judge.mjs";
import {bookDigest, conformance, unusual, zonesThatDiffer} from "./questions.mjs";
import {systemZone} from "./system_zones.mjs";

const zones = {};
await tickler.zonesFrom((name) => (zones[name] = systemZone(name)), "system");
const result = await conformance(tickler, readFileSync(process.argv[2], "utf8"));
result.decided = await bookDigest(tickler, readFileSync("art-of-follow-up.yaml", "utf8"));
result.differ = zonesThatDiffer(tickler, systemZone);
for (const name of unusual) zones[name] = systemZone(name);
writeFileSync("zones.json", JSON.stringify(zones));
await judge(result, `Node ${process.versions.node}`);
