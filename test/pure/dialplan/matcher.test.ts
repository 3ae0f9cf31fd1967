import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Dialling,
  dial,
  type Options,
  press,
  type Step,
  start,
} from '../../../server/src/formats/dialplan/matcher.ts';
import { readPlan } from '../../../server/src/formats/dialplan/reader.ts';

/** A rule in short: pattern, Timeout, further attributes. */
type Rule = readonly [match: string, timeout: number, more?: string];

const planOf = (rules: readonly Rule[]) =>
  readPlan(
    `<DIALTEMPLATE>${rules.map(([match, timeout, more = '']) => `<TEMPLATE MATCH="${match}" Timeout="${timeout}" ${more}/>`).join('')}</DIALTEMPLATE>`,
  );

/** What the phone makes of all these keys, whatever it made of the first of them. */
function after(rules: readonly Rule[], keys: string, options: Options = {}): Step {
  return [...keys].reduce(press, start(planOf(rules), options)).step;
}

/** The step in a few words: `now 9...`, `3 s 9..`, `10 s -`, `no match`. */
function inShort(rules: readonly Rule[], { verdict, winner, secondaryTone }: Step): string {
  const rule = winner === undefined ? '-' : rules[winner]?.[0];
  const tone = secondaryTone === undefined ? '' : `, ${secondaryTone}`;
  switch (verdict.kind) {
    case 'dial-now':
      return `now ${rule}${tone}`;
    case 'wait':
      return `${verdict.seconds} s ${rule}${tone}`;
    case 'no-match':
      return `no match${tone}`;
  }
}

const dialled = (rules: readonly Rule[], keys: string, options: Options = {}): Dialling =>
  dial(planOf(rules), keys, options);

const sent = (rules: readonly Rule[], keys: string, options: Options = {}) => after(rules, keys, options).sends?.text;

// Which rule wins: the plan, then what is dialled and what the phone does.
const outside = 'Bellcore-Outside';
const vectors: readonly { plan: readonly Rule[]; keys: Readonly<Record<string, string>> }[] = [
  {
    plan: [
      ['9.......', 0],
      ['*', 5],
    ],
    keys: { '9': '10 s -', '94694210': 'now 9.......', '946942101': '5 s *' },
  },
  {
    plan: [
      ['911', 0],
      ['9,11', 0, 'Rewrite="9911"'],
      ['9..', 3],
    ],
    keys: { '9': `10 s -, ${outside}`, '911': 'now 911', '912': '3 s 9..' },
  },
  {
    plan: [
      ['97.', 2],
      ['9..', 3],
    ],
    keys: { '975': '2 s 97.', '951': '3 s 9..' },
  },
  {
    plan: [
      ['9011*', 4],
      ['9.11', 0],
    ],
    keys: { '9011': '10 s -', '9111': 'now 9.11', '90112': '4 s 9011*' },
  },
  {
    plan: [['*97', 0]],
    keys: { '197': 'now *97', '1297': 'now *97', '*97': 'now *97', '97': '10 s -', '1997': 'no match' },
  },
  {
    plan: [
      ['\\*97', 0],
      ['*', 5],
    ],
    keys: { '*97': 'now \\*97', '197': '5 s *' },
  },
  { plan: [['....', 1]], keys: { '1234': '1 s ....', '12345': 'no match' } },
  {
    plan: [
      ['*#', 0, 'Rewrite="%1"'],
      ['*', 5],
    ],
    keys: { '12': '5 s *', '12#': 'now *#' },
  },
  { plan: [['[2-9]XXX', 0]], keys: { '2': 'no match', '2000': 'no match' } },
];

for (const { plan, keys } of vectors) {
  test(`with ${plan.map(([match]) => match).join(' and ')} the phone takes the rule that the guide and the stack say`, () => {
    for (const [input, expected] of Object.entries(keys))
      assert.equal(inShort(plan, after(plan, input)), expected, input);
  });
}

test('of two rules with one pattern the first in the file wins', () => {
  const plan: Rule[] = [
    ['1...', 0],
    ['1...', 3],
  ];
  assert.equal(after(plan, '1234').winner, 0);
});

