/** Our sender in a process of its own, as sipp has one: `node bench/send.ts LIST CONCURRENCY`. */

import { readFileSync } from 'node:fs';
import { sendToMany } from '../client/src/sip/checkSync.ts';

const [list, concurrency] = process.argv.slice(2);
if (list === undefined) throw new Error('usage: node bench/send.ts LIST CONCURRENCY');
const [, ...lines] = readFileSync(list, 'utf8').trim().split('\n');
const phones = lines.map((line) => {
  const [host = '', port, user = ''] = line.split(';');
  return { host, port: Number(port), user };
});
const started = performance.now();
const outcomes = await sendToMany(phones, { concurrency: Number(concurrency) });
const milliseconds = performance.now() - started;
console.log(
  JSON.stringify({
    milliseconds,
    accepted: outcomes.filter(({ kind }) => kind === 'accepted').length,
    repeats: outcomes.reduce((sum, { sends }) => sum + sends - 1, 0),
  }),
);
