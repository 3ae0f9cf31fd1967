/** What was measured, as it is kept in docs/benchmarks.json. */

import { cpus, release, totalmem } from 'node:os';
import type { Activation } from './activation.ts';
import type { FleetResult } from './fleet.ts';
import { versionOf } from './peers.ts';
import type { SizeResult } from './sideBySide.ts';

/** When and on what a part was measured. */
export interface About {
  readonly date: string;
  readonly processors: string;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly rounds: number;
  /** By package. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Each part can be measured by itself; the others then stay as they are. */
export interface Results {
  readonly lsp?: { readonly about: About; readonly sizes: readonly SizeResult[] };
  readonly fleet?: { readonly about: About; readonly result: FleetResult };
  readonly growth?: { readonly about: About; readonly steps: readonly FleetResult[] };
  readonly activation?: { readonly about: About; readonly result: Activation };
}
export type Part = keyof Required<Results>;

const libraries = ['vscode-languageserver', 'vscode-languageserver-textdocument'];
const servers = ['vscode-langservers-extracted', 'yaml-language-server', 'dockerfile-language-server-nodejs'];

/** The packages beside us that a part measures. */
const measured: Readonly<Record<Part, readonly string[]>> = {
  lsp: [...servers, ...libraries],
  fleet: ['yaml'],
  growth: [],
  activation: [],
};

export function about(part: Part, rounds: number): About {
  return {
    date: new Date().toISOString().slice(0, 10),
    processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `Linux ${release().split('.', 2).join('.')}`,
    node: process.versions.node,
    rounds,
    versions: Object.fromEntries(measured[part].map((name) => [name, versionOf(name)])),
  };
}

/** Numbers to as many digits as mean something, so that the file can be read. */
export function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
