import { isDeepStrictEqual } from 'node:util';

/** One small step from a file's value to another one. `path` leads to what is replaced, or to the list or map that changes. */
export type Difference = { readonly path: readonly (string | number)[] } & (
  | { readonly kind: 'replace'; readonly to: unknown }
  | { readonly kind: 'remove'; readonly key: string | number }
  | { readonly kind: 'append'; readonly to: unknown }
  | { readonly kind: 'add'; readonly key: string; readonly to: unknown }
  /** A list becomes a map that has it under a key. */
  | { readonly kind: 'wrap'; readonly key: string }
);

type Path = Difference['path'];

/** The first step, in the file's order; undefined where the values are equal. */
export function firstDifference(from: unknown, to: unknown, path: Path = []): Difference | undefined {
  if (isDeepStrictEqual(from, to)) return undefined;
  if (Array.isArray(from) && Array.isArray(to)) return betweenLists(from, to, path);
  if (isMap(from) && isMap(to)) return betweenMaps(from, to, path);
  const key = Array.isArray(from) && isMap(to) ? Object.keys(to)[0] : undefined;
  return key === undefined ? { path, kind: 'replace', to } : { path, kind: 'wrap', key };
}

/** Items are changed inside where both sides have a list or map; others come at the end or go. */
function betweenLists(from: readonly unknown[], to: readonly unknown[], path: Path): Difference {
  const index = from.findIndex((item, at) => !isDeepStrictEqual(item, to[at]));
  if (index < 0) return { path, kind: 'append', to: to[from.length] };
  const inside = isInside(from[index], to[index])
    ? firstDifference(from[index], to[index], [...path, index])
    : undefined;
  return inside ?? { path, kind: 'remove', key: index };
}

const isInside = (from: unknown, to: unknown): boolean =>
  typeof from === 'object' && from !== null && typeof to === 'object' && to !== null;

function betweenMaps(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
  path: Path,
): Difference | undefined {
  for (const [key, value] of Object.entries(from)) {
    if (!Object.hasOwn(to, key)) return { path, kind: 'remove', key };
    const inside = firstDifference(value, to[key], [...path, key]);
    if (inside !== undefined) return inside;
  }
  const key = Object.keys(to).find((one) => !Object.hasOwn(from, one));
  return key === undefined ? undefined : { path, kind: 'add', key, to: to[key] };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of the value with one step done. */
export function stepped(value: unknown, step: Difference): unknown {
  const holder = { value: structuredClone(value) };
  const path = ['value', ...step.path];
  const last = path.at(-1) ?? '';
  const above = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], holder);
  const parent = above as Record<string | number, unknown>;
  const at = parent[last];
  if (step.kind === 'replace') parent[last] = step.to;
  else if (step.kind === 'wrap') parent[last] = { [step.key]: at };
  else if (step.kind === 'add') (at as Record<string, unknown>)[step.key] = step.to;
  else if (step.kind === 'append') (at as unknown[]).push(step.to);
  else if (Array.isArray(at)) at.splice(Number(step.key), 1);
  else delete (at as Record<string, unknown>)[step.key];
  return holder.value;
}
