/**
 * Makes cisco-sip-phones.vsix, with the bill of materials in it. The same commit and the same package-lock.json give the
 * same bytes: the files are put together in a folder of their own with permissions that do not depend on who cloned the
 * repository, their time is that of the commit, in one time zone, and their order is that of their names.
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials, commitTime } from './sbom.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
const seconds = commitTime();

/** Where the pages of the project are: links and pictures of the README lead there. Set when a release is made. */
const repository = process.env.REPOSITORY_URL;

/** What of package.json is for those who build: it means nothing where the extension is installed. */
const building = ['scripts', 'devDependencies', 'allowScripts'];

execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: root, stdio: 'inherit' });
const stage = mkdtempSync(path.join(tmpdir(), 'cisco-sip-package-'));
try {
  fill(stage);
  const out = path.join(root, 'cisco-sip-phones.vsix');
  const links = repository ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', ...links, '--out', out], {
    cwd: stage,
    stdio: 'inherit',
    env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds), TZ: 'UTC' },
  });
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** Everything that .vscodeignore lets through. */
function fill(folder) {
  const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
  for (const name of listed.split('\n').filter(Boolean))
    put(folder, name, (to) => copyFileSync(path.join(root, name), to));
  put(folder, '.vscodeignore', (to) => copyFileSync(path.join(root, '.vscodeignore'), to));
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !building.includes(key)));
  const home = repository && { repository: { type: 'git', url: `${repository}.git` }, bugs: `${repository}/issues` };
  // npm shows the words as they stand there; an editor shows them in its language.
  const description = '%description%';
  put(folder, 'package.json', (to) => writeFileSync(to, json({ ...shipped, description, ...home })));
  put(folder, 'sbom.cdx.json', (to) => writeFileSync(to, json(billOfMaterials(seconds))));
}

function put(folder, name, write) {
  const to = path.join(folder, name);
  mkdirSync(path.dirname(to), { recursive: true });
  write(to);
  chmodSync(to, 0o644);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
