import { phrases } from './phrases.ts';

/**
 * What pages say that stand in an article's place, in the words of many sites and languages. quality.ts and signs.ts say
 * where each list is looked for.
 */

export const BOT_CHECK = phrases(`
  just a moment | checking your browser | checking if the site connection is secure | verify you are human | verify you are a human | verify that you are human
  verifying you are human | verify you're human | verify you are not a robot | verify that you're not a robot | verify that you are not a bot | verifies that you are not a bot
  you are not a robot | you're not a robot | make sure you're not a robot | making sure you're not a bot | are you a robot | are you human | are you a human
  confirm you are human | confirm you are a human | confirm that you are human | verifying your browser | verify your browser | vercel security checkpoint
  enable javascript and cookies to continue | enable js and disable any ad blocker | enable cookies and reload | cookies and javascript are enabled | attention required | access denied
  access has been denied | access to this page has been denied | access to this page is denied | request blocked | request has been blocked | request unsuccessful
  you have been blocked | unusual traffic from | unusual activity from | automated requests | complete the security check | complete the captcha | ddos protection by
  press & hold | press and hold to confirm | security service to protect | needs to review the security of your connection | pardon our interruption | human verification
  while we check your browser | we check your browser | and not a robot | not a bot | validate user | the requested url was rejected | request rejected | your access to this site has been limited
  kein roboter sind | dass sie ein mensch sind | sind sie ein mensch | sind sie ein roboter | ungewöhnlich viele anfragen
  vous n'êtes pas un robot | êtes un humain | êtes-vous un robot | trafic inhabituel
  no es un robot | no eres un robot | no soy un robot | que eres humano | tráfico inusual
  non sei un robot | non sono un robot | che sei umano | traffico insolito | não é um robô | não sou um robô | que você é humano | tráfego incomum
  geen robot bent | u een mens bent | ongebruikelijk verkeer | nie jesteś robotem | jesteś człowiekiem | nietypowy ruch
  вы не робот | что вы человек | похожи на автоматические | проверка браузера
  robot olmadığınızı | insan olduğunuzu | olağan dışı trafik | inte är en robot | är en människa | ovanlig trafik
  لست روبوت | لست روبوتا | لست برنامج روبوت | أنك إنسان | حركة مرور غير عادية | ربات نیستید | من ربات نیستم | انسان هستید
  δεν είστε ρομπότ | είστε άνθρωπος | ασυνήθιστη κίνηση | 不是机器人 | 不是機器人 | 人机验证 | 安全验证 | 访问过于频繁 | 異常流量 | 异常流量
  ロボットではない | ロボットでない | 人間であること | 通常と異なるトラフィック | 로봇이 아닙니다 | 비정상적인 트래픽
`);

/** Pages that are drawn by a program which did not run. */
export const NEEDS_SCRIPTS = phrases(`
  enable javascript | enable your javascript | turn on javascript | activate javascript | javascript is disabled | javascript is not enabled | javascript is required | javascript must be enabled | requires javascript
  without javascript | javascript enabled | javascript disabled | javascript * deaktiviert | javascript * aktivieren | aktivieren sie * javascript | ohne javascript | javascript * benötigt
  activer javascript | activez javascript | sans javascript | javascript est désactivé | active javascript | activar javascript | habilite javascript | habilitar javascript | sin javascript
  abilita javascript | abilitare javascript | attiva javascript | attivare javascript | senza javascript | ative o javascript | ativar o javascript | habilite o javascript | habilitar o javascript | sem javascript
  schakel javascript in | javascript inschakelen | zonder javascript | włącz javascript | włączyć javascript | obsługę javascript | включите javascript | включить javascript | без javascript
  поддержку javascript | تفعيل javascript | تمكين javascript | تفعيل جافا سكريبت | تفعيل الجافا سكريبت | javascript را فعال | جاوا اسکریپت | javascript'i etkinleştirin | javascript etkin
  aktivera javascript | utan javascript | ενεργοποιήστε * javascript | javascript を有効 | javascriptを有効 | 启用 javascript | 启用javascript | 開啟 javascript | 자바스크립트를 * 활성화
`);

