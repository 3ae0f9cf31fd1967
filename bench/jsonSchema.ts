/** The facts about parameters as a JSON schema, so that servers of other languages check the same. */

import parameters from '../schemas/cnf-parameters.json' with { type: 'json' };
import type { Parameter } from '../server/src/facts/types.ts';
import { isNumber, namesOf } from './documents.ts';

type Schema = Readonly<Record<string, unknown>>;

export function jsonSchema(): Schema {
  const all = parameters as unknown as readonly Parameter[];
  const properties = all.flatMap((parameter) => namesOf(parameter).map((name) => [name, schemaOf(parameter)]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { ...Object.fromEntries(properties), end: {} },
    additionalProperties: false,
  };
}

function schemaOf(parameter: Parameter): Schema {
  const description = [parameter.summary, parameter.description, ...parameter.notes].join('\n\n');
  const special = parameter.special.map(({ value }) => value);
  const value = valueSchema(parameter);
  return special.length === 0 ? { description, ...value } : { description, anyOf: [value, { enum: special }] };
}

function valueSchema({ type, minimum, maximum, maxLength, values }: Parameter): Schema {
  switch (type) {
    case 'enum':
      return { enum: values.flatMap(({ value, also = [] }) => [value, ...also]).map(asJson) };
    case 'integer':
    case 'port':
    case 'bitmask':
    case 'hours':
      return {
        type: 'integer',
        ...(minimum !== null && { minimum }),
        ...(maximum !== null && { maximum }),
      };
    case 'ip':
      return { type: 'string', pattern: '^(\\d{1,3}\\.){3}\\d{1,3}$' };
    default:
      return { type: ['string', 'number'], ...(maxLength !== null && { maxLength }) };
  }
}

function asJson(value: string): string | number {
  return isNumber(value) ? Number(value) : value;
}
