// usage: node json_rules_engine.mjs DATA PROSPECTS ROUNDS
// The cadences as rules of json-rules-engine (json_rules_engine.json). Its rules compare but do not calculate: an event carries
// the durations, and the handler works out the dates.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Engine } from 'json-rules-engine';
import { measure, nextMidnight, place } from './book.mjs';

const { version } = createRequire(import.meta.url)('json-rules-engine/package.json');
const rules = JSON.parse(readFileSync(new URL('json_rules_engine.json', import.meta.url)));
const engine = new Engine(rules);
engine.on('stop', () => engine.stop());

function offer({ step, channels, start, after = 0, gap = 0, within }, facts) {
  const begin = facts.now - facts[start];
  const not_before = Math.max(begin + after, gap === 0 ? 0 : facts.now - facts.since_last_try + gap);
  return { step, channels, not_before, due: within === undefined ? nextMidnight(not_before, facts.utc_offset) : begin + within };
}

await measure('json_rules_engine', version, async (book) => {
  const result = [];
  for (const facts of book) {
    const { events } = await engine.run(facts);
    const offers = events.filter((e) => e.type === 'offer').map((e) => e.params);
    result.push(place(facts, offers.sort((a, b) => a.priority - b.priority).map((o) => offer(o, facts))));
  }
  return result;
});
