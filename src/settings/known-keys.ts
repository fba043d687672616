import { z } from 'zod';

/** The keys that a schema knows at a place of the value; empty where there is no map of fixed keys. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  let at: JsonSchema = z.toJSONSchema(schema, { io: 'input' });
  let here = value;
  for (const key of path) {
    here = (here as { readonly [key: PropertyKey]: unknown } | undefined)?.[key];
    const next = typeof key === 'number' ? at.items : at.properties?.[String(key)];
    if (typeof next !== 'object' || Array.isArray(next)) return [];
    at = chosen(next, here);
  }
  return Object.keys(at.properties ?? {});
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Of a union's alternatives the one whose `type` the value names. */
function chosen(schema: JsonSchema, value: unknown): JsonSchema {
  const { type } = (value ?? {}) as { readonly type?: unknown };
  const ofType = ({ properties }: JsonSchema): boolean =>
    typeof properties?.['type'] === 'object' && properties['type'].const === type;
  return (schema.oneOf ?? schema.anyOf)?.find(ofType) ?? schema;
}