export const CONSENT = phrases(`
  we value your privacy | we respect your privacy | we care about your privacy | your privacy is important to us | your privacy choices | your privacy matters
  we and our partners | we and our * partners | we and our * vendors | accept all | accept all cookies | accept cookies | reject all | reject all cookies
  before you continue | manage preferences | manage cookies | manage options | manage settings | manage your privacy | cookie settings | cookie preferences | cookie policy
  this website uses cookies | this site uses cookies | use of cookies | store and/or access information | legitimate interest | legitimate interests
  withdraw your consent | withdraw consent | give your consent | agree and continue | i agree | personalised ads | personalized ads | consent or pay
  wir und unsere * partner | datenschutzeinstellungen | alle akzeptieren | cookies akzeptieren | zustimmen und weiter | mit werbung und tracking | zustimmung * widerruf | einwilligung * widerruf
  ohne werbetracking | werbung und cookies zuzustimmen | ohne tracking im abo | stimmen sie zu, dass wir
  nous et nos * partenaires | nos partenaires et nous | tout accepter | accepter et continuer | continuer sans accepter | retirer votre consentement
  nosotros y nuestros * socios | aceptar todo | aceptar y continuar | rechazar y suscribirse | retirar su consentimiento
  noi e i nostri * partner | accetta tutto | accetta e continua | rifiuta e abbonati
  nós e os nossos * parceiros | aceitar todos | aceitar tudo | rejeitar tudo | a sua privacidade | sua privacidade
  wij en onze * partners | alles accepteren | toestemming * intrekken | uw privacy | cookie-instellingen
  my i nasi * partnerzy | akceptuję wszystkie | akceptuj wszystko | przejdź do serwisu | wycofać zgodę
  мы и наши * партнёры | мы и наши партнеры | принять все | принять всё | отозвать * согласие
  biz ve iş ortaklarımız | iş ortaklarımız | tümünü kabul et | tümünü reddet | gizliliğinize
  vi och våra * partner | godkänn alla | acceptera alla | avvisa alla | ditt samtycke | din integritet | hantera inställningar
  نحن وشركاؤنا | قبول الكل | موافق على الكل | رفض الكل | سحب موافقتك | إدارة التفضيلات
  ما و شرکای ما | پذیرش همه | رد همه | رضایت خود | حریم خصوصی شما
  εμείς και οι * συνεργάτες μας | αποδοχή όλων | απόρριψη όλων | τη συγκατάθεσή σας | το απόρρητό σας
  当社とパートナー | すべて同意 | すべて受け入れ | 同意はいつでも撤回 | プライバシーを尊重
  我们和我们的合作伙伴 | 我們和我們的合作夥伴 | 全部接受 | 接受所有 | 撤回同意 | 重视您的隐私
`);

/** What such pages speak of, and articles about them. */
export const CONSENT_TOPICS = phrases(`
  cookie | cookies | tracking | tracker | personal data | on a device | your device | auf ihrem gerät | ihrem gerät | votre appareil | un dispositivo | sul dispositivo | seu dispositivo | uw apparaat | an apparaat | urządzeniu
  вашем устройстве | bir cihazdaki | en enhet | σε μια συσκευή | mit werbung | publicité ciblée | targeted advertising | çerez | çerezler | کوکی | personenbezogene daten | cookie-einstellungen | berechtigtes interesse | mithilfe von cookies | l'intérêt légitime | données personnelles
  utilisons des cookies | interés legítimo | intereses legítimos | datos personales | usamos cookies | utilizamos cookies | tuo consenso | dati personali
  utilizziamo cookie | interesse legittimo | seu consentimento | dados pessoais | legítimo interesse | persoonsgegevens | cookiebeleid | dane osobowe
  danych osobowych | pliki cookie | prywatności | файлы cookie | персональные данные | обработку персональных данных | политике конфиденциальности
  kişisel verileri | kişisel verilerinizi | çerez ayarları | çerez politikası | onayınızı | personuppgifter | integritetspolicy | ملفات تعريف الارتباط
  البيانات الشخصية | سياسة الخصوصية | داده‌های شخصی | سیاست حفظ حریم خصوصی | کوکی‌ها | προσωπικά δεδομένα | πολιτική απορρήτου | 個人データ | プライバシーポリシー
  cookie を使用 | cookieを使用 | 个人数据 | 隐私政策 | 使用 cookie | 使用cookie
`);

