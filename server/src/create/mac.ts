/** MAC addresses as people write them. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/mac-prefixes.json' with { type: 'json' };
import { fileRole } from '../formats/cnf/filename.ts';

const prefixes: ReadonlySet<string> = new Set(facts.prefixes);

/**
 * The address as twelve digits in capitals, or why it is none. The text is not repeated in the reason: in a list whose
 * columns are mixed up it may be a password.
 */
export function readMac(text: string): { readonly mac: string } | { readonly problem: string } {
  const bare = text
    .trim()
    .replace(/^(?:SIP|SEP)/i, '')
    .replace(/\.cnf(?:\.xml)?$/i, '')
    .replace(/[-:._ ]/g, '');
  if (bare === '') return { problem: t('The MAC address is missing.') };
  if (/[^0-9a-f]/i.test(bare))
    return { problem: t('This is no MAC address: only the digits 0 to 9 and A to F can be in it.') };
  if (bare.length !== 12)
    return {
      problem: t`This is no MAC address: it has ${bare.length} digits instead of 12. A spreadsheet may have dropped zeros in front.`,
    };
  const role = fileRole(`SIP${bare}.cnf`);
  // The lowest bit of the first byte marks addresses of groups.
  if (
    role.role !== 'phone' ||
    role.mac === undefined ||
    Number.parseInt(bare.slice(0, 2), 16) % 2 === 1 ||
    /^0+$/.test(bare)
  )
    return { problem: t('No device has this MAC address.') };
  return { mac: role.mac };
}

/** Whether the address belongs to the maker of these phones. */
export function isOfMaker(mac: string): boolean {
  return prefixes.has(mac.slice(0, 6));
}
