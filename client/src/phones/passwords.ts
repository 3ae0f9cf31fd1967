/** Names and passwords for what answers check-sync with 401 or 407: asked once, kept in the editor's secret storage. */

import { t } from '@vscode/l10n';
import { type SecretStorage, window } from 'vscode';
import type { Credentials } from '../sip/types.ts';

export class Passwords {
  readonly #secrets: SecretStorage;
  /** Per realm: many phones at once ask one question. */
  readonly #asked = new Map<string, Promise<Credentials | undefined>>();

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** The name and password for a realm; `undefined`: the user gives none. */
  of(realm: string, user: string): Promise<Credentials | undefined> {
    const known = this.#asked.get(realm) ?? this.#find(realm, user);
    this.#asked.set(realm, known);
    return known;
  }

  /** Forgets the passwords that were used and not accepted. */
  async refused(): Promise<void> {
    for (const realm of this.#asked.keys()) await this.#secrets.delete(keyOf(realm));
    this.#asked.clear();
  }

  async #find(realm: string, user: string): Promise<Credentials | undefined> {
    const stored = await this.#secrets.get(keyOf(realm));
    if (stored !== undefined) return JSON.parse(stored) as Credentials;
    const username = await window.showInputBox({
      title: t`User name for ${realm}`,
      prompt: t('What has the address of the phone wants a name and a password.'),
      value: user,
      ignoreFocusOut: true,
    });
    if (!username) return undefined;
    const password = await window.showInputBox({
      title: t`Password of ${username} for ${realm}`,
      prompt: t('It is kept in the secret storage of the editor.'),
      password: true,
      ignoreFocusOut: true,
    });
    if (password === undefined) return undefined;
    const credentials = { username, password };
    await this.#secrets.store(keyOf(realm), JSON.stringify(credentials));
    return credentials;
  }
}

function keyOf(realm: string): string {
  return `cisco.sip.${realm}`;
}
