/**
 * A Cisco 7940/7960 in software, as far as provisioning goes: boots from a TFTP server, answers check-sync, looks at
 * its files and restarts. It makes no calls. What is documented is done as documented; docs/test-phone.md says what is
 * assumed.
 */

import { EventEmitter } from 'node:events';
import {
  lineNames,
  type Model,
  readLoad,
  readRules,
  readSettings,
  readSync,
  type Settings,
  type SyncEntry,
  setting,
} from './files.ts';
import { faultIn, filesInList, hasLoader, isSccp, loaderIn, planUpgrade } from './images.ts';
import { assertLoopback } from './loopback.ts';
import { type Faults, type Heard, SipListener } from './sipListener.ts';
import { readFile, type TftpServer } from './tftpClient.ts';

/** What the phone keeps when it is switched off. Plain data, to be written to a disk. */
export interface Flash {
  /** The image it runs. */
  image: string;
  /** The parameters it last read, without passwords. */
  settings: Settings;
  restarts: number;
}

export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls once, later; the returned function prevents it. */
  after(milliseconds: number, call: () => void): () => void;
}

const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface PhoneOptions {
  /** Twelve hexadecimal digits, with or without separators. */
  readonly mac: string;
  readonly tftp: TftpServer & {
    /** How long the server's answer is waited for: 4 seconds. */
    readonly timeoutMilliseconds?: number;
    readonly attempts?: number;
  };
  readonly sip?: {
    /** 127.0.0.1 by default. */
    readonly host?: string;
    /** In place of `voip_control_port`; 0 for any free one. */
    readonly port?: number;
  };
  /** How long the phone waits between check-sync and looking at its files: 20 seconds. */
  readonly idleMilliseconds?: number;
  readonly model?: Model;
  /** The image it runs when its memory is fresh. */
  readonly firmware?: string;
  /** What it remembers of an earlier life; written to as it lives. */
  readonly flash?: Flash;
  /** Asked of whoever sends a message. No 7940 or 7960 is known to do this. */
  readonly password?: string;
  /** Answers to the port that a message came from, where its sender asks for that (RFC 3581). */
  readonly rport?: boolean;
  readonly faults?: Faults;
  readonly clock?: Clock;
}

export type PhoneEvent =
  | { readonly type: 'booted'; readonly image: string; readonly port: number; readonly lines: readonly string[] }
  /** It cannot listen, so it does nothing any more. */
  | { readonly type: 'portTaken'; readonly port: number }
  | { readonly type: 'fetched'; readonly file: string; readonly bytes: number }
  | {
      readonly type: 'missing';
      readonly file: string;
      /** `undefined` when the server has no such file, which is normal for most of them. */
      readonly error?: string;
    }
  /** What the phone made of a dial plan; a plan with a fault in it is thrown away as a whole. */
  | { readonly type: 'dialPlan'; readonly file: string; readonly rules: number; readonly discarded: boolean }
  | Heard
  /** The phone has been idle long enough to act on a check-sync. */
  | { readonly type: 'idle' }
  | {
      readonly type: 'compared';
      /** The entry of syncinfo.xml that spoke for this phone. */
      readonly entry: SyncEntry['entry'] | 'none';
      readonly sync?: string;
      /** The `sync` the phone read at its last start. */
      readonly stored: string;
      readonly restarts: boolean;
    }
  | { readonly type: 'upgraded'; readonly from: string; readonly to: string }
  | { readonly type: 'upgradeFailed'; readonly image: string; readonly why: string }
  | { readonly type: 'restarted'; readonly count: number; readonly reason: 'check-sync' | 'upgrade' };

/** More upgrades in a row than any documented path has: files that send the phone in circles. */
const mostUpgrades = 6;

const syncDefault = setting({}, 'sync') ?? '';

export class Phone extends EventEmitter<{ event: [PhoneEvent] }> {
  /** Can be changed while the phone runs. */
  readonly faults: Faults;
  readonly mac: string;
  readonly #options: PhoneOptions;
  readonly #model: Model;
  readonly #host: string;
  readonly #clock: Clock;
  readonly #flash: Flash;
  readonly #listener: SipListener;
  readonly #stopping = new AbortController();
  /** What the phone does, one thing after the other. */
  #work: Promise<void> = Promise.resolve();
  /** A check-sync was accepted and is not acted on yet. */
  #told = false;
  #busy = false;
  #cancelIdle: (() => void) | undefined;

