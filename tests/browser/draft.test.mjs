// The draft that the form's script keeps in the tab, in Chromium: what brings it back, what ends
// it, that it makes no second answer, and that a sensitive dialogue has none.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {begin, field, plain, question, toReview} from './form_pages.mjs';
import {newKey, Service} from './service.mjs';

const turns_max = 200;
const turn_ms = 50;

const draft_box = (page) => page.locator('#draft');
const proceed = (page) => Promise.all([page.waitForNavigation(),
  draft_box(page).locator('button').first().click()]);

const stored = (page) => page.evaluate(() => Object.assign({}, sessionStorage));

// Until `holds` of what is stored; not by waitForFunction, which evaluates text.
async function storedWhen(page, holds) {
  for (let turns = 0; turns < turns_max; ++turns) {
    const items = await stored(page);
    if (holds(JSON.stringify(items))) {
      return items;
    }
    await page.waitForTimeout(turn_ms);
  }
  throw new Error('it was never stored');
}

// Another tab, or the same one after it was killed, with what the first one had stored.
async function restored(browser, kept) {
  const page = await browser.person({runsScripts: true});
  await page.addInitScript((items) => {
    if (!sessionStorage.getItem('restored')) {
      Object.assign(sessionStorage, items, {restored: '1'});
    }
  }, kept);
  return page;
}

// Sends the answer, which arrives; its reply does not.
async function loseThanks(page, dialogue) {
  await page.route(`${dialogue}*`, async (route) => {
    await route.fetch({ignoreHTTPSErrors: true});
    await route.abort();
  });
  await Promise.all([page.waitForEvent('requestfailed'),
    page.locator('button[value="send"]').click()]);
  await page.unroute(`${dialogue}*`);
}

