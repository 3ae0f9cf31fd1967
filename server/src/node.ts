/** The language server as a process of Node: the entry for editors on a computer. */

import { setImmediate } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeDisk } from './disk.ts';
import { giveBackWhenQuiet, notQuiet } from './memory.ts';
import { serve } from './server.ts';

serve(createConnection(ProposedFeatures.all), {
  disk: nodeDisk,
  // They lie beside the bundle, so that they can be read without a network.
  pages: new URL('../docs/diagnostics', import.meta.url).href,
  giveWay: () => setImmediate(),
  giveBackWhenQuiet,
  notQuiet,
});
