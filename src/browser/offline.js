// The published page, also where there is no network: the newest that a server gives, or else the last one that it gave.
// It stands beside the page and not in it: browsers take no such program from a page. Nothing else goes through it.
const CACHE = 'axon-rig';
/** Of this folder; each without its query, which only says what the page opens. */
const PAGES = ['./', './index.html', './axon-rig.html'].map((path) => new URL(path, self.location.href).href);
/** A network that lets a page wait longer is none [ms]. */
const LONGEST_MS = 5000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepFirst().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
self.addEventListener('fetch', (event) => {
  const page = pageOf(event.request);
  if (page !== undefined) event.respondWith(answer(event.request, page));
});

async function keepFirst() {
  const cache = await caches.open(CACHE);
  await cache.add(new Request(PAGES[0], { cache: 'reload' }));
}

function pageOf({ method, mode, url }) {
  if (method !== 'GET' || mode !== 'navigate') return undefined;
  const page = new URL(url);
  page.search = '';
  page.hash = '';
  return PAGES.includes(page.href) ? page.href : undefined;
}

async function answer(request, page) {
  const cache = await caches.open(CACHE);
  try {
    const come = await fetch(page, { cache: 'no-cache', signal: AbortSignal.timeout(LONGEST_MS) });
    if (!come.ok || come.redirected) throw new Error(`status ${come.status}`);
    // All of it, or none: half a page is no page.
    const whole = new Response(await come.blob(), { headers: come.headers });
    await cache.put(page, whole.clone()).catch(() => {});
    return whole;
  } catch {
    return (await cache.match(page)) ?? (await cache.match(PAGES[0])) ?? fetch(request);
  }
}
