// Keeps answers on the device until the service has them. What is kept is sealed (offline.js), and
// on the disk before the page says so; the service's own word that it has it is what ends it.
// Nothing ends by itself: what is refused for good stays, to be seen, saved as a file or removed by
// hand. ES2017, for old phones.
(function () {
  'use strict';

  const day_ms = 86400000;
  const old_days = 5;
  const first_pause_ms = 5000;
  const pause_ms_max = 40000;  // with its jitter less than a minute
  const patience_ms = 30000;
  const opening_ms = 5000;
  const wait_s_max = 60;  // that anybody on the way may ask for
  const own_wait_s_max = 86400;  // ... and the service
  // What the service will say again, however often it is asked.
  const for_good = ['channel', 'closed', 'invalid', 'malformed', 'not-found', 'sealed',
    'sealed-key', 'too-large'];

  const box = document.getElementById('outbox');  // where the page tells; some pages do not
  const words = box ? box.dataset : {};

  function added(parent, name, text, attributes) {
    const node = document.createElement(name);
    node.textContent = text;
    Object.keys(attributes || {}).forEach((key) => node.setAttribute(key, attributes[key]));
    return parent.appendChild(node);
  }

  const inTime = (promise, ms) => Promise.race([promise,
    new Promise((resolve, reject) => setTimeout(reject, ms))]);

  // ---- What is kept: {id, slug, key, sealed, day}, and {refused: why} if it is

  let opening;

  function database() {
    opening = opening || new Promise((resolve, reject) => {
      const request = indexedDB.open('lyhord', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('outbox', {keyPath: 'id', autoIncrement: true});
      };
      request.onsuccess = () => {
        request.result.onclose = () => {
          opening = undefined;
        };
        resolve(request.result);
      };
      request.onerror = () => {
        opening = undefined;
        reject(request.error);
      };
    });
    return opening;
  }

  // The result of one request, once it is on the disk.
  async function inBox(mode, ask) {
    const kept = await inTime(database(), opening_ms);
    return new Promise((resolve, reject) => {
      const turn = kept.transaction('outbox', mode, {durability: 'strict'});
      const request = ask(turn.objectStore('outbox'));
      turn.oncomplete = () => resolve(request.result);
      turn.onabort = () => reject(turn.error);
    });
  }

  const everything = () => inBox('readonly', (store) => store.getAll());
  const put = (record) => inBox('readwrite', (store) => store.put(record));
  const remove = (id) => inBox('readwrite', (store) => store.delete(id));

  // ---- What the page tells

  let waited = [];  // ids that waited when it was last looked
  let own = 0;  // the id of what this page has kept
  let arrival = '';  // what is said once nothing waits any more
  let hasFailed = false;  // to keep what was answered here: that is said until it is sent again

  // `spoken`: for those who hear what changes; the others see it elsewhere.
  function tell(lines, spoken) {
    const text = lines.concat(spoken).join('\n');
    if (box && box.dataset.told !== text) {
      box.dataset.told = text;
      box.textContent = '';
      const note = lines.length ? added(box, 'div', '', {'class': 'note'}) : box;
      lines.forEach((line, at) => added(note, at ? 'p' : 'h2', line));
      spoken.forEach((line) => added(box, 'p', line, {'class': 'unseen'}));
    }
  }

  // After a button that goes away.
  function toHeading() {
    const heading = document.querySelector('h1');
    heading.tabIndex = -1;
    heading.focus();
  }

  // As a file that whoever runs the service can send: what stands in it is sealed.
  function download(record) {
    const content = JSON.stringify({dialogue: record.slug, about: words.refusedMore,
      key: record.key, sealed: record.sealed}, null, 2);
    const address = URL.createObjectURL(new Blob([content], {type: 'application/json'}));
    const link = added(document.body, 'a', '', {href: address, download: `${record.slug}.json`});
    link.click();
    document.body.removeChild(link);
    setTimeout(() => URL.revokeObjectURL(address), patience_ms);
  }

  function showRefused(records) {
    const place = document.getElementById('refused');
    const known = records.map((record) => record.id).join();
    if (!place || place.dataset.known === known) {
      return;
    }
    place.dataset.known = known;
    place.textContent = '';
    records.forEach((record) => {
      const part = added(place, 'section', '', {'class': 'note'});
      added(part, 'h2', words.refused);
      added(part, 'p', record.refused, {'class': 'problem'});
      added(part, 'p', words.refusedMore);
      const buttons = added(part, 'p', '', {'class': 'go'});
      const button = (text, act) =>
        added(buttons, 'button', text, {type: 'button'}).addEventListener('click', act);
      button(words.save, () => download(record));
      button(words.again, () => {
        delete record.refused;
        put(record).then(soon);
        toHeading();
      });
      button(words.remove, () => {
        if (window.confirm(words.remove)) {
          remove(record.id).then(show);
          toHeading();
        }
      });
    });
  }

  async function show() {
    const records = await everything();
    const waiting = records.filter((record) => !record.refused);
    const gone = waited.filter((id) => !records.some((record) => record.id === id));
    waited = waiting.map((record) => record.id);
    arrival = gone.length && !arrival ? words.received : arrival;
    const lines = [];
    if (waiting.length) {
      lines.push(words.saved, words.savedMore);
      if (waiting.length > 1) {
        lines.push(words.waiting.replace('{count}', waiting.length));
      }
      if (waiting.some((record) => Date.now() - record.day * day_ms >= old_days * day_ms)) {
        lines.push(words.old);
      }
    } else if (arrival && !records.some((record) => record.id === own)) {
      lines.push(arrival);
    }
    const refused = records.filter((record) => record.refused);
    if (!hasFailed) {
      tell(lines, refused.length ? [words.refused] : []);
    }
    showRefused(refused);
    return waiting.length;
  }

  // ---- Sending

  const proofs = {};  // of a record that a challenge was met for by waiting
  let pause_ms = first_pause_ms;
  let not_before = 0;  // of performance.now(), which no change of the clock moves
  let timer = 0;
  let isSending = false;

  function post(record) {
    const headers = {'Content-Type': 'application/json'};
    if (proofs[record.id]) {
      headers['Challenge-Solution'] = proofs[record.id];
    }
    return inTime(fetch(`/api/v1/dialogues/${record.slug}/sealed`, {
      method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'error', headers,
      body: JSON.stringify({key: record.key, sealed: record.sealed}),
    }).then(async (response) => ({response, said: await response.json().catch(() => ({}))})),
    patience_ms);
  }

  // Only the service's own words count: a proxy, or a network's sign-in page, may say anything.
  async function judge(record, {response, said}) {
    const problem = String(said.type).split('urn:lyhord:problem:')[1];
    if (response.status === 201 && said.received === true) {
      arrival = words.received;
      await remove(record.id);
    } else if (response.status === 409 && problem === 'conflict') {
      // It may be another answer than the one that was received.
      record.refused = words.already || said.title;
      await put(record);
    } else if (for_good.indexOf(problem) >= 0) {
      record.refused = said.title || problem;
      await put(record);
    } else {
      const wait = Math.min(Number(response.headers.get('Retry-After')) || 0,
        problem ? own_wait_s_max : wait_s_max);
      not_before = Math.max(not_before, performance.now() + wait * 1000);
      if (said.challenge) {
        proofs[record.id] = said.challenge.token;
      }
      return response.status === 500;  // it may be about this one only
    }
    return true;
  }

  async function sendAll() {
    const records = await everything();
    for (const record of records.filter((one) => !one.refused)) {
      let goesOn = false;
      try {
        goesOn = await judge(record, await post(record));
      } catch (lost) {
        goesOn = false;
      }
      if (!goesOn) {
        break;
      }
    }
  }

  // One tab at a time; two that send the same do no harm, since the key is sealed with the answer.
  const alone = (work) => (navigator.locks
    ? navigator.locks.request('lyhord-outbox', {ifAvailable: true}, (lock) => lock && work())
    : work());

  async function turn() {
    clearTimeout(timer);
    if (isSending) {
      return;
    }
    isSending = true;
    try {
      if (await show() && performance.now() >= not_before) {
        await alone(sendAll);
      }
      if (await show()) {
        const jittered = pause_ms * (0.8 + 0.4 * Math.random());
        timer = setTimeout(turn, Math.max(jittered, not_before - performance.now()));
        pause_ms = Math.min(2 * pause_ms, pause_ms_max);
      } else {
        pause_ms = first_pause_ms;
      }
    } catch (refused) {
      // No such storage here (a private window): then nothing waits in it either.
    }
    isSending = false;
  }

  function soon() {
    pause_ms = first_pause_ms;
    turn();
  }

  window.addEventListener('online', soon);
  window.addEventListener('pageshow', soon);
  document.addEventListener('visibilitychange', () => document.hidden || soon());
  soon();

  // ---- The worker, which shows the dialogue when there is no network

  async function keepForm() {
    await navigator.serviceWorker.register('/worker.js');
    const {active} = await navigator.serviceWorker.ready;
    active.postMessage({keep: words.keep});
  }

  if (words.keep && navigator.serviceWorker) {
    const begin = () => keepForm().catch(() => {});
    if (document.readyState === 'complete') {
      begin();
    } else {
      window.addEventListener('load', begin);
    }
  }

  // Without a network the worker has all questions on one page, which takes the draft over.
  function goesOffline(event) {
    const {serviceWorker} = navigator;
    if (navigator.onLine === false && serviceWorker && serviceWorker.controller) {
      event.preventDefault();
      event.stopImmediatePropagation();
      location.assign(document.querySelector('form[data-draft]').action);
    }
  }

  if (document.querySelector('form[data-draft]:not([data-queue])')) {
    window.addEventListener('submit', goesOffline);
    const proceed = document.querySelector('#draft button');
    if (proceed) {
      document.getElementById('draft').addEventListener('click',
        (event) => event.target === proceed && goesOffline(event), true);
    }
  }

  // For offline.js: keeps a record; true words about it follow by themselves.
  window.lyhordOutbox = {
    async keep(record) {
      hasFailed = false;
      own = await put(Object.assign({day: Math.floor(Date.now() / day_ms)}, record));
    },
    fail() {
      hasFailed = true;
      tell([words.failed], []);
    },
    soon, words,
  };
})();
