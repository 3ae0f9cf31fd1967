/** The guide tells of every command and every setting, and what it points to is there. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { manifest } from '../../scripts/manifest.ts';
import { pictures } from '../../scripts/pictures.ts';

const root = new URL('../../', import.meta.url);
const guide = new URL('docs/guide/', root);
const pages = readdirSync(guide).filter((name) => name.endsWith('.md'));

function page(name: string): string {
  return readFileSync(new URL(name, guide), 'utf8');
}

/** Where the links and pictures of a page lead, but for those to other sites. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => (/^\w+:/.test(link) ? [] : [link]));
}

test('every command is described', () => {
  const text = page('commands.md');
  for (const { category, title } of manifest.contributes.commands)
    assert.ok(text.includes(`| \`${category}: ${title}\``), title);
});

test('no command is described that there is not', () => {
  const titles = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
  for (const name of pages)
    for (const [, title = ''] of page(name).matchAll(/`(Cisco: [^`]+)`/g)) assert.ok(titles.includes(title), title);
});

test('what works in trusted workspaces only is marked so', () => {
  const trusted = manifest.contributes.menus.commandPalette.filter(({ when }) => when === 'isWorkspaceTrusted');
  const rows = page('commands.md').split('\n');
  for (const { command } of trusted) {
    const title = manifest.contributes.commands.find((each) => each.command === command)?.title;
    assert.ok(
      rows.some((row) => row.startsWith(`| \`Cisco: ${title}\` 🔒`)),
      command,
    );
  }
});

test('every setting is described with its default', () => {
  const text = page('settings.md');
  for (const [key, property] of Object.entries(manifest.contributes.configuration.properties)) {
    const value = property.default;
    const shown = value === '' ? 'empty' : `\`${typeof value === 'object' ? JSON.stringify(value) : value}\``;
    assert.ok(text.includes(`**\`${key}\`** (${shown}): `), key);
  }
});

test('no setting is described that there is not', () => {
  const keys = Object.keys(manifest.contributes.configuration.properties);
  for (const name of pages)
    for (const [, key = ''] of page(name).matchAll(/`"?(cisco\.[\w.]+)"?`/g)) assert.ok(keys.includes(key), key);
});

test('links and pictures of the guide are there', () => {
  for (const name of pages)
    for (const link of linksOf(page(name))) assert.ok(existsSync(new URL(link, guide)), `${name}: ${link}`);
});

test('every page is reached from the first one', () => {
  const reached = linksOf(page('README.md'));
  for (const name of pages) assert.ok(name === 'README.md' || reached.includes(name), name);
});

test('every picture of the guide is one that the script takes, and is used', () => {
  const used = pages.flatMap((name) => linksOf(page(name)).filter((link) => link.startsWith('../images/guide/')));
  const taken = pictures.map(({ name }) => `../images/guide/${name}.png`);
  assert.deepEqual([...new Set(used)].sort(), taken.sort());
});
