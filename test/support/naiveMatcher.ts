/**
 * A second dial plan matcher, to check the first one by. It is written from the description of the phone alone, shares
 * no code with the first, tries every way of laying the keys along a pattern, and takes as long as that takes.
 *
 * Where the description leaves something open, both matchers hold this:
 *
 * - What stands right behind a `*` ends it, if that is a character that stands for itself. A comma, a dot or another `*`
 *   does not end it, so the first `*` then takes all that follows.
 * - The class of a rule is that of its whole pattern, not of the part that was dialled.
 * - A pattern is complete when nothing is left of it, not even a comma.
 * - A pending rule holds a complete one back when it has more literal characters, or as many and a better class. A
 *   pending `*#` therefore leaves `*` alone.
 * - `#` ends the number for each rule that does not want it at that place, and for the phone when no rule wants it.
 *   It is not part of the number then.
 * - A complete rule that is held back does not silence the tone. Of several rules that stand at a comma the one that
 *   ranks first gives it.
 */

/** One TEMPLATE, as written. */
export interface NaiveRule {
  readonly match: string;
  readonly timeout: number;
  readonly rewrite: string;
  /** `phone` or `ip`. */
  readonly user: string | undefined;
  /** 0: all lines. */
  readonly line: number;
  readonly tones: readonly string[];
}

export interface NaivePhone {
  readonly line: number;
  readonly hash: 'star-waits' | 'dials' | 'waits';
  readonly missingGroup: 'nothing' | 'digit';
  readonly star: 'one-or-more' | 'zero-or-more';
}

export interface NaiveAnswer {
  readonly verdict: 'dial-now' | 'wait' | 'no-match';
  /** `undefined` while the phone waits for the first key. */
  readonly seconds: number | undefined;
  readonly winner: number | undefined;
  readonly standings: readonly string[];
  /** The groups of the rules that are complete. */
  readonly groups: readonly (readonly string[] | undefined)[];
  readonly tone: string | undefined;
  /** Empty: nothing. */
  readonly sends: string;
  readonly parameter: string | undefined;
}

type Token = { readonly is: 'key'; readonly key: string } | { readonly is: 'dot' | 'star' | 'comma' };

function tokensOf(match: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < match.length; at++) {
    const character = match[at]!;
    if (character === '.') tokens.push({ is: 'dot' });
    else if (character === '*') tokens.push({ is: 'star' });
    else if (character === ',') {
      if (tokens.at(-1)?.is !== 'comma') tokens.push({ is: 'comma' });
    } else if (character === '\\' && at + 1 < match.length) {
      at += 1;
      tokens.push({ is: 'key', key: match[at]! });
    } else tokens.push({ is: 'key', key: character });
  }
  return tokens;
}

function mayTake(token: Token, piece: string, after: string, behind: Token | undefined, phone: NaivePhone): boolean {
  if (token.is === 'comma') return piece === '';
  if (token.is === 'key') return piece === token.key;
  if (token.is === 'dot') return piece.length === 1 && '0123456789*+'.includes(piece);
  const least = phone.star === 'one-or-more' ? 1 : 0;
  const stop = behind?.is === 'key' ? behind.key : undefined;
  if (piece.length < least || piece.includes('#')) return false;
  if (stop !== undefined && piece.slice(least).includes(stop)) return false;
  return after === '' || after[0] === '#' || after[0] === stop;
}

/** Every way to lay all the keys along the beginning of the pattern: what each token takes. */
function ways(tokens: readonly Token[], keys: string, phone: NaivePhone): string[][] {
  if (keys === '') return [[]];
  const [token, ...rest] = tokens;
  if (!token) return [];
  const found: string[][] = [];
  for (let length = 0; length <= keys.length; length++) {
    const piece = keys.slice(0, length);
    const after = keys.slice(length);
    if (!mayTake(token, piece, after, rest[0], phone)) continue;
    for (const way of ways(rest, after, phone)) found.push([piece, ...way]);
  }
  return found;
}

interface Reading {
  readonly index: number;
  readonly rule: NaiveRule;
  readonly tokens: readonly Token[];
  readonly way: readonly string[];
  /** The keys that are the number, for this rule. */
  readonly number: string;
  /** `#` ended the number for this rule. */
  readonly cut: boolean;
}

function read(rule: NaiveRule, index: number, keys: string, phone: NaivePhone): Reading | undefined {
  const tokens = tokensOf(rule.match);
  if (tokens.length === 0 && keys !== '') return undefined;
  const fit = (number: string) => {
    const all = ways(tokens, number, phone);
    if (all.length > 1) throw new Error(`two ways for ${rule.match} and ${number}`);
    return all[0];
  };
  const whole = fit(keys);
  if (whole) return { index, rule, tokens, way: whole, number: keys, cut: false };
  for (let at = 0; at < keys.length; at++) {
    if (keys[at] !== '#' || fit(keys.slice(0, at + 1))) continue;
    const way = fit(keys.slice(0, at));
    if (way) return { index, rule, tokens, way, number: keys.slice(0, at), cut: true };
  }
  return undefined;
}

function isComplete({ tokens, way }: Reading, phone: NaivePhone): boolean {
  const left = tokens.slice(way.length);
  return left.length === 0 || (phone.star === 'zero-or-more' && left.every(({ is }) => is === 'star'));
}

function literals({ tokens, way }: Reading): number {
  return way.filter((_, place) => tokens[place]?.is === 'key').length;
}

