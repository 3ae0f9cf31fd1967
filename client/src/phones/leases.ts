/** Which address a phone has, out of the lease files of DHCP servers. */

/** A phone that was seen at an address. */
export interface Sighting {
  /** Twelve digits, capitals. */
  readonly mac: string;
  readonly address: string;
  /** When it was last seen there, in milliseconds since 1970; `undefined`: not known. */
  readonly seen?: number;
  /** Until when the address is its own, in milliseconds since 1970; `undefined`: not known, or for ever. */
  readonly until?: number;
}

const longestLine = 1000;

/** A MAC address as twelve digits in capitals, however it is written; `undefined` for anything else. */
export function plainMac(text: string): string | undefined {
  const digits = text.replaceAll(/[:.-]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) && digits !== '000000000000' ? digits : undefined;
}

/** Lines of a text, as far as anything of ours is that long. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.slice(0, longestLine));
}

/** The later of two sightings of a phone counts; of two that do not say when, the one further down. */
export function latestByMac(sightings: Iterable<Sighting>): ReadonlyMap<string, Sighting> {
  const latest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const before = latest.get(sighting.mac);
    if (!before || (sighting.seen ?? sighting.until ?? 0) >= (before.seen ?? before.until ?? 0)) {
      latest.set(sighting.mac, sighting);
    }
  }
  return latest;
}

/** dnsmasq's `dnsmasq.leases`: seconds when it ends (0: never), MAC address, address, name, client id. */
export function parseDnsmasqLeases(text: string): Sighting[] {
  return linesOf(text).flatMap((line) => {
    const [, end = '', hardware = '', address = ''] = /^(\d{1,12}) (?:\d\d-)?(\S+) ([\d.]+) /.exec(`${line} `) ?? [];
    const mac = plainMac(hardware);
    if (mac === undefined) return [];
    return [{ mac, address, ...(end !== '0' && { until: Number(end) * 1000 }) }];
  });
}

/** ISC dhcpd's `dhcpd.leases`. Times are in UTC, or in seconds since 1970; of an address the last lease counts. */
export function parseIscLeases(text: string): Sighting[] {
  const leases = new Map<string, Sighting>();
  let address: string | undefined;
  let facts = new Map<string, string>();
  for (const line of linesOf(text)) {
    const began = /^\s*lease\s+([\d.]+)\s*\{/.exec(line)?.[1];
    if (began !== undefined) {
      address = began;
      facts = new Map();
    } else if (address !== undefined && /^\s*\}/.test(line)) {
      const lease = iscLease(address, facts);
      if (lease) leases.set(address, lease);
      else leases.delete(address);
      address = undefined;
    } else {
      const [, name, value] = /^\s*(hardware ethernet|binding state|cltt|starts|ends)\s+([^;]*);/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) facts.set(name, value.trim());
    }
  }
  return [...leases.values()];
}

function iscLease(address: string, facts: ReadonlyMap<string, string>): Sighting | undefined {
  const mac = plainMac(facts.get('hardware ethernet') ?? '');
  if (mac === undefined) return undefined;
  const seen = iscTime(facts.get('cltt') ?? facts.get('starts'));
  const until = iscTime(facts.get('ends'));
  return { mac, address, ...(seen !== undefined && { seen }), ...(until !== undefined && { until }) };
}

/** `4 2024/11/28 10:21:07` (the day of the week in front), `epoch 1732789267`, `never`. */
function iscTime(text = ''): number | undefined {
  const [, seconds] = /^epoch (\d{1,12})/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const [, year, month, day, clock] = /^\d (\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${clock}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Kea's `kea-leases4.csv`: a journal, so that of an address the last line counts. Columns are found by the first line. */
export function parseKeaLeases(text: string): Sighting[] {
  const [head = '', ...lines] = linesOf(text);
  const names = head.split(',');
  const column = (row: readonly string[], name: string) => row[names.indexOf(name)] ?? '';
  const leases = new Map<string, Sighting>();
  for (const line of lines) {
    // Commas inside a field are written in another way, so that splitting is enough.
    const row = line.split(',');
    const address = column(row, 'address');
    const mac = plainMac(column(row, 'hwaddr'));
    const [lifetime, expire] = [Number(column(row, 'valid_lifetime')), Number(column(row, 'expire'))];
    if (address === '') continue;
    leases.delete(address);
    // 0: in use; the others were declined, have run out or were given back.
    if (mac === undefined || !/^0?$/.test(column(row, 'state')) || lifetime === 0) continue;
    const isDated = Number.isFinite(lifetime) && Number.isFinite(expire) && expire > lifetime;
    leases.set(address, {
      mac,
      address,
      ...(isDated && { seen: (expire - lifetime) * 1000, until: expire * 1000 }),
    });
  }
  return [...leases.values()];
}
