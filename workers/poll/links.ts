import { isWebUrl } from '../../src/model/url.ts';
import { attributeOf, textOf, type Fields, type XmlNode } from './parse-xml.ts';

/** Addresses that relative ones are relative to, the nearest first; what is no absolute address does not count. */
export type Bases = readonly (string | null)[];

/** An absolute address stays as it is written; a relative one is resolved if there is something to resolve it against. */
export function absolute(link: string, bases: Bases): string | null {
  const text = link.trim();
  if (text === '') return null;
  if (URL.canParse(text)) return text;
  if (/^www\.[\w-]+\./i.test(text)) return `http://${text}`;
  for (const base of bases) {
    const resolved = base === null ? null : URL.parse(text, base);
    if (resolved !== null) return resolved.href;
  }
  return text;
}

/** The base inside an element: its own xml:base, which may itself be relative, before the outer ones. */
export function withBase(own: string | null | undefined, outer: Bases): Bases {
  const base = own === null || own === undefined ? null : absolute(own, outer);
  return base === null ? outer : [base, ...outer];
}

/** The feed's own site. */
export const feedLink = (head: Fields, bases: Bases): string | null =>
  plainLink(head('link'), bases) ?? atomLink(head('atom:link'), bases);

/**
 * Where an entry leads. RSS: its link, or else an Atom link in it, or else a guid that is a permalink (which it is unless it
 * says isPermaLink="false"). Atom: the alternate of type HTML, or else any alternate, or else a link without rel.
 */
export const entryLink = (fields: Fields, bases: Bases): string | null =>
  plainLink(fields('link'), bases) ?? atomLink(fields('atom:link'), bases) ?? permalink(fields('guid'));

/** Where an Atom entry's text lies if it is not in the feed (RFC 4287 4.1.3.2). */
export function contentLink(fields: Fields, bases: Bases): string | null {
  const node = fields('content').find((one) => !/^(?:image|audio|video)\//i.test(attributeOf(one, 'type') ?? ''));
  const source = node === undefined ? null : attributeOf(node, 'src');
  return node === undefined || source === null ? null : absolute(source, withBase(attributeOf(node, 'base'), bases));
}

/** What the publisher calls the original where `link` goes through a counter. */
export const originalLink = (fields: Fields, bases: Bases): string | null =>
  plainLink([...fields('feedburner:origlink'), ...fields('pheedo:origlink')], bases);

function plainLink(nodes: readonly XmlNode[], bases: Bases): string | null {
  const node = nodes.find((one) => textOf(one).trim() !== '');
  return node === undefined ? null : absolute(textOf(node), withBase(attributeOf(node, 'base'), bases));
}

function atomLink(nodes: readonly XmlNode[], bases: Bases): string | null {
  const alternates = nodes.filter((node) => /(?:^|\/)alternate$/.test(relOf(node)) && addressOf(node) !== '');
  const page = alternates.find((node) => /^(?:$|text\/html|application\/xhtml)/i.test(attributeOf(node, 'type') ?? ''));
  const chosen = page ?? alternates[0] ?? nodes.find((node) => relOf(node) === '' && addressOf(node) !== '');
  return chosen === undefined ? null : absolute(addressOf(chosen), withBase(attributeOf(chosen, 'base'), bases));
}

/** Empty where there is none. */
const relOf = (node: XmlNode): string => (attributeOf(node, 'rel') ?? '').trim().toLowerCase();

const addressOf = (node: XmlNode): string => (attributeOf(node, 'href') ?? textOf(node)).trim();

function permalink(guids: readonly XmlNode[]): string | null {
  const guid = guids.find((node) => (attributeOf(node, 'isPermaLink') ?? '').trim().toLowerCase() !== 'false');
  const text = guid === undefined ? '' : textOf(guid).trim();
  return text !== '' && isWebUrl(text) ? text : null;
}