export const PAYWALL = phrases(`
  subscribe to continue | subscribe to read | subscribe to keep | subscribe to unlock | subscribe now to | register to continue | register to read | log in to continue | log in to read
  sign in to continue | sign in to read | sign up to continue | sign up to read | to continue reading | to keep reading | continue reading with | continue reading for
  already a subscriber | already have a subscription | subscribers only | subscriber only | subscriber-only | subscriber exclusive | for subscribers
  available to subscribers | reserved for subscribers | exclusive to subscribers | exclusively for subscribers | to read the full article | to read the full story
  to read this article | read the full article with | reached your * limit | free articles left | free articles remaining | unlock this article | unlock this story
  reached the limit of * free | last free article | get unlimited access | is for members only | member-only story | become a member to
  verify access | zugang freischalten | diesen artikel mit * abo | mit einem abonnement | diesen artikel weiterlesen | testen und weiterlesen | probeabo
  weiterlesen mit | jetzt weiterlesen | nur für abonnenten | exklusiv für abonnenten | bereits abonnent | artikel ist teil von | mit einem abo alle | mit * plus weiterlesen | um weiterzulesen | anmelden und weiterlesen
  réservé aux abonnés | réservée aux abonnés | il vous reste * à lire | la suite est réservée | déjà abonné | abonnez-vous pour lire | pour lire la suite | s'abonner pour lire
  contenido exclusivo para suscriptores | solo para suscriptores | suscríbete para seguir | suscríbase para seguir | para seguir leyendo | ya eres suscriptor | ya soy suscriptor
  solo per abbonati | riservato agli abbonati | abbonati per continuare | abbonati per leggere | per continuare a leggere | continua a leggere con | sei già abbonato | sei abbonato
  conteúdo exclusivo para assinantes | exclusivo para assinantes | só para assinantes | assine para continuar | assine para ler | para continuar lendo | para continuar a ler | já é assinante
  alleen voor abonnees | exclusief voor abonnees | verder lezen? | lees verder met | al abonnee | neem een abonnement | om verder te lezen
  tylko dla subskrybentów | tylko dla prenumeratorów | dla prenumeratorów | aby czytać dalej | aby przeczytać cały | pozostało * artykułu | czytaj dalej z | kup subskrypcję | kup dostęp | masz już prenumeratę
  только для подписчиков | доступно по подписке | доступен по подписке | чтобы читать дальше | оформите подписку | уже есть подписка
  okumaya devam etmek için | abonelere özel | sadece aboneler | zaten abone | för dig som är prenumerant | bara för prenumeranter | redan prenumerant | för att läsa vidare | logga in för att läsa
  للمشتركين فقط | حصري للمشتركين | لمتابعة القراءة | لمواصلة القراءة | ویژه مشترکان | مخصوص مشترکین | برای ادامه مطالعه
  μόνο για συνδρομητές | για να διαβάσετε τη συνέχεια | γίνετε συνδρομητής | 有料会員限定 | 会員限定 | 続きを読むには | 残り * 文字 | 有料記事 | 付费内容 | 付費內容 | 订阅后继续 | 訂閱後繼續 | 仅限订阅 | 구독자 전용
`);

/** Titles that error pages have, as a whole. */
export const ERROR_TITLES = phrases(`
  error | http error | 400 | 401 | 403 | 404 | 410 | 429 | 500 | 502 | 503 | 504 | not found | nothing found | forbidden | oops | we're sorry | sorry
  access denied | zugriff verweigert | accès refusé | acceso denegado | accesso negato | acesso negado | toegang geweigerd | odmowa dostępu | доступ запрещен | доступ запрещён
  erişim engellendi | åtkomst nekad | تم رفض الوصول | 访问被拒绝 | アクセスが拒否されました | bad gateway | bad request | server error | runtime error | critical error | wordpress › error | it works! | welcome to nginx! | default web site page | service unavailable | maintenance | under maintenance | site unavailable | page unavailable | something went wrong | database error
  connection timed out | web server is down | connection refused | article removed | we'll be back soon | we'll be right back | be right back | coming soon | under construction
  fehler | wartungsarbeiten | wartung | wartungsmodus | site en maintenance | erreur | en maintenance | mantenimiento | en mantenimiento | manutenzione | in manutenzione | manutenção | em manutenção | onderhoud
  ошибка | технические работы | bakım çalışması | bakımdayız | wir sind gleich zurück | underhåll | przerwa techniczna
`);

