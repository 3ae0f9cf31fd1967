import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { CalendarName, Parameter, TimeZone, WrongName } from '../../server/src/facts/types.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'schemas');

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T;
}

interface Entry {
  readonly name: string;
  readonly default: string | null;
  readonly values: readonly { readonly value: string }[];
}

interface DialPlan {
  readonly limits: { readonly groups: number; readonly defaultTimeoutSeconds: number };
  readonly attributes: readonly (Entry & { readonly type: string })[];
  readonly tones: readonly { readonly name: string }[];
  readonly alphabet: readonly { readonly symbol: string }[];
  readonly rewrite: readonly { readonly symbol: string }[];
  readonly notMatched: readonly { readonly symbol: string }[];
}

interface Firmware {
  readonly patterns: readonly { readonly id: string; readonly pattern: string; readonly example: string }[];
  readonly extensions: readonly { readonly extension: string }[];
  readonly fileSets: readonly {
    readonly majors: { readonly from: number; readonly to: number | null };
    readonly files: readonly string[];
    readonly needed: readonly (readonly string[])[];
    readonly neededOnce: readonly (readonly string[])[];
  }[];
  readonly wholeImages: readonly string[];
}

interface AcrossFiles {
  readonly registration: {
    readonly server: string;
    readonly port: string;
    readonly when: { readonly parameter: string; readonly value: string };
  };
  readonly emergency: { readonly route: string; readonly parameter: string };
}

interface RingList {
  readonly ringFile: {
    readonly minimumBytes: number;
    readonly maximumBytes: number;
    readonly multipleOfBytes: number;
  };
}

const schemaNames = namesWith('.schema.json');
const dataNames = namesWith('.json').filter((name) => !name.endsWith('.schema'));

function namesWith(ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}
const parameters = read<Parameter[]>('cnf-parameters');
const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
const wrongNames = read<WrongName[]>('cnf-wrong-names');
const timeZones = read<TimeZone[]>('cnf-time-zones');
const calendar = read<{ months: CalendarName[]; weekdays: CalendarName[] }>('cnf-calendar');
const sources = read<{ id: string }[]>('sources');
const dialPlan = read<DialPlan>('dialplan');
const firmware = read<Firmware>('firmware');
const ringList = read<RingList>('ringlist');
const acrossFiles = read<AcrossFiles>('across-files');

/** Every name as a user would write it: `line{n}_name` gives line1_name to line6_name. */
function spelledOut(parameter: Parameter): string[] {
  if (!parameter.numbered) return [parameter.name];
  const names: string[] = [];
  for (let n = parameter.numbered.from; n <= parameter.numbered.to; n += 1) {
    names.push(parameter.name.replace('{n}', String(n)));
  }
  return names;
}

