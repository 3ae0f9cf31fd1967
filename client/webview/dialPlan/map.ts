/** The plan as a tree from left to right. It is a tree to screen readers and the keyboard as well. */

import { t } from '@vscode/l10n';
import type { DialPlanResult, DialStep } from '../../../server/src/protocol.ts';
import { type Chain, chainsOf, type Piece, pieceInWords } from './chains.ts';
import { element } from './dom.ts';

/** Larger plans are shown with their first keys only. */
const smallPlan = 40;

export interface MapParts {
  readonly onReveal: (template: number) => void;
}

/** A row of the tree: keys, or a rule that they complete. */
interface Item {
  /** What leads to a branch. */
  readonly path: string;
  readonly root: HTMLElement;
  readonly parent: Item | undefined;
  readonly group: HTMLElement | undefined;
  readonly templates: readonly number[];
  /** What Enter shows. */
  readonly template: number | undefined;
}

type Plan = NonNullable<DialPlanResult>;

export class DialMap {
  readonly root: HTMLElement;
  readonly #parts: MapParts;
  readonly #tree = element('ul', {
    className: 'tree',
    role: 'tree',
    ariaLabel: t('Keys of the dial plan'),
  });
  readonly #note = element('p', { className: 'rest' });
  #items: Item[] = [];
  #plan: Plan | undefined;
  /** What was opened or closed by hand, by what leads to it. */
  readonly #open = new Map<string, boolean>();

  constructor(parts: MapParts) {
    this.#parts = parts;
    const buttons = element(
      'div',
      { className: 'buttons' },
      this.#button(t('Expand All'), true),
      this.#button(t('Collapse All'), false),
    );
    this.root = element('div', {}, buttons, element('div', { className: 'canvas' }, this.#tree), this.#note);
    this.#tree.addEventListener('keydown', (event) => this.#navigate(event));
  }

  draw(plan: Plan): void {
    this.#plan = plan;
    this.#items = [];
    this.#tree.replaceChildren(...chainsOf(plan.tree).map((chain) => this.#chain(chain, undefined)));
    const [first] = this.#items;
    if (first) first.root.tabIndex = 0;
    const left = plan.templates.filter(({ line }) => line !== 0 && line !== plan.line).length;
    this.#note.textContent =
      left === 0
        ? ''
        : left === 1
          ? t`1 template is for another line than ${plan.line}.`
          : t`${left} templates are for other lines than ${plan.line}.`;
  }

  /** Dims what can no longer be reached. */
  light(step: DialStep): void {
    for (const { root, templates } of this.#items) {
      const isOut = templates.every((index) => step.templates[index] === 'dead');
      const wins = step.winner !== null && templates.includes(step.winner);
      root.classList.toggle('out', step.input !== '' && isOut);
      root.classList.toggle('wins', step.input !== '' && wins);
    }
  }

  #button(text: string, open: boolean): HTMLButtonElement {
    const button = element('button', { type: 'button', className: 'secondary' }, text);
    button.addEventListener('click', () => {
      for (const item of this.#items) if (item.group) this.#toggle(item, open);
    });
    return button;
  }

  #chain(chain: Chain, parent: Item | undefined): HTMLElement {
    const { pieces, templates, children } = chain;
    // Keys that lead to one rule and no further share a row with it.
    const only = children.length === 0 && templates.length === 1 ? templates[0] : undefined;
    const label = element('span', { className: 'label' }, ...keys(pieces));
    if (only !== undefined) label.append(...this.#rule(only));
    const isBranch = only === undefined;
    if (isBranch) label.append(element('span', { className: 'count', ariaHidden: 'true' }, String(chain.all.length)));
    const name = [pieces.length === 0 ? t('Handset lifted') : pieces.map(pieceInWords).join(', ')];
    name.push(only === undefined ? t`${chain.all.length} templates` : this.#words(only));
    const group = isBranch ? element('ul', { role: 'group' }) : undefined;
    const item = this.#item(
      { path: chain.path, parent, group, templates: chain.all, template: only },
      label,
      name.join(': '),
    );
    if (group) {
      for (const index of templates) group.append(this.#leaf(index, item));
      for (const child of children) group.append(this.#chain(child, item));
      const usual = (this.#plan?.templates.length ?? 0) <= smallPlan;
      this.#setOpen(item, this.#open.get(chain.path) ?? usual);
    }
    return item.root;
  }

  #leaf(index: number, parent: Item): HTMLElement {
    const label = element('span', { className: 'label' }, ...this.#rule(index));
    const parts = { path: '', parent, group: undefined, templates: [index], template: index };
    return this.#item(parts, label, this.#words(index)).root;
  }

  #rule(index: number): Node[] {
    const { match = '', timeoutSeconds = 0 } = this.#plan?.templates[index] ?? {};
    const when = timeoutSeconds === 0 ? t('dials now') : t`dials after ${timeoutSeconds} s`;
    return [element('code', { className: 'rule' }, match), element('span', { className: 'meaning' }, when)];
  }

  #words(index: number): string {
    return this.#plan?.templates[index]?.words ?? '';
  }

  #item(parts: Omit<Item, 'root'>, label: HTMLElement, name: string): Item {
    const { group } = parts;
    label.title = name;
    const root = element('li', { role: 'treeitem', tabIndex: -1, ariaLabel: name }, label, ...(group ? [group] : []));
    const item: Item = { ...parts, root };
    this.#items.push(item);
    label.addEventListener('click', () => {
      this.#focus(item);
      this.#act(item);
    });
    return item;
  }

  /** Shows the rule, or opens and closes the branch. */
  #act(item: Item): void {
    if (item.template !== undefined) this.#parts.onReveal(item.template);
    else this.#toggle(item, !isOpen(item));
  }

  #toggle(item: Item, open: boolean): void {
    this.#setOpen(item, open);
    this.#open.set(item.path, open);
  }

  #setOpen({ root, group }: Item, open: boolean): void {
    root.ariaExpanded = String(open);
    if (group) group.hidden = !open;
  }

  #focus(item: Item): void {
    for (const { root } of this.#items) root.tabIndex = -1;
    item.root.tabIndex = 0;
    item.root.focus();
  }

  #navigate(event: KeyboardEvent): void {
    const item = this.#items.find(({ root }) => root === event.target);
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const seen = this.#items.filter(isSeen);
    const at = seen.indexOf(item);
    const to = {
      ArrowDown: seen[at + 1],
      ArrowUp: seen[at - 1],
      Home: seen[0],
      End: seen.at(-1),
      ArrowLeft: isOpen(item) ? undefined : item.parent,
      ArrowRight: isOpen(item) ? seen[at + 1] : undefined,
    }[event.key];
    if (to) this.#focus(to);
    else if (event.key === 'ArrowLeft' && isOpen(item)) this.#toggle(item, false);
    else if (event.key === 'ArrowRight' && item.group) this.#toggle(item, true);
    else if (event.key === 'Enter' || event.key === ' ') this.#act(item);
    else if (!/^(?:Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function isOpen({ group }: Item): boolean {
  return group !== undefined && !group.hidden;
}

function isSeen({ parent }: Item): boolean {
  return parent === undefined || (isOpen(parent) && isSeen(parent));
}

function keys(pieces: readonly Piece[]): HTMLElement[] {
  if (pieces.length === 0) return [element('span', { className: 'piece start' }, t('handset lifted'))];
  return pieces.map((piece) => element('span', { className: `piece ${piece.kind}` }, drawn(piece)));
}

function drawn({ kind, label, count }: Piece): string {
  if (kind === 'tone') return '♪';
  if (kind === 'run') return '…';
  if (kind !== 'any') return label;
  // So many dots can be counted at a glance.
  return count <= 4 ? '•'.repeat(count) : `• × ${count}`;
}
