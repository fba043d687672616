/** What a site may put into every text that it chooses, to see whether it gets out of the place where that is shown. */

// ECMA-48 in seven bits (colours, window title, clipboard, a link, a device control string), in eight, and what else a terminal obeys.
const TERMINAL =
  'a\u001b[2J\u001b[31mb\u001b]0;owned\u0007c\u001b]8;;http://evil.example/\u001b\\d\u001b]52;c;ZXZpbA==\u0007e\u001bP1$r\u001b\\f' +
  'a\u009b31mb\u009d0;owned\u009cc\u0090q\u009cd\u0085e\u007ff\u0008h';
// Direction (overrides, embeddings, isolates), what nobody sees, halves of pairs, non-characters, NUL.
const UNSEEN =
  'a\u202egnp.exe\u202cb\u2066c\u2069d\u2067e\u2068f\u200bb\u2060c\ufeffd\u00ade\u{e0041}\u{e0042}f\u2063g\ud800b\udc00c\ufffed\uffffe\u0000f';
// Lines of a log, labels of a metric, headers of a mail.
const LINES =
  'a\u2028{"level":60}\u2029b\r\nforged: yes\r\n{"level":30,"event":"forged","msg":"forged"}\n"} 1\nnewswatch_forged{x="y"} 2\\\r\nBcc: evil@example.org\r\n\r\n=?utf-8?q?evil?= <evil@example.org>, b@example.org\u000bd\u000ce';
const MARKUP =
  'a</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\' onmouseover=alert(1) x=\'</title></textarea><svg onload=alert(1)>]]><!ENTITY x SYSTEM "file:///etc/passwd">&x;<![CDATA[b--><!--c';
// Formulas of a spreadsheet.
const FORMULA = '=HYPERLINK("http://evil.example";"a");=cmd|\' /C calc\'!A0';
const WIDE_FORMULA = '＝1+1 漢字かな交じり文👩‍👩‍👧 e\u0301\u0301\u0301\u0301';
const OTHER_FORMULA = '@SUM(1)\t=1+1\r=1+1;-1+1;"@x"';
// Full-text queries, SQL, paths, references to the environment, placeholders.
const NAMES =
  'a" OR title:* NEAR(x y) AND {col}: ^b* -c; DROP TABLE matches;-- ../../../../etc/passwd\u0000.txt CON C:\\Windows\\nul ${WEBHOOK_SECRET}b ${NEWSWATCH_TOKEN} ${UNSET_NAME} {{7*7}} %s %j %n';
const LONG = `long ${'w'.repeat(20_000)} ${'x y '.repeat(5_000)}`;

export const ATTACKS = [TERMINAL, UNSEEN, LINES, MARKUP, FORMULA, WIDE_FORMULA, OTHER_FORMULA, NAMES, LONG] as const;
