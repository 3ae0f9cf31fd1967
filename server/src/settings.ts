/** The user's settings, in one place: editor, terminal and the extension's manifest use these names. */

import type { Severity } from './formats/rules.ts';

export type SeveritySetting = Severity | 'off';

/** What stands under `cisco.` in the settings, as far as the server reads it. */
export interface Settings {
  readonly diagnostics: {
    /** Rule code, or `format/*` for all rules of a format, to what it is reported as. */
    readonly severity: Readonly<Record<string, SeveritySetting>>;
    /** Whether files of a TFTP folder are checked that nobody has open. */
    readonly scope: 'folder' | 'openFiles';
    /** How many findings of a file are shown at the most. */
    readonly limit: number;
  };
  readonly codeLens: {
    readonly enabled: boolean;
  };
  readonly inlayHints: {
    /** What a value means: `tos_media: 5` is critical. */
    readonly meanings: boolean;
    /** What an entry of a phone's file makes of the default, and the other way round. */
    readonly effectiveValues: boolean;
  };
  readonly dialPlan: {
    /** The country that the phones stand in, as two capital letters (ISO 3166-1); empty when it is not known. */
    readonly country: string;
  };
  readonly format: {
    /** Start the comments behind the entries of a block at one column. */
    readonly alignComments: boolean;
  };
}

export const defaults: Settings = {
  diagnostics: { severity: {}, scope: 'folder', limit: 1000 },
  codeLens: { enabled: true },
  inlayHints: { meanings: true, effectiveValues: true },
  dialPlan: { country: '' },
  format: { alignComments: false },
};

const severities: ReadonlySet<unknown> = new Set<SeveritySetting>(['error', 'warning', 'information', 'hint', 'off']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings out of whatever a client sends: what is not understood has its default. */
export function readSettings(value: unknown): Settings {
  const root = isRecord(value) ? value : {};
  const section = (name: string) => (isRecord(root[name]) ? root[name] : {});
  const flag = (name: string, key: string, otherwise: boolean) => {
    const set = section(name)[key];
    return typeof set === 'boolean' ? set : otherwise;
  };
  const { severity, scope, limit } = section('diagnostics');
  const { country } = section('dialPlan');
  return {
    diagnostics: {
      severity: Object.fromEntries(
        Object.entries(isRecord(severity) ? severity : {}).filter(([, level]) => severities.has(level)),
      ) as Record<string, SeveritySetting>,
      scope: scope === 'folder' || scope === 'openFiles' ? scope : defaults.diagnostics.scope,
      limit: Number.isInteger(limit) && Number(limit) > 0 ? Number(limit) : defaults.diagnostics.limit,
    },
    codeLens: { enabled: flag('codeLens', 'enabled', defaults.codeLens.enabled) },
    inlayHints: {
      meanings: flag('inlayHints', 'meanings', defaults.inlayHints.meanings),
      effectiveValues: flag('inlayHints', 'effectiveValues', defaults.inlayHints.effectiveValues),
    },
    dialPlan: {
      country: typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : defaults.dialPlan.country,
    },
    format: { alignComments: flag('format', 'alignComments', defaults.format.alignComments) },
  };
}
