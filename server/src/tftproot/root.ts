/**
 * A TFTP folder as one program: the names of all its files, and what those that are ours say. An immutable value: a
 * changed file makes a new one that shares everything else with the old.
 */

import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkAlone } from '../formats/cnf/check.ts';
import type { CnfDocument } from '../formats/cnf/document.ts';
import { type FileRole, fileRole } from '../formats/cnf/filename.ts';
import { allNames, isSpecial } from '../formats/cnf/parameters.ts';
import { linePasswords } from '../formats/cnf/passwords.ts';
import { idSet, parameterOf, type Settings, settingsAmong, settingsOf } from '../formats/cnf/settings.ts';
import { skim } from '../formats/cnf/skim.ts';
import { dialplan } from '../formats/dialplan/index.ts';
import { isDialTestsName, planNameOf } from '../formats/dialtests/claims.ts';
import { dialtests } from '../formats/dialtests/index.ts';
import type { Context, Folder, Format, Parsed } from '../formats/format.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import { formatOf } from '../formats/registry.ts';
import type { Finding } from '../formats/rules.ts';
import { SharedMap } from './sharedMap.ts';

/** The name under which phones ask for what all of them share. */
export const defaultsName = 'SIPDefault.cnf';

/** A file of ours. */
export interface RootFile {
  readonly name: string;
  readonly format: Format;
  /** What its name says, for a .cnf file. */
  readonly role: FileRole;
  /** Its lines. Those of a file that nobody has open are read again when they are asked for. */
  readonly document: Parsed;
  /** What it sets, for a .cnf file. */
  readonly settings: Settings | undefined;
  /** What is wrong with it whatever the other files say. */
  readonly alone: readonly Finding[];
  /** The document when there may be a directive to us in it: only then somebody has to look for one. */
  readonly directives: Parsed | undefined;
}

/** A .cnf file of ours. */
export type SettingsFile = RootFile & { readonly settings: Settings };

function hasSettings(content: Content): content is SettingsFile {
  return !(content instanceof UnclaimedFile) && content.settings !== undefined;
}

/** The text of a file by its name in the folder; `undefined` when it cannot be read. */
export type ReadFile = (name: string) => string | undefined;

/** What a phone's file says of a line. */
export interface LineUse {
  readonly file: string;
  /** The parameter that says it, as in `Settings`. */
  readonly id: number;
}

/** Names that may be files of ours: the others are not even read. */
const ours = /\.(?:cnf|xml|tests)$|^OS79XX\.TXT$|(?:^|[^a-z])RINGLIST\.DAT$/i;

