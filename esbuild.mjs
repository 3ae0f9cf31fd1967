/**
 * Builds what is shipped into dist/: the extension in three parts, the page of the dial plan workbench, the language
 * server it runs, extension and server once more for browsers, and the two programs of the npm package. `--minify` for
 * packages, `--watch` while working.
 */

import { chmod, readFile, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { leanClient } from './scripts/leanClient.mjs';

const flags = new Set(process.argv.slice(2));
const minify = flags.has('--minify');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify,
  sourcemap: !minify,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'info',
};

/** @type {(name: string, external: string[]) => import('esbuild').BuildOptions} */
const extension = (name, external, entry = `client/src/${name}.ts`) => ({
  ...common,
  entryPoints: [entry],
  outfile: `dist/${name}.cjs`,
  format: 'cjs',
  external: ['vscode', ...external],
});

/** @type {import('esbuild').BuildOptions} */
const browser = {
  ...common,
  platform: 'browser',
  format: 'iife',
  // Of the oldest editor that `engines` admits.
  target: 'chrome122',
};

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...browser,
  entryPoints: ['client/webview/dialPlan/main.ts', 'client/webview/dialPlan/style.css'],
  outdir: 'dist/webview/dialPlan',
};

/**
 * VS Code for the Web loads one file.
 * @type {import('esbuild').BuildOptions}
 */
const webExtension = {
  ...browser,
  entryPoints: ['client/src/web/extension.ts'],
  outfile: 'dist/web/extension.cjs',
  format: 'cjs',
  external: ['vscode'],
  plugins: [leanClient],
};

/**
 * Of the manifest nothing but the version is wanted.
 * @type {import('esbuild').Plugin}
 */
const versionOnly = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(await readFile(path, 'utf8')).version }),
      loader: 'json',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const webServer = {
  ...browser,
  entryPoints: ['server/src/browser.ts'],
  outfile: 'dist/web/server.js',
  plugins: [versionOnly],
};

/**
 * Lets a shell start the programs.
 * @type {import('esbuild').Plugin}
 */
const hashbang = {
  name: 'hashbang',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]server[\\/]src[\\/](?:cli|languageServer)\.ts$/ }, async ({ path }) => ({
      contents: `#!/usr/bin/env node\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const programs = {
  ...common,
  entryPoints: {
    server: 'server/src/node.ts',
    'language-server': 'server/src/languageServer.ts',
    cli: 'server/src/cli.ts',
  },
  outdir: 'dist',
  format: 'esm',
  // What they have in common is there once.
  splitting: true,
  chunkNames: 'shared-[hash]',
  // Some libraries name a UMD build as `main`, whose requires no bundler can follow.
  mainFields: ['module', 'main'],
  // Others call `require`, which an ES module has to make for itself.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  plugins: [hashbang, versionOnly],
};

const builds = [
  extension('extension', ['./client.cjs', './tools.cjs']),
  { ...extension('client', [], 'client/src/desktop/client.ts'), plugins: [leanClient] },
  extension('tools', []),
  page,
  webExtension,
  webServer,
  programs,
];

if (flags.has('--watch')) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  await Promise.all(builds.map(build));
  await Promise.all(['dist/cli.js', 'dist/language-server.js'].map((file) => chmod(file, 0o755)));
}