  constructor(options: PhoneOptions) {
    super();
    const digits = options.mac.replace(/[-:. ]/g, '').toUpperCase();
    if (!/^[0-9A-F]{12}$/.test(digits)) throw new Error(`${options.mac} is no MAC address`);
    this.mac = digits;
    this.#options = options;
    this.#host = options.sip?.host ?? '127.0.0.1';
    assertLoopback(options.tftp.host);
    this.faults = options.faults ?? {};
    this.#model = options.model ?? '7960';
    this.#clock = options.clock ?? systemClock;
    this.#flash = options.flash ?? { image: options.firmware ?? 'P0S3-8-12-00', settings: {}, restarts: 0 };
    this.#listener = new SipListener({
      host: this.#host,
      server: `Cisco-CP${this.#model}G/test-phone`,
      lineNames: () => this.lines,
      faults: this.faults,
      now: () => this.#clock.now(),
      heard: (heard) => this.#heard(heard),
      ...(options.password === undefined ? {} : { password: options.password }),
      ...(options.rport === undefined ? {} : { rport: options.rport }),
    });
  }

  /** Boots; resolves once the phone listens. */
  start(): Promise<void> {
    return this.#do(() => this.#boot());
  }

  /** Switches the phone off. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelIdle?.();
    this.#listener.close();
    await this.#work.catch(() => {});
  }

  get flash(): Readonly<Flash> {
    return this.#flash;
  }

  get restarts(): number {
    return this.#flash.restarts;
  }

  /** Where it listens; `undefined` before it has booted. */
  get address(): { host: string; port: number } | undefined {
    const port = this.#listener.port;
    return port === undefined ? undefined : { host: this.#host, port };
  }

  /** The names that a message may be addressed to. */
  get lines(): readonly string[] {
    return lineNames(this.#flash.settings, this.#model);
  }

  /** In a call the phone does not look at its files; the wait begins anew when the call ends. */
  setBusy(busy: boolean): void {
    this.#busy = busy;
    this.#waitForIdle();
  }

  /** Opens the menu with the ring tones, for which the phone fetches its list. */
  openRings(): Promise<void> {
    return this.#do(async () => {
      await this.#fetch('RINGLIST.DAT');
    });
  }

  #tell(event: PhoneEvent): void {
    this.emit('event', event);
  }

  #do(action: () => Promise<void>): Promise<void> {
    const done = this.#work.then(async () => {
      if (!this.#stopping.signal.aborted) await action();
    });
    // What comes next does not care how this ended.
    this.#work = done.catch(() => {});
    return done;
  }

  // --- files ---------------------------------------------------------------------------------

  async #fetch(file: string): Promise<Buffer | undefined> {
    const { signal } = this.#stopping;
    const { timeoutMilliseconds, attempts } = this.#options.tftp;
    const result = await readFile(this.#options.tftp, file, {
      signal,
      // A phone has one address.
      from: this.#host,
      ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
      ...(attempts === undefined ? {} : { attempts }),
    });
    switch (result.kind) {
      case 'file':
        this.#tell({ type: 'fetched', file, bytes: result.content.length });
        return result.content;
      case 'missing':
        this.#tell({ type: 'missing', file });
        return undefined;
      case 'silent':
        this.#tell({ type: 'missing', file, error: 'the TFTP server does not answer' });
        return undefined;
      case 'error':
        this.#tell({ type: 'missing', file, error: `TFTP error ${result.code}: ${result.message}` });
        return undefined;
      case 'cancelled':
        throw signal.reason;
    }
  }

  async #fetchDialPlan(): Promise<void> {
    const name = setting(this.#flash.settings, 'dial_template');
    if (name === undefined) return;
    const file = `${name}.xml`;
    const content = await this.#fetch(file);
    if (!content) return;
    const rules = readRules(content);
    this.#tell({ type: 'dialPlan', file, rules: rules ?? 0, discarded: rules === undefined });
  }

  // --- booting -------------------------------------------------------------------------------

  async #boot(): Promise<void> {
    this.#listener.deaf = true;
    this.#told = false;
    this.#cancelIdle?.();
    for (let upgrades = 0; ; upgrades++) {
      const wanted = await this.#readBootFiles(upgrades < mostUpgrades);
      if (wanted === undefined) break;
      this.#tell({ type: 'upgraded', from: this.#flash.image, to: wanted });
      this.#flash.image = wanted;
      this.#restarted('upgrade');
    }
    await this.#fetchDialPlan();
    this.#stopping.signal.throwIfAborted();
    const port = this.#options.sip?.port ?? Number(setting(this.#flash.settings, 'voip_control_port'));
    // "Any free one" stays the same one over restarts.
    if (port === 0 ? this.#listener.port === undefined : this.#listener.port !== port) {
      await this.#listener.listen(port).catch((error) => {
        this.#tell({ type: 'portTaken', port });
        throw error;
      });
    }
    this.#listener.deaf = false;
    this.#tell({ type: 'booted', image: this.#flash.image, port: this.#listener.port ?? port, lines: this.lines });
  }

  /** Reads the files up to the check of the image; gives the image that was loaded, to restart with. */
  async #readBootFiles(mayUpgrade: boolean): Promise<string | undefined> {
    const tried = new Set<string>();
    const check = async (image: string | undefined): Promise<string | undefined> => {
      if (image === undefined || image === this.#flash.image || tried.has(image)) return undefined;
      tried.add(image);
      const why = mayUpgrade ? await this.#loadImage(image) : 'the files send the phone from image to image in circles';
      if (why === undefined) return image;
      this.#tell({ type: 'upgradeFailed', image, why });
      return undefined;
    };
    const first = hasLoader(this.#flash.image) ? await this.#askLoader() : await this.#askOs79xx();
    const loaded = await check(first);
    if (loaded !== undefined || isSccp(this.#flash.image)) return loaded;

    const common = await this.#fetch('SIPDefault.cnf');
    if (common) Object.assign(this.#flash.settings, readSettings(common));
    const own = await this.#fetch(this.#phoneFile());
    if (own) Object.assign(this.#flash.settings, this.#ownSettings(own));
    return check(setting(this.#flash.settings, 'image_version'));
  }

  #phoneFile(): string {
    const folder = setting(this.#flash.settings, 'tftp_cfg_dir') ?? '';
    return `${folder}${folder && !folder.endsWith('/') ? '/' : ''}SIP${this.mac}.cnf`;
  }

  #ownSettings(content: Buffer): Settings {
    // The phone had to know the folder before it asked for the file that says this.
    const { tftp_cfg_dir: _, ...settings } = readSettings(content);
    return settings;
  }

  /** The loader of 7.0 and later asks for these until one names a load. */
  async #askLoader(): Promise<string | undefined> {
    await this.#fetch(`CTLSEP${this.mac}.tlv`);
    const device = await this.#fetch(`SEP${this.mac}.cnf.xml`);
    const fromDevice = device && readLoad(device, this.#model);
    if (fromDevice !== undefined) return fromDevice;
    const own = await this.#fetch(this.#phoneFile());
    const fromOwn = own && setting(readSettings(own), 'image_version');
    if (fromOwn !== undefined) return fromOwn;
    await this.#fetch(`MGC${this.mac}.cnf`);
    const everybody = await this.#fetch('XMLDefault.cnf.xml');
    return everybody && readLoad(everybody, this.#model);
  }

  /** Firmware before 7.0 takes the first line as it is, blanks included. */
  async #askOs79xx(): Promise<string | undefined> {
    const content = await this.#fetch('OS79XX.TXT');
    return content?.toString('latin1').split(/\r?\n/, 1)[0] || undefined;
  }

  /** Fetches the files of an image; a text says why that came to nothing. */
  async #loadImage(image: string): Promise<string | undefined> {
    const plan = planUpgrade(this.#flash.image, image);
    if (plan.kind === 'refused') return plan.why;
    if (plan.kind === 'file') return this.#fetchPart(plan.file);
    const list = await this.#fetch(plan.list);
    if (!list) return `${plan.list} did not come`;
    const { loader, application } = filesInList(list);
    if (!application) return `${plan.list} names no application`;
    const newLoader = loader === `${loaderIn(this.#flash.image)}.sbn` ? undefined : loader;
    for (const file of newLoader ? [newLoader, application] : [application]) {
      const why = await this.#fetchPart(file);
      if (why !== undefined) return why;
    }
    return undefined;
  }

  /** Fetches one file of an image; a text says why it is not taken. */
  async #fetchPart(file: string): Promise<string | undefined> {
    const content = await this.#fetch(file);
    return content ? faultIn(content, this.#flash.image) : `${file} did not come`;
  }

  #restarted(reason: 'check-sync' | 'upgrade'): void {
    this.#flash.restarts++;
    this.#tell({ type: 'restarted', count: this.#flash.restarts, reason });
  }

  // --- check-sync ----------------------------------------------------------------------------

  #heard(heard: Heard): void {
    this.#tell(heard);
    if (heard.type !== 'notify' || heard.status !== 200 || heard.repeat || this.#told) return;
    this.#told = true;
    this.#waitForIdle();
  }

  #waitForIdle(): void {
    this.#cancelIdle?.();
    if (this.#busy || !this.#told) return;
    this.#cancelIdle = this.#clock.after(this.#options.idleMilliseconds ?? 20_000, () => {
      this.#told = false;
      // It ends early when the phone is switched off or finds its port taken, of which it told.
      this.#do(() => this.#checkSync()).catch(() => {});
    });
  }

  async #checkSync(): Promise<void> {
    this.#tell({ type: 'idle' });
    const content = await this.#fetch('syncinfo.xml');
    await this.#fetchDialPlan();
    const found = content && readSync(content, this.#flash.image);
    const stored = this.#flash.settings.sync ?? syncDefault;
    const restarts = found !== undefined && found.sync !== stored;
    this.#tell({
      type: 'compared',
      entry: found?.entry ?? 'none',
      ...(found && { sync: found.sync }),
      stored,
      restarts,
    });
    if (!restarts) return;
    this.#restarted('check-sync');
    await this.#boot();
  }
}
