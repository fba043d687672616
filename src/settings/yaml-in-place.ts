import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Difference } from './yaml-difference.ts';

/**
 * A file's text with one step done where it stands, so that nothing else in it moves: not a comment, not a line break.
 * Undefined where the file is written in a way that this does not know.
 */
export function steppedInPlace(text: string, document: Document, step: Difference): string | undefined {
  const node = document.getIn(step.path, true);
  switch (step.kind) {
    case 'replace':
      return isScalar(node) || isAlias(node) ? spliced(text, node.range, flowText(step.to)) : undefined;
    case 'append':
      return isSeq(node) ? withEntry(text, node, step.to) : undefined;
    case 'add':
      return isMap(node) ? withEntry(text, node, step.to, step.key) : undefined;
    case 'wrap':
      return isSeq(node) ? wrapped(text, node, step.key) : undefined;
    case 'remove':
      break;
  }
  return isSeq(node) ? withoutItem(text, node, Number(step.key)) : undefined;
}

type Range = readonly [start: number, end: number, ...rest: number[]] | null | undefined;

const spliced = (text: string, range: Range, by: string): string | undefined =>
  range == null ? undefined : text.slice(0, range[0]) + by + text.slice(range[1]);

/** A value on one line. */
function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${flowText(key)}: ${flowText(one)}`)
      .join(', ')} }`;
  }
  const document = new Document([value]);
  if (isSeq(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

/** A value on lines of its own: items and keys below each other, what is in them on one line each. */
function blockLines(value: unknown, key?: string): string[] {
  const items = Array.isArray(value) && value.some((item) => typeof item === 'object') ? value : undefined;
  if (key !== undefined && items !== undefined) {
    return [`${flowText(key)}:`, ...items.flatMap((item) => blockLines(item)).map((line) => `  ${line}`)];
  }
  if (key !== undefined) return [`${flowText(key)}: ${flowText(value)}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`- ${flowText(value)}`];
  return Object.entries(value).map(
    ([name, one], index) => `${index === 0 ? '- ' : '  '}${flowText(name)}: ${flowText(one)}`,
  );
}

type Collection = YAMLMap | YAMLSeq;

/** A collection with one more item, or key, at its end. */
function withEntry(text: string, node: Collection, value: unknown, key?: string): string | undefined {
  const last = startOf(node.items.at(-1));
  const end = endOf(node.items.at(-1));
  if (last === undefined || end === undefined) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (node.flow === true) {
    const entry = key === undefined ? flowText(value) : `${flowText(key)}: ${flowText(value)}`;
    const lineStart = text.lastIndexOf('\n', last - 1) + 1;
    // A list over several lines goes on in a new one rather than to the right for ever.
    const isFull = rangeOf(node)[0] < lineStart && end - lineStart + entry.length > LONGEST_LINE;
    const gap = isFull ? eol + (/^ */.exec(text.slice(lineStart))?.[0] ?? '') : ' ';
    return `${text.slice(0, end)},${gap}${entry}${text.slice(end)}`;
  }
  const indent = indentOf(text, node);
  if (indent === undefined) return undefined;
  const before = startOf(node.items.at(-2));
  const isApart = node.items.length > 1 && /\n[ \t]*\r?\n/.test(text.slice(before, last));
  const at = lineEnd(text, end);
  const lines = blockLines(value, key).map((line) => indent + line);
  const open = text[at - 1] === '\n' ? '' : eol;
  return `${text.slice(0, at)}${open}${isApart ? eol : ''}${lines.join(eol)}${eol}${text.slice(at)}`;
}

const LONGEST_LINE = 120;

/** After the line break that ends the line. */
function lineEnd(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

function startOf(item: unknown): number | undefined {
  const node = isPair(item) ? item.key : item;
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Where the last thing in a node ends, trailing comments and blank lines left out. */
function endOf(item: unknown): number | undefined {
  const node = isPair(item) ? (item.value ?? item.key) : item;
  if (isCollection(node) && node.flow !== true && node.items.length > 0) return endOf(node.items.at(-1));
  return isNode(node) ? node.range?.[1] : undefined;
}

/** What stands before the first key or dash of a block collection. */
function indentOf(text: string, node: Collection): string | undefined {
  const first = startOf(node.items[0]);
  if (first === undefined) return undefined;
  const at = isSeq(node) ? text.lastIndexOf('-', first - 1) : first;
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^ *$/.test(line) ? line : undefined;
}

/** A list as the only key of a map. Its items need no deeper indent: a list may stand right below its key. */
function wrapped(text: string, node: YAMLSeq, key: string): string | undefined {
  if (node.flow === true) return spliced(text, node.range, `{ ${key}: ${text.slice(...rangeOf(node))} }`);
  const indent = indentOf(text, node);
  const first = startOf(node.items[0]);
  if (indent === undefined || first === undefined) return undefined;
  const line = text.lastIndexOf('\n', first - 1) + 1;
  return `${text.slice(0, line)}${indent}${key}:${text.includes('\r\n') ? '\r\n' : '\n'}${text.slice(line)}`;
}

const rangeOf = ({ range }: Collection): [number, number] => [range?.[0] ?? 0, range?.[1] ?? 0];

/** A list without one item. Comments stay, but for one on the item's own line. */
function withoutItem(text: string, node: YAMLSeq, index: number): string | undefined {
  const [before, item, after] = [index - 1, index, index + 1].map((at) => node.items[at]);
  const [start, end] = [startOf(item), endOf(item)];
  if (start === undefined || end === undefined) return undefined;
  if (node.flow !== true) {
    const dash = text.lastIndexOf('-', start - 1);
    return text.slice(0, text.lastIndexOf('\n', dash) + 1) + text.slice(lineEnd(text, end));
  }
  const [previous, next] = [endOf(before), startOf(after)];
  if (previous !== undefined && (/^, *$/.test(text.slice(previous, start)) || next === undefined)) {
    const gap = text.slice(previous, start);
    return text.slice(0, previous) + (/^,\s*$/.test(gap) ? '' : gap) + text.slice(end);
  }
  return next === undefined ? undefined : text.slice(0, start) + text.slice(next);
}
