/**
 * The client's library brings every feature of the protocol, and no bundler can tell which of them a server has. What
 * ours does not need is left out of what is shipped, so that the editor has less to load.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Features that the server does not have: files of the library, and what a server answers to `initialize` that has it. */
const list = new URL('unneededFeatures.json', import.meta.url);

/** A feature that announces nothing and does nothing, as the library takes it. */
const nothing = `class {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}`;

/**
 * Puts nothing in the place of these features. The build ends with an error when the library has no such file any more.
 * @type {import('esbuild').Plugin}
 */
export const leanClient = {
  name: 'lean-client',
  async setup({ onStart, onLoad, onEnd }) {
    const names = Object.keys(JSON.parse(await readFile(list, 'utf8')));
    const missing = new Set();
    onStart(() => {
      for (const name of names) missing.add(name);
    });
    const filter = new RegExp(`[\\\\/]vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](?:${names.join('|')})\\.js$`);
    onLoad({ filter }, async (found) => {
      missing.delete(path.basename(found.path, '.js'));
      const exported = (await readFile(found.path, 'utf8')).match(/exports\.\w*Feature(?= = )/g);
      return { contents: `${[...new Set(exported)].join(' = ')} = ${nothing};`, loader: 'js' };
    });
    // The library compares the editor's version with one that it asks for itself; the editor has compared it with ours.
    onLoad({ filter: /[\\/]semver[\\/]functions[\\/](?:parse|satisfies)\.js$/ }, () => ({
      contents: 'module.exports = () => true;',
      loader: 'js',
    }));
    onEnd(() => ({
      errors: [...missing].map((name) => ({ text: `vscode-languageclient has no lib/common/${name}.js to leave out` })),
    }));
  },
};
