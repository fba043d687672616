import { phrases, straight, withStem } from './phrases.ts';

/**
 * What walls are about, as beginnings of words in many languages: no list of sentences (wall-words.ts) has all of them, but a
 * short text that names cookies, agreement, and you is hardly ever an article.
 */

const stems = (text: string): RegExp => withStem(phrases(text));

const YOU = stems(`
  you_ | your_ | please_ | click_ | ihre | ihnen | ihrem | ihren | ihr_ | sie_ | sind sie | bitte | leider | entscheiden sie | vous | votre | vos | usted_ | tus_ | tu_ | te_ | puedes | puede_ | pulse_ | tuo_ | tua_ | puoi_ | cliccando | attendi_ | verrai_ | jesteś | przejdziesz
  você | sua_ | seu_ | clicar | ao clicar | pode_ | uw_ | jouw_ | u_ | klikk | twoj | twoi | twój | klikając | вы_ | вам_ | вас_ | ваш | нажм | продолжая | пожалуйста | воспольз | lütfen | sizin | siz | tıkla | du_ | din_ | ditt_ | klicka
  σας | πατών | يرجى | بك | انقر | الخاص بك | شما | لطفا | 您 | 你 | 请 | 請 | お客様 | ください | クリック
`);
const COOKIES = stems(`
  cookie | tracking | werbetracking | trackers | çerez | کوکی | ملفات تعريف الارتباط | クッキー
`);
const AGREEMENT = stems(`
  consent | accept | agree | reject all | opt out | zustimm | einverstanden | akzept | einwillig | mit werbung | personalisierte | accepte | autorisez | refuse | consenti | consenso | acconsent | accett | acepta | aceptar | rechaz | consentimiento
  aceit | rejeit | consentimento | akkoord | toestemming | weiger | zgod | akcept | соглас | принять | принима | kabul | onay | rıza | samtyck | godkänn | acceptera | συγκατ | αποδ | συμφων | موافق | قبول | رضایت | پذیر | 同意 | 接受
`);
const CHECK = stems(`
  verif | checking | check your | prove | überprüf | prüf | bestätig | vérifi | comprob | weryf | sprawdz | sprawdź | провер | подтвер | doğrul | kontroll | bekräft | επαλήθ | έλεγχ | التحقق | تحقق | تأكيد | بررسی | تایید | 验证 | 驗證 | 確認
`);
const VISITOR = stems(`
  your connection | the connection | security of | secure | your browser | human | robot | bot_ | captcha | verbindung | mensch | sicherheit ihrer | connexion | humain | conexi | conexão | ligação | humano | umano | connessione | verbinding
  mens_ | człowiek | połączeni | соединен | человек | браузер | bağlantı | insan | anslutning | människa | άνθρωπ | σύνδεσ | إنسان | اتصال | روبوت | انسان | ربات | 机器人 | 連線 | 连接 | ロボット | 接続
`);
const WAIT = stems(`
  few seconds | one moment | a moment | before continuing | before proceeding | before accessing | to continue | einige sekunden | moment_ | bevor sie | um fortzufahren | quelques secondes | avant de | pour continuer | unos segundos | antes de | para continuar
  alguns segundos | pochi secondi | qualche secondo | prima di | per continuare | enkele seconden | voordat u | om verder | kilka sekund | aby kontynuować | несколько секунд | чтобы продолжить | birkaç saniye | devam etmek | några sekunder
  innan du | δευτερόλεπτα | συνεχίσ | ثوان | قبل المتابعة | للمتابعة | چند ثانیه | 几秒 | 稍候 | 继续 | 秒 | 続行
`);
const PAGE = stems(`
  page | this page | article | story | content | post_ | link_ | address | url_ | seite | artikel | inhalt | adresse | contenu | página | artículo | contenido | enlace | pagina | articolo | contenuto | artigo | conteúdo | stron | artykuł | страниц | материал | стать
  новост | sayfa | haber | içerik | sidan | artikeln | σελίδα | άρθρο | صفحة | الصفحة | المقال | المحتوى | صفحه | مطلب | 页面 | 頁面 | 内容 | 文章 | 网页 | ページ | 記事
`);
const GONE = stems(`
  not found | isn't here | is not here | isn't available | not available | no longer | been removed | was removed | been moved | has moved | been deleted | expired_ | doesn't exist | does not exist | bad link | broken link | couldn't find | can't find | cannot find
  nicht gefunden | nichts zu finden | nicht zu finden | gibt es nicht | nicht mehr | existiert nicht | entfernt | verschoben | gelöscht | retiré | déplacé | supprimé | n'est plus | n'existe | introuvable | n'avons pas trouvé | ya no | eliminad | no existe | no encontr | no se encuentra
  rimoss | spostat | non esiste | non è più | non trovat | removid | não existe | não foi encontrad | não está mais | verwijderd | verplaatst | bestaat niet | niet gevonden | usunięt | przeniesion | nie istnieje | nie znalezion | удален | удалён | перемещен | не найден | не существ
  bulunamadı | kaldırıl | taşın | mevcut değil | tagits bort | flyttat | finns inte | hittades inte | δεν βρέθηκε | μετακιν | δεν υπάρχει | حذف | نقل | غير موجود | غير متوفر | العثور | یافت نشد | وجود ندارد | 删除 | 刪除 | 不存在 | 不可用 | 削除 | 見つかりません | 移動
`);
const WAY_OUT = stems(`
  home page | homepage | front page | our search | the search | use search | search box | try searching | search for it | check the address | check the url | startseite | unsere suche | die suche | suchfunktion | page d'accueil | accueil du | moteur de recherche | la recherche | portada | buscador | página principal
  página inicial | página de inicio | torna alla home | alla home | motore di ricerca | la ricerca | a busca | startpagina | voorpagina | homepagina | zoekfunctie | stronę główną | strony głównej | wyszukiwark | главную | главной | поиск | ana sayfa | anasayfa | arama | startsidan | sökfunktion | sök
  αρχική σελίδα | αναζήτηση | الصفحة الرئيسية | البحث | صفحه اصلی | جستجو | 首页 | 首頁 | 搜索 | 搜尋 | トップページ | ホーム | 検索
`);
const MAINTENANCE = stems(`
  maintenance | upgrading | wartung | mantenimiento | manutenzione | manutenção | onderhoud | konserwac | przerwa techniczn | техническ | обслуживан | bakım | underhåll | συντήρηση | صيانة | تعمیر | به‌روزرسانی | 维护 | 維護 | メンテナンス
`);
const PATIENCE = stems(`
  sorry | inconvenience | patience | back soon | back shortly | entschuldig | verständnis | désol | gêne occasionnée | disculp | molestias | paciencia | scusiamo | disagio | pazienza | desculp | incómodo | paciência | excuses | ongemak | geduld | przeprasz
  cierpliwość | извин | неудобств | özür | anlayış | ursäkt | tålamod | συγγνώμη | υπομονή | نعتذر | عذر | پوزش | شکیبایی | 谅解 | 抱歉 | ご迷惑 | お待ち
`);
const SERVICE = stems(`
  site | website | web_ | service | page | seite | sitio | servicio | sito | servizio | serviço | página | pagina | portal | strona | serwis | сайт | сервис | sitemiz | hizmet | sajt | webbplats | ιστοσελίδα | ιστότοπ | الموقع | وبسایت | سایت | 网站 | 網站 | サイト | サービス
`);
const EIGHTEEN = stems(`18_ | 21_ | adults only`);
const OF_AGE = stems(`
  years old | years of age | or older | jahre alt | jahre_ | volljährig | ans ou | ans et | ans pour | años_ | anni_ | anos_ | jaar_ | lat_ | лет_ | года_ | yaş_ | år_ | ετών | سنة | سال | 岁 | 歲 | 歳
`);
const ENTER = stems(`
  enter_ | leave_ | confirm | verify | bestätig | betreten | verlassen | entrer | quitter | confirme | entrar | salir | confirma | entra | conferma | sair | verlaat | betreed | wejdź | potwierd | войти | подтвер | girmek | onayla | bekräfta | lämna | είσοδ | 进入 | 離開 | 離れ | 入場
`);
const COUNTRY = stems(`
  your country | your region | your location | your area | from your | readers in your | ihrem land | ihrer region | ihrem standort | votre pays | votre région | tu país | su país | su región | tu región | tuo paese | seu país | sua região | uw land | uw regio | twoim kraju | ваш* стране | вашей стран | вашем регионе
  ülkeniz | bölgeniz | ditt land | din region | χώρα σας | بلدك | منطقتك | کشور شما | 您所在 | お住まい
`);
const BARRED = stems(`
  restricted | not available | unavailable | cannot show | can't show | blocked | legal reasons | nicht verfügbar | gesperrt | rechtlichen gründen | pas disponible | raisons légales | no está disponible | no disponible | restringid | non è disponibile | não está disponível | niet beschikbaar | niedostępn | недоступ
  ограничен | kullanılamıyor | erişilemiyor | inte tillgänglig | δεν είναι διαθέσιμ | غير متاح | غير متوفر | در دسترس نیست | 不可用 | 无法 | ご利用いただけません
`);
const SUBSCRIPTION = stems(`
  subscri | free trial | become a member | for members | log in_ | sign in_ | create an account | abonn | abo_ | probemonat | einloggen | kostenlos und lesen | suscri | assinant | assine | assinatura | prenumer | subskryp | подпис | abone | συνδρομ | مشترك | اشترك | اشتراک | 订阅 | 訂閱 | 付费 | 会員 | 購読 | 有料
`);
const READING = stems(`
  keep reading | to read_ | continue reading | read more | reading this_ | rest of_ | full article | full story | for paid | only for | exclusive | is for_ | lesen | weiterlesen | lire_ | lecture | réservé | leer_ | leyendo | exclusiv | leggere | lettura | riservat | ler_ | lendo_ | leitura | lezen_ | czyta | tylko dla
  читать | только для | okumaya | läs_ | läsa | διαβάσ | μόνο για | القراءة | لقراءة | فقط | خواندن | ویژه | 阅读 | 閱讀 | 全文 | 限定 | 続き
`);

export interface ConceptWall {
  readonly code: string;
  readonly message: string;
  readonly concepts: readonly RegExp[];
}

/** What a small text is that has all concepts of one. */
export const CONCEPT_WALLS: readonly ConceptWall[] = [
  { code: 'consent', message: 'the page asks for consent to cookies', concepts: [COOKIES, AGREEMENT, YOU] },
  { code: 'bot-check', message: 'the page asks whether we are a robot', concepts: [CHECK, VISITOR, WAIT, YOU] },
  { code: 'error-page', message: 'the page says that it is gone', concepts: [PAGE, GONE, WAY_OUT] },
  { code: 'error-page', message: 'the page says that the site is closed', concepts: [MAINTENANCE, PATIENCE, SERVICE] },
  { code: 'age-gate', message: 'the page asks for our age', concepts: [EIGHTEEN, OF_AGE, ENTER, YOU] },
  { code: 'geo-block', message: 'the site does not serve our country', concepts: [COUNTRY, BARRED] },
];

/** True for a line that offers to read on to those who pay. */
export const isGate = (line: string): boolean => SUBSCRIPTION.test(straight(line)) && READING.test(straight(line));
