// Shows a dialogue that was opened once, also when there is no network: keeps the page that has all
// its questions, with the files it refers to, and nothing else. Never keeps what says no-store (a
// sensitive dialogue), and never has a POST in its hands. The name of what it keeps outlives the
// versions of this file; a later one takes over what an earlier one kept. ES2017, for old phones.
(function () {
  'use strict';

  const name = 'lyhord-forms-1';
  const patience_ms = 8000;  // for the network, before what is kept is shown
  const fresh_ms = 3600000;

  const dialogue = /^(\/d\/[^/]+)(\/offline)?$/;
  const offline = /^\/d\/[^/?]+\/offline\?lang=[\w-]+$/;
  const file = /^\/static\/[\w-]+\.[0-9a-f]{12}\.\w+$/;
  const files = /\/static\/[\w-]+\.[0-9a-f]{12}\.\w+/g;

  const sought = {ignoreVary: true};  // pages say in their address what language they are in
  const opened = () => caches.open(name);
  const addressOf = (request) => request.url.slice(self.location.origin.length);

  // What is kept that is a page, oldest first.
  async function pages(cache) {
    const all = await cache.keys();
    return all.map(addressOf).filter((address) => offline.test(address));
  }

  // A page is kept when all its files are, and they are for as long as a page refers to them.
  async function put(cache, address, response) {
    const html = await response.clone().text();
    for (const needed of html.match(files) || []) {
      if (!await cache.match(needed, sought)) {
        const got = await fetch(needed);
        if (!got.ok) {
          return;
        }
        await cache.put(needed, got);
      }
    }
    await cache.put(address, response);
  }

  async function removeUnused(cache) {
    const kept = await pages(cache);
    const texts = await Promise.all(kept.map(async (address) => {
      const page = await cache.match(address, sought);
      return page ? page.text() : '';
    }));
    const all = await cache.keys();
    await Promise.all(all.map(addressOf)
      .filter((address) => file.test(address) && !texts.some((html) => html.includes(address)))
      .map((address) => cache.delete(address, sought)));
  }

  // A clock that is behind makes nothing fresh.
  function isFresh(response) {
    const age_ms = response ? Date.now() - Date.parse(response.headers.get('Date')) : -1;
    return age_ms >= 0 && age_ms < fresh_ms;
  }

  // The service's word that the dialogue is over, or may not be kept.
  const ends = (response) => response.status === 404 || response.status === 410 ||
    (response.ok && /no-store/.test(response.headers.get('Cache-Control')));

  async function ownPages(cache, path) {
    const place = `${dialogue.exec(path)[1]}/offline?`;
    return (await pages(cache)).filter((one) => one.startsWith(place));
  }

  async function forget(path) {
    const cache = await opened();
    await Promise.all((await ownPages(cache, path)).map((one) => cache.delete(one, sought)));
    await removeUnused(cache);
  }

  async function keep(address) {
    const cache = await opened();
    const before = await cache.match(address, sought);
    if (isFresh(before)) {
      return;
    }
    const response = await fetch(address, {credentials: 'omit'});
    if (ends(response)) {
      await forget(address.split('?')[0]);
      return;
    }
    if (response.ok && !response.redirected) {
      await put(cache, address, response);
    }
    await removeUnused(cache);
  }

  async function takeOver() {
    const cache = await opened();
    const names = await caches.keys();
    for (const earlier of names.filter((one) => /^lyhord-forms-/.test(one) && one !== name)) {
      const from = await caches.open(earlier);
      for (const request of await from.keys()) {
        if (!await cache.match(request, sought)) {
          await cache.put(request, await from.match(request, sought));
        }
      }
      await caches.delete(earlier);
    }
  }

  // The page kept for this dialogue: in the language that is asked for, or else the newest.
  async function keptFor(url) {
    const cache = await opened();
    const own = await ownPages(cache, url.pathname);
    const wanted = `${dialogue.exec(url.pathname)[1]}/offline?lang=${url.searchParams.get('lang')}`;
    const best = own.indexOf(wanted) < 0 ? own[own.length - 1] : wanted;
    return best ? cache.match(best, sought) : undefined;
  }

  let keeping = Promise.resolve();  // one after the other: each removes what no page needs

  function inTurn(work) {
    keeping = keeping.then(work).catch(() => {});
    return keeping;
  }

  async function show(request) {
    const url = new URL(request.url);
    const kept = await keptFor(url);
    if (!kept) {
      return fetch(request);
    }
    let later = 0;
    const impatient = new Promise((resolve) => {
      later = setTimeout(() => resolve(kept), patience_ms);
    });
    const answered = fetch(request).then((response) => {
      if (ends(response)) {
        inTurn(() => forget(url.pathname));
      }
      return response.status >= 500 ? kept : response;
    }, () => kept);
    const response = await Promise.race([answered, impatient]);
    clearTimeout(later);
    return response;
  }

  async function keptFile(request) {
    const cache = await opened();
    return await cache.match(request, sought) || fetch(request);
  }

  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => {
    event.waitUntil(takeOver().then(() => self.clients.claim()));
  });
  self.addEventListener('message', (event) => {
    const address = String(event.data.keep);
    if (offline.test(address)) {
      event.waitUntil(inTurn(() => keep(address)));
    }
  });
  self.addEventListener('fetch', (event) => {
    const {request} = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) {
      return;
    }
    if (request.mode === 'navigate' && dialogue.test(url.pathname)) {
      event.respondWith(show(request));
    } else if (file.test(url.pathname)) {
      event.respondWith(keptFile(request));
    }
  });
})();
