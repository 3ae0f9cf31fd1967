import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UpgradePlan, UpgradeStep } from '../../../server/src/protocol.ts';
import { planUpgrade } from '../../../server/src/upgrade/plan.ts';
import { releaseOf } from '../../../server/src/upgrade/release.ts';
import { storedSets } from '../../../server/src/upgrade/state.ts';
import { planUpgrade as asThePhone } from '../../phone/images.ts';
import { folder } from '../../support/folder.ts';
import { filesOf, sccpImages, sipImages } from '../../support/images.ts';

/** The plan for a folder with these files. */
function planIn(files: readonly string[], from: string, to: string): UpgradePlan {
  const sizes = Object.fromEntries(files.map((name) => [name, 1000]));
  return planUpgrade({ from, to, stored: storedSets(folder({}, sizes)) });
}

const withImages = (images: readonly string[], from: string, to: string) => planIn(images.flatMap(filesOf), from, to);

function stepsOf(plan: UpgradePlan): readonly UpgradeStep[] {
  return 'steps' in plan ? plan.steps : assert.fail(plan.impossible.text);
}

function reasonOf(plan: UpgradePlan): string {
  return 'impossible' in plan ? plan.impossible.text : assert.fail('there is a way');
}

const path = (plan: UpgradePlan) => stepsOf(plan).map(({ to }) => to);

// --- paths --------------------------------------------------------------------------------------

const chain = ['P0S30202', 'P0S3-03-0-00', 'P0S3-04-4-00', 'P0S3-05-3-00', 'P0S3-06-3-00', 'P0S3-07-4-00'];

test('the procedure of 2004 comes out where its images lie in the folder', () => {
  assert.deepEqual(path(withImages(chain, 'sccp', 'P0S3-04-4-00')), chain.slice(0, 3));
  assert.deepEqual(path(withImages(chain, 'P00303020400', 'P0S3-05-3-00')), chain.slice(0, 4));
  const last = 'P0S3-8-12-00';
  assert.deepEqual(path(withImages([...chain, last], 'P00303020400', last)), [...chain, last]);
});

test('Cisco’s example, 5.3 to 6.0 to 7.4, comes out as well', () => {
  const images = ['P0S3-05-3-00', 'P0S3-06-0-00', 'P0S3-07-4-00'];
  assert.deepEqual(path(withImages(images, 'P0S3-05-3-00', 'P0S3-07-4-00')), images.slice(1));
});

test('an empty folder needs the fewest images: one for each stage that cannot be passed over', () => {
  assert.deepEqual(path(planIn([], 'P00303020400', 'P0S3-8-12-00')), ['P0S30202', 'P0S3-06-3-00', 'P0S3-8-12-00']);
  assert.deepEqual(path(planIn([], 'P0S30202', 'P0S3-8-12-00')), ['P0S3-06-3-00', 'P0S3-8-12-00']);
  assert.deepEqual(path(planIn([], 'P0S3-06-3-00', 'P0S3-8-12-00')), ['P0S3-8-12-00']);
  assert.deepEqual(path(planIn([], 'P00305000300', 'P0S3-8-12-00')), ['P0S3-06-3-00', 'P0S3-8-12-00']);
  assert.deepEqual(path(planIn([], 'P00308010200', 'P0S3-8-12-00')), ['P0S3-8-12-00']);
  const [first] = stepsOf(planIn([], 'P0S30202', 'P0S3-8-12-00'));
  assert.equal(first?.instead, 'Another image of SIP 5.x and 6.x does as well.');
});

test('what lies in the folder goes before what would have to be obtained', () => {
  const plan = withImages(['P0S3-05-1-00', 'P0S3-8-12-00'], 'P0S3-04-4-00', 'P0S3-8-12-00');
  assert.deepEqual(path(plan), ['P0S3-05-1-00', 'P0S3-8-12-00']);
  assert.deepEqual(
    stepsOf(plan).map(({ missing, instead }) => [missing, instead]),
    [
      [[], null],
      [[], null],
    ],
  );
});

