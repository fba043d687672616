import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { describe, test } from 'node:test';

/** Holds "Who may import whom" of docs/architecture.md: every import of every file in src/ and workers/ is read. */

interface Import {
  /** A path from the root of the project, or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const ROOT = resolve(import.meta.dirname, '..');
const FILES = globSync('{src,workers}/**/*.ts', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const SOURCES: ReadonlyMap<string, string> = new Map(
  FILES.map((file) => [file, readFileSync(resolve(ROOT, file), 'utf8')]),
);

/** Statements begin their line: prettier sees to it. */
const STATIC = /^(import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'/g;

function importsOf(file: string, text: string): Import[] {
  const fromHere = (target: string): string =>
    target.startsWith('.') ? posix.join(posix.dirname(file), target) : target;
  const fixed = [...text.matchAll(STATIC)].map(([, , type, names = '', target = '']) => ({
    target: fromHere(target),
    typeOnly: type !== undefined || onlyTypes(names),
  }));
  const lazy = [...text.matchAll(DYNAMIC)].map(([, target = '']) => ({ target: fromHere(target), typeOnly: false }));
  return [...fixed, ...lazy];
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const inside = /^\{([^}]*)\}$/
    .exec(names.trim())?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return inside !== undefined && inside.every((name) => name === '' || name.startsWith('type '));
}

const IMPORTS: ReadonlyMap<string, readonly Import[]> = new Map(
  [...SOURCES].map(([file, text]) => [file, importsOf(file, text)]),
);

test('imports of every form are read', () => {
  const text = `import { a } from '../model/a.ts';
import type { B } from './b.ts';
import { type C, type D } from './c.ts';
import { type E, f } from './e.ts';
import g, {
  h,
} from 'package';
import './side.ts';
export { i } from './i.ts';
export type { J } from './j.ts';
const k = 'import nothing from here';
const l = await import('./lazy.ts');
// import { m } from './comment.ts';
`;
  assert.deepEqual(
    importsOf('src/cli/x.ts', text).map(({ target, typeOnly }) => `${target}${typeOnly ? ' (types)' : ''}`),
    [
      'src/model/a.ts',
      'src/cli/b.ts (types)',
      'src/cli/c.ts (types)',
      'src/cli/e.ts',
      'package',
      'src/cli/side.ts',
      'src/cli/i.ts',
      'src/cli/j.ts (types)',
      'src/cli/lazy.ts',
    ],
  );
  assert.ok(FILES.length > 100 && [...IMPORTS.values()].flat().length > 300, 'and there is something to read');
});

/** Puts the parts together: may import everything. */
const COMPOSITION = ['src/main.ts', 'src/daemon.ts', 'src/desk.ts', 'src/rules.ts', 'src/cli/'];
/** A folder's files, or one file; only their types where it says so. */
const MAY_IMPORT: { readonly [part: string]: readonly string[] } = {
  'src/model/': [],
  'src/errors.ts': [],
  'src/durable.ts': ['src/step.ts'],
  'src/step.ts': [],
  'src/log.ts': ['src/model/', 'src/errors.ts'],
  'src/settings/': ['src/model/', 'src/errors.ts'],
  'src/judge/': ['src/model/', 'src/errors.ts'],
  'src/decide/': ['src/model/'],
  'src/record/': ['src/model/', 'src/errors.ts', 'src/durable.ts', 'src/step.ts'],
  'src/corpus/': ['src/model/', 'src/errors.ts', 'src/durable.ts', 'src/step.ts'],
  'src/queue/': ['src/model/', 'src/errors.ts', 'src/step.ts', 'types of src/log.ts'],
  'src/coordinator/': [
    'src/model/',
    'src/errors.ts',
    'src/durable.ts',
    'src/step.ts',
    'src/log.ts',
    'src/settings/',
    'src/judge/',
    'src/decide/',
    'src/record/',
    'src/corpus/',
    'src/queue/',
  ],
  'src/control/': ['src/errors.ts', 'src/durable.ts', 'types of src/log.ts', 'types of src/coordinator/commands.ts'],
  'src/dashboard/': [
    'src/model/',
    'src/errors.ts',
    'src/log.ts',
    'src/settings/',
    'src/record/reports.ts',
    'src/corpus/',
    'types of src/coordinator/commands.ts',
    'types of src/coordinator/tally.ts',
  ],
  'workers/': ['src/model/', 'src/errors.ts', 'src/step.ts', 'src/log.ts', 'src/settings/', 'src/queue/', 'src/judge/'],
};

