/** Many phones that only answer, for benchmarks: each has an address of its own in 127.0.0.0/8, and one line. */

import { SipListener } from './sipListener.ts';

export interface FleetPhone {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface Fleet {
  readonly phones: readonly FleetPhone[];
  /** How many messages each phone accepted, repeats not counted. */
  readonly accepted: readonly number[];
  stop(): void;
}

export async function startFleet(count: number, port = 5060): Promise<Fleet> {
  const phones: FleetPhone[] = [];
  const accepted: number[] = [];
  const listeners: SipListener[] = [];
  const stop = () => {
    for (const listener of listeners) listener.close();
  };
  try {
    for (let index = 0; index < count; index++) {
      // 127.0.0.1 is left to others; a last part of 0 or 255 is avoided because of its special meaning elsewhere.
      const host = `127.1.${Math.floor(index / 250)}.${1 + (index % 250)}`;
      const user = String(10_000 + index);
      const listener = new SipListener({
        host,
        server: 'Cisco-CP7960G/test-phone',
        lineNames: () => [user],
        faults: {},
        now: () => performance.now(),
        heard(heard) {
          if (heard.type === 'notify' && heard.status === 200 && !heard.repeat) accepted[index]!++;
        },
      });
      listeners.push(listener);
      accepted.push(0);
      phones.push({ host, port, user });
      await listener.listen(port);
    }
  } catch (error) {
    stop();
    throw error;
  }
  return { phones, accepted, stop };
}
