/** What an editor shows of files that the product itself has made. */

import assert from 'node:assert/strict';
import { judge } from '../../server/src/diagnose.ts';
import type { Finding } from '../../server/src/formats/rules.ts';
import { defaults } from '../../server/src/settings.ts';
import { findingsOf } from '../../server/src/tftproot/findings.ts';
import type { TftpRoot } from '../../server/src/tftproot/root.ts';

/** Everything about one file, hints too, with the settings that nobody has changed. */
export function everythingAbout(root: TftpRoot, name: string): readonly Finding[] {
  const file = root.file(name);
  assert.ok(file, `${name} is none of ours`);
  const found = findingsOf(root, file, (other) => other);
  return judge(file.format, file.document, found, defaults);
}