test('of several images of one major release the newest is taken; one that is not complete is not', () => {
  const files = ['P0S3-05-1-00', 'P0S3-05-3-00', 'P0S3-06-0-00', 'P0S3-8-12-00'].flatMap(filesOf);
  const plan = planIn([...files, 'P0S3-07-4-00.loads'], 'P0S3-04-4-00', 'P0S3-8-12-00');
  assert.deepEqual(path(plan), ['P0S3-05-3-00', 'P0S3-06-0-00', 'P0S3-8-12-00']);
});

test('signed releases go down at once, and the same load is no step, however it is spelled', () => {
  assert.deepEqual(path(withImages(chain, 'P0S3-8-12-00', 'P0S3-06-3-00')), ['P0S3-06-3-00']);
  assert.deepEqual(path(withImages(chain, 'P0S3-8-12-00', 'P0S3-07-4-00')), ['P0S3-07-4-00']);
  assert.deepEqual(path(withImages(chain, 'P0S3-04-4-00', 'P0S30202')), ['P0S30202']);
  for (const to of ['P0S3-08-12-00', 'p0s3-8-12-00', 'P0S3-8-12-00.loads'])
    assert.deepEqual(path(planIn([], 'P0S3-8-12-00', to)), [], to);
});

test('names are spelled as the files in the folder are', () => {
  const plan = withImages(['P0S3-8-12-00'], 'P0S3-06-3-00', 'P0S3-08-12-00');
  assert.equal(plan.to, 'P0S3-8-12-00');
  assert.deepEqual(stepsOf(plan)[0]?.edits, { bootImage: 'P003-8-12-00', imageVersion: 'P0S3-8-12-00' });
});

test('there is no way from signed to unsigned images, and the reason says so', () => {
  for (const from of ['P0S3-05-1-00', 'P0S3-8-12-00', 'P00305000300', 'P003-07-4-00']) {
    const plan = withImages(chain, from, 'P0S3-04-4-00');
    assert.equal(reasonOf(plan), 'Once a phone runs 5.0 or later, it cannot go back to an unsigned image.');
    assert.ok(
      'impossible' in plan && plan.impossible.confidence === 'documented' && plan.impossible.sources.length > 0,
    );
  }
});

test('what is no SIP image is no destination, and nothing is known of the way from MGCP', () => {
  assert.match(reasonOf(planIn([], 'P0S3-8-12-00', 'P00308010200')), /^P00308010200 is not the name of a SIP image/);
  assert.match(reasonOf(planIn([], 'P0S3-8-12-00', 'office')), /^office is not/);
  assert.match(reasonOf(planIn([], 'P0M3-5-3-00', 'P0S3-8-12-00')), /way from P0M3-5-3-00/);
});

// --- one step -----------------------------------------------------------------------------------

test('before 7.0 both OS79XX.TXT and image_version name the image', () => {
  const [step] = stepsOf(withImages(chain, 'P0S30202', 'P0S3-03-0-00'));
  assert.deepEqual(step?.edits, { bootImage: 'P0S3-03-0-00', imageVersion: 'P0S3-03-0-00' });
  assert.deepEqual(step.asks, ['OS79XX.TXT', 'P0S3-03-0-00.bin']);
  assert.equal(step.restart, 'check-sync');
  assert.equal(step.oneWay, null);
});

test('the step to 7.0 and later goes by the loader, from there on OS79XX.TXT is left alone', () => {
  const [loader, list] = stepsOf(withImages(['P0S3-07-4-00'], 'P0S3-06-3-00', 'P0S3-8-12-00'));
  assert.deepEqual(loader?.edits, { bootImage: 'P003-07-4-00', imageVersion: 'P0S3-07-4-00' });
  assert.deepEqual(loader.asks, ['OS79XX.TXT', 'P003-07-4-00.sbn', 'P0S3-07-4-00.loads', 'P0S3-07-4-00.sb2']);
  assert.deepEqual(list?.edits, { bootImage: null, imageVersion: 'P0S3-8-12-00' });
  const files = ['P0S3-8-12-00.loads', 'P003-8-12-00.sbn', 'P0S3-8-12-00.sb2'];
  assert.deepEqual(
    list.missing,
    files.map((file) => ({ file, image: 'P0S3-8-12-00' })),
  );
});

