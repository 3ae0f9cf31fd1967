/** Which phones are to be told, and where they are: what nothing and nobody tells is asked for and remembered. */

import { t } from '@vscode/l10n';
import { env, type QuickPickItem, window } from 'vscode';
import type { FolderResult, PhoneFile } from '../../../server/src/protocol.ts';
import { type Choice, isChosen } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { parseAddress, parseAddressList } from './address.ts';
import type { Recipient } from './deliver.ts';
import type { PhoneFinder } from './phoneFinder.ts';
import { type Clue, type Places, sourceText } from './whereabouts.ts';

/** A phone with a file of its own, or one that only an address is known of. */
interface Candidate {
  readonly file: PhoneFile | undefined;
  readonly title: string;
}

const elsewhere: Candidate = {
  file: undefined,
  get title() {
    return t('another phone');
  },
};

interface Address {
  readonly text: string;
  /** The user gave it, now or earlier, so that it is remembered as of now. */
  readonly isGiven: boolean;
}

/**
 * The phones of the selection, or those that the user picks; `undefined`: the user gave up. `byName`: addresses are of
 * no use, as for a PBX that knows where its phones are.
 */
export async function chooseRecipients(
  choice: Choice | undefined,
  folder: FolderResult | undefined,
  finder: PhoneFinder,
  { byName = false }: { readonly byName?: boolean } = {},
): Promise<Recipient[] | undefined> {
  if (!byName) await finder.refresh();
  const candidates = await chooseCandidates(choice, folder?.phones ?? [], finder.places());
  if (!candidates) return undefined;
  const addresses = byName
    ? new Map(candidates.map((candidate) => [candidate, { text: '', isGiven: false }]))
    : await chooseAddresses(candidates, finder);
  if (!addresses) return undefined;
  const recipients: Recipient[] = [];
  for (const candidate of candidates) {
    const text = addresses.get(candidate)?.text;
    if (text === undefined) continue;
    const { file } = candidate;
    const { host = '', port: typed } = parseAddress(text) ?? {};
    const port = typed ?? file?.port ?? folder?.port ?? (byName ? 0 : await askPort());
    if (port === undefined) return undefined;
    const user = file?.lines[0] ?? (candidates.length === 1 ? await askUser(candidate) : '');
    if (user === undefined) return undefined;
    recipients.push({
      phone: { host, port, user },
      title: file || byName ? candidate.title : text,
      ...(file && { file: file.name, mac: file.mac, restart: file.restart }),
    });
  }
  if (recipients.length === 0) throw new Trouble(t('No address of a phone is known, so nothing was sent.'));
  const given = [...addresses].filter(([, { isGiven }]) => isGiven);
  if (given.length > 0) await finder.remember(given.map(([{ file }, { text }]) => [file?.mac, text]));
  return recipients;
}

function candidateOf(file: PhoneFile): Candidate {
  const base = file.name.slice(file.name.lastIndexOf('/') + 1).replace(/\.cnf$/i, '');
  return { file, title: file.label ? `${base} ${file.label}` : base };
}

