/** What a feed may call its items, to see whether it gets out of the place where it is shown. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></textarea></style><svg onload=alert(1)>',
  ']]><evil xmlns="http://evil.example"/>',
  '<!-- --> <![CDATA[ x ]]> &lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;',
  'bell \u0007 escape \u001b[31m nul \u0000 del \u007f csi \u009b c1 \u0085 x',
  'override \u202egnp.exe\u202c isolate \u2067x\u2069 \u2028 \u2029 end',
  'half \ud800 of a pair, none \ufffe \uffff',
  'line\nbreak\r\nHeader: injected',
  '${7*7} {{7*7}} %{7*7} <%= 7*7 %>',
  'قوات أمريكية تغادر العراق',
  'x'.repeat(3_000),
] as const;

/** None of these may be in a document, whatever was put in. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/;
