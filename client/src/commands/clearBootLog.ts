import type { Tools } from '../tools.ts';

/** `Cisco: Clear Boot Log`: forgets what phones did. A log that is read is let go. */
export async function clearBootLog({ serving }: Tools): Promise<void> {
  serving.clear();
}
