/** Which kind of site a page imitates: what stands around the text, and how the text is marked up. */
export type Furniture = 'none' | 'newspaper' | 'blog' | 'magazine' | 'agency' | 'regional';

export const FURNITURE: readonly Furniture[] = ['none', 'newspaper', 'blog', 'magazine', 'agency', 'regional'];

/** What a layout is given: everything present and escaped. */
export interface PageParts {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly byline: string;
  /** `2 March 2026`, UTC. */
  readonly date: string;
  readonly isoDate: string;
  readonly siteName: string;
  readonly related: readonly RelatedLink[];
}

export interface RelatedLink {
  readonly title: string;
  readonly href: string;
}

/** A kind of site: its look, and its article page from the first to the last tag of the body. */
type Layout = (page: PageParts) => { readonly style: string; readonly body: string };

const paragraphs = (page: PageParts, before = '<p>', after = '</p>'): string =>
  page.paragraphs.map((text) => `${before}${text}${after}`).join('\n');

const links = (related: readonly RelatedLink[]): string =>
  related.map(({ title, href }) => `<li><a href="${href}">${title}</a></li>`).join('\n');

const base = 'body{max-width:44rem;margin:0 auto;padding:0 1rem;line-height:1.5}nav a{margin-right:1rem}';

const none: Layout = (page) => ({
  style: base,
  body: `<article><h1>${page.title}</h1>\n${paragraphs(page)}</article>`,
});

const newspaper: Layout = (page) => ({
  style: `${base}body{font-family:Georgia,serif}h1{border-bottom:3px double #222}.cookie-banner{background:#eee}`,
  body: `<div class="cookie-banner" role="dialog"><p>We and our 214 partners use cookies to personalise content and ads.</p><button>Accept all cookies</button><button>Manage preferences</button></div>
<header><a class="logo" href="/">${page.siteName}</a>
<nav><a href="/">Home</a><a href="/local">Local</a><a href="/sport">Sport</a><a href="/opinion">Opinion</a><a href="/subscribe">Subscribe</a></nav></header>
<main><article>
<h1>${page.title}</h1>
<div class="byline">By <a rel="author" href="/staff">${page.byline}</a></div>
<time datetime="${page.isoDate}">${page.date}</time>
<div class="share-buttons"><a href="/share?on=a">Share on Chirper</a><a href="/share?on=b">Send by e-mail</a><a href="/print">Print</a></div>
<div class="article-body">
${paragraphs(page)}
</div>
</article></main>
<aside class="newsletter"><h3>Sign up for our newsletter</h3><p>The day in five minutes, every morning.</p><form><input type="email" placeholder="Your e-mail address"><button>Sign up</button></form></aside>
<section class="related"><h3>Related articles</h3><ul>${links(page.related)}</ul></section>
<footer><p>© ${page.siteName}. All rights reserved.</p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer>`,
});

const blog: Layout = (page) => ({
  style: `${base}body{font-family:Verdana,sans-serif;background:#fdfbf5}#sidebar{font-size:.8rem}`,
  body: `<div id="header"><h2><a href="/">${page.siteName}</a></h2><p class="tagline">Notes from the long watch</p></div>
<ul id="menu"><li><a href="/">Home</a></li><li><a href="/about">About</a></li><li><a href="/archive">Archive</a></li></ul>
<div id="content"><div class="post hentry">
<h1 class="entry-title">${page.title}</h1>
<p class="entry-meta">Posted on <span class="published">${page.date}</span> by <span class="author vcard">${page.byline}</span> | <a href="#comments">2 comments</a></p>
<div class="entry-content">
${paragraphs(page)}
</div>
<div class="sharedaddy"><h3>Like this:</h3><p>Be the first to like this.</p></div>
</div>
<div id="comments"><h3>2 thoughts on this post</h3>
<ol class="commentlist"><li class="comment"><p>Thank you, I had missed this entirely.</p></li><li class="comment"><p>First time here. Where is the search box?</p></li></ol>
<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p><form><textarea name="comment"></textarea><input name="author"><button>Post Comment</button></form><p>Please log in using one of these methods to post your comment.</p></div></div></div>
<div id="sidebar"><h4>Recent posts</h4><ul>${links(page.related)}</ul><h4>Follow by e-mail</h4><p>Join 1,204 other followers.</p></div>
<div id="footer"><p>Proudly powered by a very old typewriter.</p></div>`,
});

