// The way without a network, in Chromium: a dialogue that was opened once is there, is answered,
// kept sealed on the device, and sent when the service can be reached again.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {field, plain, question, questions} from './form_pages.mjs';
import {Network} from './network.mjs';
import {acknowledged, kept, keptForms, outbox, rewrite, until, visit} from './offline_pages.mjs';
import {Service} from './service.mjs';

const saved = /Sparat på enheten – skickas när nätet är tillbaka/;
const received = /Mottaget av kommunen/;
const old = /väntat i fem dagar/;

test('a dialogue without a network', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'dialog-7', sensitive: true, ...plain});
  const network = await Network.start(service);
  t.after(() => network.stop());
  const browser = await Browser.start(service, {network});
  t.after(() => browser.stop());
  const dialogue = `${network.url}/d/prov`;
  const told = (page) => page.locator('#outbox').innerText();
  const tells = (page, what) => until(async () => what.test(await told(page)), what);
  const count = () => acknowledged(service, 'prov');

  // A telephone that has seen the dialogue once, on its page with all questions.
  async function begin(address = dialogue) {
    const page = await visit(browser, address);
    network.cut();
    await page.goto(address);
    return {page, form: new Form(page)};
  }

  async function answer({page, form}, words = 'I går') {
    await form.answer('a', 'ja');
    await form.answer('b', words);
    await form.answer('kon', 'nej');
    await page.locator('button.main').click();
  }

  await t.test('it was opened once, is answered offline, kept, sent and counted once', async () => {
    const {page, form} = await begin(`${dialogue}?lang=sv&channel=qr`);
    assert.equal(await page.locator('.q').count(), questions.length);
    assert.equal(await question(page, 'b').isVisible(), false);
    await browser.judge(page, 'offline-blank', {live: true});
    await form.answer('c', ['gang', 'buss']);
    await form.answer('d', '3');
    await answer({page, form}, 'I går vid stationen');
    await tells(page, saved);
    assert.equal(await page.locator('h1').innerText(), 'Tack för ditt svar');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1');
    await browser.judge(page, 'offline-saved', {live: true});
    const [record] = await outbox(page);
    assert.deepEqual(Object.keys(record).sort(), ['day', 'id', 'key', 'sealed', 'slug']);
    assert.equal(JSON.stringify(record).includes('stationen'), false);
    assert.deepEqual(await page.evaluate(() => Object.assign({}, sessionStorage)), {});
    assert.equal(await count(), 0);
    const receipt = await page.locator('.receipt').textContent();
    assert.match(receipt, /^[A-Z2-7]{16}$/);
    network.mend();
    await tells(page, received);
    await browser.judge(page, 'offline-received', {live: true});
    assert.deepEqual(await outbox(page), []);
    assert.equal(await count(), 1);
    await page.context().close();
  });

  await t.test('it comes back in the language that was opened, and in Arabic', async () => {
    const page = await visit(browser, `${network.url}/d/trygghet-harnosand?lang=ar`);
    network.cut();
    await page.goto(`${network.url}/d/trygghet-harnosand?lang=fi`);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await browser.judge(page, 'offline-arabic', {live: true});
    network.mend();
    await page.context().close();
  });

  await t.test('what is missing is said, and nothing is kept', async () => {
    const {page, form} = await begin();
    await page.locator('button.main').click();
    assert.match(await page.locator('#errors').innerText(), /inte svarat på någon fråga/);
    await form.answer('a', 'ja');
    await form.answer('c', ['gang', 'cykel', 'buss']);
    await form.answer('d', '50');
    await page.locator('button.main').click();
    assert.equal(await page.locator('#errors a').count(), 3);
    assert.match(await page.title(), /^Fel: /);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'errors');
    await browser.judge(page, 'offline-wrong', {live: true});
    await page.locator('#errors a').first().click();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q.b');
    assert.deepEqual(await outbox(page), []);
    await form.answer('a', 'nej');  // what "b" waits for
    await page.locator('[value="buss"]').uncheck();
    await field(page, 'd').fill('1 2,0');
    await page.locator('button.main').click();
    await tells(page, saved);
    network.mend();
    await tells(page, received);
    assert.equal(await count(), 2);
    await page.context().close();
  });

  await t.test('who is on a page when the network goes takes the draft along', async () => {
    const page = await visit(browser, dialogue);
    const form = new Form(page);
    await page.reload();  // the worker governs it from now on
    await form.press('next');
    await form.answer('a', 'ja');
    await form.answer('b', 'På väg ner i tunneln');
    network.cut();
    await page.context().setOffline(true);
    await form.press('next');
    assert.equal(await page.locator('.q').count(), questions.length);
    assert.equal(await field(page, 'b').inputValue(), 'På väg ner i tunneln');
    await page.locator('button.main').click();
    await tells(page, saved);
    await page.context().setOffline(false);
    network.mend();
    await tells(page, received);
    assert.equal(await count(), 3);
    await page.context().close();
  });

  await t.test('two tabs and a lost reply make one answer', async () => {
    const {page, form} = await begin();
    await answer({page, form});
    await tells(page, saved);
    const tab = await page.context().newPage();
    await tab.goto(dialogue);
    await tells(tab, saved);
    let lost = 2;
    network.fate = ({method}) => (method === 'POST' && lost-- > 0 ? 'lost' : 'through');
    network.mend();
    await tells(page, received);
    await tells(tab, received);
    network.fate = () => 'through';
    assert.ok(lost <= 0);
    assert.equal(await count(), 4);
    await page.context().close();
  });

  await t.test('what another says in the name of the service ends nothing', async () => {
    const {page, form} = await begin();
    let asked = 0;
    network.fate = ({method}) => {
      asked += method === 'POST' ? 1 : 0;
      return method === 'POST' ? [200, 404, 403][(asked - 1) % 3] : 'through';
    };
    network.mend();
    await answer({page, form});
    await until(() => asked >= 2, 'the second try');
    assert.equal((await outbox(page)).length, 1);
    assert.match(await told(page), saved);
    network.fate = () => 'through';
    await tells(page, received);
    assert.equal(await count(), 5);
    await page.context().close();
  });

  await t.test('what has waited for five days is told of', async () => {
    const {page, form} = await begin();
    await answer({page, form});
    await tells(page, saved);
    assert.doesNotMatch(await told(page), old);
    await rewrite(page, {day: Math.floor(Date.now() / 86400000) - 5});
    await page.reload();
    await tells(page, old);
    await page.goto('about:blank');  // what waits is for no page in particular to send
    network.mend();
    await page.goto(`${network.url}/?lang=sv`);  // any page of ours sends it
    await tells(page, received);
    assert.equal(await count(), 6);
    await page.context().close();
  });

  await t.test('a new worker keeps the forms, and nothing but forms and their files', async () => {
    const page = await visit(browser, dialogue);
    for (const path of ['/', '/r/prov', '/integritet', '/staff/login', '/d/dialog-7']) {
      await page.goto(network.url + path);
    }
    const before = await kept(page);
    assert.ok(before.every((path) => /^\/static\/|^\/d\/prov\/offline\?lang=sv$/.test(path)),
      before.join());
    network.worker = (script) => script.replaceAll('lyhord-forms-1', 'lyhord-forms-2');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await until(() => page.evaluate(async () =>
      (await caches.keys()).join() === 'lyhord-forms-2'), 'the new worker');
    assert.deepEqual(await kept(page), before);
    network.cut();
    await page.goto(dialogue);
    assert.equal(await page.locator('.q').count(), questions.length);
    network.worker = (script) => script;
    network.mend();
    await page.context().close();
  });

  await t.test('what waits is sent from the page that says the dialogue is closed', async () => {
    for (const path of ['/d/over-', '/r/over-', '/integritet', '/d/ingen']) {
      const id = `over-${path.replace(/\W/g, '')}`;
      const where = path.endsWith('-') ? path.replace('over-', id) : path;
      await service.openLike({id, ...plain});
      const page = await visit(browser, `${network.url}/d/${id}`);
      network.cut();
      await page.goto(`${network.url}/d/${id}`);
      await new Form(page).answer('a', 'nej');
      await page.locator('button.main').click();
      await tells(page, saved);
      await page.goto('about:blank');
      await service.command('dialogue', 'close', id);
      network.mend();
      await page.goto(network.url + where);
      await tells(page, received);
      assert.equal(await acknowledged(service, id), 1, where);
      await page.context().close();
    }
  });

  await t.test('a dialogue that is over is not kept any longer', async () => {
    await service.openLike({id: 'kort', ...plain});
    const page = await visit(browser, `${network.url}/d/kort`);
    await service.command('dialogue', 'close', 'kort');
    await page.goto(`${network.url}/d/kort`);
    await until(async () => (await keptForms(page)).length === 0, 'the end of the form');
    assert.deepEqual(await kept(page), []);
    await page.context().close();
  });

  await t.test('what a killed tab brings back is the same answer until changed', async () => {
    const {page, form} = await begin();
    await page.evaluate(() => {
      const {removeItem} = Storage.prototype;
      Storage.prototype.removeItem = function (name) {
        this.setItem('left', this.getItem(name));  // as it is when the tab is killed
        removeItem.call(this, name);
      };
    });
    await answer({page, form}, 'Nyss');
    await tells(page, saved);
    assert.equal(await page.locator('main form').count(), 0);
    const bringBack = () => page.evaluate(() =>
      sessionStorage.setItem('lyhord prov', sessionStorage.getItem('left')));
    for (const words of ['Nyss', 'Nyligen']) {
      await bringBack();
      await page.goto(dialogue);
      assert.equal(await field(page, 'b').inputValue(), 'Nyss');
      await form.answer('b', words);
      await page.locator('button.main').click();
      await page.locator('#kept').waitFor();
    }
    assert.equal((await outbox(page)).length, 3);
    const before = await count();
    network.mend();
    await until(async () => (await outbox(page)).length === 0, 'the last of three');
    assert.equal(await count(), before + 2);
    await page.context().close();
  });

  await t.test('where nothing can be kept, the page posts as ever', async () => {
    const page = await browser.person({runsScripts: true});
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', {
      value: {open: () => { throw new Error('no'); }},
    }));
    const form = new Form(page);
    await page.goto(`${dialogue}/offline?lang=sv`);
    await form.answer('a', 'nej');
    await Promise.all([page.waitForNavigation(), page.locator('button.main').click()]);
    assert.ok(await form.isReview());
    await form.press('send');
    assert.equal(page.lastResponse.status(), 200);
    assert.equal(await count(), 9);
    await page.context().close();
  });

  await t.test('a sensitive dialogue leaves nothing on the device', async () => {
    const page = await browser.person({runsScripts: true});
    const form = new Form(page);
    await page.goto(`${network.url}/d/dialog-7`);
    await form.press('next');
    await form.answer('a', 'nej');
    const left = await page.evaluate(async () => [await caches.keys(),
      (await indexedDB.databases()).length,
      (await navigator.serviceWorker.getRegistrations()).length]);
    assert.deepEqual(left, [[], 0, 0]);
    assert.equal(await page.locator('script').count(), 1);
    await page.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    const expected = /status of 50\d|ERR_|Failed to load|503/;
    browser.problems = browser.problems.filter((problem) => !expected.test(problem));
    browser.end();
  });
});
