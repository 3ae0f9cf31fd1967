/**
 * The shapes of the facts in `schemas/*.json`. Facts are data: what a parameter, an attribute or a file allows
 * stands there with its source, and code only asks.
 */

/**
 * How sure a fact is.
 * - `documented`: Cisco's own guide says it.
 * - `stock-file`: a comment in the configuration files that Cisco shipped says it.
 * - `protocol`: an RFC says it (a UDP port ends at 65535 whatever the phone is).
 * - `stack`: read in the source of the SIP stack that Cisco published, the code family of these phones (8.x and later).
 * - `model`: another vendor's machine-readable model of these phones says it.
 * - `samples`: only seen in files that people use.
 * - `inferred`: concluded, not read anywhere.
 * - `definition`: no fact about the phones, but a rule of a file format that is our own.
 */
export type Confidence =
  | 'documented'
  | 'stock-file'
  | 'protocol'
  | 'stack'
  | 'model'
  | 'samples'
  | 'inferred'
  | 'definition';

/** `ip`: a dotted address and nothing else. `ip-advised`: the guides speak of an address; a host name is not excluded. */
export type ParameterType =
  | 'enum'
  | 'integer'
  | 'port'
  | 'bitmask'
  | 'string'
  | 'line-name'
  | 'ip'
  | 'ip-advised'
  | 'host'
  | 'url'
  | 'sip-uri-or-number'
  | 'image-name'
  | 'path'
  | 'file-name'
  | 'time-zone'
  | 'month'
  | 'weekday'
  | 'time'
  | 'hours';

export type FileKind = 'SIPDefault.cnf' | 'SIP<MAC>.cnf';

export type Topic =
  | 'firmware'
  | 'network'
  | 'proxy'
  | 'sip'
  | 'audio'
  | 'dtmf'
  | 'nat'
  | 'calls'
  | 'services'
  | 'time'
  | 'display'
  | 'access'
  | 'line'
  | 'speed-dial';

export interface ParameterValue {
  readonly value: string;
  readonly meaning: string;
  /** Other spellings that files which work use, accepted without a word. */
  readonly also?: readonly string[];
}

export interface Parameter {
  /** The name as it stands in a file; `{n}` where a number goes. */
  readonly name: string;
  readonly numbered?: { readonly from: number; readonly to: number; readonly on7940: number | null };
  readonly topic: Topic;
  readonly type: ParameterType;
  readonly unit: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Characters. */
  readonly maxLength: number | null;
  /** For `enum`: the only values. For numbers: what single values mean. */
  readonly values: readonly ParameterValue[];
  /** Words that are accepted whatever the type says (`UNPROVISIONED`, `USECALLMANAGER`), with their meaning. */
  readonly special: readonly ParameterValue[];
  /** `null` when no default is known; `""` when the default is empty. */
  readonly default: string | null;
  /** Where it belongs. */
  readonly scope: FileKind | 'either';
  /** What happens in the other file; `null` where it works there too. */
  readonly outOfScope: string | null;
  /** Whether the user can change it in the phone's own menu. `null`: not known. */
  readonly phoneMenu: boolean | null;
  /** One line, for lists: what it is. */
  readonly summary: string;
  /** A few sentences: what the phone does with it. */
  readonly description: string;
  /** Rough first firmware release, with how sure that is. Never the ground of a finding. */
  readonly firmware: string | null;
  readonly related: readonly string[];
  /** How sure the parameter's name and meaning are. */
  readonly confidence: Confidence;
  /** How sure type, range, values and length are: what a finding about the value may rest on. */
  readonly limitsConfidence: Confidence;
  /** What the phone does with a value outside the limits, where that is known. */
  readonly invalidValue: string | null;
  /** Ids of `sources.json`. */
  readonly sources: readonly string[];
  /** Disagreements between sources, slips, common mistakes: each one sentence. */
  readonly notes: readonly string[];
  /** Never show the value. */
  readonly secret: boolean;
}

export interface WrongName {
  /** The wrong name in lower case; `{n}` stands for a number. */
  readonly name: string;
  /** The parameter that is meant, when there is one. */
  readonly instead: string | null;
  readonly why: string;
}

export interface TimeZone {
  readonly name: string;
  /** `+01:00`. */
  readonly offset: string;
  readonly about: string;
  /** Set when most people would read something else: what they think it is. */
  readonly misleading: string | null;
}

/** A month or a weekday: its number, full English name and three-letter name. */
export interface CalendarName {
  readonly number: number;
  readonly name: string;
  readonly short: string;
}

/** How parameters depend on each other: each row is what one rule of the .cnf format checks. */
export type Relation =
  | { readonly rule: string; readonly kind: 'less-than'; readonly lower: string; readonly upper: string }
  | {
      readonly rule: string;
      readonly kind: 'overrides';
      readonly parameter: string;
      readonly unless: readonly string[];
      readonly ignored: readonly string[];
    }
  | {
      readonly rule: string;
      readonly kind: 'needs';
      readonly parameter: string;
      readonly value: string;
      readonly needs: string;
      readonly unset: readonly string[];
      readonly unless: { readonly parameter: string; readonly value: string } | null;
    }
  | {
      readonly rule: string;
      readonly kind: 'line-login';
      readonly when: { readonly parameter: string; readonly value: string };
      readonly line: string;
      readonly needs: readonly string[];
    }
  | { readonly rule: string; readonly kind: 'line-name'; readonly line: string; readonly useless: readonly string[] }
  | {
      readonly rule: string;
      readonly kind: 'risky-value';
      readonly parameter: string;
      readonly value: string;
      readonly instead: readonly string[];
    }
  | {
      readonly rule: string;
      readonly kind: 'not-in-default-file';
      readonly parameters: readonly string[];
      readonly values: readonly string[];
    };
