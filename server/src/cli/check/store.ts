/** Mended files on their way back to the disk. */

import { isUtf8 } from 'node:buffer';
import { statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { localStore } from '../../../../client/src/tftp/store.ts';
import { decode } from '../../disk.ts';
import { isFolder, type Target } from './targets.ts';

/**
 * Puts the new text in the place of the old one, as a whole: nobody ever reads half a file. Its encoding and mode stay
 * what they were. Gives why it was not done, as words for people; `undefined` when it was. A file that is reached
 * through a link out of what was asked for, or that changed since it was read, is left alone.
 */
export async function replaceText(target: Target, before: string, after: string): Promise<string | undefined> {
  const top = isFolder(target.within) ? target.within : dirname(target.within);
  const store = localStore(top);
  const name = relative(top, target.path).split(sep).join('/');
  try {
    const old = await store.read(name);
    if (old === undefined || decode(old) !== before) return t('it changed meanwhile');
    const bytes = encodeLike(old, after);
    if (!bytes) return t('its encoding has no room for the new text');
    await store.replace(name, bytes, {
      mode: statSync(target.path).mode & 0o7777,
      ready: async () => {
        const now = await store.read(name);
        if (!now || Buffer.compare(now, old) !== 0) throw new Error('it changed meanwhile');
      },
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The text in the encoding of those bytes, which is one of the two that `decode()` knows. */
function encodeLike(bytes: Uint8Array, text: string): Uint8Array | undefined {
  return isUtf8(bytes) ? Buffer.from(text, 'utf8') : inOneByteEach(text);
}

/** Each character as the byte that `decode()` makes it of, where the file is no UTF-8. */
function inOneByteEach(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const byte = byteOf.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** 0xFF before it makes any byte one that is no UTF-8. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(0xff, byte)).slice(1), byte] as const),
);