const isOf = (path: string, part: string): boolean => (part.endsWith('/') ? path.startsWith(part) : path === part);

describe('who may import whom', () => {
  test('every file belongs to one part', () => {
    const parts = [...COMPOSITION, ...Object.keys(MAY_IMPORT)];
    const homeless = FILES.filter((file) => parts.filter((part) => isOf(file, part)).length !== 1);
    assert.deepEqual(homeless, []);
  });

  for (const [part, allowed] of Object.entries(MAY_IMPORT)) {
    test(part, () => {
      const permits = ({ target, typeOnly }: Import): boolean =>
        [part, ...allowed].some((one) => isOf(target, one) || (typeOnly && isOf(target, one.replace('types of ', ''))));
      const wrong = FILES.filter((file) => isOf(file, part)).flatMap((file) =>
        (IMPORTS.get(file) ?? [])
          .filter((one) => /^(src|workers|test|demo|bench)\//.test(one.target) && !permits(one))
          .map(({ target, typeOnly }) => `${file} → ${typeOnly ? 'types of ' : ''}${target}`),
      );
      assert.deepEqual(wrong, []);
    });
  }
});

describe('packages with a place of their own', () => {
  const ONLY_IN: { readonly [name: string]: readonly string[] } = {
    bullmq: ['src/queue/'],
    ioredis: ['src/queue/'],
    '@electric-sql/': ['src/queue/'],
    'node:sqlite': ['src/record/open.ts', 'src/control/lock.ts'],
  };
  for (const [name, places] of Object.entries(ONLY_IN)) {
    test(name, () => {
      const users = FILES.filter((file) =>
        (IMPORTS.get(file) ?? []).some(({ target }) => isOf(target, name) || target.startsWith(`${name}/`)),
      );
      assert.deepEqual(
        users.filter((file) => !places.some((place) => isOf(file, place))),
        [],
      );
      assert.ok(users.length > 0, 'and they are used there');
    });
  }
});

test('no import leads back to where it came from', () => {
  assert.deepEqual(cyclesIn(IMPORTS), []);
  const circle = new Map([
    ['src/a.ts', [{ target: 'src/b.ts', typeOnly: false }]],
    ['src/b.ts', [{ target: 'src/cli/c.ts', typeOnly: true }]],
    ['src/cli/c.ts', [{ target: 'src/a.ts', typeOnly: false }]],
  ]);
  assert.deepEqual(cyclesIn(circle), ['src/a.ts → src/b.ts → src/cli/c.ts → src/a.ts']);
});

/** Each circle once, as `a → b → a`; a type that leads back makes one, too. */
function cyclesIn(imports: ReadonlyMap<string, readonly Import[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    const start = above.indexOf(file);
    if (start >= 0) {
      found.push([...above.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) {
      if (imports.has(target)) visit(target, [...above, file]);
    }
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

describe('files', () => {
  test('are 300 lines long at most', () => {
    const long = [...SOURCES].map(([file, text]) => [file, text.trimEnd().split('\n').length] as const);
    assert.deepEqual(
      long.filter(([, lines]) => lines > 300),
      [],
    );
  });

  test('are no barrels: none is an index, none only passes on what others export', () => {
    const barrels = FILES.filter((file) => {
      const code = (SOURCES.get(file) ?? '')
        .replace(/\/\*.*?\*\/|^\s*\/\/[^\n]*$/gms, '')
        .replace(/^(?:import|export)\s[^;]*?from '[^']+';$/gm, '');
      return /(^|\/)index\.ts$/.test(file) || code.trim() === '';
    });
    assert.deepEqual(barrels, []);
  });

  test('name their neighbours with the ending .ts, which is how Node finds them', () => {
    const nameless = FILES.flatMap((file) =>
      (IMPORTS.get(file) ?? []).filter(({ target }) => /^(src|workers)\//.test(target) && !target.endsWith('.ts')),
    );
    assert.deepEqual(nameless, []);
  });
});
