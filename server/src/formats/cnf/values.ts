/** Whether a value is one that its parameter takes. One entry alone, without its neighbours. */

import { t } from '@vscode/l10n';
import type { CalendarName, Confidence, Parameter } from '../../facts/types.ts';
import { imageForm, splitExtension } from '../imagename.ts';
import { hasPlaceholder } from '../placeholders.ts';
import { onLine, replace } from '../ranges.ts';
import { type Finding, type Fix, type Rule, report } from '../rules.ts';
import type { Span } from './lines.ts';
import { findValue, isSpecial, months, type NamedParameter, timeZones, weekdays } from './parameters.ts';
import { shortest } from './passwords.ts';
import { rules } from './rules.ts';

/** A value as messages show it: never a password, never a whole page. */
export function shown(parameter: Parameter, text: string): string {
  if (parameter.secret) return t('The value');
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

function at(span: Span) {
  return onLine(0, span.start, span.end);
}

/** What is known of what the phone does with a value it does not accept. */
function consequence(parameter: Parameter): string {
  return parameter.invalidValue ?? t('What the phone does instead is not documented.');
}

/** A value as it stands on a line, without its quotes. */
export interface Written extends Span {
  readonly text: string;
}

function put(value: Written, text: string, title = t`Change to '${text}'`, safe = false): Fix {
  return { title, safe, edits: [replace(at(value), text)] };
}

/** `0 to 5`, `1 or more seconds`. */
export function rangeText({ minimum, maximum, unit }: Parameter): string {
  const numbers =
    minimum === null
      ? maximum === null
        ? t('a whole number')
        : t`a number up to ${maximum}`
      : maximum === null
        ? t`a number from ${minimum}`
        : t`a number from ${minimum} to ${maximum}`;
  return unit ? `${numbers} (${unit})` : numbers;
}

/**
 * The findings about the value of an entry, on line 0. An empty value is never reported: Cisco's own files use it for
 * "not set", and so is none that a template engine will fill in.
 */
export function checkValue(value: Written, named: NamedParameter): readonly Finding[] {
  const { parameter } = named;
  const { text } = value;
  if (text.trim() === '' || hasPlaceholder(text) || isSpecial(parameter, text)) return none;
  return checkers[parameter.type](value, named);
}

type Checker = (value: Written, named: NamedParameter) => readonly Finding[];

const none: readonly never[] = [];

/** A finding about the value, as severe as the facts about this parameter's limits allow. */
function about(
  rule: Rule,
  value: Written,
  { parameter, name }: NamedParameter,
  values: Record<string, string | number>,
  fixes: readonly Fix[] = [],
  confidence: Confidence = parameter.limitsConfidence,
): Finding {
  return report(
    rule,
    at(value),
    { name, value: shown(parameter, value.text), consequence: consequence(parameter), ...values },
    { fixes, confidence },
  );
}

const checkEnum: Checker = (value, named) => {
  const { parameter } = named;
  const found = findValue(parameter, value.text);
  if (found?.exact) return none;
  if (found) {
    const expected = found.value.value;
    return [about(rules.valueLetterCase, value, named, { expected }, [put(value, expected, undefined, true)])];
  }
  const fixes = parameter.values.map(({ value: other, meaning }) =>
    put(
      value,
      other,
      other === meaning ? t`Change to '${other}'` : t`Change to '${other}' (${meaning.replace(/\.$/, '')})`,
    ),
  );
  const list = parameter.values.map(({ value }) => value);
  return [about(rules.valueNotInList, value, named, { list: inWords(list) }, fixes)];
};

function inWords(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : t`${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`;
}

const checkInteger: Checker = (value, named) => {
  const { parameter } = named;
  const text = value.text.trim();
  if (!/^[+-]?\d+$/.test(text)) {
    const digits = /^\d+/.exec(text)?.[0];
    const isUsable = digits !== undefined && nearestAllowed(Number(digits), parameter) === Number(digits);
    const fixes = isUsable ? [put(value, digits)] : defaultFix(value, parameter);
    return [about(rules.notANumber, value, named, { range: rangeText(parameter) }, fixes)];
  }
  const number = Number(text);
  const nearest = nearestAllowed(number, parameter);
  if (nearest === number) return none;
  // No port lies outside the protocol's bounds, however sure the phone's own bounds are.
  const confidence = parameter.type === 'port' && (number < 1 || number > 65535) ? 'protocol' : undefined;
  const fixes = [put(value, String(nearest)), ...defaultFix(value, parameter, String(nearest))];
  return [about(rules.outOfRange, value, named, { range: rangeText(parameter) }, fixes, confidence)];
};

function nearestAllowed(number: number, { minimum, maximum }: Parameter): number {
  if (minimum !== null && number < minimum) return minimum;
  return maximum !== null && number > maximum ? maximum : number;
}

function defaultFix(value: Written, parameter: Parameter, not?: string): Fix[] {
  const text = parameter.default;
  return text && text !== not ? [put(value, text, t`Change to the default, '${text}'`)] : [];
}

const address = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

export function isAddress(text: string): boolean {
  return text.length <= 15 && address.test(text);
}

const checkAddress: Checker = (value, named) =>
  isAddress(value.text.trim()) ? [] : [about(rules.ipAddress, value, named, {})];

const checkAdvisedAddress: Checker = (value, named) => {
  const text = value.text.trim();
  if (isAddress(text)) return [];
  if (hostProblem(text) === undefined) return [about(rules.hostNameForAddress, value, named, {})];
  return checkHost(value, named);
};

/** What keeps a text from being a host name or IPv4 address; `undefined` when nothing does. */
function hostProblem(text: string): { reason: string; mended?: string } | undefined {
  const scheme = /^(?:sips?|https?|tftp):(?:\/\/)?/i.exec(text)?.[0];
  if (scheme) return { reason: t`it begins with '${scheme}'`, ...mended(text.slice(scheme.length)) };
  const port = /^([^:\s]+):\d+$/.exec(text)?.[1];
  if (port) return { reason: t("the port has a parameter of its own, it can't stand here"), ...mended(port) };
  if (text.includes('@'))
    return { reason: t("it has a user part ('@')"), ...mended(text.slice(text.indexOf('@') + 1)) };
  if (/\s/.test(text)) return { reason: t('it has a blank in it') };
  if (/^[\d.]+$/.test(text)) {
    return isAddress(text)
      ? undefined
      : { reason: t('it has the look of an IP address, which is four numbers from 0 to 255') };
  }
  if (text.length > 253) return { reason: t('it is longer than 253 characters') };
  const odd = /[^A-Za-z0-9._-]/.exec(text)?.[0];
  if (odd) return { reason: t`'${odd}' is not allowed in a host name` };
  if (text.split('.').some((label) => label.startsWith('-') || label.endsWith('-') || label.length > 63))
    return { reason: t('a part between the dots begins or ends with a hyphen or is too long') };
  if (text.startsWith('.') || text.includes('..')) return { reason: t('there is nothing between two dots') };
  return undefined;
}

function mended(text: string): { mended?: string } {
  return text !== '' && hostProblem(text) === undefined ? { mended: text } : {};
}

const checkHost: Checker = (value, named) => {
  const problem = hostProblem(value.text.trim());
  if (!problem) return [];
  const fixes = problem.mended === undefined ? [] : [put(value, problem.mended, undefined, true)];
  return [about(rules.hostName, value, named, { reason: problem.reason }, fixes, 'protocol')];
};

const checkUrl: Checker = (value, named) => {
  const text = value.text.trim();
  if (!URL.canParse(text)) {
    const full = `http://${text}`;
    const hostFirst = /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(text) && URL.canParse(full);
    return [about(rules.url, value, named, {}, hostFirst ? [put(value, full)] : [], 'documented')];
  }
  const scheme = new URL(text).protocol.slice(0, -1);
  if (scheme === 'http') return [];
  const fixes = scheme === 'https' ? [put(value, text.replace(/^https/i, 'http'))] : [];
  return scheme === 'https'
    ? [about(rules.urlScheme, value, named, { scheme }, fixes, 'inferred')]
    : [about(rules.url, value, named, {}, [], 'documented')];
};

const checkText: Checker = (value, named) => {
  const { parameter } = named;
  const { text } = value;
  if (parameter.maxLength !== null && text.length > parameter.maxLength) {
    const fixes = parameter.secret ? [] : [put(value, text.slice(0, parameter.maxLength).trimEnd())];
    return [about(rules.textTooLong, value, named, { length: text.length, maximum: parameter.maxLength }, fixes)];
  }
  // The password that phones are delivered with is a finding of its own.
  if (parameter.secret && text.trim().length < shortest && text.trim() !== parameter.default)
    return [about(rules.shortPassword, value, named, { shortest }, [], rules.shortPassword.confidence)];
  return none;
};

const checkLineName: Checker = (value, named) => {
  const host = value.text.indexOf('@');
  if (host > 0) {
    const span = { start: value.start + host, end: value.end };
    const fix: Fix = { title: t`Change to '${value.text.slice(0, host)}'`, safe: true, edits: [replace(at(span), '')] };
    return [report(rules.lineNameHost, at(span), { name: named.name }, { fixes: [fix], confidence: 'documented' })];
  }
  if (value.text.includes('-') && /^\d+(?:-\d+)+$/.test(value.text))
    return [about(rules.lineNameDash, value, named, {}, [put(value, value.text.replaceAll('-', ''))], 'documented')];
  return none;
};

const checkImageName: Checker = (value, named) => {
  const { text } = value;
  if (/\s/.test(text)) {
    const fixes = [put(value, text.replace(/\s+/g, ''), t('Remove the blank'), true)];
    return [about(rules.imageBlank, value, named, {}, fixes, 'inferred')];
  }
  const { name, extension } = splitExtension(text);
  if (extension !== '') {
    const values = { value: text, expected: name };
    return [about(rules.imageExtension, value, named, values, [put(value, name, undefined, true)], 'inferred')];
  }
  const problem = imageProblem(text);
  if (!problem) return [];
  const fixes = problem.instead === undefined ? [] : [put(value, problem.instead)];
  return [about(rules.imageName, value, named, { problem: problem.reason }, fixes, 'samples')];
};

/** What is odd about the name of a load; `undefined` for a SIP load. */
function imageProblem(name: string): { readonly reason: string; readonly instead?: string } | undefined {
  const kind = imageForm(name)?.kind;
  if (kind === 'sip') return undefined;
  if (kind === 'loader') {
    return { reason: t('is the name of a loader, which goes into OS79XX.TXT'), instead: name.replace('P003', 'P0S3') };
  }
  if (kind) return { reason: t`is the name of an ${kind.toUpperCase()} load: the phone would stop speaking SIP` };
  const instead = name.toUpperCase().replace(/^P[O0]S3/, 'P0S3');
  if (imageForm(instead)?.kind === 'sip')
    return { reason: t('has a letter where a digit, or a small letter where a capital belongs'), instead };
  return { reason: t('does not look like the name of a load') };
}

const checkFileName: Checker = (value, named) => {
  const text = value.text.trim();
  if (!/\.xml$/i.test(text)) return [];
  const expected = text.slice(0, -4);
  return [
    about(
      rules.dialTemplateExtension,
      value,
      named,
      { value: text, expected },
      [put(value, expected, undefined, true)],
      'inferred',
    ),
  ];
};

const checkTimeZone: Checker = (value, named) => {
  const zone = timeZones.find(({ name }) => name === value.text);
  if (zone) {
    if (zone.misleading === null) return [];
    const { offset, about: where, misleading } = zone;
    return [
      about(
        rules.misleadingTimeZone,
        value,
        named,
        { offset, about: where, misleading },
        [],
        rules.misleadingTimeZone.confidence,
      ),
    ];
  }
  const loose = timeZones.find(({ name }) => name.toLowerCase() === value.text.toLowerCase());
  if (loose) {
    const fixes = [put(value, loose.name, undefined, true)];
    return [about(rules.valueLetterCase, value, named, { expected: loose.name }, fixes, 'inferred')];
  }
  return [about(rules.timeZone, value, named, {}, [], 'model')];
};

/** A name of the calendar, a number in it, or a name in another letter case. */
function findCalendarName(list: readonly CalendarName[], text: string): { name: string; exact: boolean } | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const found = list.find(({ number }) => number === Number(text));
    return found && { name: text, exact: true };
  }
  for (const { name, short } of list) {
    for (const candidate of [name, short]) {
      if (candidate === text) return { name: candidate, exact: true };
      if (candidate.toLowerCase() === text.toLowerCase()) return { name: candidate, exact: false };
    }
  }
  return undefined;
}