/** How the titles of error pages begin. */
export const ERROR_HEADINGS = phrases(`
  404 not found | 404 error | 404 page | 404: | error 404 | error 403 | error 500 | 403 forbidden | 401 unauthorized | 410 gone | 429 too many | 500 internal | 502 bad | 503 service | 504 gateway
  error code | http 404 | http 403 | http status | 451: | 451 unavailable | erreur 404 | erreur 403 | erreur 500 | fehler 404 | fehler 403 | fehler 500 | errore 404 | erro 404 | fout 404 | błąd 404 | ошибка 404 | hata 404 | خطأ 404 | خطای 404 | σφάλμα 404 | fel 404 | 错误 404 | エラー 404
  server error in | page no longer available | apache2 * default page
  page not found | page missing | page cannot be found | the page you | the page cannot | this page does not exist | this page doesn't exist | this page isn't available
  this page is not available | this page could not | article not found | article unavailable | story not found | content not found | content unavailable
  this content is not available | this content is no longer | this article is no longer | this article has been removed | this article has been deleted | this story has been removed | this story is no longer
  service temporarily unavailable | temporarily unavailable | internal server error | gateway timeout | gateway time-out | site maintenance | down for maintenance | account suspended | this account has been suspended
  oops, something | oops! something | oops! that page | oops! page | something went wrong | error establishing a database connection | sorry, the page | sorry, this page | sorry, we can't find
  seite nicht gefunden | artikel nicht gefunden | diese seite existiert nicht | page introuvable | page non trouvée | article introuvable | página no encontrada | página não encontrada | pagina non trovata | pagina niet gevonden
  nie znaleziono strony | strona nie istnieje | страница не найдена | sayfa bulunamadı | sidan hittades inte | sidan kunde inte hittas | sidan finns inte | η σελίδα δεν βρέθηκε
  الصفحة غير موجودة | لم يتم العثور على الصفحة | صفحه مورد نظر | صفحه یافت نشد | ページが見つかりません | お探しのページ | 页面不存在 | 找不到页面 | 找不到該頁面 | 페이지를 찾을 수 없습니다
`);

/** What error pages say below: the page is gone, the house is closed, the name is for sale, the country is wrong. */
export const ERROR_TEXTS = phrases(`
  page * could not be found | page * cannot be found | page * can't be found | page * couldn't be found | article * could not be found | page * was not found
  page * no longer available | page * no longer exists | page * does not exist | page * doesn't exist | article * no longer available | article * no longer exists | has been moved or deleted
  article * has been removed | article you requested | page you requested | page you are looking for | page you're looking for | page * has been removed | web page can not be displayed
  might have been removed | may have been removed | may have been moved | might have been moved | may have been deleted | please try again later | try again in a few minutes
  there has been a critical error | the nginx web server is successfully | we seem to have lost this page | couldn't find that page | couldn't find this page | can't find the page | cannot find the page
  error establishing a database connection | we're performing * maintenance | we are performing * maintenance | site is undergoing | site is down for * maintenance | we'll be back online | we will be back shortly
  seite * nicht gefunden | gewünschte seite * nicht | seite * existiert * nicht | artikel * existiert * nicht | artikel * nicht mehr verfügbar | seite * nicht mehr verfügbar | artikel * nicht gefunden | seite * wartungsarbeiten
  page * n'existe pas | page * n'existe plus | page * introuvable | article * n'existe plus | article * n'est plus disponible | page * n'est plus disponible | site * en maintenance
  página * no existe | página * no ha sido encontrada | página * no se encuentra | página * ha sido eliminada | artículo * ya no está disponible | sitio * en mantenimiento
  sito * in manutenzione | pagina * non esiste | pagina * non è stata trovata | pagina * non è più disponibile | articolo * non è più disponibile
  página * não existe | página * não foi encontrada | página * foi removida | artigo * não está disponível | site * em manutenção
  pagina * bestaat niet | pagina * niet gevonden | artikel * niet meer beschikbaar | strona * nie istnieje | strony * nie znaleziono | artykuł * nie jest * dostępny
  страница * не существует | страница * не найдена | страница * была удалена | статья * удалена | материал был удален | на сайте * технические работы
  الصفحة المطلوبة | لا يمكن العثور على الصفحة | لم نعثر على الصفحة | لم نتمكن من العثور | الصفحة * غير موجودة | الصفحة * تبحث عنها | المقال * غير متوفر | صفحه * یافت نشد | صفحه * وجود ندارد | صفحه * حذف شده | aradığınız sayfa * bulunamadı | sayfa * kaldırılmış | sayfa * mevcut değil
  σελίδα * δεν βρέθηκε | σελίδα * δεν υπάρχει | sidan * finns inte | sidan * hittades inte | artikeln * finns inte
  页面不存在 | 页面*已被删除 | 文章不存在 | 文章已被删除 | 頁面不存在 | 网站*维护 | ページが見つかりません | ページは見つかりません | ページは削除 | ページは存在しません | 記事は削除 | メンテナンス中
`);

