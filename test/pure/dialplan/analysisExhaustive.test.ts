/**
 * What is said of a plan as a whole, beside every number of up to six keys put through the matcher, on random plans made
 * of few characters, so that rules collide.
 *
 * DIAL_PLAN_RUNS=100000 node --test test/pure/dialplan/analysisExhaustive.test.ts
 *
 * makes as many plans for each test; without it there are 100.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Fate, fatesIn } from '../../../server/src/formats/dialplan/analysis/fate.ts';
import { spacesOf } from '../../../server/src/formats/dialplan/analysis/lines.ts';
import { sharesIn } from '../../../server/src/formats/dialplan/analysis/shares.ts';
import { dial, press, type State, start } from '../../../server/src/formats/dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../../../server/src/formats/dialplan/plan.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

const runs = Number(process.env.DIAL_PLAN_RUNS ?? 100);

interface Rule {
  readonly match: string;
  readonly timeout: number;
  readonly line: number;
}

const text = (characters: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength }).map((all) => all.join(''));

const rules = (characters: readonly string[], lines: readonly number[], length = 4) =>
  fc.array(
    fc.record({ match: text(characters, length), timeout: fc.constantFrom(0, 3), line: fc.constantFrom(...lines) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );

const planOf = (all: readonly Rule[]) =>
  readPlan(
    `<DIALTEMPLATE>${all
      .map(({ match, timeout, line }) => `<TEMPLATE MATCH="${match}" Timeout="${timeout}" Line="${line}"/>`)
      .join('\n')}</DIALTEMPLATE>`,
  );

/** One more digit than the patterns have, and the key that ends a number. */
const keys = ['1', '2', '3', '*', '#'];
const longest = 6;

/** The rules by which the phone dials some number: key by key, and when numbers come as a whole. */
function winners(plan: DialPlan, line: number): { byKey: Set<number>; atAll: Set<number> } {
  const byKey = new Set<number>();
  const atAll = new Set<number>();
  const visit = (state: State, inTime: boolean) => {
    const { winner, verdict, input, over } = state.step;
    if (winner !== undefined) {
      atAll.add(winner);
      if (inTime) byKey.add(winner);
    }
    const isDead = state.progress.every((one) => one === undefined);
    const isKnown = byKey.size === state.tracks.length;
    if (isDead || isKnown || over || input.length === longest) return;
    const goesOn = inTime && !(verdict.kind === 'dial-now' && verdict.by === 'template');
    for (const key of keys) visit(press(state, key), goesOn);
  };
  visit(start(plan, { line }), true);
  return { byKey, atAll };
}

const lines = [1, 2, 3];

function fates(plan: DialPlan): ReadonlyMap<number, Fate> {
  const spaces = spacesOf(liveTemplates(plan));
  assert.ok(spaces, 'too much of it');
  return fatesIn(spaces);
}

/** Whether the matcher dials by the rule, on some line, when the keys are pressed (or, `whole`, come in one piece). */
function dialsBy(plan: DialPlan, index: number, number: string, whole: boolean): boolean {
  return lines.some((line) => {
    if (!whole) {
      const { outcome, used } = dial(plan, number, { line });
      return outcome.winner === index && used === number.length;
    }
    let state = start(plan, { line });
    for (const key of number) state = press(state, key);
    return state.step.winner === index;
  });
}

test('a rule that is said never to apply gets no number, and one that is not has a number to show', () => {
  fc.assert(
    fc.property(rules(['1', '1', '2', '.', '.', '*', ','], [0, 0, 0, 1, 2]), (all) => {
      const plan = planOf(all);
      const found = lines.map((line) => winners(plan, line));
      const said = fates(plan);
      for (const index of all.keys()) {
        const fate = said.get(index);
        if (fate?.wins) assert.ok(dialsBy(plan, index, fate.wins.number, false), `${index} by ${fate.wins.number}`);
        else assert.ok(!found.some(({ byKey }) => byKey.has(index)), `${index} has a number`);
        if (fate?.winsLate) assert.ok(dialsBy(plan, index, fate.winsLate.number, true), fate.winsLate.number);
        else if (!fate?.wins) assert.ok(!found.some(({ atAll }) => atAll.has(index)), `${index} has a whole number`);
      }
    }),
    { numRuns: runs },
  );
});

test('the hash and the star key in patterns make no difference to that', () => {
  fc.assert(
    fc.property(rules(['1', '.', '*', '#', '\\*', ','], [0]), (all) => {
      const plan = planOf(all);
      const found = winners(plan, 1);
      const said = fates(plan);
      for (const index of all.keys()) {
        const fate = said.get(index);
        if (fate?.wins) {
          // What # ends is dialled at once, which the analysis takes for one key of the number.
          assert.ok(dialsBy(plan, index, fate.wins.number, true), `${index} by ${fate.wins.number}`);
        } else assert.ok(!found.byKey.has(index), `${index} has a number`);
        if (!fate?.wins && !fate?.winsLate) assert.ok(!found.atAll.has(index), `${index} has a whole number`);
      }
    }),
    { numRuns: runs },
  );
});

/** Every number of a pattern of digits and dots. */
function numbersOf(match: string): string[] {
  return [...match.replaceAll(',', '')].reduce<string[]>(
    (begun, character) =>
      begun.flatMap((number) => [...(character === '.' ? '0123456789' : character)].map((digit) => number + digit)),
    [''],
  );
}

test('the part of its numbers that a rule loses is what counting them gives', () => {
  fc.assert(
    fc.property(rules(['1', '2', '.', '.', ','], [0], 2), (some) => {
      const all = some.map((rule) => ({ ...rule, match: `${rule.match}.` }));
      const plan = planOf(all);
      const [space] = spacesOf(liveTemplates(plan)) ?? [];
      assert.ok(space);
      const { early, held } = sharesIn(space);
      for (const [index, { match }] of all.entries()) {
        const numbers = numbersOf(match);
        const dialled = numbers.map((number) => dial(plan, number));
        const cutOff = dialled.filter(({ used }, at) => used < numbers[at]!.length).length;
        assert.ok(Math.abs((early.get(index)?.part ?? 0) - cutOff / numbers.length) < 1e-9, `early ${index}`);

        const waiting = dialled.flatMap(({ outcome }) =>
          outcome.winner === undefined && outcome.templates[index]!.standing === 'complete' ? [outcome.templates] : [],
        );
        // Of several complete rules the best is held back, and the others would not win anyway.
        const isAlone = waiting.every((each) => each.filter(({ standing }) => standing === 'complete').length === 1);
        if (isAlone)
          assert.ok(Math.abs((held.get(index)?.part ?? 0) - waiting.length / numbers.length) < 1e-9, `held ${index}`);
      }
    }),
    { numRuns: runs },
  );
});
