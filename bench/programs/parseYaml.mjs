/**
 * The same files read by a YAML parser, which takes entries of this shape for its own: `parseYaml.mjs DIR`. It only
 * parses; nothing is checked.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const [folder] = process.argv.slice(2);
let entries = 0;
for (const name of readdirSync(folder)) {
  if (!name.endsWith('.cnf')) continue;
  entries += parseDocument(readFileSync(join(folder, name), 'utf8')).contents?.items.length ?? 0;
}
console.log(entries);
