// Owns what the tests of the way without a network do with a browser's storage, and with waiting.
const turn_ms = 100;
const wait_ms_max = 70_000;  // a resend comes within a minute

// Waits until `holds`; not by waitForFunction, which evaluates text.
export async function until(holds, what = 'it') {
  const end = Date.now() + wait_ms_max;
  while (Date.now() < end) {
    if (await holds()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, turn_ms));
  }
  throw new Error(`never came: ${what}`);
}

// The addresses of everything that a worker keeps.
export const kept = (page) => page.evaluate(async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) {
      found.push(new URL(url).pathname + new URL(url).search);
    }
  }
  return found.sort();
});

// ... of the forms among it.
export const keptForms = async (page) =>
  (await kept(page)).filter((address) => address.startsWith('/d/'));

// What waits on the device, as it stands there.
export const outbox = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open('lyhord', 1);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('outbox').objectStore('outbox').getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result);
    };
  };
}));

// Changes everything that waits on the device.
export const rewrite = (page, changes) => page.evaluate((changes) =>
  new Promise((resolve) => {
    const request = indexedDB.open('lyhord', 1);
    request.onsuccess = () => {
      const turn = request.result.transaction('outbox', 'readwrite');
      const all = turn.objectStore('outbox').getAll();
      all.onsuccess = () => all.result.forEach((record) =>
        turn.objectStore('outbox').put({...record, ...changes}));
      turn.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  }), changes);

// Opens a dialogue in a browser that has never seen it, and waits until it is kept.
export async function visit(browser, address, options = {}) {
  const page = await browser.person({runsScripts: true, ...options});
  await page.goto(address);
  await until(async () => (await keptForms(page)).length > 0, 'the kept form');
  return page;
}

export async function acknowledged(service, slug) {
  const told = await service.command('check');
  return Number(told.match(new RegExp(`${slug}.*?: (\\d+) acknowledged`, 's'))?.[1] ?? 0);
}
