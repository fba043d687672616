import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, YAMLMap, type Document } from 'yaml';
import { parseYaml, type YamlFile } from './yaml-file.ts';
import { firstDifference, stepped, type Difference } from './yaml-difference.ts';
import { steppedInPlace } from './yaml-in-place.ts';

/** A topic file that is written by hand and takes more steps than this is better changed by hand. */
const MOST_STEPS = 500;

/**
 * The text of a YAML file with another value, made by small steps: scalars replaced, items and keys added or taken out, each
 * where it stands, every other byte kept. Where a file is written in a way that this does not know, it is printed anew: then
 * comments stay, spacing may not. Undefined where that does not lead there either, as where anchors share what is to differ.
 * @throws ConfigError if the text is no YAML
 */
export function withValue(file: string, text: string, value: unknown): string | undefined {
  let current = text;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const yaml = parseYaml(file, current);
    const step = firstDifference(yaml.value, value);
    if (step === undefined) return current;
    const expected = stepped(yaml.value, step);
    const next =
      thatMeans(file, expected, () => steppedInPlace(current, yaml.document, step)) ??
      thatMeans(file, expected, () => printed(yaml, step));
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

function thatMeans(file: string, value: unknown, edit: () => string | undefined): string | undefined {
  try {
    const text = edit();
    return text !== undefined && isDeepStrictEqual(parseYaml(file, text).value, value) ? text : undefined;
  } catch {
    // No YAML any more: the next way.
    return undefined;
  }
}

function printed(yaml: YamlFile, step: Difference): string {
  const { document } = yaml;
  change(document, step);
  return yaml.print();
}

function change(document: Document, step: Difference): void {
  const { path } = step;
  if (step.kind === 'remove') document.deleteIn([...path, step.key]);
  else if (step.kind === 'replace') document.setIn(path, step.to);
  else if (step.kind === 'add') document.setIn([...path, step.key], document.createNode(step.to));
  else if (step.kind === 'append') document.addIn(path, document.createNode(step.to));
  else {
    const list = document.getIn(path, true);
    const map = new YAMLMap();
    if (isSeq(list) || isMap(list)) map.set(step.key, list);
    document.setIn(path, map);
  }
}