// The table of Cisco's guide: MATCH ab..cd..ef*, dialled from a list as ab12cd34ef5678.
const rewrites: Readonly<Record<string, string>> = {
  '%s': 'ab12cd34ef5678',
  '%0': 'ab12cd34ef5678',
  '%1': '12',
  '%2': '34',
  '%3': '5678',
  'x%4x': 'xx',
  'x%5x': 'xx',
  'XYZ....': 'XYZ1234',
  'X.Y.Z...': 'X1Y2Z345',
  '919%1%2%3': '91912345678',
  'AB...X%1X..': 'AB123X12X45',
  'X%1X%1X%1': 'X12X12X12',
  '%%.%.%1': '%1.12',
};

test('Rewrite gives what the table of the guide gives', () => {
  for (const [rewrite, expected] of Object.entries(rewrites)) {
    assert.equal(sent([['ab..cd..ef*', 0, `Rewrite="${rewrite}"`]], 'ab12cd34ef5678'), expected, rewrite);
  }
});

test('without Rewrite, and with an empty one, the number is sent as it was dialled', () => {
  assert.equal(sent([['9,...', 0]], '9123'), '9123');
  assert.equal(sent([['9,...', 0, 'Rewrite=""']], '9123'), '9123');
});

test('dots in Rewrite for which nothing was taken send nothing', () => {
  assert.equal(sent([['9..', 0, 'Rewrite="8....!"']], '912'), '812!');
});

test('what more than five groups take is counted to the fifth', () => {
  assert.equal(sent([['1.2.3.4.5.6.7.', 0, 'Rewrite="%4-%5"']], '10203040516273'), '0-162');
});

test('a %n without a group sends nothing by the guide, and the digit by the stack', () => {
  const plan: Rule[] = [['9..', 0, 'Rewrite="0%2%1"']];
  assert.equal(sent(plan, '912'), '012');
  assert.equal(sent(plan, '912', { firmware: { missingGroup: 'digit' } }), '0212');
});

test('the address is told with its user part, its parameter and the server it goes to', () => {
  const plan: Rule[] = [
    ['1..', 0, 'User="Phone" Route="Emergency"'],
    ['2..', 0, 'Rewrite="%s@pbx%.example%.com" Route="fqdn"'],
    ['3..', 0, 'Rewrite="<sip:%s@pbx%.example%.com>" User="IP"'],
    ['4..', 0, 'Rewrite="<sip:%s;x=y>"'],
  ];
  assert.deepEqual(after(plan, '112').sends, {
    text: '112',
    user: '112',
    parameter: 'user=phone',
    route: 'emergency',
  });
  assert.deepEqual(after(plan, '212').sends, {
    text: '212@pbx.example.com',
    user: '212',
    parameter: undefined,
    route: 'FQDN',
  });
  assert.equal(after(plan, '312').sends?.user, '312');
  assert.equal(after(plan, '312').sends?.parameter, 'user=ip');
  assert.equal(after(plan, '412').sends?.user, '412');
  assert.deepEqual(after(plan, '5').sends, { text: '5', user: '5', parameter: undefined, route: 'default' });
});

test('every rule tells whether it is complete, pending or dead, with its literal keys, class and groups', () => {
  const plan: Rule[] = [
    ['12', 0],
    ['1.*', 0],
    ['1..', 0],
    ['3*', 0],
  ];
  assert.deepEqual(after(plan, '12').templates, [
    { standing: 'complete', literals: 2, kind: 'exact', groups: [] },
    { standing: 'pending', literals: 1, kind: 'star', groups: undefined },
    { standing: 'pending', literals: 1, kind: 'dots', groups: undefined },
    { standing: 'dead', literals: 0, kind: 'star', groups: undefined },
  ]);
  assert.deepEqual(after(plan, '123').templates[1]?.groups, ['2', '3']);
});

