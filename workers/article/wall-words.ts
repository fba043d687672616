import { phrases } from './phrases.ts';

/** What pages say that stand in an article's place. quality.ts and signs.ts say where each list is looked for. */

export const BOT_CHECK = phrases(`
  just a moment | checking your browser | checking if the site connection is secure | verify you are human | verify you are a human | verify that you are human
  verifying you are human | verify you're human | verify you are not a robot | you are not a robot | you're not a robot | are you a robot | are you human | are you a human
  enable javascript and cookies to continue | enable js and disable any ad blocker | enable cookies and reload | attention required | access denied
  access has been denied | access to this page has been denied | access to this page is denied | request blocked | request has been blocked
  you have been blocked | unusual traffic from | unusual activity from | complete the security check | complete the captcha | ddos protection by
  press & hold | press and hold to confirm | security service to protect | pardon our interruption | human verification
`);

export const CONSENT = phrases(`
  we value your privacy | we respect your privacy | we care about your privacy | your privacy is important to us | your privacy choices | your privacy matters
  we and our partners | we and our * partners | we and our * vendors | accept all | accept all cookies | accept cookies | reject all | reject all cookies
  before you continue | manage preferences | manage cookies | manage options | manage settings | manage your privacy | cookie settings | cookie preferences | cookie policy
  this website uses cookies | this site uses cookies | use of cookies | store and/or access information | legitimate interest | legitimate interests
  withdraw your consent | withdraw consent | give your consent | agree and continue | i agree | personalised ads | personalized ads
  datenschutzeinstellungen | alle akzeptieren | cookies akzeptieren | zustimmen und weiter | tout accepter | accepter et continuer | aceptar todo | aceptar y continuar
  aceitar todos | accetta tutto | accetta e continua | alles accepteren | принять все | tümünü kabul et | قبول الكل | موافق على الكل
`);

export const PAYWALL = phrases(`
  subscribe to continue | subscribe to read | subscribe to keep | subscribe to unlock | subscribe now to | register to continue | register to read | log in to continue | log in to read
  sign in to continue | sign in to read | sign up to continue | sign up to read | to continue reading | to keep reading | continue reading with | continue reading for
  already a subscriber | already have a subscription | subscribers only | subscriber only | subscriber-only | subscriber exclusive | for subscribers
  available to subscribers | reserved for subscribers | exclusive to subscribers | exclusively for subscribers | to read the full article | to read the full story
  to read this article | read the full article with | reached your * limit | free articles left | free articles remaining | unlock this article | unlock this story
  weiterlesen mit | jetzt weiterlesen | nur für abonnenten | réservé aux abonnés | il vous reste * à lire | contenido exclusivo para suscriptores
  conteúdo exclusivo para assinantes | solo per abbonati | только для подписчиков | доступно по подписке | للمشتركين فقط
`);

/** Titles that error pages have, as a whole. */
export const ERROR_TITLES = phrases(`
  error | http error | 400 | 401 | 403 | 404 | 410 | 429 | 500 | 502 | 503 | 504 | not found | nothing found | forbidden | oops | we're sorry | sorry
  bad gateway | bad request | service unavailable | maintenance | under maintenance | site unavailable | page unavailable | something went wrong | database error
`);

/** How the titles of error pages begin. */
export const ERROR_HEADINGS = phrases(`
  404 not found | 404 error | 404 page | 404: | error 404 | error 403 | error 500 | 403 forbidden | 401 unauthorized | 410 gone | 429 too many | 500 internal | 502 bad | 503 service | 504 gateway
  page not found | page missing | page cannot be found | the page you | the page cannot | this page does not exist | this page doesn't exist | this page isn't available
  this page is not available | this page could not | article not found | article unavailable | story not found | content not found | content unavailable
  this content is not available | this content is no longer | this article is no longer | this story is no longer | service temporarily unavailable | temporarily unavailable
  internal server error | gateway timeout | gateway time-out | site maintenance | down for maintenance | account suspended | this account has been suspended
  oops, something | oops! something | oops! that page | oops! page | something went wrong | error establishing a database connection | sorry, the page | sorry, this page | sorry, we can't find
  seite nicht gefunden | page introuvable | página no encontrada | página não encontrada | pagina non trovata | pagina niet gevonden | страница не найдена
  sayfa bulunamadı | الصفحة غير موجودة | صفحه مورد نظر | ページが見つかりません | 页面不存在
`);

/** What error pages say below. */
export const ERROR_TEXTS = phrases(`
  page * could not be found | page * cannot be found | page * can't be found | page * couldn't be found | article * could not be found | page * was not found
  page * no longer available | page * no longer exists | page * does not exist | page * doesn't exist | article * no longer available | has been moved or deleted
  might have been removed | may have been removed | may have been moved | might have been moved | may have been deleted | please try again later
  not available in your region | not available in your country | unavailable in your region | error establishing a database connection | unavailable for legal reasons
`);
