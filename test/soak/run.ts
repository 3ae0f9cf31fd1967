/**
 * `npm run soak [-- --hours 8] [--seed 1] [--phones 300]`: that many hours of editing in a real server, without the
 * pauses. Shows memory over time; ends with 1 when it grows, when findings are stale in the end, or when the server
 * complains.
 */

import { parseArgs } from 'node:util';
import { head, soak } from './soak.ts';
import { growthOf } from './verdict.ts';

/** Samples in a run: one every twenty minutes of a day of eight hours. */
const samples = 24;
/** Longer than the server waits before it gives memory back. */
const rest = 2500;
/** More than that is growth: a share of what there was. */
const most = { heap: 0.05, resident: 0.1 };

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    phones: { type: 'string', default: '300' },
  },
});
const started = performance.now();
console.log(head);
const plan = { hours: Number(values.hours), seed: Number(values.seed), phones: Number(values.phones) };
const outcome = await soak({ ...plan, samples, rest, say: console.log });
const { heap, resident } = growthOf(outcome.samples);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`
${plan.hours} hours of work on ${plan.phones} phones in ${seconds} s: ${outcome.deeds} deeds, ${outcome.keystrokes} keystrokes, ${outcome.requests} requests
the last third against the first after the warm-up: heap ${percent(heap)}, resident ${percent(resident)}
the findings in the end are those of a server that has just started`);
if (outcome.complaints !== '') console.error(`the server said:\n${outcome.complaints}`);
const isFlat = heap <= most.heap && resident <= most.resident;
if (!isFlat) console.error('memory grows');
process.exitCode = isFlat && outcome.complaints === '' ? 0 : 1;
