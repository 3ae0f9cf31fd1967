/** Small extensions of ours that tests install beside the one that is tested. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './toolchain.ts';

/** Packages files as an extension, by their names in it. Gives the .vsix, which lies beside the folder. */
export function packageExtension(folder: string, manifest: object, files: Readonly<Record<string, string>>): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const about = { publisher: 'cisco-sip-phones', version: '0.0.1', license: 'MIT', engines: { vscode: '^1.91.0' } };
  const all = {
    ...files,
    'package.json': JSON.stringify({ ...about, ...manifest }),
    'README.md': 'For the tests of cisco-sip-phones.\n',
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
  const vsix = `${folder}.vsix`;
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  const packaged = spawnSync(process.execPath, [vsce, ...args], { cwd: folder, encoding: 'utf8' });
  assert.equal(packaged.status, 0, packaged.stdout + packaged.stderr);
  return vsix;
}

/**
 * A language pack in which nothing is translated: with it the editor speaks English, and tells extensions that it speaks
 * `language`. The real ones come from the marketplace.
 */
export function packageLanguagePack(folder: string, language: string): string {
  const translations = [{ id: 'vscode', path: './vscode.json' }];
  const localization = { languageId: language, languageName: language, localizedLanguageName: language, translations };
  const manifest = { name: `language-pack-${language}`, contributes: { localizations: [localization] } };
  return packageExtension(folder, manifest, { 'vscode.json': '{ "contents": {} }' });
}
