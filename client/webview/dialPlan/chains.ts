/** The tree of keys made ready to be drawn: what can only follow one another is one piece. */

import { t } from '@vscode/l10n';
import type { DialTreeNode } from '../../../server/src/protocol.ts';

/** A key, a row of digits, a second dial tone, dots or a `*`, so many times. */
export interface Piece {
  readonly kind: DialTreeNode['kind'];
  readonly label: string;
  readonly count: number;
}

export interface Chain {
  /** Tells it from its neighbours, and from all others by its place: what leads to it, as in a pattern. */
  readonly path: string;
  readonly pieces: readonly Piece[];
  /** The rules that are complete at its end, counted from 0. */
  readonly templates: readonly number[];
  readonly children: readonly Chain[];
  /** Those at its end and below. */
  readonly all: readonly number[];
}

/** What can be dialled first. Rules that are complete before the first key are a chain without pieces. */
export function chainsOf(root: DialTreeNode): Chain[] {
  const below = root.children.map((child) => chainFrom(child, ''));
  if (root.templates.length === 0) return below;
  return [{ path: '', pieces: [], templates: root.templates, children: [], all: root.templates }, ...below];
}

function chainFrom(first: DialTreeNode, before: string): Chain {
  const nodes = [first];
  let last = first;
  while (last.templates.length === 0 && last.children.length === 1) {
    last = last.children[0]!;
    nodes.push(last);
  }
  const path = nodes.reduce((sum, { label }) => `${sum} ${label}`, before);
  const children = last.children.map((child) => chainFrom(child, path));
  const all = [...last.templates, ...children.flatMap((child) => child.all)];
  return { path, pieces: piecesOf(nodes), templates: last.templates, children, all };
}

/** Dots in a row are one piece, and so are single keys: they are read as a number. */
function piecesOf(nodes: readonly DialTreeNode[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { kind, label } of nodes) {
    const last = pieces.at(-1);
    if (last && kind === 'any' && last.kind === 'any') pieces[pieces.length - 1] = { ...last, count: last.count + 1 };
    else if (last && last.kind === 'keys' && kind === 'keys' && !isRow(label) && !isRow(last.label))
      pieces[pieces.length - 1] = { ...last, label: last.label + label };
    else pieces.push({ kind, label, count: 1 });
  }
  return pieces;
}

/** Digits after which the same follows, such as `2-9`. */
function isRow(label: string): boolean {
  return /^\d-\d$/.test(label);
}

/** A piece in words. */
export function pieceInWords({ kind, label, count }: Piece): string {
  switch (kind) {
    case 'start':
      return t('handset lifted');
    case 'keys':
      return label;
    case 'tone':
      return t('second dial tone');
    case 'any':
      return count === 1 ? t('any key') : t`any ${count} keys`;
    case 'run':
      return t('any number of keys');
  }
}