const checkMonth: Checker = (value, named) => {
  const found = findCalendarName(months, value.text.trim());
  if (found?.exact) return none;
  if (!found) return [about(rules.month, value, named, {})];
  const fixes = [put(value, found.name, undefined, true)];
  return [about(rules.valueLetterCase, value, named, { expected: found.name }, fixes, 'inferred')];
};

const checkWeekday: Checker = (value, named) => {
  const found = findCalendarName(weekdays, value.text.trim());
  if (found?.exact) return none;
  return [about(rules.weekday, value, named, {}, found ? [put(value, found.name, undefined, true)] : [])];
};

const checkTime: Checker = (value, named) => {
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:[:/](\d{2}))?$/.exec(value.text.trim()) ?? [];
  if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60) return [];
  return [about(rules.time, value, named, {}, defaultFix(value, named.parameter))];
};

const checkHours: Checker = (value, named) => {
  const [, whole, minutes = '0'] = /^([+-]?\d{1,2})\/(\d{2})$/.exec(value.text.trim()) ?? [];
  if (whole === undefined) return checkInteger(value, named);
  const { minimum, maximum } = named.parameter;
  const inRange = (minimum === null || Number(whole) >= minimum) && (maximum === null || Number(whole) <= maximum);
  return inRange && Number(minutes) < 60
    ? []
    : [about(rules.outOfRange, value, named, { range: rangeText(named.parameter) })];
};

const accept: Checker = () => [];

const checkers: Record<Parameter['type'], Checker> = {
  enum: checkEnum,
  integer: checkInteger,
  port: checkInteger,
  bitmask: checkInteger,
  string: checkText,
  'line-name': checkLineName,
  ip: checkAddress,
  'ip-advised': checkAdvisedAddress,
  host: checkHost,
  url: checkUrl,
  'sip-uri-or-number': accept,
  'image-name': checkImageName,
  path: accept,
  'file-name': checkFileName,
  'time-zone': checkTimeZone,
  month: checkMonth,
  weekday: checkWeekday,
  time: checkTime,
  hours: checkHours,
};
