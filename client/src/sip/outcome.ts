/** How a check-sync message ended, in words for those who look after phones. */

import { t } from '@vscode/l10n';
import type { OutcomeKind, Phone } from './types.ts';

/** What happened, as the exchange of messages knows it. */
export type Ending =
  | { readonly type: 'answer'; readonly status: number; readonly reason: string; readonly login?: Login }
  | { readonly type: 'timeout' /** The phone said that it is at work. */; readonly provisional: boolean }
  | { readonly type: 'unreachable' /** As in Node's errors. */; readonly code: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'invalid'; readonly field: keyof Phone };

/** Why a 401 or 407 is the end. */
export type Login =
  /** Nobody gave a name and a password. */
  | 'missing'
  /** The name and the password were sent and not accepted. */
  | 'refused'
  /** The phone offers no way to log in that is known here. */
  | 'unknown';

export interface Words {
  readonly kind: OutcomeKind;
  readonly meaning: string;
  readonly next: string;
}

/** What was sent: for the sentences about phones that did not answer. */
export interface Effort {
  readonly sends: number;
  /** Timer F, milliseconds. */
  readonly patience: number;
}

export function words(phone: Phone, ending: Ending, { sends, patience }: Effort): Words {
  switch (ending.type) {
    case 'answer':
      return aboutAnswer(phone, ending.status, ending.login);
    case 'timeout':
      return {
        kind: 'timeout',
        meaning: ending.provisional
          ? t`The phone said that it is working on the message, but did not finish within ${patience / 1000} seconds.`
          : sends === 1
            ? t`No answer within ${patience / 1000} seconds, to a message sent once.`
            : t`No answer within ${patience / 1000} seconds, to a message sent ${sends} times.`,
        next: ending.provisional
          ? t('Send again; if that does not help, restart the phone.')
          : t(
              'See whether the phone is on, has this address and has this voip_control_port, and whether a firewall or NAT is in between. A phone behind NAT is told by its PBX.',
            ),
      };
    case 'unreachable':
      return { kind: 'unreachable', ...aboutNetwork(phone, ending.code) };
    case 'cancelled':
      return {
        kind: 'cancelled',
        meaning:
          sends > 0 ? t('Stopped before the phone answered; it may have the message.') : t('Stopped before sending.'),
        next: '',
      };
    case 'invalid':
      return { kind: 'invalid', ...aboutField(phone, ending.field) };
  }
}

function aboutAnswer({ user, host }: Phone, status: number, login: Login | undefined): Words {
  const refused = (meaning: string, next: string): Words => ({ kind: 'refused', meaning, next });
  if (status < 300) {
    return {
      kind: 'accepted',
      meaning: t(
        'The phone understood. Once it has been idle for 20 seconds it reads syncinfo.xml and the dial plan again; it restarts only if SYNC in syncinfo.xml differs from the sync it read at its last start.',
      ),
      next: '',
    };
  }
  switch (status) {
    case 400:
      return refused(
        t('The phone could not make sense of the message.'),
        t(
          'See in the trace what was sent and what the phone says is wrong; a proxy or a firewall in between may have changed the message.',
        ),
      );
    case 401:
    case 407:
      return { kind: 'unauthorized', ...aboutLogin[login ?? 'missing'] };
    case 403:
      return refused(
        t('What answered does not take this message from this computer.'),
        t('Send it from the PBX that the phone is registered with.'),
      );
    case 404:
      return refused(
        t`The phone has no line named ${user}.`,
        t(
          'Use a lineN_name that the phone read at its last start. If the name was changed since then, the old one still holds.',
        ),
      );
    case 405:
    case 501:
      return refused(
        t('What answered takes no NOTIFY messages, so it is not one of these phones.'),
        t`See what has the address ${host} now.`,
      );
    case 481:
      return refused(
        t('What answered wants the sender to be subscribed first; 7940 and 7960 phones do not.'),
        t`See what has the address ${host} now, or send the message from its PBX.`,
      );
    case 489:
      return refused(
        t('What answered does not know the event check-sync; 7940 and 7960 phones do.'),
        t`See what has the address ${host} now.`,
      );
  }
  if (status < 400) {
    return refused(
      t('What answered sends the message on to another address.'),
      t('Use the address of the phone itself.'),
    );
  }
  if (status >= 600) {
    return refused(t('What answered refuses the message wherever it is sent.'), t('See the reason that it gives.'));
  }
  if (status >= 500) {
    return refused(t('What answered could not handle the message just now.'), t('Send again in a minute.'));
  }
  return refused(t('What answered refuses the message.'), t('See the reason that it gives, and the trace.'));
}

const aboutLogin: Readonly<Record<Login, Omit<Words, 'kind'>>> = {
  missing: {
    get meaning() {
      return t('What answered wants a name and a password.');
    },
    get next() {
      return t(
        '7940 and 7960 phones want none, so see whether this is the address of the phone; else send again and give them.',
      );
    },
  },
  refused: {
    get meaning() {
      return t('What answered did not accept the name and the password.');
    },
    get next() {
      return t('Send again with the right ones.');
    },
  },
  unknown: {
    get meaning() {
      return t(
        'What answered wants a way to log in that is not known here (known: Digest with MD5, SHA-256, SHA-512-256).',
      );
    },
    get next() {
      return t('Send the message from the PBX.');
    },
  },
};

function aboutNetwork({ host, port }: Phone, code: string): Omit<Words, 'kind'> {
  switch (code) {
    case 'ECONNREFUSED':
      return {
        meaning: t`${host} is there, but nothing listens on its UDP port ${port}.`,
        next: t('Use the voip_control_port of the phone. A phone that is starting listens in a minute.'),
      };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
      return {
        meaning: t`No device answers at ${host}.`,
        next: t('See whether the phone is on and has this address.'),
      };
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return {
        meaning: t`This computer has no way to the network of ${host}.`,
        next: t('Send from a computer in the network of the phone, or from the PBX.'),
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return { meaning: t`The name ${host} does not resolve.`, next: t('Use the IP address of the phone.') };
    case 'EACCES':
    case 'EPERM':
      return {
        meaning: t`This computer does not allow sending to ${host}.`,
        next: t('Use the address of one phone, not of a network, and see the firewall of this computer.'),
      };
    default:
      return {
        meaning: t`The message cannot be sent to ${host} (${code}).`,
        next: t('See the address and the network.'),
      };
  }
}

function aboutField({ port }: Phone, field: keyof Phone): Omit<Words, 'kind'> {
  switch (field) {
    case 'user':
      return {
        meaning: t('Nothing was sent: there is no line name, and the phone takes only messages to one of its lines.'),
        next: t('Use a lineN_name of the phone.'),
      };
    case 'port':
      return {
        meaning: t`Nothing was sent: ${port} is no UDP port.`,
        next: t('Use the voip_control_port of the phone.'),
      };
    case 'host':
      return { meaning: t('Nothing was sent: there is no address.'), next: t('Use the IP address of the phone.') };
  }
}