test('the phone says what it waits for: the Timeout, a more specific rule, any rule, or nothing more', () => {
  const plan: Rule[] = [
    ['1', 4],
    ['22*', 5],
    ['2.', 6],
  ];
  const verdict = (keys: string) => after(plan, keys).verdict;
  assert.deepEqual(after(plan, '').verdict, { kind: 'wait', seconds: undefined, timer: 'first-key' });
  assert.deepEqual(verdict('1'), { kind: 'wait', seconds: 4, timer: 'template' });
  assert.deepEqual(verdict('2'), { kind: 'wait', seconds: 10, timer: 'incomplete' });
  assert.deepEqual(verdict('22'), { kind: 'wait', seconds: 10, timer: 'more-specific' });
  assert.deepEqual(verdict('3'), { kind: 'no-match', seconds: 10 });
});

test('a number without a rule is sent as it was dialled', () => {
  assert.deepEqual(after([['1', 0, 'User="IP"']], '23').sends, {
    text: '23',
    user: '23',
    parameter: undefined,
    route: 'default',
  });
});

test('a plan that the phone discards is no plan: ten seconds, or #', () => {
  const plan = readPlan("<DIALTEMPLATE><TEMPLATE MATCH='....' Timeout='0'/></DIALTEMPLATE>");
  assert.deepEqual(dial(plan, '1234').outcome.verdict, { kind: 'no-match', seconds: 10 });
  assert.deepEqual(dial(plan, '12#4').outcome.verdict, { kind: 'dial-now', by: '#' });
  assert.equal(dial(plan, '12#4').outcome.sends?.text, '12');
});

test('what is keyed after the phone has dialled is not part of the number', () => {
  const plan: Rule[] = [['....', 0]];
  const { used, steps, outcome } = dialled(plan, '123456');
  assert.equal(used, 4);
  assert.equal(steps.length, 4);
  assert.equal(outcome.sends?.text, '1234');
  assert.equal(inShort(plan, outcome), 'now ....');
});

test('a rule with Timeout 0 and a `*` dials at the first key that completes it', () => {
  assert.equal(dialled([['9*', 0]], '9123').used, 2);
});

test('a second dial tone sounds at the comma, the one that the rule names for it', () => {
  const plan: Rule[] = [['9,1,2.', 0, 'Tone="" Tone="Cisco-Zip"']];
  assert.deepEqual(
    dialled(plan, '9123').steps.map(({ secondaryTone }) => secondaryTone),
    [outside, 'Cisco-Zip', undefined, undefined],
  );
});

test('no second dial tone where a rule without `*` is complete, but one where only `*` is', () => {
  assert.equal(
    after(
      [
        ['9', 3],
        ['9,1', 0],
      ],
      '9',
    ).secondaryTone,
    undefined,
  );
  assert.equal(
    after(
      [
        ['*', 3],
        ['9,1', 0],
      ],
      '9',
    ).secondaryTone,
    outside,
  );
});

test('a pattern that ends with a comma is never complete', () => {
  assert.equal(inShort([['9,', 0]], after([['9,', 0]], '9')), `10 s -, ${outside}`);
  assert.equal(inShort([['9,', 0]], after([['9,', 0]], '91')), 'no match');
});

test('`*` takes as much as it can and gives nothing back', () => {
  assert.deepEqual(after([['*7*', 0]], '1273').templates[0]?.groups, ['12', '3']);
  assert.equal(after([['*77', 0]], '1787').templates[0]?.standing, 'dead');
  assert.equal(after([['*.', 0]], '12').templates[0]?.standing, 'pending');
});

test('a dot takes a digit, the star key and a plus, no letter and no #', () => {
  for (const key of '0123456789*+') assert.equal(after([['.', 0]], key).winner, 0, key);
  for (const key of 'aA#-') assert.equal(after([['.', 0]], key).winner, undefined, key);
});

test('# dials at once what no rule fits, what fits in part, and what fits a rule without `*`', () => {
  const plan: Rule[] = [['2...', 3]];
  for (const [keys, expected] of [
    ['7#', 'now -'],
    ['20#', 'now -'],
    ['2001#', 'now 2...'],
  ] as const) {
    assert.equal(inShort(plan, after(plan, keys)), expected, keys);
    assert.equal(sent(plan, keys), keys.slice(0, -1));
  }
});

