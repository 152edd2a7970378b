// What the rule engines of npm have in common: reading the facts, timing, and what is left to the team's own code.
import { readFileSync, writeFileSync } from 'node:fs';

const day = 86400;

const readFacts = (directory, count) =>
  readFileSync(`${directory}/facts.jsonl`, 'utf8').split('\n', count).filter(Boolean).map((line) => JSON.parse(line));

export const nextMidnight = (at, offset) => (Math.floor((at + offset) / day) + 1) * day - offset;

// What is ready of a prospect's offers, in order of priority: neither kind of engine lets one rule's result use up another's room.
export function place(facts, offers) {
  const room = { phone: 1 - facts.calls_7d, email: 2 - facts.emails_7d, card: Infinity };
  for (const offer of offers) {
    const channel = offer.channels.find((c) => !facts[`${c}_closed`]);
    offer.ready =
      channel !== undefined && facts.office_open && offer.not_before <= facts.now && room[channel] > 0;
    if (channel !== undefined && offer.not_before < facts.now + 7 * day) --room[channel];
  }
  return offers;
}

// `decide` makes the list of each prospect's offers out of the list of their facts. Runs it once to warm up and then `rounds`
// times; prints the version and each round's seconds.
export async function measure(name, version, decide) {
  const [directory, count, rounds] = process.argv.slice(2);
  const book = readFacts(directory, Number(count));
  const offers = await decide(book);
  const lines = book.flatMap(({ id }, i) => offers[i].map((o) => `${id},${o.step},${o.due},${o.ready ? 1 : 0}\n`));
  writeFileSync(`${directory}/${name}.csv`, lines.join(''));
  console.log(version);
  for (let round = 0; round < Number(rounds); ++round) {
    const begin = process.hrtime.bigint();
    await decide(book);
    console.log(Number(process.hrtime.bigint() - begin) / 1e9);
  }
}
