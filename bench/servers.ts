/** The language servers that are compared, each in the language that it knows. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Notation } from './documents.ts';
import { jsonSchema } from './jsonSchema.ts';

export interface BenchServer {
  readonly name: string;
  readonly notation: Notation;
  /** What Node is started with. */
  readonly args: readonly string[];
  /** By section. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether the client says that it can ask for diagnostics. Servers that cannot be asked tell as ever. */
  readonly pulls: boolean;
  /** It knows a language, so it has something to say. */
  readonly speaks: boolean;
}

const here = import.meta.dirname;
const peers = join(here, 'node_modules');
/** The floor, which the ratios are to, and the one that is measured. */
export const floorName = 'floor';
export const oursName = 'ours';

/** The servers. `folder` is where the schema is put. */
export function servers(folder: string): BenchServer[] {
  const schema = jsonSchema();
  const schemaFile = join(folder, 'phone.schema.json');
  writeFileSync(schemaFile, JSON.stringify(schema));
  const schemaUri = pathToFileURL(schemaFile).href;

  const json: BenchServer = {
    name: 'json',
    notation: 'json',
    args: [join(peers, 'vscode-langservers-extracted', 'bin', 'vscode-json-language-server'), '--stdio'],
    settings: { json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.json'], url: schemaUri, schema }] } },
    pulls: true,
    speaks: true,
  };
  return [
    {
      name: oursName,
      notation: 'cnf',
      args: [join(here, '..', 'dist', 'language-server.js'), '--stdio'],
      settings: {},
      pulls: true,
      speaks: true,
    },
    json,
    { ...json, name: 'json, not asked', pulls: false },
    {
      name: 'yaml',
      notation: 'yaml',
      args: [join(peers, 'yaml-language-server', 'bin', 'yaml-language-server'), '--stdio'],
      settings: { yaml: { schemas: { [schemaUri]: ['*.yaml'] }, schemaStore: { enable: false } } },
      pulls: true,
      speaks: true,
    },
    {
      name: 'docker',
      notation: 'dockerfile',
      args: [join(peers, 'dockerfile-language-server-nodejs', 'bin', 'docker-langserver'), '--stdio'],
      settings: {},
      pulls: true,
      speaks: true,
    },
    {
      name: floorName,
      notation: 'cnf',
      args: [join(here, 'servers', 'floor.mjs'), '--stdio'],
      settings: {},
      pulls: true,
      speaks: false,
    },
    {
      name: 'null',
      notation: 'cnf',
      args: [join(here, 'servers', 'null.mjs')],
      settings: {},
      pulls: true,
      speaks: false,
    },
  ];
}