async function chooseCandidates(
  choice: Choice | undefined,
  phones: readonly PhoneFile[],
  places: Places,
): Promise<readonly Candidate[] | undefined> {
  const inFront = phones.filter(({ name }) => name === choice?.active);
  const selected = choice?.selected ? phones.filter(({ name }) => isChosen(choice, name)) : inFront;
  if (selected.length > 0) return selected.map(candidateOf);
  if (phones.length === 0) return [elsewhere];
  interface Item extends QuickPickItem {
    readonly candidate: Candidate;
  }
  const now = Date.now();
  const items: Item[] = phones.map(candidateOf).map((candidate) => {
    const [place] = placesIn(places, candidate);
    return {
      candidate,
      label: candidate.title,
      description: place ? `${place.address}, ${sourceText(place, now)}` : '',
      detail: lineText(candidate.file?.lines ?? []),
    };
  });
  items.push({ candidate: elsewhere, label: t('$(edit) Another phone, by its address') });
  const picked = await window.showQuickPick(items, {
    title: t('Send check-sync to which phones?'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked && picked.length > 0 ? picked.map(({ candidate }) => candidate) : undefined;
}

function lineText(lines: readonly string[]): string {
  return lines.length === 0
    ? t('no line')
    : lines.length === 1
      ? t`line ${lines[0] ?? ''}`
      : t`lines ${lines.join(', ')}`;
}

function placesIn(places: Places, { file }: Candidate): readonly Clue[] {
  return (file && places.get(file.mac)) ?? [];
}

/** The address of each phone, as it is known or as the user gives it; phones may be left out. */
async function chooseAddresses(
  candidates: readonly Candidate[],
  finder: PhoneFinder,
): Promise<ReadonlyMap<Candidate, Address> | undefined> {
  const found = new Map<Candidate, Address>();
  const [only] = candidates;
  if (candidates.length === 1 && only) {
    const address = await askAddress(only, finder);
    return address && found.set(only, address);
  }
  const places = finder.places();
  for (const candidate of candidates) {
    const [place] = placesIn(places, candidate);
    if (place) found.set(candidate, { text: place.address, isGiven: false });
  }
  let missing = candidates.filter((candidate) => !found.has(candidate));
  if (missing.length > 1) {
    const way = await askWay(missing.length, found.size);
    if (way === undefined) return undefined;
    if (way === 'leave') return found;
    if (way === 'clipboard') {
      const list = parseAddressList(await env.clipboard.readText());
      for (const candidate of missing) {
        const text = list.get(candidate.file?.mac ?? '');
        if (text !== undefined) found.set(candidate, { text, isGiven: true });
      }
      missing = missing.filter((candidate) => !found.has(candidate));
    }
  }
  for (const [index, candidate] of missing.entries()) {
    const step = missing.length > 1 ? t` (${index + 1} of ${missing.length})` : '';
    const text = await typeAddress(candidate, step, true);
    if (text === undefined) return undefined;
    if (text !== '') found.set(candidate, { text, isGiven: true });
  }
  return found;
}

type Way = 'type' | 'clipboard' | 'leave';

async function askWay(missing: number, known: number): Promise<Way | undefined> {
  const items: (QuickPickItem & { way: Way })[] = [
    {
      way: 'clipboard',
      label: t('$(clippy) Take them from the clipboard'),
      detail: t(
        'Lines with a MAC address and an IP address: what arp, ip neighbour or DHCP leases show, or your own list',
      ),
    },
    { way: 'type', label: t('$(edit) Type them one by one') },
  ];
  if (known > 0) items.push({ way: 'leave', label: t('$(debug-step-over) Leave these phones out') });
  const title = t`The addresses of ${missing} phones are not known yet`;
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.way;
}

async function askAddress(candidate: Candidate, finder: PhoneFinder): Promise<Address | undefined> {
  interface Item extends QuickPickItem {
    /** `undefined`: another one is to be typed. */
    readonly address: Address | undefined;
  }
  const now = Date.now();
  const known = candidate.file
    ? placesIn(finder.places(), candidate).map((place): Item => {
        const address = { text: place.address, isGiven: place.source === 'typed' };
        return { label: place.address, description: sourceText(place, now), address };
      })
    : finder.others().map((text): Item => ({ label: text, address: { text, isGiven: true } }));
  if (known.length > 0) {
    const items: Item[] = [...known, { label: t('$(edit) Another address…'), address: undefined }];
    const title = t`Address of ${candidate.title}`;
    const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
    if (!picked || picked.address) return picked?.address;
  }
  const text = await typeAddress(candidate);
  return text === undefined ? undefined : { text, isGiven: true };
}

async function typeAddress({ title }: Candidate, step = '', optional = false): Promise<string | undefined> {
  const text = await window.showInputBox({
    title: t`Address of ${title}${step}`,
    prompt: t`IP address or host name of the phone, with a port if it is another than in the files${optional ? t('; empty leaves the phone out') : ''}`,
    placeHolder: '192.0.2.10, 2001:db8::10, [2001:db8::10]:5061',
    ignoreFocusOut: true,
    validateInput: (value) =>
      (optional && value.trim() === '') || parseAddress(value) ? undefined : t('No address of a phone.'),
  });
  return text?.trim();
}

async function askUser({ title }: Candidate): Promise<string | undefined> {
  const text = await window.showInputBox({
    title: t`Line of ${title}`,
    prompt: t('Name of one of the lines of the phone: it refuses messages to other names'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? t('A name is needed.') : undefined),
  });
  return text?.trim();
}

async function askPort(): Promise<number | undefined> {
  const text = await window.showInputBox({
    title: t('Port of the phone'),
    prompt: t('The UDP port that it listens on'),
    ignoreFocusOut: true,
    validateInput: (value) => (parseAddress(`host:${value.trim()}`)?.port ? undefined : t('A number from 1 to 65535.')),
  });
  return text === undefined ? undefined : Number(text);
}
