/** What a .cnf file's name says: the defaults of all phones, one phone, a provisioning template, or something else. */

import { hasPlaceholder } from '../placeholders.ts';
import { findParameter } from './parameters.ts';

export type FileRole =
  | { readonly role: 'default'; readonly expected: string }
  | { readonly role: 'phone'; readonly mac: string; readonly expected: string }
  /** Named like a phone file, but not after twelve hexadecimal digits. */
  | { readonly role: 'phone'; readonly mac: undefined; readonly expected: undefined; readonly digits: string }
  | { readonly role: 'template' }
  | { readonly role: 'unknown' };

const shape = /^sip(.+)\.cnf$/i;
const separators = /[-:._ ]/g;

/** As many names as a large folder has. */
const mostKnown = 50_000;
const known = new Map<string, FileRole>();

/** Reads the role out of a file name. `expected` is how the phone asks for the file. */
export function fileRole(fileName: string): FileRole {
  const found = known.get(fileName);
  if (found) return found;
  const role = readRole(fileName);
  if (known.size >= mostKnown) known.clear();
  known.set(fileName, role);
  return role;
}

const asAskedFor = /^SIP([0-9A-F]{12})\.cnf$/;

function readRole(fileName: string): FileRole {
  const asked = asAskedFor.exec(fileName)?.[1];
  // In large folders nearly all names are these.
  if (asked !== undefined && /\d/.test(asked)) return { role: 'phone', mac: asked, expected: fileName };
  const middle = shape.exec(fileName)?.[1];
  if (middle === undefined) return { role: 'unknown' };
  if (middle.toLowerCase() === 'default') return { role: 'default', expected: 'SIPDefault.cnf' };
  if (hasPlaceholder(middle)) return { role: 'template' };
  const digits = middle.replace(separators, '');
  if (!/^[0-9a-f]{6,}$/i.test(digits) || !/\d/.test(digits)) return { role: 'unknown' };
  const mac = digits.toUpperCase();
  if (mac.length === 12) return { role: 'phone', mac, expected: `SIP${mac}.cnf` };
  return { role: 'phone', mac: undefined, expected: undefined, digits: mac };
}

/** `00:0D:BC:00:11:22`. */
export function formatMac(mac: string): string {
  return mac.match(/../g)?.join(':') ?? mac;
}

/**
 * Whether the file is one of ours: by its name, or, for other names that end in .cnf, by at least two known
 * parameters at its beginning, so that nobody else's .cnf is claimed.
 */
export function claims(fileName: string, head: string): boolean {
  if (fileRole(fileName).role !== 'unknown') return true;
  if (!/\.cnf$/i.test(fileName)) return false;
  const known = new Set<string>();
  for (const [, name = ''] of head.slice(0, 8192).matchAll(/^[ \t]*([a-z][\w{}$.]*)[ \t]*:/gim)) {
    const parameter = findParameter(name);
    if (parameter) known.add(parameter.name);
  }
  return known.size >= 2;
}
