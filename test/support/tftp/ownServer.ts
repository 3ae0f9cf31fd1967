/** Our own TFTP server on loopback, whose events are kept. */

import type { TestContext } from 'node:test';
import type { TftpEvent } from '../../../client/src/tftp/server/events.ts';
import { type ServeOptions, serve, type TftpServer } from '../../../client/src/tftp/server/server.ts';

export interface Served extends TftpServer {
  readonly events: readonly TftpEvent[];
  /** Resolves when an event fits, of those that were or those to come. */
  until(fits: (event: TftpEvent) => boolean): Promise<TftpEvent>;
  /** Resolves when every request has had its outcome. */
  settled(): Promise<void>;
}

/** Serves a folder until the test ends; what is not heard of is sent again soon. */
export async function serveFolder(
  t: Pick<TestContext, 'after'>,
  folder: string,
  options: Partial<ServeOptions> = {},
): Promise<Served> {
  const events: TftpEvent[] = [];
  const waiting = new Set<(event: TftpEvent) => void>();
  const server = await serve(folder, {
    host: '127.0.0.1',
    port: 0,
    firstTimeout: 40,
    ...options,
    onEvent(event) {
      events.push(event);
      for (const tell of [...waiting]) tell(event);
    },
  });
  t.after(() => server.stop());
  const until = (fits: (event: TftpEvent) => boolean) =>
    new Promise<TftpEvent>((resolve) => {
      const known = events.find(fits);
      if (known) return resolve(known);
      const look = (event: TftpEvent) => {
        if (!fits(event)) return;
        waiting.delete(look);
        resolve(event);
      };
      waiting.add(look);
    });
  const isSettled = () => {
    const open = new Set<string | undefined>();
    for (const { type, transfer } of events) {
      if (type === 'request') open.add(transfer);
      else if (type !== 'negotiated' && type !== 'progress') open.delete(transfer);
    }
    return open.size === 0;
  };
  return {
    host: server.host,
    port: server.port,
    get transfers() {
      return server.transfers;
    },
    stop: () => server.stop(),
    events,
    until,
    settled: async () => {
      await until(isSettled);
    },
  };
}
