/** The plan as a tree of keys, to be shown as a map: what can be dialled after what, and where rules are complete. */

import { effectOf } from './effect.ts';
import { type Slot, trackOf } from './matcher/track.ts';
import { type DialPlan, liveTemplates, type Template } from './plan.ts';

/** What leads to a node: a key or a row of digits, one comma, one dot, or a `*` wildcard. */
export type NodeKind = 'start' | 'keys' | 'tone' | 'any' | 'run';

export interface DigitNode {
  readonly kind: NodeKind;
  /** `2`, `2-9`, `#`; `,`; `.`; `*…`. A key that looks like a wildcard has the backslash that it has in the pattern. */
  readonly label: string;
  /** The rules whose pattern is complete here, counted among the live ones from 0. */
  readonly templates: readonly number[];
  readonly children: readonly DigitNode[];
}

/** A node with what tells whether another is its like. */
interface Shaped {
  readonly node: DigitNode;
  /** Two nodes with the same number have the same tree below them, and their rules do the same. */
  readonly shape: number;
}

interface Growing {
  readonly slot: Slot | undefined;
  readonly templates: number[];
  readonly children: Map<string, Growing>;
}

/**
 * The rules for a line, the first if not given, merged where their patterns begin alike. Digits in a row after which
 * the same follows are one node, so that `2...` to `9...` are one branch when their rules do the same. There are no
 * more nodes than characters in the patterns. A plan that the phone discards gives a tree without branches.
 */
export function digitTree(plan: DialPlan, line = 1): DigitNode {
  const templates = plan.discarded ? [] : liveTemplates(plan);
  const root: Growing = { slot: undefined, templates: [], children: new Map() };
  for (const [index, template] of templates.entries()) {
    const track = template.line === 0 || template.line === line ? trackOf(template) : undefined;
    if (!track) continue;
    let at = root;
    for (const slot of track.slots) {
      const key = labelOf(slot);
      const next = at.children.get(key) ?? { slot, templates: [], children: new Map() };
      at.children.set(key, next);
      at = next;
    }
    at.templates.push(index);
  }
  return grown(root, templates, new Map()).node;
}

function labelOf(slot: Slot): string {
  switch (slot.kind) {
    case 'key':
      return '.*,'.includes(slot.key) ? `\\${slot.key}` : slot.key;
    case 'tone':
      return ',';
    case 'any':
      return '.';
    case 'run':
      return '*…';
  }
}

const kinds: Readonly<Record<Slot['kind'], NodeKind>> = { key: 'keys', tone: 'tone', any: 'any', run: 'run' };
const order: readonly NodeKind[] = ['keys', 'tone', 'any', 'run'];

function grown({ slot, templates, children }: Growing, all: readonly Template[], shapes: Map<string, number>): Shaped {
  const below = inRows(
    [...children.values()].map((child) => grown(child, all, shapes)).toSorted((a, b) => compare(a.node, b.node)),
  );
  const effects = templates.map((index) => effectOf(all[index]!));
  const description = JSON.stringify([effects, below.map(({ node, shape }) => [node.label, shape])]);
  const shape = shapes.get(description) ?? shapes.size;
  shapes.set(description, shape);
  const node: DigitNode = {
    kind: slot ? kinds[slot.kind] : 'start',
    label: slot ? labelOf(slot) : '',
    templates,
    children: below.map((child) => child.node),
  };
  return { node, shape };
}

function compare(a: DigitNode, b: DigitNode): number {
  if (a.kind !== b.kind) return order.indexOf(a.kind) - order.indexOf(b.kind);
  const digits = Number(isDigit(b.label)) - Number(isDigit(a.label));
  if (digits !== 0) return digits;
  return a.label < b.label ? -1 : 1;
}

function isDigit(label: string): boolean {
  return label.length === 1 && label >= '0' && label <= '9';
}

/** Puts digits that follow one another and have the same below them into one node. */
function inRows(sorted: readonly Shaped[]): Shaped[] {
  const rows: Shaped[] = [];
  let last = '';
  for (const one of sorted) {
    const row = rows.at(-1);
    const { label } = one.node;
    const continues = isDigit(label) && isDigit(last) && Number(label) === Number(last) + 1;
    if (row && continues && row.shape === one.shape) {
      rows[rows.length - 1] = {
        ...row,
        node: { ...merged(row.node, one.node), label: `${row.node.label[0]}-${label}` },
      };
    } else rows.push(one);
    last = label;
  }
  return rows;
}

/** Two trees of the same shape as one, with the rules of both. */
function merged(a: DigitNode, b: DigitNode): DigitNode {
  return {
    ...a,
    templates: [...a.templates, ...b.templates].toSorted((one, other) => one - other),
    children: a.children.map((child, index) => merged(child, b.children[index]!)),
  };
}
