import { existsSync } from 'node:fs';
import type { Mistake } from '../errors.ts';
import { feedListSchema } from './schema.ts';
import { readYaml, validateYaml } from './yaml-file.ts';

/**
 * Topics that feeds name and that there are not: nothing in such a feed could match by them. What else is wrong with the lists,
 * reading the configuration tells.
 * @param topics the ids that there are
 */
export function unknownTopics(
  feedFiles: readonly string[],
  topics: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Mistake[] {
  const lists = feedFiles.filter((file) => !/\.(opml|xml)$/i.test(file) && existsSync(file));
  return lists.flatMap((file) => inList(file, topics, env));
}

function inList(file: string, topics: readonly string[], env: NodeJS.ProcessEnv): Mistake[] {
  const yaml = readYaml(file);
  // A file of comments only is an empty list.
  const feeds = yaml.value == null ? [] : (validateYaml(yaml, feedListSchema, env, []) ?? []);
  return feeds.flatMap(({ topics: named = [] }, index) =>
    named.flatMap((topic, at): Mistake[] => {
      if (topics.includes(topic)) return [];
      const path = [index, 'topics', at];
      const line = yaml.lineOf(path);
      const message = `names ${topic}, which is no topic, must be one of ${topics.join(', ')}`;
      return [{ file, ...(line === undefined ? {} : { line }), key: path.join('.'), message }];
    }),
  );
}
