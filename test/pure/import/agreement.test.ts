/** A converted pattern beside a matcher of Asterisk patterns of its own: both take the same numbers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { dial } from '../../../server/src/formats/dialplan/matcher.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';
import { convert } from '../../../server/src/import/convert.ts';
import { findingsIn } from '../../support/language.ts';

/** One place of a pattern, or its end, as Asterisk describes it. */
type Piece = string;

/** Whether Asterisk takes the number, by its own description of patterns. */
function asterisk(pieces: readonly Piece[], number: string): boolean {
  const [piece, ...rest] = pieces;
  if (piece === undefined) return number === '';
  if (piece === '.') return number.length > 0;
  if (piece === '!') return true;
  const [key, ...left] = number;
  return key !== undefined && isIn(piece, key) && asterisk(rest, left.join(''));
}

function isIn(piece: Piece, key: string): boolean {
  switch (piece) {
    case 'X':
      return key >= '0' && key <= '9';
    case 'Z':
      return key >= '1' && key <= '9';
    case 'N':
      return key >= '2' && key <= '9';
    default:
      return piece.startsWith('[') ? new RegExp(`^${piece}$`).test(key) : piece === key;
  }
}

/** Whether a phone with the plan dials the whole number by a template. */
function phone(plan: string, number: string): boolean {
  const { outcome, used } = dial(readPlan(plan), number);
  return used === number.length && outcome.winner !== undefined;
}

const place = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'0123456789') },
  { weight: 3, arbitrary: fc.constant('X') },
  { weight: 1, arbitrary: fc.constantFrom('N', 'Z', '[2-5]', '[19]', '[0-357]', '[0-9]') },
);
const pattern = fc
  .tuple(fc.array(place, { minLength: 1, maxLength: 7 }), fc.constantFrom('', '', '.', '!'))
  .map(([places, end]) => (end === '' ? places : [...places, end]));

/** Numbers that fit often: each key out of its place's own, mostly. */
const numberFor = (pieces: readonly Piece[]) =>
  fc
    .tuple(
      fc.tuple(
        ...pieces.map((piece) =>
          fc.oneof(
            {
              weight: 9,
              arbitrary: fc.constantFrom(...[...'0123456789'].filter((key) => piece.length > 0 && isKey(piece, key))),
            },
            { weight: 1, arbitrary: fc.constantFrom(...'0123456789') },
          ),
        ),
      ),
      fc.constantFrom('', '', '', '1', '23'),
      fc.boolean(),
    )
    .map(([keys, more, isShort]) => `${keys.join('').slice(0, isShort ? -1 : undefined)}${more}`);

const isKey = (piece: Piece, key: string) => piece === '.' || piece === '!' || isIn(piece, key);

test('the phone takes a number by the converted pattern when Asterisk takes it, and only then', () => {
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      pattern.chain((pieces) =>
        fc.tuple(fc.constant(pieces), fc.array(numberFor(pieces), { minLength: 5, maxLength: 5 })),
      ),
      ([pieces, numbers]) => {
        const { plan, notes } = convert(`_${pieces.join('')}`);
        // What takes any digit instead takes more, and says so.
        fc.pre(!notes.some(({ text }) => text.includes('more than')));
        for (const number of numbers.filter((each) => each !== '')) {
          const expected = asterisk(pieces, number);
          if (expected) taken++;
          else refused++;
          assert.equal(phone(plan, number), expected, `${pieces.join('')} ${number}`);
        }
      },
    ),
    { numRuns: 500 },
  );
  assert.ok(taken > 200 && refused > 200, `${taken} taken, ${refused} refused`);
});

test('what the phone sends is what Dial sends', () => {
  fc.assert(
    fc.property(
      pattern.chain((pieces) => fc.tuple(fc.constant(pieces), numberFor(pieces), fc.nat(3))),
      fc.constantFrom('', '0', '00'),
      ([pieces, number, skip], prefix) => {
        const text = `exten => _${pieces.join('')},1,Dial(PJSIP/${prefix}\${EXTEN:${skip}}@trunk)`;
        const { plan, notes } = convert(text);
        fc.pre(!notes.some(({ text: note }) => /more than|more keys|nothing to be sent|more groups/.test(note)));
        fc.pre(phone(plan, number) && number.length > skip);
        assert.equal(dial(readPlan(plan), number).outcome.sends?.text, `${prefix}${number.slice(skip)}`);
      },
    ),
    { numRuns: 300 },
  );
});

test('a converted plan has no error, whatever it is made of', () => {
  const text = fc.array(pattern, { maxLength: 5 }).map((all) => all.map((pieces) => `_${pieces.join('')}`).join('\n'));
  fc.assert(
    fc.property(text, (patterns) => {
      const { plan, notes } = convert(patterns);
      fc.pre(!notes.some(({ text: note }) => note.includes('discards')));
      const errors = findingsIn(dialplan, { name: 'dialplan.xml', text: plan }).filter(
        ({ severity }) => severity === 'error',
      );
      assert.deepEqual(errors, []);
      assert.ok(!readPlan(plan).discarded);
    }),
    { numRuns: 200 },
  );
});