test('# while `*` waits leaves it waiting by the stack, or dials, by the phone chosen', () => {
  const plan: Rule[] = [
    ['*', 5],
    ['2...', 3],
  ];
  assert.equal(inShort(plan, after(plan, '12#')), '5 s *');
  assert.equal(sent(plan, '12#'), '12');
  assert.equal(inShort(plan, after(plan, '12#', { firmware: { hash: 'dials' } })), 'now *');
  assert.equal(inShort(plan, after(plan, '2#', { firmware: { hash: 'waits' } })), '10 s -');
  assert.equal(inShort(plan, after(plan, '2001#', { firmware: { hash: 'waits' } })), '3 s 2...');
});

test('nothing counts behind the # that ended the number', () => {
  const { used, outcome } = dialled([['*', 5]], '12#34');
  assert.equal(used, 3);
  assert.equal(outcome.input, '12#');
  assert.equal(outcome.over, true);
});

test('a # that a rule wants is a key like any other for that rule', () => {
  const plan: Rule[] = [
    ['*#1', 0],
    ['*', 5],
  ];
  assert.equal(inShort(plan, after(plan, '12#')), '10 s -');
  assert.equal(after(plan, '12#').over, false);
  assert.equal(inShort(plan, after(plan, '12#1')), 'now *#1');
  assert.equal(inShort(plan, after(plan, '12#2')), '5 s *');
  assert.equal(sent(plan, '12#2'), '12');
});

test('a `*` needs a key, unless the phone is said to take none', () => {
  const zero: Options = { firmware: { star: 'zero-or-more' } };
  assert.equal(after([['9*', 2]], '9').winner, undefined);
  assert.equal(after([['9*', 2]], '9', zero).winner, 0);
  assert.equal(after([['*97', 2]], '97', zero).winner, 0);
});

test('an empty pattern calls when the handset is lifted, or after its Timeout, unless a key is pressed', () => {
  const hot: Rule[] = [['', 0, 'Rewrite="2001"']];
  assert.deepEqual(dialled(hot, '5').outcome.verdict, { kind: 'dial-now', by: 'hotline' });
  assert.equal(dialled(hot, '5').used, 0);
  assert.equal(dialled(hot, '').outcome.sends?.text, '2001');
  const warm: Rule[] = [['', 4, 'Rewrite="2001"']];
  assert.deepEqual(dialled(warm, '').outcome.verdict, { kind: 'wait', seconds: 4, timer: 'template' });
  assert.equal(inShort(warm, after(warm, '5')), 'no match');
  assert.equal(inShort(warm, after(warm, '#')), 'now -');
});

test('an empty pattern without a number to call does nothing', () => {
  assert.deepEqual(dialled([['', 0]], '').outcome.verdict, { kind: 'wait', seconds: undefined, timer: 'first-key' });
});

test('a rule without MATCH is never used', () => {
  const plan = readPlan('<DIALTEMPLATE><TEMPLATE Timeout="0" Rewrite="1"/></DIALTEMPLATE>');
  assert.equal(dial(plan, '1').outcome.winner, undefined);
  assert.equal(dial(plan, '').outcome.winner, undefined);
});

test('a rule for another line does not count; without a line it is the first', () => {
  const plan: Rule[] = [
    ['1', 1, 'Line="1"'],
    ['1', 2, 'Line="2"'],
    ['1', 3],
  ];
  assert.equal(after(plan, '1').winner, 0);
  assert.equal(after(plan, '1', { line: 2 }).winner, 1);
  assert.equal(after(plan, '1', { line: 3 }).winner, 2);
});

test('a very long number costs no more than its keys, and the phone holds 255 of them', () => {
  const { used, outcome } = dialled(
    [
      ['*9', 5],
      ['*', 5],
    ],
    '1'.repeat(100_000),
  );
  assert.equal(used, 255);
  assert.equal(outcome.winner, 1);
});
