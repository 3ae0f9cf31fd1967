/** The user's settings, in one place: editor, terminal and the extension's manifest use these names. */

import type { Severity } from './formats/rules.ts';

export type SeveritySetting = Severity | 'off';

/** What stands under `cisco.` in the settings, as far as the server reads it. */
export interface Settings {
  readonly diagnostics: {
    /** Rule code, or `format/*` for all rules of a format, to what it is reported as. */
    readonly severity: Readonly<Record<string, SeveritySetting>>;
  };
  readonly format: {
    /** Start the comments behind the entries of a block at one column. */
    readonly alignComments: boolean;
  };
}

export const defaults: Settings = { diagnostics: { severity: {} }, format: { alignComments: false } };

const severities: ReadonlySet<unknown> = new Set<SeveritySetting>(['error', 'warning', 'information', 'hint', 'off']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings out of whatever a client sends: what is not understood has its default. */
export function readSettings(value: unknown): Settings {
  const root = isRecord(value) ? value : {};
  const diagnostics = isRecord(root.diagnostics) ? root.diagnostics : {};
  const severity = isRecord(diagnostics.severity) ? diagnostics.severity : {};
  const format = isRecord(root.format) ? root.format : {};
  return {
    diagnostics: {
      severity: Object.fromEntries(Object.entries(severity).filter(([, level]) => severities.has(level))) as Record<
        string,
        SeveritySetting
      >,
    },
    format: {
      alignComments: typeof format.alignComments === 'boolean' ? format.alignComments : defaults.format.alignComments,
    },
  };
}
