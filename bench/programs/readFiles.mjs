/** The floor of a check: a Node process that reads every file of a folder and does nothing with it. `readFiles.mjs DIR` */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
let characters = 0;
for (const name of readdirSync(folder)) characters += readFileSync(join(folder, name), 'utf8').length;
console.log(characters);
