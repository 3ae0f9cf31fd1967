/**
 * The non-INVITE client transaction over UDP (RFC 3261 17.1.2), as a function from a state and an event to the next
 * state and what is to be done, and the driver that gives it a clock and a wire.
 */

/** Milliseconds (RFC 3261 17.1.1.1, table 4). */
export interface Timers {
  /** The estimate of a round trip, and the first time between sends. */
  readonly t1: number;
  /** The longest time between sends. */
  readonly t2: number;
  /** How long a message may be under way. */
  readonly t4: number;
}

export const standardTimers: Timers = { t1: 500, t2: 4000, t4: 5000 };

/** E: send again. F: give up. K: stop waiting for repeats of the answer. */
export type Timer = 'E' | 'F' | 'K';

export type State = Waiting | { readonly name: 'completed' | 'terminated' };

export interface Waiting {
  readonly name: 'trying' | 'proceeding';
  /** Milliseconds of the running timer E. */
  readonly interval: number;
}

export type Event =
  | { readonly type: 'timer'; readonly timer: Timer }
  | { readonly type: 'response'; readonly status: number }
  | { readonly type: 'transportError' }
  | { readonly type: 'cancel' };

export type Action =
  | { readonly type: 'send' }
  | { readonly type: 'set'; readonly timer: Timer; readonly milliseconds: number }
  | { readonly type: 'stop'; readonly timer: Timer }
  /** Hand the answer just received to the user of the transaction. */
  | { readonly type: 'answer' }
  | { readonly type: 'timeout' }
  | { readonly type: 'transportError' };

export interface Step {
  readonly state: State;
  readonly actions: readonly Action[];
}

export function start({ t1 }: Timers): Step {
  return {
    state: { name: 'trying', interval: t1 },
    // Timers first: a send may fail at once, and that stops them.
    actions: [
      { type: 'set', timer: 'E', milliseconds: t1 },
      { type: 'set', timer: 'F', milliseconds: 64 * t1 },
      { type: 'send' },
    ],
  };
}

export function step(state: State, event: Event, timers: Timers): Step {
  if (!('interval' in state)) {
    const ends = event.type === 'cancel' || (event.type === 'timer' && event.timer === 'K');
    // A repeat of the answer ends here.
    return state.name === 'completed' && ends ? terminated('K') : { state, actions: [] };
  }
  switch (event.type) {
    case 'response':
      if (event.status < 200) return { state: { ...state, name: 'proceeding' }, actions: [{ type: 'answer' }] };
      return {
        state: { name: 'completed' },
        actions: [
          { type: 'stop', timer: 'E' },
          { type: 'stop', timer: 'F' },
          { type: 'set', timer: 'K', milliseconds: timers.t4 },
          { type: 'answer' },
        ],
      };
    case 'timer': {
      if (event.timer === 'F') return terminated('E', { type: 'timeout' });
      if (event.timer === 'K') return { state, actions: [] };
      // Once the phone said that it is at work, there is no hurry.
      const interval = state.name === 'proceeding' ? timers.t2 : Math.min(2 * state.interval, timers.t2);
      return {
        state: { ...state, interval },
        actions: [{ type: 'set', timer: 'E', milliseconds: interval }, { type: 'send' }],
      };
    }
    case 'transportError':
      return terminated('E', { type: 'stop', timer: 'F' }, { type: 'transportError' });
    case 'cancel':
      return terminated('E', { type: 'stop', timer: 'F' });
  }
}

function terminated(stop: Timer, ...actions: Action[]): Step {
  return { state: { name: 'terminated' }, actions: [{ type: 'stop', timer: stop }, ...actions] };
}

export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls once, later; the returned function prevents it. What is idle does not keep the program running. */
  after(milliseconds: number, call: () => void, idle: boolean): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call, idle) {
    const timer = setTimeout(call, milliseconds);
    if (idle) timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface TransactionUser<Answer> {
  /** Puts the message on the wire: the same bytes each time. */
  send(): void;
  /** Provisional ones too; a repeat of the final one is not heard of. */
  answer(answer: Answer): void;
  timeout(): void;
  transportError(code: string): void;
  /** Nothing more comes, and nothing more is sent. */
  ended(): void;
}

export interface Transaction<Answer> {
  /** Whether the answer was taken; a repeat is not. */
  receive(answer: Answer): boolean;
  /** @param code as in Node's errors, `ECONNREFUSED` */
  fail(code: string): void;
  cancel(): void;
}

/** Starts a transaction; the first `send` happens before this returns. */
export function runTransaction<Answer extends { readonly status: number }>(
  clock: Clock,
  timers: Timers,
  user: TransactionUser<Answer>,
): Transaction<Answer> {
  const running = new Map<Timer, () => void>();
  const first = start(timers);
  let state = first.state;

  const enter = (next: Step, answer?: Answer, code = ''): void => {
    const ends = next.state.name === 'terminated' && state.name !== 'terminated';
    // The state first: an action may bring the next event, as a send that fails at once.
    state = next.state;
    for (const action of next.actions) carryOut(action, answer, code);
    if (ends) user.ended();
  };
  const carryOut = (action: Action, answer: Answer | undefined, code: string): void => {
    switch (action.type) {
      case 'send':
        user.send();
        break;
      case 'set':
        running.set(
          action.timer,
          clock.after(
            action.milliseconds,
            () => enter(step(state, { type: 'timer', timer: action.timer }, timers)),
            action.timer === 'K',
          ),
        );
        break;
      case 'stop':
        running.get(action.timer)?.();
        running.delete(action.timer);
        break;
      case 'answer':
        if (answer) user.answer(answer);
        break;
      case 'timeout':
        user.timeout();
        break;
      case 'transportError':
        user.transportError(code);
        break;
    }
  };

  enter(first);
  return {
    receive(answer) {
      const next = step(state, { type: 'response', status: answer.status }, timers);
      enter(next, answer);
      return next.actions.some(({ type }) => type === 'answer');
    },
    fail: (code) => enter(step(state, { type: 'transportError' }, timers), undefined, code),
    cancel: () => enter(step(state, { type: 'cancel' }, timers)),
  };
}