test('the draft of a form', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'dialog-7', sensitive: true, ...plain});
  await service.openLike({id: 'snart-over', ...plain});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/prov`;
  const acknowledged = async () => Number((await service.command('check'))
    .match(/prov.*?: (\d+) acknowledged/s)?.[1] ?? 0);

  await t.test('a draft stays in the tab and nowhere else', async () => {
    const {page, form} = await begin(browser, dialogue);
    assert.deepEqual(await stored(page), {});
    await form.answer('a', 'ja');
    await form.answer('b', 'I går\när det regnade');
    await form.answer('c', ['gang', 'buss']);
    await storedWhen(page, (text) => /buss/.test(text));
    await page.reload();
    assert.equal(await field(page, 'b').inputValue(), 'I går\när det regnade');
    await form.press('next');
    await form.answer('kon', 'nej');
    await page.goto(dialogue);
    assert.equal(await draft_box(page).isVisible(), true);
    assert.equal(await page.locator('button[value="next"]').isVisible(), false);
    await browser.judge(page, 'draft', {live: true});
    const kept = await stored(page);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();

    const later = await restored(browser, kept);
    await later.goto(dialogue);
    await proceed(later);
    assert.ok(await later.locator('input[name="q.kon"][value="nej"]').isChecked());
    await new Form(later).press('back');
    assert.equal(await field(later, 'b').inputValue(), 'I går\när det regnade');
    assert.ok(await later.locator('[value="buss"]').isChecked());
    assert.equal(await later.locator('[value="cykel"]').isChecked(), false);
    await later.context().close();
  });

  await t.test('a page comes back filled where its tab was killed', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.answer('b', 'I förrgår');
    await form.answer('e', 'Halt');
    const kept = await storedWhen(page, (text) => /Halt/.test(text));
    await page.context().close();
    const later = await restored(browser, kept);
    const again = new Form(later);
    await later.goto(`${dialogue}?lang=en`);
    await proceed(later);
    assert.equal(await later.locator('html').getAttribute('lang'), 'en');
    assert.equal(await field(later, 'e').inputValue(), 'Halt');
    assert.equal(await question(later, 'e').isVisible(), true);
    await toReview(again);
    await later.context().close();
  });

  await t.test('a draft is thrown away on request', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.press('back');  // to a start page that carries the answers itself
    await Promise.all([page.waitForEvent('load'),
      draft_box(page).locator('button').last().click()]);
    assert.equal(await draft_box(page).isVisible(), false);
    assert.deepEqual(await stored(page), {});
    assert.equal(await page.locator('input[type="hidden"][name^="q."]').count(), 0);
    await form.press('next');
    assert.equal(await page.locator('[value="ja"]').first().isChecked(), false);
    await page.context().close();
  });

  await t.test('who leaves quickly leaves no draft, from whichever page', async () => {
    const ways = {
      question: async (page, form) => form.answer('b', 'Nyss'),  // is not stored yet
      start: (page) => page.goto(dialogue),
      review: async (page, form) => {
        await form.answer('b', 'Nyss');
        await toReview(form);
      },
      paper: (page) => page.goto(`${dialogue}/skriv-ut`),
      refusal: (page) => Promise.all([page.waitForNavigation(), page.evaluate(() => {
        const form = document.querySelector('main form');
        form.enctype = 'text/plain';
        form.submit();
      })]),
    };
    for (const [name, go] of Object.entries(ways)) {
      const {page, form} = await begin(browser, dialogue);
      await form.answer('a', 'ja');
      await storedWhen(page, (text) => /q\.a/.test(text));
      await go(page, form);
      assert.notDeepEqual(await stored(page), {}, name);
      await page.evaluate(() => document.querySelector('.exit').addEventListener('click',
        (event) => event.preventDefault()));
      await page.locator('.exit').click();
      assert.deepEqual(await stored(page), {}, name);
      await page.goto(dialogue);
      assert.deepEqual(await stored(page), {}, name);
      await page.context().close();
    }
  });

  await t.test('a draft of another version is forgotten', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await page.goto(dialogue);
    await page.evaluate(() => Object.keys(sessionStorage).forEach((key) => sessionStorage.setItem(
      key, sessionStorage.getItem(key).replace(/"stamp":"[^"]*"/, '"stamp":"1.99"'))));
    await page.reload();
    assert.equal(await draft_box(page).isVisible(), false);
    assert.deepEqual(await stored(page), {});
    await page.context().close();
  });

  await t.test('thanks ends the draft, and Back after it begins none', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.answer('b', 'Nyss');
    await toReview(form);
    await form.press('send');
    assert.equal(page.lastResponse.status(), 200);
    assert.deepEqual(await stored(page), {});
    await page.goBack();
    assert.ok(await form.isReview());
    await form.press('page.0');
    await page.goto(dialogue);
    assert.deepEqual(await stored(page), {});
    assert.equal(await draft_box(page).isVisible(), false);
    await page.context().close();
  });

  await t.test('an answer whose thanks was lost is sent again as the same answer', async () => {
    const before = await acknowledged();
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.answer('b', 'Nyss');
    await toReview(form);
    await loseThanks(page, dialogue);
    await page.goto(dialogue);
    const kept = await storedWhen(page, (text) => /\["key/.test(JSON.parse(text)[Object.keys(
      JSON.parse(text))[0]]));
    browser.problems = browser.problems.filter((problem) => !/ERR_FAILED/.test(problem));
    await page.context().close();
    for (let tab = 0; tab < 2; ++tab) {
      const later = await restored(browser, kept);
      await later.goto(dialogue);
      await proceed(later);
      const again = new Form(later);
      assert.ok(await again.isReview());
      await again.press('send');
      assert.equal(later.lastResponse.status(), 200);
      await later.context().close();
    }
    const changed = await restored(browser, kept);
    await changed.goto(dialogue);
    await proceed(changed);
    await new Form(changed).press('page.0');
    await new Form(changed).answer('b', 'Något annat');
    await toReview(new Form(changed));
    await new Form(changed).press('send');
    assert.equal(changed.lastResponse.status(), 409);
    assert.deepEqual(Object.keys(await stored(changed)), ['restored']);
    await changed.context().close();
    assert.equal(await acknowledged(), before + 1);
  });

  await t.test('after a lost thanks and Back the answer goes under its key again', async () => {
    const before = await acknowledged();
    const {page, form} = await begin(browser, dialogue);
    const key = () => page.locator('input[name="key"]').inputValue();
    await form.answer('a', 'ja');
    await form.answer('b', 'Igår');
    await toReview(form);
    const first = await key();
    await loseThanks(page, dialogue);
    assert.equal(await acknowledged(), before + 1);
    browser.problems = browser.problems.filter((problem) => !/ERR_FAILED/.test(problem));
    await page.goBack();  // the page that says that there was no answer stood for the review
    await page.goBack();
    assert.equal(await page.locator('input[name="key"]').count(), 0);
    await form.answer('b', 'Någon annan gång');
    await toReview(form);
    assert.equal(await key(), first);
    await form.press('send');
    assert.equal(page.lastResponse.status(), 409);
    assert.equal(await acknowledged(), before + 1);
    await page.context().close();
  });

  // Firefox and Safari show it so after Back; Chromium loads what came by POST again.
  await t.test('a page that is older than the key of its draft keeps that key', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await storedWhen(page, (text) => /q\.a/.test(text));
    const key = newKey();
    await page.evaluate((later) => Object.keys(sessionStorage).forEach((name) =>
      sessionStorage.setItem(name, JSON.stringify(
        Object.assign(JSON.parse(sessionStorage.getItem(name)), {key: later})))), key);
    await form.answer('b', 'Igår');
    await storedWhen(page, (text) => /Igår/.test(text));
    await page.goto(dialogue);
    await proceed(page);
    assert.equal(await page.locator('input[name="key"]').inputValue(), key);
    await toReview(form);
    assert.equal(await page.locator('input[name="key"]').inputValue(), key);
    await page.context().close();
  });

  await t.test('a draft that was begun in time is sent after closing, or ends', async () => {
    const address = `${service.url}/d/snart-over`;
    const tabs = [];
    for (let tab = 0; tab < 2; ++tab) {
      const {page, form} = await begin(browser, address);
      await form.answer('a', 'nej');
      await storedWhen(page, (text) => /q\.a/.test(text));
      tabs.push({page, form});
    }
    await service.command('dialogue', 'close', 'snart-over');
    const [inTime, forged] = tabs;
    await inTime.page.goto(address);
    assert.equal(inTime.page.lastResponse.status(), 410);
    assert.ok(await draft_box(inTime.page).isVisible());
    await browser.judge(inTime.page, 'draft-late', {live: true});
    await proceed(inTime.page);
    await toReview(inTime.form);
    await inTime.form.press('send');
    assert.equal(inTime.page.lastResponse.status(), 200);
    assert.deepEqual(await stored(inTime.page), {});
    await inTime.page.goto(address);
    assert.equal(await draft_box(inTime.page).isVisible(), false);
    await browser.judge(inTime.page, 'closed', {live: true});
    await inTime.page.context().close();

    await forged.page.goto(address);
    await forged.page.evaluate(() => Object.keys(sessionStorage).forEach((name) =>
      sessionStorage.setItem(name, sessionStorage.getItem(name)
        .replace(/\["form","[^"]*"\]/, '["form","Zm9yZ2Vk"]'))));
    await proceed(forged.page);
    await toReview(forged.form);
    await forged.form.press('send');
    assert.equal(forged.page.lastResponse.status(), 410);
    assert.deepEqual(await stored(forged.page), {});
    await forged.page.context().close();
  });

  await t.test('a sensitive dialogue touches no storage', async () => {
    const page = await browser.person({runsScripts: true});
    await page.exposeFunction('touched', (name) => browser.problems.push(`storage: ${name}`));
    await page.addInitScript(() => {
      ['getItem', 'setItem', 'removeItem', 'clear', 'key'].forEach((name) => {
        Storage.prototype[name] = () => window.touched(name);
      });
      ['sessionStorage', 'localStorage'].forEach((name) => Object.defineProperty(window, name, {
        get() {
          window.touched(name);
          return undefined;
        },
      }));
    });
    const form = new Form(page);
    await page.goto(`${service.url}/d/dialog-7`);
    assert.equal(await draft_box(page).count(), 0);
    await form.press('next');
    await form.answer('a', 'ja');
    assert.equal(await question(page, 'b').isVisible(), true);
    await form.answer('b', 'Nyss');
    await toReview(form);
    await form.press('send');
    assert.equal(page.lastResponse.status(), 200);
    await page.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
