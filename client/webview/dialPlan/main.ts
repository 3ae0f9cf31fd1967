/**
 * The page of the dial plan workbench. It holds what the user chose, asks the extension what the phone does with it, and
 * shows the answers. The editor throws the page away while it is not seen; what was chosen is kept.
 */

import './texts.ts';
import { t } from '@vscode/l10n';
import type { DialPlanResult, DialResult } from '../../../server/src/protocol.ts';
import type { Chosen, Tab, ToExtension, ToPage } from '../../src/workbench/messages.ts';
import { Assumptions } from './assumptions.ts';
import { element } from './dom.ts';
import { Keypad } from './keypad.ts';
import { DialMap } from './map.ts';
import { Outcome } from './outcome.ts';
import { Steps } from './steps.ts';
import { Templates } from './templates.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: ToExtension): void;
  getState(): Chosen | undefined;
  setState(state: Chosen): void;
};

const editor = acquireVsCodeApi();
const onReveal = (template: number) => editor.postMessage({ kind: 'reveal', template });
const choose = (change: Partial<Chosen>) => {
  chosen = { ...chosen, ...change };
  editor.setState(chosen);
  showChosen();
  ask();
};

let chosen: Chosen = {
  ...(editor.getState() ?? { keys: '', line: 1, firmware: {}, tab: 'test' }),
  plan: document.body.dataset.plan ?? '',
};
// Also what was never changed comes back when the window is loaded again.
editor.setState(chosen);
let plan: DialPlanResult = null;
let dial: DialResult = null;

const keypad = new Keypad({ onKeys: (keys) => choose({ keys }), onLine: (line) => choose({ line }) });
const outcome = new Outcome(() => editor.postMessage({ kind: 'keep' }));
const steps = new Steps();
const templates = new Templates({ onReveal, onTry: (keys) => choose({ keys }) });
const assumptions = new Assumptions((id, value) => choose({ firmware: { ...chosen.firmware, [id]: value } }));
const map = new DialMap({ onReveal });
// It is there from the beginning, since only what changes in a live region is announced.
const notice = element('p', { className: 'notice' });
const notices = element('div', { role: 'status' }, notice);

const panels: Readonly<Record<Tab, HTMLElement>> = {
  test: element(
    'div',
    { id: 'panel-test', role: 'tabpanel' },
    element(
      'div',
      { className: 'desk' },
      keypad.pad,
      element('section', {}, element('h2', {}, t('Key by key')), steps.root),
    ),
    element('h2', {}, t('Templates')),
    templates.root,
    assumptions.root,
  ),
  map: element('div', { id: 'panel-map', role: 'tabpanel' }, map.root),
};
const tabs: Readonly<Record<Tab, HTMLButtonElement>> = { test: tab('test', t('Test')), map: tab('map', t('Map')) };
const tabList = element('div', { className: 'tabs', role: 'tablist' }, tabs.test, tabs.map);
document.body.append(element('main', {}, notices, keypad.number, outcome.root, tabList, panels.test, panels.map));

function tab(which: Tab, title: string): HTMLButtonElement {
  const made = element('button', { type: 'button', role: 'tab', id: `tab-${which}` }, title);
  made.setAttribute('aria-controls', `panel-${which}`);
  panels[which].setAttribute('aria-labelledby', made.id);
  made.addEventListener('click', () => choose({ tab: which }));
  made.addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const other = which === 'test' ? 'map' : 'test';
    choose({ tab: other });
    tabs[other].focus();
  });
  return made;
}

function ask(): void {
  const { keys, line, firmware } = chosen;
  editor.postMessage({ kind: 'ask', question: { keys, line, firmware } });
}

function showChosen(): void {
  keypad.show(chosen.keys, chosen.line);
  assumptions.show(chosen.firmware, plan?.questions ?? []);
  for (const which of ['test', 'map'] as const) {
    const isShown = chosen.tab === which;
    tabs[which].ariaSelected = String(isShown);
    tabs[which].tabIndex = isShown ? 0 : -1;
    panels[which].hidden = !isShown;
  }
}

function showPlan(): void {
  const reason = plan ? plan.discarded : '';
  notice.hidden = reason === null;
  const heading = plan ? t('The phone throws this plan away.') : t('There is no dial plan in this file any more.');
  const said = ` ${reason ?? ''}`;
  // What is said again is not announced again.
  if (notice.textContent !== heading + said) notice.replaceChildren(element('strong', {}, heading), said);
  keypad.offer(plan?.lines ?? 1, [...(plan?.templates ?? []).map(({ line }) => line), chosen.line]);
  templates.list(plan?.templates ?? []);
  assumptions.ask(plan?.questions ?? []);
  if (plan) map.draw(plan);
  map.root.hidden = !plan;
  showChosen();
}

function showDial(keys: string): void {
  outcome.show(dial, keys);
  steps.show(dial, plan?.templates ?? [], keys);
  const last = dial?.steps.at(-1);
  if (!last) return;
  templates.light(last);
  map.light(last);
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'plan':
      plan = data.plan;
      showPlan();
      break;
    case 'answer':
      dial = data.dial;
      showDial(data.question.keys);
      break;
    case 'kept':
      outcome.kept(data.file);
      break;
    case 'show':
      choose({ tab: data.tab, keys: data.keys ?? chosen.keys });
      keypad.focus();
      break;
  }
});

// Wherever the focus is, keys of a phone go to the number.
window.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (key === 'Escape') keypad.clear();
  else if (target instanceof HTMLInputElement && target.type === 'text') return;
  else if (key === 'Backspace') keypad.back();
  else if (isPhoneKey(key) && !(target instanceof HTMLSelectElement && /[a-z]/i.test(key))) keypad.press(key);
  else return;
  event.preventDefault();
});

function isPhoneKey(key: string): boolean {
  return /^[0-9*#+a-z]$/i.test(key);
}

showChosen();
keypad.focus();
ask();
