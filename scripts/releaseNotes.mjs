/**
 * What CHANGELOG.md says of a version, for the page of its release: `node scripts/releaseNotes.mjs v0.2.0`. Fails when
 * package.json has another version, or the changelog none of it.
 */

import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json'));
const section = read('CHANGELOG.md')
  .split(/^## /m)
  .find((each) => each.startsWith(`${version}\n`));
if (tag !== `v${version}`) fail(`The tag is ${tag}, and package.json says ${version}.`);
else if (!section) fail(`CHANGELOG.md has no section "## ${version}".`);
else console.log(section.slice(version.length).trim());

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
