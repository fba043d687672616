/**
 * The entities that a document declares for itself (XML 1.0, 4.2), as text: `<!ENTITY name "value">` in its internal subset.
 * External ones are never fetched. What a value holds of others is put in when it is declared, so that entities can multiply
 * only within {@link MAX_VALUE}, and in the whole document within {@link MAX_INSERTED}.
 */

/** How far into a document declarations are looked for. Characters. */
const SUBSET = 50_000;
const MAX_ENTITIES = 500;
const MAX_VALUE = 500;
/** Characters that references in one document may stand for; those beyond stay as they are. */
const MAX_INSERTED = 1_000_000;

const DECLARATION = /<!ENTITY\s+([\w.:-]{1,100})\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const REFERENCE = /&([\w.:-]{1,100});/g;
/** Those of XML itself mean what they always mean. */
const PREDEFINED = /^(?:amp|lt|gt|quot|apos)$/;

/** Puts the values in the place of the references; other references stay. Null where the document declares nothing. */
export function declaredEntities(text: string): ((raw: string) => string) | null {
  const doctype = text.slice(0, SUBSET).search(/<!DOCTYPE\s/i);
  if (doctype === -1) return null;
  const values = new Map<string, string>();
  const insert = inserter(values);
  for (const [, name = '', double, single] of text.slice(doctype, SUBSET).matchAll(DECLARATION)) {
    const value = (double ?? single ?? '').slice(0, MAX_VALUE + 1);
    // The first declaration of a name is binding.
    if (PREDEFINED.test(name) || values.has(name) || values.size >= MAX_ENTITIES) continue;
    const whole = insert(value);
    if (whole.length <= MAX_VALUE) values.set(name, whole);
  }
  return values.size === 0 ? null : inserter(values);
}

function inserter(values: ReadonlyMap<string, string>): (raw: string) => string {
  let left = MAX_INSERTED;
  return (raw) =>
    raw.replace(REFERENCE, (reference, name: string) => {
      const value = values.get(name);
      if (value === undefined || value.length > left) return reference;
      left -= value.length;
      return value;
    });
}
