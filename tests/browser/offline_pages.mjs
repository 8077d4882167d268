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
  throw new Error(`${what} never came`);
}

// The addresses of the forms that the worker keeps.
export const keptForms = (page) => page.evaluate(async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) {
      found.push(new URL(url).pathname + new URL(url).search);
    }
  }
  return found.filter((address) => address.startsWith('/d/')).sort();
});

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
