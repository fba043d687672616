import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { NewswatchError } from '../../../src/errors.ts';
import { parse } from './documents.ts';

const REFUSED: readonly (readonly [document: string | Uint8Array, reason: RegExp])[] = [
  ['', /^is empty, not a feed$/],
  [' \n\t ', /^is empty/],
  ['\ufeff', /^is empty/],
  ['<!DOCTYPE html><html><head><title>404</title></head><body><p>x<br></body></html>', /^is an HTML page, not a feed$/],
  ['<html><body><feed>The feed is gone</feed></body></html>', /^is an HTML page/],
  ['<HTML><item>x</item></HTML>', /^is an HTML page/],
  ['<br /><b>Fatal error</b>: out of memory', /^is a piece of HTML/],
  ['<opml version="2.0"><body><outline xmlUrl="http://x/"/></body></opml>', /^is an OPML list/],
  ['<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', /^is a sitemap/],
  ['<?xml version="1.0"?><soap:Envelope><a>1</a></soap:Envelope>', /^is an XML document .*\(<soap:envelope>\)/],
  ['Service Unavailable', /^is plain text/],
  ['{"error":"nope"}', /^is a JSON document of another kind/],
  ['{"title":"x","items":"many"}', /^is a JSON document of another kind/],
  ['{"version":"https://jsonfeed.org/version/1","title":"x"', /^is a JSON document of another kind/],
  ['<?xml version="1.0"?>\n', /^is an XML document without an element/],
  ['<rdf:RDF><foaf:Person><foaf:name>x</foaf:name></foaf:Person></rdf:RDF>', /^is an RDF document of another kind/],
  [Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94, 0x93), /^is a document in EBCDIC/],
  ['+ADw-?xml version="1.0" encoding="utf-7"?+AD4-', /^is a document in UTF-7/],
  ['[1,2,3]', /^is a JSON document of another kind/],
  ['{"version":"https://jsonfeed.org/version/1","items":[{"id":', /^is broken JSON/],
  ['%PDF-1.7 …', /^is a PDF document/],
  [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1), /^is a picture/],
  [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /^is a ZIP archive/],
  [Uint8Array.from({ length: 600 }, (_, n) => (n * 7) % 31), /^is binary data/],
  [Uint8Array.of(0x1f, 0x8b, 8, 0, 0), /^is a gzip archive that is broken/],
  [gzipSync(Buffer.alloc(60_000_000, 32)), /^is a gzip archive that .* unpacks to more than 50 MB/],
];

for (const [index, [document, reason]] of REFUSED.entries()) {
  test(`document ${index + 1}: ${reason.source}`, async () => {
    await assert.rejects(parse(document), (error) => {
      assert.ok(error instanceof NewswatchError);
      assert.equal(error.code, 'not-a-feed');
      assert.match(error.message, reason);
      assert.doesNotMatch(error.line, /\n/);
      return true;
    });
  });
}

test('a name of any length and kind cannot spoil the line', async () => {
  await assert.rejects(parse(`<x\u001b[2J${'y'.repeat(5_000)}>`), (error) => {
    assert.ok(error instanceof NewswatchError);
    assert.match(error.line, /^[ -~]{1,150}$/);
    return true;
  });
});