export function isCandidate(name: string): boolean {
  return ours.test(baseName(name));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const nothing: readonly never[] = [];

/** A file as it stands on the disk. Its text is kept, its lines only while they are in use. */
class StoredFile implements RootFile {
  readonly name: string;
  readonly format: Format;
  readonly role: FileRole;
  readonly settings: Settings | undefined;
  readonly alone: readonly Finding[];
  readonly #text: string;
  readonly #isMarked: boolean;
  #document: WeakRef<Parsed> | undefined;

  constructor(name: string, format: Format, text: string) {
    this.name = name;
    this.format = format;
    this.role = fileRole(baseName(name));
    this.#text = text;
    const skimmed = format.id === 'cnf' ? skim(text, baseName(name), this.role) : undefined;
    if (skimmed) {
      this.settings = skimmed.settings;
      this.alone = skimmed.alone.length === 0 ? nothing : skimmed.alone;
      this.#isMarked = false;
    } else {
      const document = parsed(this, text);
      this.settings = settingsIn(document);
      this.alone = findAlone(name, format, document);
      this.#isMarked = isMarked(format, document);
    }
  }

  get directives(): Parsed | undefined {
    return this.#isMarked ? this.document : undefined;
  }

  get document(): Parsed {
    const known = this.#document?.deref();
    if (known) return known;
    const document = parsed(this, this.#text);
    this.#document = new WeakRef(document);
    return document;
  }
}

function parsed({ name, format }: Pick<RootFile, 'name' | 'format'>, text: string): Parsed {
  return format.parse(TextDocument.create(name, format.languageId, 0, text));
}

/** A file as an editor holds it. */
class OpenFile implements RootFile {
  readonly name: string;
  readonly format: Format;
  readonly role: FileRole;
  readonly document: Parsed;
  readonly settings: Settings | undefined;
  #alone: readonly Finding[] | undefined;

  constructor(name: string, format: Format, document: Parsed) {
    this.name = name;
    this.format = format;
    this.role = fileRole(baseName(name));
    this.document = document;
    this.settings = settingsIn(document);
  }

  get directives(): Parsed | undefined {
    return isMarked(this.format, this.document) ? this.document : undefined;
  }

  get alone(): readonly Finding[] {
    this.#alone ??= findAlone(this.name, this.format, this.document);
    return this.#alone;
  }
}

function isMarked({ comments }: Format, document: Parsed): boolean {
  return comments !== undefined && comments.marked(document).length > 0;
}

function settingsIn(document: Parsed): Settings | undefined {
  return document.format === 'cnf' ? settingsOf(document as CnfDocument) : undefined;
}

function findAlone(name: string, format: Format, document: Parsed): readonly Finding[] {
  const fileName = baseName(name);
  const found =
    document.format === 'cnf' ? checkAlone(document as CnfDocument, fileName) : format.check(document, { fileName });
  return found.length === 0 ? nothing : found;
}

/** A file as an editor holds it, which goes before the file on disk. */
export function openFile(name: string, format: Format, document: Parsed): RootFile {
  return new OpenFile(name, format, document);
}

/**
 * A file that does not look like one of ours. It is one all the same when others say so: an XML file that a phone is
 * told to fetch is a dial plan, and a `.tests` file beside a dial plan of its name is about that.
 */
export class UnclaimedFile {
  readonly name: string;
  readonly format: Format;
  readonly #text: string;
  #file: RootFile | undefined;

  /** `format`: what it is when others say so. */
  constructor(name: string, format: Format, text: string) {
    this.name = name;
    this.format = format;
    this.#text = text;
  }

  get claimed(): RootFile {
    this.#file ??= new StoredFile(this.name, this.format, this.#text);
    return this.#file;
  }
}

/** What is known of a file. */
export type Content = RootFile | UnclaimedFile;

/** What a text is in the folder; `undefined` for a file that is none of ours. */
export function readFile(name: string, text: string): Content | undefined {
  const format = formatOf(baseName(name), text);
  if (format) return new StoredFile(name, format, text);
  if (/\.xml$/i.test(name)) return new UnclaimedFile(name, dialplan, text);
  return isDialTestsName(name) ? new UnclaimedFile(name, dialtests, text) : undefined;
}

/** What changed about one file. */
export interface Change {
  readonly name: string;
  /** `gone`: there is no such file any more. `unread`: it is there, and nothing of ours is known of it. */
  readonly content: Content | 'gone' | 'unread';
}

/** Where something stands: nearly everything stands in one place, and there are tens of thousands of them. */
type Uses = LineUse | readonly LineUse[];

function usesIn(uses: Uses | undefined): readonly LineUse[] {
  return uses === undefined ? nothing : isSeveral(uses) ? uses : [uses];
}

function isSeveral(uses: Uses | undefined): uses is readonly LineUse[] {
  return Array.isArray(uses);
}

interface Parts {
  readonly files: readonly string[];
  readonly contents: SharedMap<Content>;
  /** The line appearances by the lower case of their user. */
  readonly lines: SharedMap<Uses>;
  /** Where each password of a line stands. */
  readonly passwords: SharedMap<Uses>;
  /** The files that have such a line or password in common with another place, and a few that no longer have. */
  readonly sharers: ReadonlySet<string>;
  readonly sizeOf: (name: string) => number | undefined;
}

export class TftpRoot implements Folder {
  readonly #parts: Parts;
  #named: ReadonlySet<string> | undefined;
  #settingsFiles: readonly SettingsFile[] | undefined;
  /** `null`: there is none. */
  #defaults: RootFile | null | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sorted. */
  get files(): readonly string[] {
    return this.#parts.files;
  }

  /** The file of that name when it is one of ours: that spelling, else any letter case. */
  file(wanted: string): RootFile | undefined {
    const path = wanted.startsWith('./') ? wanted.slice(2) : wanted;
    const exact = this.#ours(path);
    if (exact) return exact;
    for (const name of this.spellings(path)) {
      const found = this.#ours(name);
      if (found) return found;
    }
    return undefined;
  }

  #ours(name: string): RootFile | undefined {
    const content = this.#parts.contents.get(name);
    if (!(content instanceof UnclaimedFile)) return content;
    const isClaimed =
      content.format === dialplan ? this.isNamedDialPlan(name) : this.file(planNameOf(name))?.format.id === dialplan.id;
    return isClaimed ? content.claimed : undefined;
  }

  document(name: string): Parsed | undefined {
    return this.file(name)?.document;
  }

  /** Whether there is a file of exactly that name. */
  has(name: string): boolean {
    return this.spellings(name).includes(name);
  }

  /** The files whose name differs from that one in letter case at the most. */
  spellings(name: string): readonly string[] {
    return spellingsIn(this.files).get(name.toLowerCase()) ?? nothing;
  }

  /** The size of a file in bytes, where it is known. */
  sizeOf(name: string): number | undefined {
    return this.#parts.sizeOf(name);
  }

  /** What a format's functions may know when they look at that file. */
  context(name: string): Context {
    return { fileName: baseName(name), folder: this };
  }

  /** The SIPDefault.cnf. */
  get defaults(): RootFile | undefined {
    if (this.#defaults === undefined) {
      const file = this.file(defaultsName);
      this.#defaults = file?.settings ? file : null;
    }
    return this.#defaults ?? undefined;
  }

  /** The files named after that MAC address (twelve digits in capitals), in any spelling and folder. */
  phoneFiles(mac: string): readonly string[] {
    return phonesIn(this.files).get(mac) ?? nothing;
  }

  /** The line appearances in phone files whose user is that one in any letter case. */
  lineUses(user: string): readonly LineUse[] {
    return usesIn(this.#parts.lines.get(user.toLowerCase()));
  }

  /** `false`: no user or password of a line in this file stands anywhere else. */
  mayShareLogins(name: string): boolean {
    return this.#parts.sharers.has(name);
  }

  /** Whether there are several of them. */
  isSharedLine(user: string): boolean {
    return isSeveral(this.#parts.lines.get(user.toLowerCase()));
  }

  /** The places in phone files where that is the password of a line. */
  passwordUses(password: string): readonly LineUse[] {
    return usesIn(this.#parts.passwords.get(password));
  }

  /** Whether there are several of them. */
  isSharedPassword(password: string): boolean {
    return isSeveral(this.#parts.passwords.get(password));
  }

  /** Every .cnf file of ours, in no particular order. */
  get settingsFiles(): readonly SettingsFile[] {
    this.#settingsFiles ??= [...this.#parts.contents.values()].filter(hasSettings);
    return this.#settingsFiles;
  }

  /** Whether an XML file is the dial plan that phones are told to fetch, whatever it holds. */
  isNamedDialPlan(name: string): boolean {
    this.#named ??= namedDialPlans(this);
    return this.#named.has(name.toLowerCase());
  }

  /** The folder with these contents of files of which nothing was known; what was known stays. */
  filledWith(contents: readonly Content[]): TftpRoot {
    const { files, sizeOf } = this.#parts;
    const known = [...this.#parts.contents.values()];
    const fresh = contents.filter(({ name }) => !this.#parts.contents.get(name) && this.has(name));
    return folderOf(files, [...known, ...fresh], sizeOf);
  }

  /** The folder after the changes, in their order. */
  with(changes: readonly Change[]): TftpRoot {
    let { contents, lines, passwords, sharers } = this.#parts;
    const toggled = new Set<string>();
    for (const { name, content } of changes) {
      const before = contents.get(name);
      const after = typeof content === 'string' ? undefined : content;
      const known = this.has(name) !== toggled.has(name);
      if (known !== (content !== 'gone') && !toggled.delete(name)) toggled.add(name);
      if (before === after) continue;
      const [old, now] = [loginsOf(before), loginsOf(after)];
      lines = reindexed(lines, name, old.users, now.users);
      passwords = reindexed(passwords, name, old.passwords, now.passwords);
      const shared = [...sharedWith(lines, now.users), ...sharedWith(passwords, now.passwords)];
      if (shared.some((file) => !sharers.has(file))) sharers = new Set([...sharers, ...shared]);
      contents = contents.with(name, after);
    }
    const files = withToggled(this.#parts.files, toggled);
    return new TftpRoot({ ...this.#parts, files, contents, lines, passwords, sharers });
  }
}

/** A text by which a line is found, and the parameter that it is the value of. */
type Key = readonly [text: string, id: number];

function loginsOf(content: Content | undefined): { readonly users: Key[]; readonly passwords: Key[] } {
  const users: Key[] = [];
  const passwords: Key[] = [];
  eachLogin(
    content,
    (text, id) => users.push([text, id]),
    (text, id) => passwords.push([text, id]),
  );
  return { users, passwords };
}

/** The index after the file said something else. What it still says stays where it is. */
function reindexed(
  index: SharedMap<Uses>,
  name: string,
  before: readonly Key[],
  after: readonly Key[],
): SharedMap<Uses> {
  const isIn = (keys: readonly Key[], [text, id]: Key) => keys.some((key) => key[0] === text && key[1] === id);
  let next = index;
  for (const key of before.filter((each) => !isIn(after, each)))
    next = next.with(key[0], usesOf(usesIn(next.get(key[0])).filter(({ file, id }) => file !== name || id !== key[1])));
  for (const key of after.filter((each) => !isIn(before, each)))
    next = next.with(key[0], usesOf([...usesIn(next.get(key[0])), { file: name, id: key[1] }].sort(byPlace)));
  return next;
}

/** The files that have one of these texts in a place that is not the only one. */
function sharedWith(index: SharedMap<Uses>, keys: readonly Key[]): string[] {
  return keys.flatMap(([text]) => {
    const uses = index.get(text);
    return isSeveral(uses) ? uses.map(({ file }) => file) : [];
  });
}

function usesOf(list: readonly LineUse[]): Uses | undefined {
  return list.length > 1 ? list : list[0];
}

function byPlace(a: LineUse, b: LineUse): number {
  return a.file === b.file ? a.id - b.id : a.file < b.file ? -1 : 1;
}

/** The sorted list without those of the names that are in it, and with the others. */
function withToggled(files: readonly string[], names: ReadonlySet<string>): readonly string[] {
  if (names.size === 0) return files;
  const fresh = new Set(names);
  const kept = files.filter((file) => !fresh.delete(file));
  return fresh.size === 0 ? kept : [...kept, ...fresh].sort();
}

const spellingsOf = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** The names by their lower case: on some disks several differ in letter case only. Made once for a list of files. */
function spellingsIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = spellingsOf.get(files) ?? grouped(files, (name) => name.toLowerCase());
  spellingsOf.set(files, known);
  return known;
}

const phonesOf = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** The names by the MAC address in them. Made once for a list of files. */
function phonesIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = phonesOf.get(files) ?? grouped(files, macOf);
  phonesOf.set(files, known);
  return known;
}

function grouped(names: readonly string[], keyOf: (name: string) => string | undefined): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return groups;
}

function isOfPhone(role: FileRole): boolean {
  return role.role === 'phone' && role.mac !== undefined;
}

function macOf(name: string): string | undefined {
  const role = fileRole(baseName(name));
  return role.role === 'phone' ? role.mac : undefined;
}

/**
 * Gives the users (lower case) and the passwords of the line appearances that a phone's file sets up, with the parameter
 * of each.
 */
function eachLogin(
  content: Content | undefined,
  takeUser: (user: string, id: number) => void,
  takePassword: (password: string, id: number) => void,
): void {
  if (!content || content instanceof UnclaimedFile || !content.settings || !isOfPhone(content.role)) return;
  const { ids, texts } = content.settings;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    const isUser = lineNames[id] !== 0;
    if (!isUser && linePasswords[id] === 0) continue;
    const text = texts[at] ?? '';
    if (text === '' || isSpecial(parameterOf(id).parameter, text) || hasPlaceholder(text)) continue;
    if (isUser) takeUser(text.toLowerCase(), id);
    else takePassword(text, id);
  }
}

/** The parameters that name the user of a line. */
const lineNames = idSet(allNames.flatMap(({ parameter }, id) => (parameter.type === 'line-name' ? [id] : [])));

/** The parameters that name a dial plan. */
const planNames = idSet(allNames.flatMap(({ parameter }, id) => (parameter.type === 'file-name' ? [id] : [])));

function namedDialPlans(root: TftpRoot): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { settings } of root.settingsFiles)
    for (const { text } of settingsAmong(settings, planNames, (value) => value !== '')) {
      named.add(`${text.replace(/^\.?\//, '')}.xml`.toLowerCase());
    }
  return named;
}

/**
 * A folder of these files. `read` gives the text of each that may be ours; `sizeOf` the bytes of the others, where
 * that is known.
 */
export function tftpRoot(
  names: readonly string[],
  read: ReadFile,
  sizeOf: (name: string) => number | undefined = () => undefined,
): TftpRoot {
  return folderOf(
    names,
    names.flatMap((name) => {
      const text = isCandidate(name) ? read(name) : undefined;
      const content = text === undefined ? undefined : readFile(name, text);
      return content ? [content] : [];
    }),
    sizeOf,
  );
}

/** A folder of files with these names, of which the contents of some are known. */
export function folderOf(
  names: readonly string[],
  contents: readonly Content[],
  sizeOf: (name: string) => number | undefined,
): TftpRoot {
  const files = [...new Set(names)].sort();
  const byName = new Map<string, Content>();
  for (const content of contents) byName.set(content.name, content);
  const sharers = new Set<string>();
  const lines = new Map<string, LineUse | LineUse[]>();
  const passwords = new Map<string, LineUse | LineUse[]>();
  // By name, and the ids of a file in their order: the uses of a line are in the order of their places.
  for (const file of files)
    eachLogin(
      byName.get(file),
      (user, id) => addUse(lines, user, { file, id }, sharers),
      (password, id) => addUse(passwords, password, { file, id }, sharers),
    );
  return new TftpRoot({
    files,
    contents: SharedMap.on(byName),
    lines: SharedMap.on<Uses>(lines),
    passwords: SharedMap.on<Uses>(passwords),
    sharers,
    sizeOf,
  });
}

/** Notes a use, and in `sharers` the files that have the text in common since. */
function addUse(uses: Map<string, LineUse | LineUse[]>, text: string, use: LineUse, sharers: Set<string>): void {
  const known = uses.get(text);
  if (known === undefined) {
    uses.set(text, use);
    return;
  }
  sharers.add(use.file);
  if (Array.isArray(known)) known.push(use);
  else {
    sharers.add(known.file);
    uses.set(text, [known, use]);
  }
}
