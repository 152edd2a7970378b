// usage: node zen_engine.mjs DATA PROSPECTS ROUNDS
// The cadences as a decision graph of @gorules/zen-engine (zen_engine.json): a decision table in loop mode that collects every row
// that applies, with its dates worked out in the cells. Asked for some prospects at a time, as calls across the language cost.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { measure, place } from './book.mjs';

const { version } = createRequire(import.meta.url)('@gorules/zen-engine/package.json');
const graph = JSON.parse(readFileSync(new URL('zen_engine.json', import.meta.url)));
const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph));

const atATime = 20;

await measure('zen_engine', version, async (book) => {
  const offers = [];
  for (let i = 0; i < book.length; i += atATime) {
    const { result } = await decision.evaluate({ book: book.slice(i, i + atATime) });
    offers.push(...result.offers);
  }
  return offers.map((o, i) => place(book[i], o));
});
