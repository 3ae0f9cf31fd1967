/**
 * The phones of a benchmark in a process of their own. `node bench/phones.ts COUNT PORT LIST` writes where they are to
 * the file LIST, says `ready`, and ends with its standard input, telling how many messages a phone heard.
 */

import { writeFileSync } from 'node:fs';
import { startFleet } from '../test/phone/fleet.ts';

const [count, port, list] = process.argv.slice(2);
if (list === undefined) throw new Error('usage: node bench/phones.ts COUNT PORT LIST');
const fleet = await startFleet(Number(count), Number(port));
// As sipp wants it.
const lines = fleet.phones.map(({ host, port, user }) => `${host};${port};${user}\n`);
writeFileSync(list, `SEQUENTIAL\n${lines.join('')}`);
console.log('ready');
process.stdin.on('end', () => {
  const least = fleet.accepted.reduce((a, b) => Math.min(a, b));
  const most = fleet.accepted.reduce((a, b) => Math.max(a, b));
  console.log(JSON.stringify({ least, most }));
  fleet.stop();
});
process.stdin.resume();
