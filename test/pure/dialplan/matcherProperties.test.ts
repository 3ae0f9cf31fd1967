/**
 * The matcher beside a second one, which was written from the description of the phone alone and tries every way
 * (test/support/naiveMatcher.ts), on random plans and numbers made of few characters, so that rules collide.
 *
 * DIAL_PLAN_RUNS=20000 node --test test/pure/dialplan/matcherProperties.test.ts
 *
 * makes as many plans, each with several numbers and every beginning of them; without it there are 1000.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { uncertainties } from '../../../server/src/formats/dialplan/matcher/firmware.ts';
import { dial, type Options, press, type Step, start } from '../../../server/src/formats/dialplan/matcher.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';
import { type NaiveAnswer, type NaivePhone, type NaiveRule, naively } from '../../support/naiveMatcher.ts';

const runs = Number(process.env.DIAL_PLAN_RUNS ?? 1000);

const text = (characters: readonly string[], maxLength: number, minLength = 0) =>
  fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((all) => all.join(''));

const rule: fc.Arbitrary<NaiveRule> = fc.record({
  match: fc.oneof(
    { weight: 6, arbitrary: text(['1', '1', '2', '.', '.', '*', ',', '#', '\\*', 'a'], 6) },
    { weight: 1, arbitrary: text(['1', '.', '*', ',', '\\'], 12) },
    // More groups than the phone keeps.
    { weight: 1, arbitrary: fc.constantFrom('.,.,.,.,.,.', '.,.,.,.,..,.,*') },
  ),
  timeout: fc.nat(3),
  rewrite: fc.oneof(
    fc.constant(''),
    text(['%1', '%2', '%5', '%6', '%s', '%0', '%%', '%.', '.', '.', '9', '@', '%', 's'], 5),
  ),
  user: fc.constantFrom(undefined, undefined, 'phone', 'ip'),
  line: fc.constantFrom(0, 0, 0, 1, 2),
  tones: fc.array(fc.constantFrom('', 'Cisco-Zip', 'Bellcore-None'), { maxLength: 3 }),
});

const phone: fc.Arbitrary<NaivePhone> = fc.record({
  line: fc.constantFrom(1, 1, 2),
  hash: fc.constantFrom('star-waits', 'dials', 'waits'),
  missingGroup: fc.constantFrom('nothing', 'digit'),
  star: fc.constantFrom('one-or-more', 'one-or-more', 'zero-or-more'),
});

function written({ match, timeout, rewrite, user, line, tones }: NaiveRule): string {
  const attributes = [
    `MATCH="${match}" Timeout="${timeout}" Rewrite="${rewrite}" Line="${line}"`,
    ...(user === undefined ? [] : [`User="${user}"`]),
    ...tones.map((tone) => `Tone="${tone}"`),
  ];
  return `<TEMPLATE ${attributes.join(' ')}/>`;
}

const planOf = (rules: readonly NaiveRule[]) =>
  readPlan(`<DIALTEMPLATE>\n${rules.map(written).join('\n')}\n</DIALTEMPLATE>`);

const optionsOf = ({ line, ...firmware }: NaivePhone): Options => ({ line, firmware });

/** The same facts in the words of the second matcher. */
function plainly({ verdict, winner, templates, secondaryTone, sends }: Step): NaiveAnswer {
  return {
    verdict: verdict.kind,
    seconds: verdict.kind === 'dial-now' ? 0 : verdict.seconds,
    winner,
    standings: templates.map(({ standing }) => standing),
    groups: templates.map(({ groups }) => groups),
    tone: secondaryTone,
    sends: sends?.text ?? '',
    parameter: winner === undefined ? undefined : sends?.parameter,
  };
}

/** With nothing to send there is no parameter to compare. */
function comparable(answer: NaiveAnswer): NaiveAnswer {
  return { ...answer, parameter: answer.sends === '' ? undefined : answer.parameter };
}

const numbers = fc.array(text(['1', '1', '2', '2', '*', '#', 'a', '+'], 8), { minLength: 1, maxLength: 6 });

test('key by key the matcher says what the slow one says, for any plan and any phone', (t) => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), numbers, phone, (rules, inputs, one) => {
      const plan = planOf(rules);
      for (const input of inputs) {
        let state = start(plan, optionsOf(one));
        for (let length = 0; ; length++) {
          const keys = input.slice(0, length);
          assert.deepEqual(plainly(state.step), comparable(naively(rules, keys, one)), keys);
          compared++;
          if (length === input.length) break;
          state = press(state, input[length]!);
        }
      }
    }),
    { numRuns: runs },
  );
  t.diagnostic(`${compared} comparisons`);
  assert.ok(compared > runs);
});

test('the phone dials at the first beginning of the number for which the slow matcher says so', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), numbers, phone, (rules, inputs, one) => {
      const plan = planOf(rules);
      for (const input of inputs) {
        const { used, outcome, steps } = dial(plan, input, optionsOf(one));
        const beginnings = Array.from({ length: input.length + 1 }, (_, length) => input.slice(0, length));
        const first = beginnings.find((keys) => naively(rules, keys, one).verdict === 'dial-now');
        if (first !== undefined) assert.equal(input.slice(0, used), first);
        assert.equal(outcome.verdict.kind === 'dial-now', first !== undefined);
        assert.equal(steps.length, used);
      }
    }),
    { numRuns: runs },
  );
});

test('a rule that is dead stays dead, and one that is shown as the winner is complete', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), numbers, phone, (rules, inputs, one) => {
      for (const input of inputs) {
        let before = start(planOf(rules), optionsOf(one));
        for (const key of input) {
          const after = press(before, key);
          for (const [index, { standing }] of before.step.templates.entries()) {
            if (standing === 'dead') assert.equal(after.step.templates[index]?.standing, 'dead');
          }
          const { winner, templates } = after.step;
          if (winner !== undefined) assert.equal(templates[winner]?.standing, 'complete');
          before = after;
        }
      }
    }),
    { numRuns: runs },
  );
});

test('every answer to what sources differ on is one the matcher knows, and the other way round', () => {
  const known: Record<string, string[]> = {
    hash: ['star-waits', 'dials', 'waits'],
    missingGroup: ['nothing', 'digit'],
    star: ['one-or-more', 'zero-or-more'],
  };
  assert.deepEqual(
    Object.fromEntries(uncertainties.map(({ id, choices }) => [id, choices.map(({ value }) => value)])),
    known,
  );
  for (const { id, default: usual, choices } of uncertainties) {
    assert.ok(
      choices.some(({ value }) => value === usual),
      id,
    );
  }
});
