import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { PasswordMask } from '../masking/passwordMask.ts';

/** Milliseconds that the status bar tells which. */
const told = 4000;

/** `Cisco: Toggle Passwords`: covers the passwords in this window, or shows them. */
export async function togglePasswords(mask: PasswordMask): Promise<void> {
  const now = await mask.toggle();
  window.setStatusBarMessage(
    now === 'covered' ? t('$(eye-closed) Passwords are covered') : t('$(eye) Passwords are shown'),
    told,
  );
}
