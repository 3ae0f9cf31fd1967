/**
 * Who is told what is wrong, and when. Open documents are answered at once; the other files of the folder follow while
 * others get their turn, and only those whose findings changed are sent.
 */

import type { Diagnostic } from 'vscode-languageserver-types';
import type { TftpFolder } from './folders.ts';
import type { Finding } from './formats/rules.ts';

/** How long files are checked before others get their turn: milliseconds. */
const slice = 8;

/** What the publisher asks of the server. */
export interface Desk {
  /** The open documents of the folder, by their names in it. */
  open(folder: TftpFolder): ReadonlySet<string>;
  /** Answers for an open document. */
  publishOpen(folder: TftpFolder, name: string): void;
  /** The findings about a file that is not open; `undefined`: it is none of ours, or nobody wants to know. */
  findings(folder: TftpFolder, name: string): readonly Finding[] | undefined;
  toDiagnostics(folder: TftpFolder, name: string, findings: readonly Finding[]): Diagnostic[];
  send(folder: TftpFolder, name: string, diagnostics: Diagnostic[]): void;
  failed(folder: TftpFolder, name: string, error: unknown): void;
  /** Lets others have their turn. */
  giveWay(): Promise<void>;
}

/** What is known and what is to be done in one folder. */
interface Work {
  /** The files that are to be looked at; `all`: every one. */
  pending: Set<string> | 'all';
  running: boolean;
  /** How often a file was asked to be looked at. */
  asked: number;
  /** What was sent for files that are not open. */
  readonly sent: Map<string, string>;
  readonly counts: Map<string, Counts>;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

const none: Counts = { errors: 0, warnings: 0 };

export class Publisher {
  readonly #desk: Desk;
  readonly #onDone: (folder: TftpFolder) => void;
  readonly #work = new Map<TftpFolder, Work>();

  /** `onDone` is called whenever everything that was asked for was looked at. */
  constructor(desk: Desk, onDone: (folder: TftpFolder) => void) {
    this.#desk = desk;
    this.#onDone = onDone;
  }

  /** Looks at these files of the folder again, `undefined`: at all of them; at the one that was edited first. */
  look(folder: TftpFolder, names: readonly string[] | undefined, edited?: string): void {
    const work = this.#of(folder);
    work.asked++;
    add(work, names);
    const open = this.#desk.open(folder);
    const answered = new Set([...(edited === undefined ? [] : [edited]), ...(names ?? open)]);
    for (const name of answered)
      if (open.has(name)) this.#guarded(folder, name, () => this.#desk.publishOpen(folder, name));
    if (!work.running) void this.#run(folder, work);
  }

  /** How many findings of the two upper kinds a file has, as of the last look. */
  counts(folder: TftpFolder, name: string): Counts {
    return this.#work.get(folder)?.counts.get(name) ?? none;
  }

  /** Notes what was found in an open document. */
  note(folder: TftpFolder, name: string, findings: readonly Finding[]): void {
    const { counts, sent } = this.#of(folder);
    sent.delete(name);
    if (findings.length === 0) counts.delete(name);
    else counts.set(name, count(findings));
  }

  /** Takes back what was sent about files of a folder that is no longer looked at. */
  forget(folder: TftpFolder): void {
    const work = this.#work.get(folder);
    this.#work.delete(folder);
    for (const name of work?.sent.keys() ?? []) this.#desk.send(folder, name, []);
  }

  #of(folder: TftpFolder): Work {
    const known = this.#work.get(folder);
    if (known) return known;
    const work: Work = { pending: new Set(), running: false, asked: 0, sent: new Map(), counts: new Map() };
    this.#work.set(folder, work);
    return work;
  }

  #guarded(folder: TftpFolder, name: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#desk.failed(folder, name, error);
    }
  }

  async #run(folder: TftpFolder, work: Work): Promise<void> {
    work.running = true;
    // The answer for open documents is on its way first.
    await this.#desk.giveWay();
    if (this.#work.get(folder) !== work) return;
    while (work.pending === 'all' || work.pending.size > 0) {
      const names = work.pending === 'all' ? this.#allNames(folder, work) : [...work.pending];
      work.pending = new Set();
      const { asked } = work;
      let open = this.#desk.open(folder);
      let until = performance.now() + slice;
      for (const [index, name] of names.entries()) {
        if (performance.now() > until) {
          await this.#desk.giveWay();
          if (this.#work.get(folder) !== work) return;
          if (work.asked !== asked) {
            // What is left is looked at together with what is new.
            add(work, names.slice(index));
            break;
          }
          until = performance.now() + slice;
          open = this.#desk.open(folder);
        }
        if (open.has(name)) continue;
        this.#guarded(folder, name, () => this.#publishStored(folder, work, name));
      }
    }
    work.running = false;
    this.#onDone(folder);
  }

  /** The files that are there, and those that were and about which something was sent. */
  #allNames(folder: TftpFolder, { sent }: Work): string[] {
    const gone = [...sent.keys()].filter((name) => !folder.root.has(name));
    return [...folder.root.files, ...gone];
  }

  #publishStored(folder: TftpFolder, work: Work, name: string): void {
    const findings = this.#desk.findings(folder, name) ?? [];
    if (findings.length === 0) work.counts.delete(name);
    else work.counts.set(name, count(findings));
    const diagnostics = findings.length === 0 ? [] : this.#desk.toDiagnostics(folder, name, findings);
    const text = diagnostics.length === 0 ? undefined : JSON.stringify(diagnostics);
    if (work.sent.get(name) === text) return;
    if (text === undefined) work.sent.delete(name);
    else work.sent.set(name, text);
    this.#desk.send(folder, name, diagnostics);
  }
}

function add(work: Work, names: readonly string[] | undefined): void {
  if (names === undefined) work.pending = 'all';
  else if (work.pending !== 'all') for (const name of names) work.pending.add(name);
}

function count(findings: readonly Finding[]): Counts {
  let errors = 0;
  let warnings = 0;
  for (const { severity } of findings) {
    if (severity === 'error') errors++;
    else if (severity === 'warning') warnings++;
  }
  return { errors, warnings };
}
