// Two people review texts, with keys and without JavaScript: what each sees, what becomes of the
// texts, and that neither undoes the other's work.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser} from './browser.mjs';
import {review_path} from './review_pages.mjs';
import {Service, slug} from './service.mjs';

const desk = {width: 1280, height: 900};
// None has a theme: that all who answered have the same one would be told of nobody.
const suggestion = 'Rektorn på Granskolan hälsar aldrig.\n' +
  'storken och storken bor i storkenhuset.';

async function settledWith(t, language) {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  for (let i = 0; i < 12; ++i) {
    const {status} = await service.submit({q2_trygg_kvall: i % 2 ? 'ganska_trygg' : 'mycket_otrygg',
      q1_area: '2280-CEN', q12_alder: i % 3 ? 'a25_44' : 'a45_64', q11_forslag: suggestion},
    {language: i < 2 ? language : 'sv'});
    assert.equal(status, 201);
  }
  await service.command('dialogue', 'settle', slug, '--now');
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  return {service, browser};
}

// Somebody at the page.
async function reader(service, browser, name, options) {
  const {Cookie: cookie} = await service.signedIn(name, 'coordinator');
  const person = await browser.person(options);
  const [key, value] = cookie.split(/=(.*)/s);
  await person.context().addCookies([{name: key, value, url: service.url, secure: true}]);
  await person.goto(service.url + review_path);
  return person;
}

const left = async (person) =>
  Number((await person.locator('.count').textContent()).match(/\d+/)[0]);
const text = (person) => person.locator('#words').textContent();
const loaded = (person, act) => Promise.all([person.waitForNavigation(), act()]);

// Selects the words that begin at the n-th of their places, as a mouse would.
const select = (person, words, n) => person.evaluate(([chosen, place]) => {
  const shown = document.getElementById('words');
  let at = -1;
  for (let i = 0; i < place; ++i) {
    at = shown.textContent.indexOf(chosen, at + 1);
  }
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (at >= node.data.length) {
    at -= node.data.length;
    node = walker.nextNode();
  }
  getSelection().setBaseAndExtent(node, at, node, at + chosen.length);
}, [words, n]);

test('a text is reviewed by keys', async (t) => {
  const {service, browser} = await settledWith(t, 'ar');
  const anna = await reader(service, browser, 'anna', {viewport: desk, runsScripts: true});
  const start = await left(anna);
  assert.ok(start >= 10);
  assert.equal(await anna.locator('#words em').textContent(), 'Rektorn på Granskolan');
  assert.ok(await anna.locator('p.keys').isVisible());

  await t.test('the selected place is masked and no other', async () => {
    await select(anna, 'storken', 2);
    await loaded(anna, () => anna.keyboard.press('m'));
    assert.match(await text(anna), /\nstorken och \[NAMN\] bor i storkenhuset/);
    assert.equal(await anna.locator('#words mark').getAttribute('aria-label'), 'maskerat: namn');
    await browser.judge(anna, 'review-masked');
    await select(anna, 'storken', 2);
    await loaded(anna, () => anna.keyboard.press('M'));
    assert.match(await text(anna), /\nstorken och \[NAMN\] bor i \[NAMN\]huset/);
  });

  await t.test('what was masked is shown to nobody again', async () => {
    await loaded(anna, () => anna.keyboard.press('n'));
    await loaded(anna, () => anna.keyboard.press('k'));
    assert.match(await text(anna), /\[NAMN\]huset/);
    assert.equal(await left(anna), start);
  });

  await t.test('J goes on, and no key decides while one types', async () => {
    await anna.locator('#translation').focus();
    await anna.keyboard.type('gumjnk');
    assert.equal(await anna.locator('#translation').inputValue(), 'gumjnk');
    assert.equal(await left(anna), start);
    await anna.locator('#translation').fill('');
    await anna.locator('h1').click();
    await anna.keyboard.press('Control+g');
    assert.equal(await left(anna), start);
    const place = await anna.locator('input[name="place"]').inputValue();
    await loaded(anna, () => anna.keyboard.press('j'));
    assert.notEqual(await anna.locator('input[name="place"]').inputValue(), place);
  });

  await t.test('M without a selection leads to the field', async () => {
    await anna.keyboard.press('m');
    assert.equal(await anna.evaluate(() => document.activeElement.id), 'mask');
    await anna.locator('h1').click();
  });

  await t.test('G approves and U withholds, once', async () => {
    await loaded(anna, () => anna.keyboard.press('g'));
    assert.equal(await left(anna), start - 1);
    assert.match(await anna.locator('[role="status"]').textContent(), /godkänd/);
    await loaded(anna, () => anna.keyboard.press('u'));
    assert.equal(await left(anna), start - 2);
    assert.match(await anna.locator('[role="status"]').textContent(), /undanhållen och förstörd/);
    await browser.judge(anna, 'review-withheld');
  });
  browser.end();
});

test('two review at once, one of them without JavaScript', async (t) => {
  const {service, browser} = await settledWith(t, 'ar');
  const anna = await reader(service, browser, 'anna');
  const bo = await reader(service, browser, 'bo', {runsScripts: true});
  await browser.judge(anna, 'review');
  const start = await left(anna);

  await t.test('by the fields and buttons of the page', async () => {
    assert.equal(await anna.locator('p.keys').isVisible(), false);
    await anna.locator('#mask').fill('storken');
    await loaded(anna, () => anna.locator('button[value="mask"]').click());
    assert.match(await text(anna), /\[NAMN\] och \[NAMN\] bor i storkenhuset/);
    await anna.locator('#mask').fill('finns inte');
    await loaded(anna, () => anna.locator('#mask').press('Enter'));
    assert.match(await anna.locator('.errors').textContent(), /Orden står inte i texten/);
    assert.equal(await left(anna), start, 'Enter in the field masks, and decides nothing');
    await browser.judge(anna, 'review-wrong');
    await loaded(anna, () => anna.locator('button[value="approve"]').click());
    assert.equal(await left(anna), start - 1);
  });

  await t.test('one who comes second is told, and nothing is overwritten', async () => {
    const versionOf = (person) => person.locator('input[name="version"]').inputValue();
    const version = await versionOf(anna);
    for (let i = 0; i < start && await versionOf(bo) !== version; ++i) {
      await loaded(bo, () => bo.keyboard.press('n'));
    }
    assert.equal(await versionOf(bo), version);
    await loaded(anna, () => anna.locator('button[value="approve"]').click());
    await loaded(bo, () => bo.keyboard.press('u'));
    assert.match(await bo.locator('.errors').textContent(), /En kollega hann före/);
    assert.equal(await left(bo), start - 2);
    await browser.judge(bo, 'review-late');
  });

  await t.test('until none is left', async () => {
    for (let rest = start - 2; rest > 0; --rest) {
      const tag = await bo.locator('#words').getAttribute('lang');
      assert.equal(await bo.locator('#translation-help').textContent()
        .then((words) => words.includes('annat språk')), tag === 'ar');
      await loaded(bo, () => bo.keyboard.press('g'));
    }
    assert.match(await bo.locator('.lead').textContent(), /Alla texter/);
    await browser.judge(bo, 'review-done');
  });
  browser.end();
});
