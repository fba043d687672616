import {
  AFTERWARDS_EUROPE,
  CALLS_EUROPE,
  INTERFACE_EUROPE,
  PICTURES_EUROPE,
  POINTERS_EUROPE,
} from './furniture-words-europe.ts';
import {
  AFTERWARDS_WORLD,
  CALLS_WORLD,
  INTERFACE_WORLD,
  PICTURES_WORLD,
  POINTERS_WORLD,
} from './furniture-words-world.ts';
import { phrases } from './phrases.ts';

/**
 * The vocabulary of what stands on pages around articles: English here, other languages in the files beside this one,
 * since a page in one language often has the template of another. furniture-lines.ts says how each list is matched.
 */

/** Words of buttons, menus and labels. */
export const INTERFACE: ReadonlySet<string> = new Set(
  `share shares tweet tweets facebook twitter x email e-mail mail print pin pinterest whatsapp telegram linkedin reddit
   flipboard messenger viber vk tumblr pocket copy link save like likes reply follow following comment comments submit
   close caption advertisement advertisements advert ad ads sponsored promoted home menu search log login in out sign up
   register subscribe subscriber subscribers services skip to content main navigation next previous prev back top read
   more less show hide view all expand collapse enlarge image click tap here play video watch listen audio loading views
   reads related latest breaking popular trending recent most this week news stories story articles article posts post
   author archive the on newsletter account settings my profile toggle open photos gallery slideshow of new tab window
   remember me forgot password ${INTERFACE_EUROPE} ${INTERFACE_WORLD}`.split(/\s+/),
);

/** How lines begin that ask the reader to go, follow, sign up or buy, or that tell the rules of the site. */
export const CALLS = [
  ...phrases(`
  click here | click to | tap here | scroll down | scroll for | story continues | article continues | continue reading
  sign up for | sign up to | sign up now | sign up here | subscribe to | subscribe now | subscribe for | subscribe here
  follow us | follow me | follow him | follow her | follow them | follow @ | follow * on twitter | follow * on facebook | follow * on instagram
  join us | join our | join the conversation | join the discussion | join * telegram | join * whatsapp | download our * app | download the * app
  get the * app | get our * app | get the * newsletter | get our * newsletter | get * delivered
  support us | support our | donate | we humbly ask | like us | like this story | like this article | like this post
  have a tip | have a news tip | tell us what | tell us your | want more stories | want more news | make * homepage | make * home page
  please log in | please sign in | log in to | log in with | log in or | login to | login with | logged in as | connecting to
  you are commenting using | share this | share on | share via | share with | leave a reply | leave a comment | post a comment | view comments | view all comments
  your email address | required fields | save my name | notify me of | this site uses akismet | this site uses cookies | this website uses cookies | we use cookies | privacy & cookies
  by clicking | by signing up | by continuing to | thank you for reading | thank you for subscribing
  reach the reporter | reach the reporters | contact the author | contact the reporter | contact us
  sponsored by | advertisement | this post may contain affiliate | this post contains affiliate | this article contains affiliate
  this page contains affiliate | * may earn a commission | * may earn an affiliate commission | not a subscriber | already a subscriber
  already a member | already have an account | average rating | read time | estimated reading time | the post * appeared first on | our standards:
  write to * at | to contact the reporter | to contact the editor | to contact the writer | contact the writer | report a typo | send feedback
  was this article helpful | did you find this | did you enjoy | if you enjoyed | if you liked this | thanks for reading | consider subscribing | become a member | become a subscriber
  read the full | enter your email | enter you email | updated on | last updated | first published
`),
  ...CALLS_EUROPE,
  ...CALLS_WORLD,
];

/** How lines begin that point to another article. */
export const POINTERS = [
  ...phrases(`
  related: | related post | related article | related story | related stories: | read: | read more | read also | read next | also read
  see also | see more | see: | watch: | watch more | listen: | more: | more on * : | more from | more about * : | also on | also in
  you may also like | you might also like | you may like | you may be interested | recommended: | in case you missed it | icymi
  don't miss | must read | must-read | up next: | next: | previous: | flashback: | trending: | popular:
`),
  ...POINTERS_EUROPE,
  ...POINTERS_WORLD,
];

/** Whole lines behind which a page goes on with something else: lists of others, comments, boxes on author and site. */
export const AFTERWARDS = [
  ...phrases(`
  related | related news | related articles | related stories | related posts | related topics | related content | related coverage | related reading | related links
  you may also like | you might also like | you may also enjoy | you may be interested in | we recommend | recommended | recommended for you | recommended stories
  more news | more stories | more great * stories | more from * | more on * | more about * | more in * | more like this | more to read | more videos | more headlines
  latest | latest news | latest stories | latest articles | latest posts | latest from * | latest in * | top news | top stories | other news | other stories
  recent news | recent posts | recent articles | recent stories | popular | popular posts | popular articles | popular stories | popular this week | popular now
  trending | trending now | trending stories | trending news | most read | most popular | most viewed | most shared | editor's picks | editors' picks | featured | featured stories
  don't miss | don't miss it | read next | see also | also on * | also in * | around the web | from our partners | from around the web | sponsored | sponsored content | sponsored links
  leave a reply | leave a comment | comment | comments | comments (*) | * comments | * responses | responses | join the conversation | join the discussion
  start the conversation | post a comment | add a comment | add comment | post comment | tell us what you think
  about the author | about the authors | about author | about us | about the writer | posted by | written by | author | tags | tags: * | topics | topics: * | categories | categories: *
  filed under | filed under: * | filed in * | share this | share this article | share this story | share this post | share this: * | share | share:
  newsletter | newsletters | subscribe | subscribe to our newsletter | sign up for our newsletter | instagram | on this day | average rating | rate this article
  previous post | next post | previous article | next article | want more * | how to listen to * | reader comments
  further reading | about author | share your thoughts | top posts | ready for more? | table of contents | in this article | contents
`),
  ...AFTERWARDS_EUROPE,
  ...AFTERWARDS_WORLD,
];

/** How lines begin that belong to a picture, a gallery or a player. */
export const PICTURES = [
  ...phrases(`
  image: | images: | photo: | photos: | picture: | pictured: | pictured above: | video: | foto: | fotos: | bild: | file photo | featured image: | cover photo:
  image credit | image credits | images via | image via | image source | image copyright | image caption | image courtesy | photo credit | photo credits
  photo courtesy | photo by | photos by | photograph by | photograph: | photo illustration | illustration by | illustration: | photo via | media caption | video by
  media playback is not supported | media playback is unsupported | getty images | shutterstock | credit: | credit... | pc: | source:
  image by | picture by | picture credit | courtesy photo | photo:
`),
  ...PICTURES_EUROPE,
  ...PICTURES_WORLD,
];
