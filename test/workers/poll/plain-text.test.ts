import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../workers/poll/plain-text.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'Q&amp;A &#8211; <b>Iraq</b>': 'Q&A – Iraq',
  'a < b and 3<4 > 2': 'a < b and 3<4 > 2',
  'one<br>two<p>three</p>four': 'one two three four',
  'in<b>line</b>': 'inline',
  '&amp;#8217;s': '’s',
  'AT&T': 'AT&T',
  ' \u0000 tab\tand\nline\u0085 ': 'tab and line',
  'a<!-- <b> -->b': 'ab',
  '<script>alert("<p>no</p>")</script><style>p{}</style>yes': 'yes',
  '<img alt="a > b" src=x>yes': 'yes',
  'cut <a href="x': 'cut',
  '': '',
};

for (const [html, text] of Object.entries(TEXTS)) {
  test(JSON.stringify(html), () => assert.equal(plainText(html), text));
}