test('the one way that cannot be undone is marked: that to signed images', () => {
  const marked = stepsOf(withImages(chain, 'sccp', 'P0S3-07-4-00')).filter(({ oneWay }) => oneWay !== null);
  assert.deepEqual(
    marked.map(({ from, to }) => [from, to]),
    [['P0S3-04-4-00', 'P0S3-05-3-00']],
  );
});

test('a phone with unsigned firmware needs the .bin file of a signed image', () => {
  const [step] = stepsOf(planIn(['P0S3-05-3-00.sbn'], 'P0S3-04-4-00', 'P0S3-05-3-00'));
  assert.deepEqual(step?.missing, [{ file: 'P0S3-05-3-00.bin', image: 'P0S3-05-3-00' }]);
});

test('SCCP firmware takes no check-sync, and an unknown release of it is a caution', () => {
  const [step] = stepsOf(withImages(chain, 'SCCP', 'P0S30202'));
  assert.equal(step?.restart, 'by-hand');
  assert.match(step.cautions.map(({ text }) => text).join(), /one before 5\.0 is assumed/);
  const [known] = stepsOf(withImages(chain, 'P00303020400', 'P0S30202'));
  assert.doesNotMatch(known?.cautions.map(({ text }) => text).join() ?? '', /assumed/);
});

test('a phone that is left with the loader alone goes on to its image', () => {
  assert.deepEqual(path(planIn([], 'P003-07-4-00', 'P0S3-07-4-00')), ['P0S3-07-4-00']);
});

test('every statement says how sure it is and where it comes from', () => {
  for (const step of stepsOf(withImages([...chain, 'P0S3-8-12-00'], 'sccp', 'P0S3-8-12-00'))) {
    assert.ok(step.howSure.length > 0);
    assert.ok(step.why.length > 0);
    for (const { sources, howSure } of [...step.why, ...step.cautions, ...(step.oneWay ? [step.oneWay] : [])]) {
      assert.ok(sources.length > 0);
      assert.ok(howSure.length > 0);
    }
  }
});

// --- every pair ---------------------------------------------------------------------------------

const folders: Readonly<Record<string, readonly string[]>> = {
  'an empty folder': [],
  'a folder with all images': sipImages,
  'a folder with some': ['P0S30202', 'P0S3-05-1-00', 'P0S3-07-4-00', 'P0S3-08-9-00'],
};
const starts = ['sccp', ...sccpImages, 'P003-07-4-00', ...sipImages];

/** Whether firmware takes signed images only: all kinds of it since their 5.0. */
const isSigned = (name: string) => (releaseOf(name)?.major ?? 0) >= 5;

for (const [name, images] of Object.entries(folders)) {
  const stored = storedSets(folder({}, Object.fromEntries(images.flatMap(filesOf).map((file) => [file, 1]))));
  test(`from every load to every SIP image there is a path or a reason: ${name}`, () => {
    for (const from of starts)
      for (const to of sipImages) {
        const plan = planUpgrade({ from, to, stored });
        const isRefused = isSigned(from) && !isSigned(to);
        assert.equal('impossible' in plan, isRefused, `${from} to ${to}`);
        if ('steps' in plan) assertPath(plan.steps, from, to);
      }
  });
}

function assertPath(steps: readonly UpgradeStep[], from: string, to: string): void {
  let at = from;
  for (const step of steps) {
    const what = `${from} to ${to}, step ${step.from} to ${step.to}`;
    assert.equal(step.from, at, what);
    assert.ok(!isSigned(step.from) || isSigned(step.to), what);
    assertTaken(step, what);
    at = step.to;
  }
  assert.equal(at, to);
  assert.ok(steps.length <= 8);
}

/** The test phone, which has rules of its own, takes the step and asks for the files that the plan names. */
function assertTaken({ from, to, edits, asks }: UpgradeStep, what: string): void {
  const hops = edits.bootImage !== null && edits.bootImage !== to ? [edits.bootImage, to] : [to];
  let at = from;
  for (const hop of hops) {
    const taken = asThePhone(at, hop);
    assert.notEqual(taken.kind, 'refused', what);
    const file = taken.kind === 'list' ? taken.list : taken.kind === 'file' ? taken.file : '';
    assert.ok(asks.includes(file), `${what}: the phone asks for ${file}`);
    at = hop;
  }
}
