/** Lets tests load modules of the client that import `vscode`, which only an editor has: they get `vscode.ts`. */

import * as nodeModule from 'node:module';

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}
type Resolve = (specifier: string, context: object, next: (specifier: string, context: object) => Resolved) => Resolved;

/** The types are those of the oldest Node that the programs run on; the tests run on a later one. */
const { registerHooks } = nodeModule as unknown as { registerHooks(hooks: { resolve: Resolve }): void };

const editor = new URL('./vscode.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: editor, shortCircuit: true } : next(specifier, context),
});
