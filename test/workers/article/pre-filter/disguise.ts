import type { Random } from '../../../support/random.ts';

/**
 * Writes text as pages in the wild and pages of an enemy do: with references, tags and what else may stand within words,
 * with parts that are left out, in tables, lists and headings.
 */
export function disguised(random: Random, text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => block(random, inline(random, line)))
    .join(random.pick(['', '\n', ' ', '</div>', '<hr>', '<!-- a > b -->']));
}

/** What may stand between two letters and leaves a word whole when it is left out, or is no part of it. */
const WITHIN = [
  '<b></b>',
  '<wbr>',
  '&shy;',
  '&#173;',
  '\u200b',
  '&ZeroWidthSpace;',
  '\u2060',
  '\u202d',
  '<!-- x -->',
  '<!---->',
  '<!-->',
  '<span hidden>q</span>',
  '<span style="display:none">q</span>',
  '<button>q</button>',
  '<svg><title>a</title></svg>',
  '<script>"</b>"</script>',
  '<style>a{}</style>',
  '<noscript>q<img src=x></noscript>',
  '<a>',
  '</a>',
  '<i title="a>b">',
  '</i>',
  "<u class='\"'>",
  '</u>',
  '<em/>',
  '</nothing>',
  '<select><option>q</select>',
  '<?php echo ?>',
  '<![CDATA[q]]>',
  '<sup\n>',
  '</sup\t>',
  '<font color=red data-x>',
  '</font>',
  '<template>q</template>',
  '<object>q</object>',
  '<iframe>q</iframe>',
  '<br class=q>',
  '<textarea>q</textarea>',
  '<div class="share-bar">q</div>',
  '<p hidden>q</p>',
  '<a href="x=y" b = "c\'>">',
  '<img alt=">" src=\'a"b\'>',
];

const NAMED: Readonly<Record<string, string>> = {
  ' ': '&nbsp;',
  é: '&eacute;',
  ü: '&uuml',
  '’': '&rsquo;',
  "'": '&apos;',
  '-': '&hyphen;',
  '.': '&period;',
  ',': '&comma;',
  '–': '&ndash;',
};

/** Runs of characters, some of them written otherwise. */
function inline(random: Random, line: string): string {
  const rate = random.pick([0, 0, 20, 60, 200]);
  if (rate === 0) return escaped(line);
  let written = '';
  for (const letter of line) {
    const dice = random.between(0, rate);
    if (dice === 0) written += random.pick(WITHIN);
    written += dice === 1 ? reference(random, letter) : escaped(letter);
  }
  return written;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function reference(random: Random, letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const all = [
    `&#${code};`,
    `&#x${code.toString(16)};`,
    `&#X0${code.toString(16).toUpperCase()};`,
    letter.normalize('NFD'),
  ];
  const named = NAMED[letter];
  return random.pick(named === undefined ? all : [...all, named, named]);
}

function block(random: Random, content: string): string {
  return random.pick([
    `<p>${content}</p>`,
    `<p>${content}`,
    `<div>${content}</div>`,
    `<DIV class="a b">${content}</DIV>`,
    `<div><div>${content}</div></div>`,
    `<p>${content}</p>`,
    `<p>${content}</p>`,
    `<section><p>${content}</section>`,
    `<blockquote>${content}</blockquote>`,
    `<li>${content}</li>`,
    `<ul><li>${content}</ul>`,
    `<h2>${content}</h2>`,
    `<h3><a href="/x">${content}</a></h3>`,
    `<table><tr><td>${content}</table>`,
    `<table><tr><th>a<td>${content}</table>`,
    `<table>${content}<tr><td>x</table>`,
    `<pre>${content}</pre>`,
    `<p><span>${content}</span></p>`,
    `<p><b>${content}`,
    `<center>${content}</center>`,
    `${content}<br><br>`,
    `${content}<br>`,
    `<p>${content}</div></p>`,
    `<article>${content}</article>`,
    `<a href="javascript:x">${content}</a>`,
    `<main>${content}</main>`,
    `<dl><dt>${content}<dd>x</dl>`,
    `<figure><figcaption>${content}</figcaption></figure>`,
    `<details><summary>x</summary>${content}</details>`,
    `<p>a < b ${content}</p>`,
    `<p>AT&T ${content}</p>`,
    `<form>${content}</form>`,
    `<noscript>${content}</noscript>`,
    `<span>${content}</span>`,
    `<td>${content}</td>`,
    `<font>${content}</font>`,
  ]);
}

/** A page whose article is disguised, sometimes only in its JSON-LD, with a title in one of the places for it. */
export function disguisedPage(random: Random, title: string, text: string): string {
  const body = disguised(random, text);
  const quoted = escaped(title).replaceAll('"', '&quot;');
  const head = random.pick([
    `<title>${escaped(title)}</title>`,
    `<title>${inlineReferences(random, title)}</title>`,
    `<meta property="og:title" content="${quoted}">`,
    `<meta content='${escaped(title).replaceAll("'", '&#39;')}' name=twitter:title>`,
    '',
  ]);
  const heading = random.pick([
    `<h1>${inline(random, title)}</h1>`,
    `<h1><div>${inline(random, title)}</div></h1>`,
    '',
    `<h1>${escaped(title)}</h1>`,
  ]);
  const ld = random.between(0, 3) === 0 ? jsonLd(random, title, text) : '';
  const shown = ld !== '' && random.between(0, 1) === 0 ? '<p>Nothing here.</p>' : body;
  return `<!doctype html><html><head>${head}${ld}</head><body>${heading}${random.pick(['', '<div id=c><article>', '<table><tr><td>'])}${shown}${random.pick(FILLERS)}</body></html>`;
}

const inlineReferences = (random: Random, text: string): string =>
  Array.from(text, (letter) => (random.between(0, 9) === 0 ? `&#${letter.codePointAt(0)};` : escaped(letter))).join('');

function jsonLd(random: Random, title: string, text: string): string {
  const body = random
    .pick([
      text,
      `<p>${text
        .split('\n')
        .map((line) => escaped(line))
        .join('</p><p>')}</p>`,
      escaped(disguised(random, text)),
      disguised(random, text).replaceAll('</', '<\\/'),
    ])
    .replaceAll(/<script|<style|<!--/gi, '');
  const json = JSON.stringify({ '@type': 'NewsArticle', headline: title, articleBody: body }).replaceAll('</', '<\\/');
  const written =
    random.between(0, 1) === 0
      ? json
      : json
          .replaceAll(/[aeiou]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
          .replaceAll('\\u0061rticl\\u0065B\\u006fdy', 'articleBody');
  return `<script type="application/ld+json">${random.pick([written, `//<![CDATA[\n${written}\n//]]>`])}</script>`;
}

/** Enough text for an article beyond doubt, made of words that no topic here knows; shown, or hidden so that it is not read. */
const PROSE = '<p>zyx wvu tsr qpo nml kji hgf edc zyx wvu tsr qpo nml kji hgf edc zyx wvu tsr.</p>'.repeat(12);
const FILLERS = [
  `<div class="comments">${PROSE}</div>`,
  `<div hidden>${PROSE}</div>`,
  `<div style="display:none">${PROSE}</div>`,
];
