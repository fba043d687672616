import type { Change } from './changes.ts';

type Container = Record<string, unknown>;

/**
 * A copy of a topic file's value with the changes made. What comes is put at the end of its list, which is made where there
 * is none; a concept that is a bare list gets its words under `words` where it needs another key.
 */
export function changedTopic(topic: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(topic) as Container;
  // From the end of a list, so that what goes leaves the places of the others.
  const going = changes.filter(({ kind }) => kind === 'out').toSorted((a, b) => indexOf(b) - indexOf(a));
  for (const { kind, path, to } of [...changes.filter(({ kind }) => kind !== 'out'), ...going]) {
    const keys = path.split('.');
    if (kind === 'number') containerOf(copy, keys)[keys.at(-1) ?? ''] = to;
    else if (kind === 'out') takeOut(copy, keys);
    else listAt(copy, keys).push(to);
  }
  return copy;
}

const indexOf = ({ path }: Change): number => Number(path.slice(path.lastIndexOf('.') + 1));

const containerOf = (topic: Container, keys: readonly string[]): Container =>
  keys.slice(0, -1).reduce((at, key) => at[key] as Container, topic);

/** The list that the keys lead to. */
function listAt(topic: Container, keys: readonly string[]): unknown[] {
  const [first = '', concept, key] = keys;
  if (concept === undefined) return (topic[first] ??= []) as unknown[];
  const concepts = topic[first] as Container;
  if (key === undefined) return (concepts[concept] ??= []) as unknown[];
  if (Array.isArray(concepts[concept])) concepts[concept] = { words: concepts[concept] as unknown[] };
  return ((concepts[concept] as Container)[key] ??= []) as unknown[];
}

/** Takes a word out. A list that it leaves empty goes, too: the concept has other keys then. */
function takeOut(topic: Container, keys: readonly string[]): void {
  const concept = (topic['concepts'] as Record<string, unknown[] | Container>)[keys[1] ?? ''] ?? [];
  const index = Number(keys.at(-1));
  if (Array.isArray(concept)) return void concept.splice(index, 1);
  // A bare list may have become a map by a change before.
  const key = keys.length > 3 ? (keys[2] ?? '') : 'words';
  const list = concept[key] as unknown[];
  list.splice(index, 1);
  if (list.length === 0) delete concept[key];
}
