import assert from 'node:assert/strict';
import { test } from 'node:test';
import firmware from '../../../schemas/firmware.json' with { type: 'json' };
import { displays, isDocumented, stageOf, stages, stagesBetween } from '../../../server/src/upgrade/facts.ts';

const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));

test('steps lead from stages to stages, and speak by rules, that exist', () => {
  const [known, rules] = [ids(firmware.stages), ids(firmware.rules)];
  for (const { id, from, to, why, cautions, smaller, oneWay } of firmware.steps) {
    for (const stage of [...from, to]) assert.ok(known.has(stage), `${id}: ${stage}`);
    for (const rule of [...why, ...cautions, smaller, ...(oneWay === null ? [] : [oneWay])])
      assert.ok(rules.has(rule), `${id}: ${rule}`);
  }
  assert.equal(ids(firmware.steps).size, firmware.steps.length);
});

test('a load has one stage, and every release has one', () => {
  for (const kind of ['sip', 'sccp'])
    for (let major = 1; major <= 12; major++) {
      const fitting = stages.filter(
        ({ kind: other, majors }) => other === kind && major >= majors.from && major <= (majors.to ?? major),
      );
      assert.deepEqual(fitting, [stageOf(kind, major)], `${kind} ${major}`);
    }
});

test('no step leads from signed to unsigned images, and the way into signed ones is marked', () => {
  const signed = new Map(stages.map((stage) => [stage.id, stage.signed]));
  for (const { id, from, to, oneWay } of firmware.steps)
    for (const stage of from) {
      assert.ok(!signed.get(stage) || signed.get(to), id);
      assert.equal(oneWay !== null, !signed.get(stage) && signed.get(to), id);
    }
});

test('a stage that has to be passed names an image to obtain that belongs to it', () => {
  for (const from of stages)
    for (const to of stages) {
      if (to.kind !== 'sip') continue;
      for (const stage of stagesBetween(from, to)?.slice(1, -1) ?? []) {
        const major = Number(/^P0S3-?(\d{1,2})/.exec(stage.instead ?? '')?.[1]);
        assert.equal(stageOf('sip', major), stage);
      }
    }
});

test('the four failures on the display are explained, with the doubt that there is', () => {
  assert.deepEqual(
    displays().map(({ shows }) => shows),
    [
      'Protocol Application Invalid',
      'Image Authentication Failed',
      'No Load Specified',
      'W210 TFTP Error: buffer full',
    ],
  );
  for (const { confidence, howSure } of displays()) {
    assert.ok(!isDocumented(confidence));
    assert.match(howSure, /not documented/);
  }
});