/** 2 without wildcards, 1 with dots, 0 with `*`. */
function rank({ tokens }: Reading): number {
  if (tokens.some(({ is }) => is === 'star')) return 0;
  return tokens.some(({ is }) => is === 'dot') ? 1 : 2;
}

/** Whether `a` is better than `b`, wherever they stand in the file. */
function better(a: Reading, b: Reading): boolean {
  if (literals(a) !== literals(b)) return literals(a) > literals(b);
  return rank(a) > rank(b);
}

function first(readings: readonly Reading[]): Reading | undefined {
  return readings.find((one) => readings.every((other) => !better(other, one)));
}

function groupsOf({ tokens, way, number }: Reading): string[] {
  const runs: { start: number; length: number; place: number; is: string }[] = [];
  let at = 0;
  tokens.forEach(({ is }, place) => {
    const length = way[place]?.length ?? 0;
    const last = runs.at(-1);
    if (is === 'dot' && last?.is === 'dot' && last.place === place - 1) {
      last.length += length;
      last.place = place;
    } else if (is === 'dot' || is === 'star') runs.push({ start: at, length, place, is });
    at += length;
  });
  const kept = runs.slice(0, 5);
  const beyond = runs.slice(5).reduce((sum, { length }) => sum + length, 0);
  return kept.map(({ start, length }, place) => number.slice(start, start + length + (place === 4 ? beyond : 0)));
}

function rewritten(reading: Reading, phone: NaivePhone): string {
  const { rewrite } = reading.rule;
  const { number } = reading;
  if (rewrite === '') return number;
  const groups = groupsOf(reading);
  const captured = [...groups.join('')];
  let sent = '';
  for (let at = 0; at < rewrite.length; at++) {
    const character = rewrite[at]!;
    const next = rewrite[at + 1];
    if (character === '.') sent += captured.shift() ?? '';
    else if (character !== '%' || next === undefined) sent += character;
    else {
      at += 1;
      if (next === 's' || next === '0') sent += number;
      else if (next >= '1' && next <= '9') {
        sent += groups[Number(next) - 1] ?? (phone.missingGroup === 'digit' ? next : '');
      } else sent += next;
    }
  }
  return sent;
}

/** What the phone makes of these keys, whatever it made of the first of them. */
export function naively(rules: readonly NaiveRule[], typed: string, phone: NaivePhone): NaiveAnswer {
  const ours = rules.map((rule, index) => ({ rule, index })).filter(({ rule }) => [0, phone.line].includes(rule.line));
  const readAll = (keys: string) =>
    ours.map(({ rule, index }) => read(rule, index, keys, phone)).filter((reading) => reading !== undefined);

  // The first # that no rule wants ends the number.
  let keys = typed;
  let over = false;
  for (let at = 0; at < typed.length && !over; at++) {
    if (typed[at] !== '#' || readAll(typed.slice(0, at + 1)).some(({ cut }) => !cut)) continue;
    keys = typed.slice(0, at + 1);
    over = true;
  }

  const alive = readAll(keys);
  const complete = alive.filter((reading) => isComplete(reading, phone));
  const pending = alive.filter((reading) => !isComplete(reading, phone));
  const standings = rules.map((_, index) => {
    if (complete.some((reading) => reading.index === index)) return 'complete';
    return pending.some((reading) => reading.index === index) ? 'pending' : 'dead';
  });
  const groups = rules.map((_, index) => {
    const reading = complete.find((candidate) => candidate.index === index);
    return reading && groupsOf(reading);
  });

  if (keys === '') {
    const hotline = complete.find((reading) => reading.tokens.length === 0 && rewritten(reading, phone) !== '');
    const hot = hotline && hotline.rule.rewrite !== '' ? hotline : undefined;
    return {
      verdict: hot?.rule.timeout === 0 ? 'dial-now' : 'wait',
      seconds: hot?.rule.timeout,
      winner: hot?.index,
      standings,
      groups,
      tone: undefined,
      sends: hot ? rewritten(hot, phone) : '',
      parameter: hot?.rule.user && `user=${hot.rule.user}`,
    };
  }

  const finished = first(complete);
  const winner = finished && !pending.some((one) => better(one, finished)) ? finished : undefined;

  let verdict: NaiveAnswer['verdict'];
  let seconds: number;
  if (winner) {
    const ended = over || winner.cut;
    const atOnce = ended && (phone.hash === 'dials' || (phone.hash === 'star-waits' && rank(winner) > 0));
    seconds = atOnce ? 0 : winner.rule.timeout;
    verdict = seconds === 0 ? 'dial-now' : 'wait';
  } else {
    const atOnce = over && (alive.length === 0 || phone.hash !== 'waits');
    seconds = atOnce ? 0 : 10;
    if (atOnce) verdict = 'dial-now';
    else verdict = alive.length === 0 ? 'no-match' : 'wait';
  }

  const atComma = alive.filter(({ tokens, way, cut }) => !cut && tokens[way.length]?.is === 'comma');
  const player = winner && rank(winner) > 0 ? undefined : first(atComma);
  const passed = player?.tokens.slice(0, player.way.length).filter(({ is }) => is === 'comma').length ?? 0;
  return {
    verdict,
    seconds,
    winner: winner?.index,
    standings,
    groups,
    tone: player && (player.rule.tones[passed] || 'Bellcore-Outside'),
    sends: winner ? rewritten(winner, phone) : over ? keys.slice(0, -1) : keys,
    parameter: winner?.rule.user && `user=${winner.rule.user}`,
  };
}