const magazine: Layout = (page) => {
  const [first = '', ...rest] = page.paragraphs;
  const middle = Math.ceil(rest.length / 2);
  const more = `<aside class="inline-related" role="complementary"><strong>Read more:</strong> <a href="${page.related[0]?.href ?? '/'}">${page.related[0]?.title ?? ''}</a></aside>`;
  return {
    style: `${base}body{font-family:"Palatino Linotype",serif}h1{font-size:2.6rem}.promo{background:#123;color:#fff}`,
    body: `<div class="topbar"><a href="/signin">Sign in</a> <a href="/subscribe">Subscribe for the price of a coffee</a></div>
<header role="banner"><a href="/">${page.siteName}</a><nav role="navigation"><a href="/world">World</a><a href="/ideas">Ideas</a><a href="/long-reads">Long reads</a></nav></header>
<article class="story" itemscope itemtype="https://schema.org/NewsArticle">
<header class="story-header"><h1 itemprop="headline">${page.title}</h1><p class="story-byline">${page.byline} · <time datetime="${page.isoDate}">${page.date}</time></p></header>
<div class="story-body" itemprop="articleBody">
<p>${first}</p>
${rest
  .slice(0, middle)
  .map((text) => `<p>${text}</p>`)
  .join('\n')}
${more}
${rest
  .slice(middle)
  .map((text) => `<p>${text}</p>`)
  .join('\n')}
</div>
<div class="story-tools"><button>Save for later</button><button>Copy link</button></div>
</article>
<div class="promo" role="complementary"><h3>You have 2 free articles left this month</h3><a href="/subscribe">See our offers</a></div>
<section class="recommended"><h2>You may also like</h2><ul>${links(page.related)}</ul></section>
<footer role="contentinfo"><p>${page.siteName} is a member of the Society of Invented Publishers.</p></footer>`,
  };
};

const agency: Layout = (page) => ({
  style: `${base}body{font-family:Helvetica,Arial,sans-serif;font-size:.95rem}.ticker{background:#900;color:#fff}`,
  body: `<div class="ticker"><span>BREAKING</span> ${page.related.map(({ title }) => title).join(' · ')}</div>
<nav class="nav-main"><ul><li><a href="/">Latest</a></li><li><a href="/markets">Markets</a></li><li><a href="/video">Video</a></li></ul></nav>
<div class="container"><div class="col-main">
<h1 class="headline">${page.title}</h1>
<div class="dateline-info">${page.date} · Reading by ${page.byline} · 3 min read</div>
<div class="text">
${paragraphs(page, '<div class="par"><p>', '</p></div>')}
</div>
<div class="trust-box"><p>Our standards: the house rules of ${page.siteName}.</p></div>
</div>
<div class="col-side"><div class="most-read"><h4>Most read</h4><ol>${links(page.related)}</ol></div><div class="ad">Advertisement</div></div></div>
<div class="overlay gdpr"><p>Before you continue, choose how your data is used.</p><button>I agree</button></div>
<div class="site-footer"><p>Data provided with a delay of at least fifteen minutes.</p></div>`,
});

const regional: Layout = (page) => ({
  style: `${base}body{font-family:Tahoma,sans-serif}.channel-banner{background:#29a;color:#fff;text-align:center}`,
  body: `<div class="lang-switch"><a href="/en">English</a> <a href="/ar" lang="ar">العربية</a> <a href="/ku" lang="ku">Kurdî</a></div>
<div class="menu-wrapper"><a href="/news">News</a><a href="/security">Security</a><a href="/economy">Economy</a><a href="/culture">Culture</a></div>
<div class="single-post"><h1 class="post-title">${page.title}</h1>
<div class="post-info"><span class="date">${page.date}</span> <span class="writer">${page.byline}</span> <span class="views">1,847 views</span></div>
<div class="social-share"><a href="/s/1">Share</a><a href="/s/2">Forward</a><a href="/s/3">Font size A+ A-</a></div>
<div class="post-content">
${paragraphs(page)}
</div>
<div class="channel-banner"><a href="/channel">Join our channel to get the news first</a></div>
<div class="reactions"><span>What is your reaction?</span> <span>Love 0</span> <span>Angry 0</span> <span>Sad 0</span></div>
<div class="tags"><a href="/tag/1">#news</a> <a href="/tag/2">#daily</a></div></div>
<div class="related-posts"><h3>Related Posts</h3><ul>${links(page.related)}</ul></div>
<footer class="bottom"><p>${page.siteName} 2026. Republication with source only.</p></footer>`,
});

export const LAYOUTS: Readonly<Record<Furniture, Layout>> = { none, newspaper, blog, magazine, agency, regional };

/** Words that stand only in furniture: none of them may be in a text taken off these pages. */
export const FURNITURE_WORDS: readonly string[] = [
  'Accept all cookies',
  'Manage preferences',
  'Share on Chirper',
  'Sign up for our newsletter',
  'Related articles',
  'All rights reserved',
  'Posted on',
  'Be the first to like this',
  'Leave a Reply',
  'Please log in',
  'Join 1,204 other followers',
  'Proudly powered',
  'Read more:',
  'free articles left',
  'You may also like',
  'Save for later',
  'BREAKING',
  'min read',
  'Our standards',
  'Most read',
  'Advertisement',
  'Before you continue',
  'Join our channel',
  'What is your reaction?',
  'Related Posts',
  'Republication with source only',
];
