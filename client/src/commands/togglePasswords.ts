import { window } from 'vscode';
import type { PasswordMask } from '../masking/passwordMask.ts';

/** Milliseconds that the status bar tells which. */
const told = 4000;

/** `Cisco: Toggle Passwords`: covers the passwords in this window, or shows them. */
export async function togglePasswords(mask: PasswordMask): Promise<void> {
  const now = await mask.toggle();
  window.setStatusBarMessage(`$(${now === 'covered' ? 'eye-closed' : 'eye'}) Passwords are ${now}`, told);
}