/** Visits every object in a data file. */
function visit(value: unknown, see: (object: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (typeof value === 'object' && value !== null) {
    see(value as Record<string, unknown>);
    for (const item of Object.values(value)) visit(item, see);
  }
}

/** Every text in a data file, with the path to it. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}/${key}`));
}

function sourceIds(object: Record<string, unknown>): string[] {
  return Object.entries(object)
    .filter(([key, value]) => /^(s|.*S)ources$/.test(key) && Array.isArray(value))
    .flatMap(([, value]) => value as string[]);
}

/** Whether a value may stand in a file by the parameter's own limits; `null` where the type has none. */
function fits(parameter: Parameter, value: string): boolean {
  if (value === '' || parameter.special.some((special) => special.value === value)) return true;
  switch (parameter.type) {
    case 'enum':
      return parameter.values.some((known) => known.value === value || known.also?.includes(value));
    case 'integer':
    case 'port':
    case 'bitmask':
    case 'hours': {
      const number = Number(value);
      return (
        Number.isInteger(number) &&
        (parameter.minimum === null || number >= parameter.minimum) &&
        (parameter.maximum === null || number <= parameter.maximum)
      );
    }
    case 'month':
      return calendar.months.some((month) => month.name === value);
    case 'weekday':
      return calendar.weekdays.some((day) => day.name === value);
    case 'time-zone':
      return timeZones.some((zone) => zone.name === value);
    case 'time':
      return /^([01]?\d|2[0-3])(:[0-5]\d)?$/.test(value);
    default:
      return parameter.maxLength === null || value.length <= parameter.maxLength;
  }
}

test('every facts file keeps to its schema', async (t) => {
  assert.deepEqual(schemaNames, dataNames);
  for (const name of dataNames) {
    await t.test(`${name}.json`, () => {
      const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
      ajv.addFormat('regex', (pattern: string) => Boolean(new RegExp(pattern)));
      const validate = ajv.compile(read<object>(`${name}.schema`));
      assert.ok(validate(read(name)), ajv.errorsText(validate.errors, { separator: '\n' }));
    });
  }
});

test('a schema refuses a parameter with a field too many, too few or a wrong word', () => {
  const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(
    read<object>('cnf-parameters.schema'),
  );
  const good = byName.get('tos_media');
  assert.ok(good);
  assert.ok(validate([good]));
  assert.ok(!validate([{ ...good, colour: 'green' }]));
  assert.ok(!validate([{ ...good, topic: 'cooking' }]));
  assert.ok(!validate([{ ...good, numbered: { from: 1, to: 6, on7940: 2 } }]));
  const { summary: _summary, ...short } = good;
  assert.ok(!validate([short]));
});

test('all 95 parameters of the phones are known, 155 names when the numbers are spelled out', () => {
  assert.equal(parameters.length, 95);
  const names = parameters.flatMap(spelledOut);
  assert.equal(names.length, 155);
  assert.equal(new Set(names).size, 155);
  for (const name of [
    'image_version',
    'proxy6_address',
    'line1_name',
    'line6_password',
    'speed_label6',
    'dst_stop_time',
  ]) {
    assert.ok(names.includes(name), name);
  }
});

test('the lines of a 7960 go to 6 and those of a 7940 to 2', () => {
  for (const parameter of parameters) {
    if (!/^(line|proxy)\{n\}_/.test(parameter.name)) continue;
    assert.deepEqual(parameter.numbered, { from: 1, to: 6, on7940: 2 }, parameter.name);
  }
});

test('a hover never points to a parameter that does not exist', () => {
  for (const parameter of parameters) {
    for (const related of parameter.related) {
      assert.ok(byName.has(related), `${parameter.name}: ${related}`);
      assert.notEqual(related, parameter.name);
    }
  }
});

test('a wrong name leads to a real parameter, and no real name is called wrong', () => {
  const real = new Set(parameters.flatMap((parameter) => [parameter.name, ...spelledOut(parameter)]));
  assert.equal(new Set(wrongNames.map((wrong) => wrong.name)).size, wrongNames.length);
  for (const { name, instead } of wrongNames) {
    assert.ok(!real.has(name), name);
    if (instead !== null) assert.ok(byName.has(instead), `${name}: ${instead}`);
    if (name.includes('{n}') && instead !== null) assert.ok(instead.includes('{n}'), name);
  }
});

test('every fact names sources that exist, and every source is used', () => {
  const known = new Set(sources.map((source) => source.id));
  assert.equal(known.size, sources.length);
  const used = new Set<string>();
  for (const name of dataNames) {
    visit(read(name), (object) => {
      for (const id of sourceIds(object)) {
        assert.ok(known.has(id), `${name}: ${id}`);
        used.add(id);
      }
    });
  }
  assert.deepEqual(
    [...known].filter((id) => !used.has(id)),
    [],
  );
});

test('what is called documented or from the stock file has such a source', () => {
  const cisco = new Set(['cme', 'cme-loads', 'firmware-matrix', 'release-notes-8', 'cucm-dial-rules']);
  for (const { name, confidence, limitsConfidence, sources: from } of parameters) {
    for (const sure of [confidence, limitsConfidence]) {
      if (sure === 'documented')
        assert.ok(
          from.some((id) => id.startsWith('guide-')),
          name,
        );
      if (sure === 'stock-file') assert.ok(from.includes('stock-file'), name);
      if (sure === 'protocol')
        assert.ok(
          from.some((id) => id.startsWith('rfc-')),
          name,
        );
      if (sure === 'model') assert.ok(from.includes('sipxecs'), name);
    }
  }
  for (const file of ['dialplan', 'syncinfo', 'ringlist', 'firmware']) {
    visit(read(file), (object) => {
      if (object.confidence !== 'documented') return;
      const from = sourceIds(object);
      assert.ok(
        from.some((id) => id.startsWith('guide-') || cisco.has(id)),
        `${file}: ${JSON.stringify(object)}`,
      );
    });
  }
});

test('the default of a parameter passes its own check', () => {
  for (const parameter of parameters) {
    if (parameter.default === null) continue;
    assert.ok(fits(parameter, parameter.default), `${parameter.name}: ${parameter.default}`);
  }
});

test('a list of values has no twins and every value lies within the range', () => {
  for (const parameter of parameters) {
    if (parameter.type === 'enum') assert.ok(parameter.values.length > 1, parameter.name);
    const spellings = parameter.values.flatMap((value) => [value.value, ...(value.also ?? [])]);
    assert.equal(new Set(spellings).size, spellings.length, parameter.name);
    for (const value of spellings) assert.ok(fits(parameter, value), `${parameter.name}: ${value}`);
    if (parameter.minimum !== null && parameter.maximum !== null) {
      assert.ok(parameter.minimum < parameter.maximum, parameter.name);
    }
  }
});

test('network_media_type takes capitals and small letters, as real files write both', () => {
  const parameter = byName.get('network_media_type');
  assert.ok(parameter);
  for (const value of ['Auto', 'auto', 'Full100', 'full100', 'half10']) assert.ok(fits(parameter, value), value);
  assert.ok(!fits(parameter, 'gigabit'));
});

test('passwords are never shown, and nothing else is hidden', () => {
  const secret = parameters.filter((parameter) => parameter.secret).map((parameter) => parameter.name);
  assert.deepEqual(secret.sort(), ['line{n}_password', 'phone_password']);
});

test('only what belongs to one phone, or comes too late, is out of place in the other file', () => {
  const misplaced = parameters.filter((parameter) => parameter.outOfScope !== null).map((parameter) => parameter.name);
  assert.deepEqual(misplaced.sort(), [
    'cfwd_url',
    'line{n}_authname',
    'line{n}_contact',
    'line{n}_displayname',
    'line{n}_name',
    'line{n}_password',
    'line{n}_shortname',
    'phone_label',
    'speed_label{n}',
    'speed_line{n}',
    'tftp_cfg_dir',
  ]);
});

test('there are 32 time zones from west to east, and BST is not called British', () => {
  assert.equal(timeZones.length, 32);
  assert.equal(new Set(timeZones.map((zone) => zone.name)).size, 32);
  const minutes = timeZones.map(({ offset }) => {
    const [hours, rest] = offset.slice(1).split(':').map(Number);
    return (offset.startsWith('-') ? -1 : 1) * (hours! * 60 + rest!);
  });
  assert.deepEqual(
    minutes,
    minutes.toSorted((a, b) => a - b),
  );
  const bst = timeZones.find((zone) => zone.name === 'BST');
  assert.equal(bst?.offset, '-03:00');
  assert.match(bst?.misleading ?? '', /British Summer Time/);
});

test('a week begins with Sunday as 1, a year with January, and short names are three letters', () => {
  assert.deepEqual(calendar.weekdays[0], { number: 1, name: 'Sunday', short: 'Sun' });
  assert.deepEqual(calendar.weekdays[6], { number: 7, name: 'Saturday', short: 'Sat' });
  assert.deepEqual(calendar.months[11], { number: 12, name: 'December', short: 'Dec' });
  for (const list of [calendar.months, calendar.weekdays]) {
    list.forEach((entry, index) => {
      assert.equal(entry.number, index + 1);
      assert.equal(entry.short, entry.name.slice(0, 3));
    });
  }
});

test('a dial plan rule has seven attributes with defaults that are allowed', () => {
  const names = dialPlan.attributes.map((attribute) => attribute.name);
  assert.deepEqual(names, ['MATCH', 'Timeout', 'User', 'Route', 'Rewrite', 'Line', 'Tone']);
  for (const attribute of dialPlan.attributes) {
    if (attribute.type !== 'enum' || attribute.default === null) continue;
    assert.ok(
      attribute.values.some((value) => value.value === attribute.default),
      attribute.name,
    );
  }
  const find = (name: string) => dialPlan.attributes.find((attribute) => attribute.name === name);
  assert.equal(find('Timeout')?.default, String(dialPlan.limits.defaultTimeoutSeconds));
  assert.ok(dialPlan.tones.some((tone) => tone.name === find('Tone')?.default));
});

test('no letter of a dial plan is explained twice or in two ways', () => {
  const names = dialPlan.tones.map((tone) => tone.name.toLowerCase());
  assert.equal(new Set(names).size, 20);
  for (const list of [dialPlan.alphabet, dialPlan.rewrite]) {
    assert.equal(new Set(list.map((entry) => entry.symbol)).size, list.length);
  }
  const known = new Set(dialPlan.alphabet.map((entry) => entry.symbol));
  for (const { symbol } of dialPlan.notMatched) assert.ok(!known.has(symbol), symbol);
  for (let group = 1; group <= dialPlan.limits.groups; group += 1) {
    assert.ok(
      dialPlan.rewrite.some((entry) => entry.symbol === `%${group}`),
      `%${group}`,
    );
  }
});

test('the name of a firmware image belongs to one kind only', () => {
  const kinds = (name: string) =>
    firmware.patterns.filter(({ pattern }) => new RegExp(pattern).test(name)).map((p) => p.id);
  for (const { id, example } of firmware.patterns) assert.deepEqual(kinds(example), [id]);
  assert.deepEqual(kinds('P0S3-8-12-00'), ['sip-dashed']);
  assert.deepEqual(kinds('P0S3-08-12-00'), ['sip-dashed']);
  assert.deepEqual(kinds('P0S30202'), ['sip-short']);
  assert.deepEqual(kinds('P003-07-4-00'), ['loader']);
  assert.deepEqual(kinds('P0S3-8-12-00.bin'), []);
  assert.deepEqual(kinds('P0S3-8-12-00 '), []);
});

test('every file of a firmware release has a known extension', () => {
  const known = new Set(firmware.extensions.map((entry) => entry.extension));
  for (const { files } of firmware.fileSets) {
    for (const file of files) assert.ok(known.has(file.slice(file.indexOf('.'))), file);
  }
});

test('every release has one set of files, and nothing else is needed than what Cisco ships', () => {
  const spans = firmware.fileSets.map(({ majors }) => majors);
  for (const [index, { from }] of spans.entries()) assert.equal(from, (spans[index - 1]?.to ?? 0) + 1);
  assert.equal(spans.at(-1)?.to, null);
  const known = new Set(firmware.extensions.map((entry) => entry.extension));
  for (const { needed, neededOnce } of firmware.fileSets)
    for (const file of [...needed, ...neededOnce].flat()) assert.ok(known.has(file.slice(file.indexOf('.'))), file);
  for (const extension of firmware.wholeImages) assert.ok(known.has(extension), extension);
});

test('the release of a SIP image can be read from its name', () => {
  const majors = firmware.patterns.flatMap(({ pattern, example }) => {
    const major = new RegExp(pattern).exec(example)?.groups?.major;
    return major === undefined ? [] : [`${example}: ${Number(major)}`];
  });
  assert.deepEqual(majors, ['P0S30202: 2', 'P0S3-8-12-00: 8']);
});

test('what belongs together across files are real parameters and words', () => {
  const { registration, emergency } = acrossFiles;
  for (const name of [registration.server, registration.port, registration.when.parameter, emergency.parameter])
    assert.ok(byName.has(name), name);
  assert.ok(byName.get(registration.when.parameter)?.values.some(({ value }) => value === registration.when.value));
  const routes = dialPlan.attributes.find(({ name }) => name === 'Route');
  assert.ok(routes?.values.some(({ value }) => value === emergency.route));
});

test('the smallest and the largest ring are whole blocks', () => {
  const { minimumBytes, maximumBytes, multipleOfBytes } = ringList.ringFile;
  assert.equal(minimumBytes % multipleOfBytes, 0);
  assert.equal(maximumBytes % multipleOfBytes, 0);
  assert.ok(minimumBytes < maximumBytes);
});

test('texts are whole sentences where they should be, without stray blanks', () => {
  for (const name of dataNames) {
    for (const [path, text] of texts(read(name), name)) {
      assert.doesNotMatch(text, / {2}/, path);
      if (/\/(description|why|notes\/\d+|text|outOfScope|invalidValue|meaning)$/.test(path)) {
        assert.match(text, /^[`A-Z0-9]/, path);
        assert.match(text, /[.]$/, path);
      }
      if (path.endsWith('/summary')) assert.doesNotMatch(text, /\.$/, path);
    }
  }
});

test('a country of the emergency numbers stands there once, in the order of the codes', () => {
  const countries =
    read<{ code: string; numbers: { number: string; confidence: string; sources: string[] }[] }[]>('emergency-numbers');
  const codes = countries.map(({ code }) => code);
  assert.deepEqual(codes, [...new Set(codes)].sort());
  for (const { code, numbers } of countries) {
    assert.equal(new Set(numbers.map(({ number }) => number)).size, numbers.length, code);
    for (const { confidence, sources: from } of numbers)
      if (confidence === 'law') assert.ok(from.includes('eu-2018-1972'), code);
  }
});

test('what new folders and new phones are made of are real parameters, and models have the lines that are known', () => {
  const names = new Set(parameters.flatMap((parameter) => [parameter.name, ...spelledOut(parameter)]));
  const newFolder = read<{
    questions: { id: string; parameter: string | null; onlyWith: string | null }[];
    sections: { entries: { question: string | null; parameter: string | null; onlyWith: string | null }[] }[];
    time: Record<string, unknown> & { start: Record<string, string>; stop: Record<string, string> };
  }>('new-folder');
  const { zone, adjust, offset, start, stop } = newFolder.time;
  const entries = newFolder.sections.flatMap((section) => section.entries);
  const used = [...newFolder.questions, ...entries].flatMap(({ parameter }) => parameter ?? []);
  for (const name of [...used, zone, adjust, offset, ...Object.values(start), ...Object.values(stop)])
    assert.ok(names.has(String(name)), String(name));
  const ids = new Set(newFolder.questions.map(({ id }) => id));
  for (const { onlyWith } of [...newFolder.questions, ...entries])
    if (onlyWith !== null) assert.ok(ids.has(onlyWith), onlyWith);
  // An answer that is written nowhere would not have to be asked for: the dial plan takes those without a parameter.
  const written = entries.map(({ question }) => question);
  for (const { id, parameter } of newFolder.questions) if (parameter !== null) assert.ok(written.includes(id), id);
  for (const { answers } of read<{ countries: { answers: Record<string, string> }[] }>('dial-plans').countries)
    for (const id of Object.keys(answers)) assert.ok(ids.has(id), id);

  const newPhone = read<{
    models: { name: string; pattern: string; lines: number }[];
    label: string;
    line: Record<string, string>;
    columns: { field: string; names: string[] }[];
  }>('new-phone');
  for (const name of [newPhone.label, ...Object.values(newPhone.line)]) assert.ok(names.has(name), name);
  for (const { field } of newPhone.columns) assert.ok(['mac', 'model'].includes(field) || names.has(field), field);
  const headings = newPhone.columns.flatMap((column) => column.names);
  assert.equal(new Set(headings).size, headings.length);
  const { numbered } = parameters.find(({ type }) => type === 'line-name') ?? {};
  assert.deepEqual(
    newPhone.models.map(({ name, lines }) => [name, lines]),
    [
      ['7940', numbered?.on7940],
      ['7960', numbered?.to],
    ],
  );
  for (const { name, pattern } of newPhone.models) assert.match(name, new RegExp(pattern));
  const { prefixes } = read<{ prefixes: string[] }>('mac-prefixes');
  assert.deepEqual(prefixes, [...new Set(prefixes)].sort());
});
