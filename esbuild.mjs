/**
 * Builds what is shipped into dist/: the extension in two parts, the language server it runs, and the two programs of
 * the npm package. `--minify` for packages, `--watch` while working.
 */

import { chmod, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

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
  // Some libraries name a UMD build as `main`, whose requires no bundler can follow.
  mainFields: ['module', 'main'],
};

/** Libraries among the modules still call `require`, which an ES module has to make for itself. */
const requireLine = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** @type {(name: string, banner: string) => import('esbuild').BuildOptions} */
const program = (name, banner) => ({
  ...common,
  entryPoints: [`server/src/${name}.ts`],
  outfile: `dist/${name === 'languageServer' ? 'language-server' : name}.js`,
  format: 'esm',
  banner: { js: banner },
});

/** @type {(name: string, external: string[]) => import('esbuild').BuildOptions} */
const extension = (name, external) => ({
  ...common,
  entryPoints: [`client/src/${name}.ts`],
  outfile: `dist/${name}.cjs`,
  format: 'cjs',
  external: ['vscode', ...external],
});

const builds = [
  extension('extension', ['./client.cjs']),
  extension('client', []),
  program('server', requireLine),
  program('languageServer', `#!/usr/bin/env node\n${requireLine}`),
  program('cli', `#!/usr/bin/env node\n${requireLine}`),
];

if (flags.has('--watch')) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  await Promise.all(builds.map(build));
  await Promise.all(['dist/cli.js', 'dist/language-server.js'].map((file) => chmod(file, 0o755)));
}