/** Walls that a reader could pass with an account, by age, or in another country. */
export const LOG_IN = phrases(`
  please log in to | please login to | please sign in to | you must be logged in | you need to log in | login required | create a free account to
  melden sie sich an, um | bitte melden sie sich an | bitte anmelden | bitte loggen sie sich ein | connectez-vous pour | veuillez vous connecter | identifiez-vous pour | inicia sesión para | inicie sesión para | accedi per
  effettua il login | faça login para | inicie sessão para | log in om | zaloguj się, aby | войдите, чтобы | авторизуйтесь | giriş yapmanız | logga in för att | سجل الدخول | تسجيل الدخول لل | وارد شوید
  συνδεθείτε για | ログインしてください | ログインが必要 | 请先登录 | 請先登入 | 登录后查看
`);
/** Titles of pages to log in at, as a whole. */
export const LOG_IN_TITLES = phrases(`
  log in | login | sign in | sign up | register | log in to your account | sign in to your account | anmelden | anmeldung | einloggen | registrieren | connexion | se connecter | s'identifier | iniciar sesión | inicia sesión | accedi | entrar | inloggen | aanmelden
  zaloguj się | logowanie | войти | вход | авторизация | giriş yap | giriş | logga in | σύνδεση | تسجيل الدخول | ورود | 登录 | 登入 | ログイン | 로그인
`);
export const AGE = phrases(`
  over 18 | over 21 | at least 18 years | at least 21 years | 18 years of age | 21 years of age | 18 or older | 21 or older | of legal age | age verification | verify your age | confirm your age | adults only
  über 18 | unter 18 jahren | volljährig | altersprüfung | plus de 18 ans | avez 18 ans | êtes majeur | mayor de edad | mayor de 18 | maggiorenne | più di 18 anni | maior de idade | maior de 18 | ouder dan 18 | 18 jaar of ouder
  ukończone 18 lat | pełnoletni | вам уже есть 18 | старше 18 | исполнилось 18 | 18 yaşından | över 18 år | fyllt 18 | 18 歳以上 | 18歳以上 | 年满18 | 年滿18 | 未满18
`);
export const COUNTRY = phrases(`
  not available in your region | not available in your country | not available in your location | unavailable in your region | unavailable in your country | unavailable in your location | unavailable for legal reasons
  unavailable due to legal reasons | unavailable in most european countries | country belonging to the european economic area | unavailable to visitors from the european
  our european visitors are
  in ihrem land nicht verfügbar | in ihrer region nicht verfügbar | pas disponible dans votre pays | pas disponible dans votre région | no está disponible en su país | no está disponible en tu país | no está disponible en su región
  non è disponibile nel tuo paese | não está disponível no seu país | niet beschikbaar in uw land | niedostępna w twoim kraju | недоступен в вашей стране | недоступна в вашем регионе | недоступно в вашем регионе | ülkenizde kullanılamıyor | bulunduğunuz ülkede
  inte tillgänglig i ditt land | غير متاح في بلدك | غير متوفر في بلدك | در کشور شما در دسترس نیست | お住まいの地域では | 您所在的地区
`);

/** An address that nobody keeps a site at. */
export const PARKED = phrases(`
  this domain * for sale | domain may be for sale | this domain has expired | this domain is parked | domain parking | buy this domain | inquire about this domain | diese domain * zum verkauf | ce domaine est à vendre
`);

/** How pages speak to whoever came, and reports do not: "you", "please", "sorry". */
export const ADDRESS = phrases(`
  you | your | you're | we | our | us | please | sorry | oops | sie | ihre | ihrer | ihnen | wir | bitte | leider | hoppla | vous | votre | vos | nous | désolé | oups | usted | su | tu | nuestra | lo sentimos
  buscas | busca | por favor | tuo | tua | stai | cercando | spiacenti | ops | você | sua | procura | desculpe | lamentamos | u | uw | je | helaas | wij | szukasz | twój | przepraszamy | sprawdź
  вы | вам | вас | ваш | наш | нашем | пожалуйста | извините | к сожалению | проверьте | вернитесь | lütfen | aradığınız | üzgünüz | siz | du | din | vi | tyvärr | δυστυχώς | ζητήσατε | σας | μας
  عذرا | نأسف | يرجى | تبحث | طلبتها | متأسفانه | لطفا | شما | 您 | 你 | 抱歉 | 请 | 請 | お探し | ご | 申し訳 | ください | 죄송
`);
