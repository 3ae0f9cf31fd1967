/** Lets tests load modules of the client that import `vscode`, which only an editor has: they get `vscode.ts`. */

import { registerHooks } from 'node:module';

const editor = new URL('./vscode.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: editor, shortCircuit: true } : next(specifier, context),
});
