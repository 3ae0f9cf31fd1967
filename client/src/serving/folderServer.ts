/** Carries out what the state machine says: one TFTP server at a time, whose requests go to the boot log. */

import type { TftpEvent } from '../tftp/server/events.ts';
import { serve, type TftpServer } from '../tftp/server/server.ts';
import { startTrouble } from '../tftp/server/words.ts';
import {
  nextServing,
  type Offer,
  type ServingAction,
  type ServingEvent,
  type ServingState,
  stopped,
} from './servingState.ts';

export interface FolderServerOptions {
  onState(state: ServingState): void;
  onEvent(event: TftpEvent): void;
}

export class FolderServer {
  readonly #options: FolderServerOptions;
  #state: ServingState = stopped;
  #runs = 0;
  /** Of those that were opened and not closed yet, by run. */
  readonly #servers = new Map<number, TftpServer>();
  /** What is done, one thing after the other: a port is given back before it is opened again. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: FolderServerOptions) {
    this.#options = options;
  }

  get state(): ServingState {
    return this.#state;
  }

  /** Serves a folder in place of what is served. Gives the state that comes of it. */
  async serve(offer: Offer): Promise<ServingState> {
    this.#take({ what: 'serve', offer, run: ++this.#runs });
    await this.#work;
    return this.#state;
  }

  /** Ends all transfers and gives the port back. */
  async stop(): Promise<void> {
    this.#take({ what: 'stop' });
    await this.#work;
  }

  #take(event: ServingEvent): void {
    const { state, actions } = nextServing(this.#state, event);
    const isOther = state !== this.#state;
    this.#state = state;
    for (const action of actions) this.#work = this.#work.then(() => this.#carryOut(action));
    if (isOther) this.#options.onState(state);
  }

  async #carryOut(action: ServingAction): Promise<void> {
    const { run } = action;
    if (action.do === 'open') return this.#open(run, action.offer);
    const server = this.#servers.get(run);
    this.#servers.delete(run);
    await server?.stop();
  }

  async #open(run: number, offer: Offer): Promise<void> {
    const { folder, ...options } = offer;
    const fail = (error: unknown) => this.#take({ what: 'failed', run, trouble: startTrouble(error, offer) });
    try {
      const server = await serve(folder, {
        ...options,
        onEvent: (event) => this.#options.onEvent(event),
        onTrouble: fail,
      });
      this.#servers.set(run, server);
      this.#take({ what: 'opened', run, port: server.port });
    } catch (error) {
      fail(error);
    }
  }
}
