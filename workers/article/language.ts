/**
 * The language of a text, as far as script and commonest words show it. Templates declare "en-US" whatever is
 * written in them, and old pages declare nothing.
 */

/** Scripts that one language stands for; Han only where no kana is beside it. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];
/** Share of the letters that must be of the script. */
const SCRIPT_SHARE = 0.4;
/** Kana is less than half of Japanese. */
const KANA_SHARE = 0.1;

/** Words that are common in one language and in few others. */
const COMMON: readonly (readonly [code: string, words: readonly string[]])[] =
  `en the of and to is was that for with his are this have from they has were been which
   de der die und das ist nicht mit den von ein eine auf dem sich auch wird für sind werden wurde
   fr le les des et est dans une du qui pour pas sur au avec il sont cette aux ont été
   es el los las del que en por una con para su al como más pero fue está sus ha la y se sobre lo
   it il di che è la per un non con del della sono una nel alla dei gli anche più
   pt o os do da em que não uma para com dos na no por mais como foi ao das são
   nl de het een van en dat niet zijn voor met op te aan ook bij door wordt naar heeft maar
   pl w i na nie że się do jest to z o jak przez po od ale dla są tym oraz
   sv och att det som är på en av för med inte till den har de ett om var vid från
   da og at det er på en af for med ikke til den har de et om var ved fra som blev
   nb og at det er på en av for med ikke til den har de et om var ved fra som ble
   fi ja on ei että se oli hän mutta ovat kun joka myös ole mukaan sen jos kuin vain
   cs a se na je že v to do s z za jsou jako pro ale by podle které byl
   sk a sa na je že v to do s z za sú ako pre ale by podľa ktoré bol
   hu a az és hogy nem is egy meg van volt de ez csak már ha mint még el
   ro și în de la cu nu este că un pe care din o mai sunt pentru fost au
   tr ve bir bu da de için ile olarak olan daha gibi çok kadar sonra ancak değil oldu
   id yang dan di ini itu dengan untuk dari dalam tidak akan pada ke juga adalah tersebut oleh
   vi và của là có không cho được các trong người với một những này khi đã
   hr i je u na se da su za od s koji što nije biti kao ali
   la et in est ut non ad sed quod cum qui ex enim esse ab nec dolor sit amet eu
   ca els amb per és han més aquest aquesta dels als seva seu també`
    .split('\n')
    .map((line) => line.trim().split(' '))
    .map(([code = '', ...words]) => [code, words]);
const CODES = COMMON.map(([code]) => code);
/** The languages of each word, as indexes of CODES. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [index, [, words]] of COMMON.entries()) {
  for (const word of new Set(words)) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), index]);
}
/** Common words in the text below which nothing is said, and how far the first must be ahead of another. */
const ENOUGH = 8;
const AHEAD = 1.2;
const LEAD = 3;
const LOOKED_AT = 2_000;

/** A language's code (ISO 639-1) where the text shows it beyond doubt, else null. Languages it does not know may come out as null or, in a script that it has for one language only, as that one. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, LOOKED_AT);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 60) return null;
  const share = (script: RegExp): number => (sample.match(script)?.length ?? 0) / letters;
  if (share(/\p{Script=Latin}/gu) > 0.5) return byWords(sample);
  const [code] = SCRIPTS.find(([one, script]) => share(script) > (one === 'ja' ? KANA_SHARE : SCRIPT_SHARE)) ?? [];
  if (code === 'ar') return /[ٹڈڑے]/.test(sample) ? 'ur' : /[گچپژک]/.test(sample) ? 'fa' : 'ar';
  if (code === 'ru') return cyrillic(sample);
  return code ?? null;
}

function cyrillic(sample: string): string | null {
  if (/[ђћџљњ]/i.test(sample)) return 'sr';
  if (/[ѓќѕ]/i.test(sample)) return 'mk';
  if (/[єї]/i.test(sample)) return 'uk';
  if (/ў/i.test(sample)) return 'be';
  if (/[әғқңөұүһ]/i.test(sample)) return null;
  return /[ыэё]/i.test(sample) ? 'ru' : 'bg';
}

function byWords(sample: string): string | null {
  const hits = CODES.map(() => 0);
  for (const word of sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
    for (const index of LANGUAGES_OF.get(word) ?? []) hits[index] = (hits[index] ?? 0) + 1;
  }
  const scores = CODES.map((code, index) => ({ code, score: hits[index] ?? 0 }));
  const [first, second] = scores.toSorted((one, other) => other.score - one.score);
  if (first === undefined || second === undefined || first.score < ENOUGH) return null;
  // Latin is what templates are filled with.
  return first.score >= Math.max(second.score * AHEAD, second.score + LEAD) && first.code !== 'la' ? first.code : null;
}

/** Declared tags that mean what languageOf calls otherwise, or that it cannot tell from it. */
const KIN: ReadonlyMap<string, string> = new Map(
  `nb:no nb:nn nb:da da:nb da:no hr:bs hr:sr id:ms ar:ckb fa:ku ur:ps fa:ckb fa:prs bg:mk ru:bg ru:be ru:mn zh:yue hi:mr hi:ne hi:sa zh:wuu he:yi ro:mo el:grc`
    .split(' ')
    .map((pair) => [pair, pair]),
);

/** The declared language that the text bears out, else what the text shows; the first declared one where the text shows nothing. */
export function languageBetween(declared: readonly string[], text: string): string | null {
  const [first] = declared;
  const seen = languageOf(text);
  if (seen === null) return first ?? null;
  return declared.find((tag) => agrees(tag, seen)) ?? seen;
}

function agrees(tag: string, seen: string): boolean {
  const [primary = ''] = tag.toLowerCase().split('-');
  return (
    primary === seen ||
    KIN.has(`${seen}:${primary}`) ||
    (!KNOWN.has(primary) && !SCRIPTS.some(([code]) => code === seen))
  );
}

const KNOWN: ReadonlySet<string> = new Set([...CODES, ...SCRIPTS.map(([code]) => code), 'fa', 'ur', 'uk', 'bg', 'sr']);
