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

async function settledWith(t, language, words = suggestion) {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  for (let i = 0; i < 12; ++i) {
    const {status} = await service.submit({q2_trygg_kvall: i % 2 ? 'ganska_trygg' : 'mycket_otrygg',
      q1_area: '2280-CEN', q12_alder: i % 3 ? 'a25_44' : 'a45_64', q11_forslag: words},
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
const status = (person) => person.locator('[role="status"]').textContent();
const place = (person) => person.locator('input[name="place"]').inputValue();
const loaded = (person, act) => Promise.all([person.waitForNavigation(), act()]);
const press = (person, value) =>
  loaded(person, () => person.locator(`button[value="${value}"]`).click());

// With the script a decision is taken once the page has stood for a second.
const ready = (person) => person.locator('#review[data-ready]').waitFor();
async function key(person, name) {
  await ready(person);
  await loaded(person, () => person.keyboard.press(name));
}

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

  await t.test('but not from beside the text and the form', async () => {
    const first = await place(anna);
    await ready(anna);
    for (const outside of ['body', 'nav a']) {
      await anna.locator(outside).first().focus();
      for (const letter of 'gumjnk') {
        await anna.keyboard.press(letter);
      }
    }
    assert.equal(await place(anna), first);
    await anna.locator('#words').focus();
    await key(anna, 'j');
    assert.notEqual(await place(anna), first);
    assert.equal(await left(anna), start, 'none of them had decided');
  });

  await t.test('the selected place is masked and no other', async () => {
    assert.equal(await anna.evaluate(() => document.activeElement.id), 'words');
    await select(anna, 'storken', 2);
    await key(anna, 'm');
    assert.match(await text(anna), /\nstorken och \[NAMN\] bor i storkenhuset/);
    assert.match(await status(anna), /maskerade/);
    assert.equal(await anna.locator('#words mark').getAttribute('aria-label'), 'maskerat: namn');
    await browser.judge(anna, 'review-masked');
    await select(anna, 'storken', 2);
    await key(anna, 'M');
    assert.match(await text(anna), /\nstorken och \[NAMN\] bor i \[NAMN\]huset/);
  });

  await t.test('also over the end of a line', async () => {
    await select(anna, 'aldrig.\nstorken', 1);
    await key(anna, 'm');
    assert.match(await text(anna), /hälsar \[NAMN\] och \[NAMN\] bor/);
  });

  await t.test('what was masked is shown to nobody again', async () => {
    await key(anna, 'n');
    await key(anna, 'k');
    assert.match(await text(anna), /\[NAMN\]huset/);
    assert.equal(await left(anna), start);
    await anna.reload();
    assert.match(await text(anna), /\[NAMN\] och \[NAMN\] bor i \[NAMN\]huset/);
  });

  await t.test('what is selected no more is masked no more', async () => {
    await select(anna, 'huset', 1);
    await anna.waitForFunction(() => document.getElementById('mask').value === 'huset');
    assert.equal(await anna.locator('input[name="which"]').inputValue(), '1');
    await anna.evaluate(() => getSelection().collapse(document.getElementById('words'), 0));
    await anna.waitForFunction(() => document.getElementById('mask').value === '');
    assert.equal(await anna.locator('input[name="which"]').inputValue(), '0');
    await anna.locator('#mask').fill('huset');
    await anna.evaluate(() => getSelection().collapse(document.getElementById('words'), 1));
    await anna.locator('#token').focus();
    assert.equal(await anna.locator('#mask').inputValue(), 'huset', 'it was typed');
    await anna.locator('#mask').fill('');
  });

  await t.test('J goes on, and no key decides while one types', async () => {
    await anna.locator('#translation').focus();
    await anna.keyboard.type('gumjnk');
    assert.equal(await anna.locator('#translation').inputValue(), 'gumjnk');
    assert.equal(await left(anna), start);
    await anna.locator('#words').focus();
    await anna.keyboard.press('Control+g');
    assert.equal(await left(anna), start);
    const before = await place(anna);
    await key(anna, 'j');
    assert.notEqual(await place(anna), before);
    assert.equal(await anna.locator('#translation').inputValue(), '');
    await key(anna, 'k');
    assert.equal(await anna.locator('#translation').inputValue(), 'gumjnk', 'it waits');
    await anna.locator('#translation').fill('');
    await anna.locator('#words').focus();
    await key(anna, 'j');
  });

  await t.test('M without a selection leads to the field', async () => {
    await ready(anna);
    await anna.keyboard.press('m');
    assert.equal(await anna.evaluate(() => document.activeElement.id), 'mask');
    await anna.locator('#words').focus();
  });

  await t.test('G approves and U withholds, once', async () => {
    await key(anna, 'g');
    assert.equal(await left(anna), start - 1);
    assert.match(await status(anna), /godkänd/);
    await key(anna, 'u');
    assert.equal(await left(anna), start - 2);
    assert.match(await status(anna), /undanhållen och förstörd/);
    await browser.judge(anna, 'review-withheld');
  });

  await t.test('an approved text is masked more and withheld after all', async () => {
    await loaded(anna, () => anna.locator('a[href*="of=approved"]').click());
    assert.equal(await left(anna), 1);
    assert.equal(await anna.locator('button[value="approve"]').count(), 0);
    await browser.judge(anna, 'review-approved');
    await anna.locator('#words').focus();
    await select(anna, 'storkenhuset', 1);
    await key(anna, 'm');
    assert.doesNotMatch(await text(anna), /storkenhuset/);
    await ready(anna);
    await anna.keyboard.press('g');
    await key(anna, 'u');
    assert.match(await anna.locator('.lead').textContent(), /Ingen text är godkänd/);
    await browser.judge(anna, 'review-approved-none');
  });
  browser.end();
});

test('a tap that was meant for the text before decides nothing', async (t) => {
  const {service, browser} = await settledWith(t, 'sv');
  const {Cookie: cookie} = await service.signedIn('anna', 'coordinator');
  const anna = await browser.person({viewport: desk, runsScripts: true});
  const [name, value] = cookie.split(/=(.*)/s);
  await anna.context().addCookies([{name, value, url: service.url, secure: true}]);
  // The second that the page waits ends when the test says so.
  await anna.addInitScript(() => {
    window.waiting = [];
    window.setTimeout = (act) => window.waiting.push(act);
  });
  await anna.goto(service.url + review_path);
  const start = await left(anna);
  const first = await place(anna);
  await anna.locator('#words').focus();
  for (const letter of 'gu') {
    await anna.keyboard.press(letter);
  }
  await select(anna, 'storken', 1);
  await anna.keyboard.press('m');
  for (const decision of ['approve', 'withhold', 'mask']) {
    await anna.locator(`button[value="${decision}"]`).click();
  }
  assert.equal(await place(anna), first);
  await anna.locator('#words').focus();
  await loaded(anna, () => anna.keyboard.press('j'));
  await loaded(anna, () => anna.keyboard.press('k'));
  assert.equal(await left(anna), start, 'going on decides nothing, and need not wait');
  assert.doesNotMatch(await text(anna), /\[NAMN\]/);
  await anna.evaluate(() => window.waiting.forEach((act) => act()));
  await key(anna, 'g');
  assert.equal(await left(anna), start - 1);
  browser.end();
});

test('a mask tells whether it is sure, and not by its look alone', async (t) => {
  const {service, browser} = await settledWith(t, 'uk',
    'Я бачив Кравдію та Миколу біля школи. Ring 070-174 06 05.');
  const anna = await reader(service, browser, 'anna');
  const marks = anna.locator('#words mark');
  assert.deepEqual(await marks.evaluateAll((all) => all.map((mark) => mark.title)),
    ['namn, osäkert', 'namn', 'telefonnummer']);
  assert.deepEqual(await marks.evaluateAll((all) => all.map((mark) =>
    mark.getAttribute('aria-label'))),
  ['maskerat: namn, osäkert', 'maskerat: namn', 'maskerat: telefonnummer']);
  assert.deepEqual(await marks.evaluateAll((all) => all.map((mark) =>
    getComputedStyle(mark, '::after').content)), ['"?"', 'none', 'none']);
  assert.match(await anna.locator('dl').textContent(),
    /namn \(2 gånger, varav 1 osäkert\), telefonnummer/);
  assert.match(await text(anna), /бачив \[NAMN\] та \[NAMN\] біля/, 'the sign is no part of it');
  await browser.judge(anna, 'review-unsure');
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
    await anna.locator('#translation').fill('På svenska');
    await press(anna, 'mask');
    assert.match(await text(anna), /\[NAMN\] och \[NAMN\] bor i storkenhuset/);
    assert.equal(await anna.locator('#translation').inputValue(), 'På svenska');
    await anna.locator('#mask').fill('aldrig.\n[NAMN] och');
    await press(anna, 'mask');
    assert.match(await text(anna), /hälsar \[NAMN\] \[NAMN\] bor i storkenhuset/);
    await anna.reload();
    assert.match(await text(anna), /hälsar \[NAMN\] \[NAMN\] bor i storkenhuset/);
    await anna.locator('#mask').fill('finns inte');
    await press(anna, 'mask');
    assert.match(await anna.locator('.errors').textContent(), /Orden står inte i texten/);
    await browser.judge(anna, 'review-wrong');
    await press(anna, 'approve');
    assert.match(await anna.locator('.errors').textContent(), /Maskera orden först/);
    assert.equal(await anna.locator('#mask').inputValue(), 'finns inte');
    assert.equal(await left(anna), start, 'nothing is decided');
    await browser.judge(anna, 'review-unmasked');
    await anna.locator('#mask').fill('');
    await anna.locator('#translation').fill('');
    await press(anna, 'approve');
    assert.equal(await left(anna), start - 1);
  });

  await t.test('one who comes second is told, and nothing is overwritten', async () => {
    const versionOf = (person) => person.locator('input[name="version"]').inputValue();
    const version = await versionOf(anna);
    await bo.locator('#words').focus();
    for (let i = 0; i < start && await versionOf(bo) !== version; ++i) {
      await key(bo, 'n');
    }
    assert.equal(await versionOf(bo), version);
    await press(anna, 'approve');
    await key(bo, 'u');
    assert.match(await bo.locator('.errors').textContent(), /redan granskad .* en kollega/);
    assert.equal(await left(bo), start - 2);
    await browser.judge(bo, 'review-late');
  });

  await t.test('until none is left', async () => {
    await bo.locator('#words').focus();
    for (let rest = start - 2; rest > 0; --rest) {
      const tag = await bo.locator('#words').getAttribute('lang');
      assert.equal(await bo.locator('#translation-help').textContent()
        .then((words) => words.includes('annat språk')), tag === 'ar');
      await key(bo, 'g');
    }
    assert.match(await bo.locator('.lead').textContent(), /Alla texter/);
    await browser.judge(bo, 'review-done');
  });
  browser.end();
});
