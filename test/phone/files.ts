/** What the phone takes out of the files it fetches, read by the project's own parsers. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import syncFacts from '../../schemas/syncinfo.json' with { type: 'json' };
import { parse as parseCnf } from '../../server/src/formats/cnf/document.ts';
import { findParameter, isSpecial } from '../../server/src/formats/cnf/parameters.ts';
import { readPlan } from '../../server/src/formats/dialplan/reader.ts';
import { parse as parseSyncInfo } from '../../server/src/formats/syncinfo/parse.ts';

export type Model = '7940' | '7960';

/** Parameters by name, as they are kept in the phone. */
export type Settings = Record<string, string>;

function document(content: Uint8Array): TextDocument {
  return TextDocument.create('', '', 0, new TextDecoder().decode(content));
}

/** The known parameters of a .cnf file without passwords, which nothing here needs; the last of two entries counts. */
export function readSettings(content: Uint8Array): Settings {
  const settings: Settings = {};
  for (const line of parseCnf(document(content)).lines) {
    if (line.kind !== 'entry') continue;
    const named = findParameter(line.name.text);
    if (named && !named.parameter.secret) settings[named.name] = line.value.text.trim();
  }
  return settings;
}

/** What a parameter is set to, or its default; `undefined` for nothing and for words such as UNPROVISIONED. */
export function setting(settings: Settings, name: string): string | undefined {
  const parameter = findParameter(name)?.parameter;
  const value = settings[name] ?? parameter?.default;
  return !value || (parameter && isSpecial(parameter, value)) ? undefined : value;
}

/** The names that a message may be addressed to: those of the lines that the model has, and their contacts. */
export function lineNames(settings: Settings, model: Model): string[] {
  const lines = findParameter('line1_name')?.parameter.numbered;
  const last = (model === '7940' ? lines?.on7940 : lines?.to) ?? 0;
  return Array.from({ length: last }, (_, index) => index + 1).flatMap((line) =>
    [`line${line}_name`, `line${line}_contact`].flatMap((name) => setting(settings, name) ?? []),
  );
}

export interface SyncEntry {
  /** Whether it is for the running image or for all. */
  readonly entry: 'own' | 'any';
  readonly sync: string;
}

/** The entry of syncinfo.xml that speaks for a phone: the one for its image goes before `*`. */
export function readSync(content: Uint8Array, image: string): SyncEntry | undefined {
  // A value with a quote missing is not known to work, so it does not work here.
  const entries = parseSyncInfo(document(content)).entries.filter(
    ({ version, sync }) => version?.quotes === 'double' && (sync === undefined || sync.quotes === 'double'),
  );
  const find = (text: string) => entries.find(({ version }) => version?.text === text);
  const own = find(image);
  const found = own ?? find(syncFacts.wildcard.symbol);
  if (!found) return undefined;
  const standard = syncFacts.attributes.find(({ name }) => name === 'SYNC')?.default ?? '';
  return { entry: own ? 'own' : 'any', sync: found.sync?.text ?? standard };
}

/** How many rules the phone takes from a dial plan; `undefined` when it throws the whole plan away. */
export function readRules(content: Uint8Array): number | undefined {
  const plan = readPlan(new TextDecoder().decode(content));
  return plan.discarded ? undefined : plan.templates.length;
}

/** The load that a CallManager file (SEP<MAC>.cnf.xml, XMLDefault.cnf.xml) names for this model. */
export function readLoad(content: Uint8Array, model: Model): string | undefined {
  const text = new TextDecoder().decode(content);
  for (const [, attributes = '', load = ''] of text.matchAll(/<loadInformation\d*([^>]*)>([^<]*)</g)) {
    const forModel = /model\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
    if (load.trim() && (forModel === undefined || forModel.endsWith(model))) return load.trim();
  }
  return undefined;
}
