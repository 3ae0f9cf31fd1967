/** What is aimed at: the most that a figure may be. */

import type { Size } from './documents.ts';
import type { FleetResult, Program } from './fleet.ts';
import type { Results } from './results.ts';
import { oursName } from './servers.ts';
import type { Figure, SizeResult } from './sideBySide.ts';
import { median } from './statistics.ts';

export interface Goal {
  readonly what: string;
  readonly most: number;
  readonly unit: '× floor' | '× the fastest other' | '× reading' | 'ms' | 'MiB' | 'KB';
  /** `undefined`: it was not measured. */
  readonly reached: number | undefined;
}

export function goals({ lsp, fleet, activation }: Results): Goal[] {
  const times = (figure: Figure, size: Size) => lsp && ratioOf(lsp.sizes, figure, size);
  return [
    { what: 'start, all documents', most: 1, unit: '× floor', reached: lsp && medianRatio(lsp.sizes, 'start') },
    { what: 'keystroke → diagnostics, 154 lines', most: 2, unit: '× floor', reached: times('edit', 'short') },
    { what: 'keystroke → diagnostics, 20,000 lines', most: 2.5, unit: '× floor', reached: times('edit', 'long') },
    {
      what: 'keystroke → diagnostics, 154 lines',
      most: 1,
      unit: '× the fastest other',
      reached: lsp && besidePeers(lsp.sizes, 'edit', 'short'),
    },
    { what: 'hover, 20,000 lines', most: 2, unit: '× floor', reached: times('hover', 'long') },
    { what: 'completion, 20,000 lines', most: 4, unit: '× floor', reached: times('completion', 'long') },
    { what: 'memory, 154 lines', most: 1.25, unit: '× floor', reached: times('memory', 'short') },
    { what: 'memory, 20,000 lines', most: 1.6, unit: '× floor', reached: times('memory', 'long') },
    {
      what: 'check of the folder',
      most: 4,
      unit: '× reading',
      reached: fleet && ofProgram(fleet.result, 'check').ratio,
    },
    { what: 'keystroke → open files of the folder', most: 20, unit: 'ms', reached: fleet?.result.session.edit },
    { what: 'keystroke → all files of the folder', most: 500, unit: 'ms', reached: fleet?.result.session.editAll },
    { what: 'memory of the language server, folder', most: 200, unit: 'MiB', reached: fleet?.result.session.memory },
    { what: 'the same at rest', most: 200, unit: 'MiB', reached: fleet?.result.session.memoryAtRest },
    { what: 'activation with a file of ours', most: 30, unit: 'ms', reached: activation?.result.ours },
    {
      what: 'the client that is loaded after it',
      most: 400,
      unit: 'KB',
      reached: activation && activation.result.sizes['client.cjs'] / 1000,
    },
  ];
}

/** How many times the floor ours is. */
function ratioOf(sizes: readonly SizeResult[], figure: Figure, size: Size): number | undefined {
  return sizes.find((result) => result.size === size)?.rows.find(({ server }) => server === oursName)?.ratios[figure];
}

/** How many times what the fastest of the other servers takes that know a language. */
function besidePeers(sizes: readonly SizeResult[], figure: Figure, size: Size): number | undefined {
  const rows = sizes.find((result) => result.size === size)?.rows ?? [];
  const own = rows.find(({ server }) => server === oursName);
  const others = rows.filter(({ server, said }) => server !== oursName && said.hover);
  return own && own.figures[figure] / Math.min(...others.map(({ figures }) => figures[figure]));
}

function medianRatio(sizes: readonly SizeResult[], figure: Figure): number {
  return median(sizes.map(({ size }) => ratioOf(sizes, figure, size) ?? 0));
}

export function ofProgram({ programs }: FleetResult, wanted: Program) {
  const found = programs.find(({ program }) => program === wanted);
  if (!found) throw new Error(`${wanted} was not measured`);
  return found;
}
