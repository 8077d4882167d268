// The form with its script, in Chromium: questions that follow at once, counters, warnings, the
// draft of the tab; the same questions without the script; and what happens if it stops.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {Service} from './service.mjs';

const html_bytes_max = 14_000;
const all_bytes_max = 30_000;
const requests_max = 3;
const mark_max = 40;  // characters of the question "b"
const pages_max = 20;
const turns_max = 200;
const turn_ms = 50;

const yes_no = [{id: 'ja', text: 'Ja'}, {id: 'nej', text: 'Nej'}];
const questions = [
  {id: 'a', type: 'single', text: 'Går du förbi stationen?', options: yes_no},
  {id: 'b', type: 'text', text: 'När senast?', show_if: {a: ['ja']}, required: true,
    max_chars: mark_max},
  {id: 'c', type: 'multi', text: 'Hur tar du dig dit?', max_choices: 2, options: [
    {id: 'gang', text: 'Till fots'}, {id: 'cykel', text: 'Cykel'}, {id: 'buss', text: 'Buss'},
    {id: 'inget', text: 'Inte alls', exclusive: true}]},
  {id: 'd', type: 'number', text: 'Hur många gånger i veckan?', min: 0, max: 20, step: 1,
    bands: [{id: 'alla', text: 'alla'}]},
  {id: 'e', type: 'text', text: 'Hur var det?', show_if: {b: 'answered'}, max_chars: 200},
  {id: 'kon', type: 'single', text: 'Kön', background: true, options: yes_no},
];
const plain = {questions, dimensions: ['kon']};

const field = (page, name) => page.locator(`[name="q.${name}"]:not([type="hidden"])`).first();
const question = (page, name) => page.locator(`[id="f-${name}"]`);
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

async function begin(browser, address, options = {runsScripts: true}) {
  const page = await browser.person(options);
  const form = new Form(page);
  await page.goto(address);
  await form.press('next');
  return {page, form};
}

async function toReview(form) {
  for (let pages = 0; pages < pages_max && !await form.isReview(); ++pages) {
    await form.press('next');
  }
  assert.ok(await form.isReview(), 'the review was never reached');
}

test('the form with its script', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'ett', layout: 'one_page', ...plain});
  await service.openLike({id: 'kansligt', sensitive: true, ...plain});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/prov`;
  const acknowledged = async () => Number((await service.command('check'))
    .match(/prov.*?: (\d+) acknowledged/s)?.[1] ?? 0);

  await t.test('questions appear and disappear at once, and their answers with them', async () => {
    const {page, form} = await begin(browser, dialogue);
    assert.equal(await question(page, 'b').isVisible(), false);
    assert.equal(await question(page, 'c').isVisible(), true);
    await browser.judge(page, 'follow-before', {live: true});
    await form.answer('a', 'ja');
    assert.equal(await question(page, 'b').isVisible(), true);
    assert.equal(await question(page, 'e').isVisible(), false);
    await field(page, 'b').pressSequentially('I går');
    assert.equal(await question(page, 'e').isVisible(), true);
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q.b');
    await form.answer('e', 'Mörkt');
    await browser.judge(page, 'follow-after', {live: true});
    await form.answer('a', 'nej');
    for (const id of ['b', 'e']) {
      assert.equal(await question(page, id).isVisible(), false, id);
      assert.equal(await field(page, id).isDisabled(), true, id);
    }
    await form.answer('a', 'ja');
    assert.equal(await field(page, 'b').inputValue(), 'I går');
    assert.equal(await field(page, 'e').inputValue(), 'Mörkt');
    await form.answer('a', 'nej');
    await toReview(form);
    const reviewed = await page.locator('.review').innerText();
    assert.match(reviewed, /Nej/);
    assert.doesNotMatch(reviewed, /I går|Mörkt|När senast|Hur var det/);
    assert.equal(await page.locator('[name="q.b"], [name="q.e"]').count(), 0);
    await form.press('send');
    assert.equal(page.lastResponse.status(), 200);
    await page.context().close();
  });

  await t.test('a hidden question never blocks, a shown one does', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.press('next');
    assert.equal(page.lastResponse.status(), 422);
    assert.equal(await question(page, 'b').isVisible(), true);
    await browser.judge(page, 'follow-error', {live: true});
    await form.answer('a', 'nej');
    await form.press('next');
    assert.equal(page.lastResponse.status(), 200);
    await page.context().close();
  });

  await t.test('without a script the same questions come page by page', async () => {
    const {page, form} = await begin(browser, dialogue, {});
    assert.equal(await form.asks('b'), false);
    await form.answer('a', 'ja');
    await form.press('next');
    assert.equal(await form.asks('b'), true);
    await form.answer('b', 'I går');
    await form.press('next');
    assert.equal(await form.asks('e'), true);
    await form.answer('e', 'Mörkt');
    await toReview(form);
    assert.match(await page.locator('.review').innerText(), /I går[^]*Mörkt/);
    await page.context().close();
  });

  await t.test('if the script is lost on the way, pages are turned again', async () => {
    const page = await browser.person({runsScripts: true});
    const form = new Form(page);
    await page.goto(dialogue);
    await page.route('**/static/form.*.js', (route) => route.abort());
    await form.press('next');
    assert.equal(await question(page, 'b').isVisible(), false);
    await form.answer('a', 'ja');
    await form.press('next');
    assert.equal(await question(page, 'b').isVisible(), true, 'the follow-up was never asked');
    await form.answer('b', 'I går');
    await toReview(form);
    assert.match(await page.locator('.review').innerText(), /I går/);
    browser.problems = browser.problems.filter((problem) => !/ERR_FAILED/.test(problem));
    await page.context().close();
  });

  await t.test('all on one page, with the script and without', async () => {
    const address = `${service.url}/d/ett`;
    const bare = await begin(browser, address, {});
    for (const {id} of questions) {
      assert.equal(await question(bare.page, id).isVisible(), true, id);
    }
    assert.equal(await bare.page.locator('.note-if').count(), 2);
    await browser.judge(bare.page, 'one-page');
    await bare.form.answer('a', 'nej');
    await bare.form.answer('b', 'Skrivet ändå');
    await bare.form.press('next');
    assert.doesNotMatch(await bare.page.locator('.review').innerText(), /Skrivet/);
    await bare.page.context().close();

    const {page, form} = await begin(browser, address);
    assert.equal(await page.locator('.note-if').count(), 0);
    assert.equal(await question(page, 'b').isVisible(), false);
    await form.answer('a', 'ja');
    await form.answer('b', 'I går');
    await browser.judge(page, 'one-page-follow', {live: true});
    await form.press('next');
    assert.match(await page.locator('.review').innerText(), /I går/);
    await page.context().close();
  });

  await t.test('characters are counted as the service counts', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    const said = question(page, 'b').locator('.told').first();
    const spoken = question(page, 'b').locator('.unseen[role="status"]');
    await field(page, 'b').fill('å'.repeat(mark_max - 2));
    assert.equal(await said.innerText(), '2 tecken kvar');
    assert.equal(await spoken.textContent(), '', 'a screen reader is interrupted at each key');
    await spoken.locator('p').waitFor({state: 'attached'});
    assert.equal(await spoken.textContent(), '2 tecken kvar');
    await field(page, 'b').fill('😀'.repeat(mark_max));
    assert.equal(await said.innerText(), '0 tecken kvar');
    await form.press('next');
    assert.equal(page.lastResponse.status(), 200);
    await form.press('back');
    await field(page, 'b').fill('x'.repeat(mark_max + 3));
    assert.equal(await said.innerText(), '3 tecken för mycket');
    await browser.judge(page, 'counter-over', {live: true});
    await form.press('next');
    assert.equal(page.lastResponse.status(), 422);
    await page.context().close();
  });

  await t.test('what tells who somebody is gets a warning, and may be sent', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await form.answer('b', 'Ring 112 eller 114 14');
    await form.answer('e', 'Hon heter 811228-9874, 070-174 06 05, hon@example.se');
    await field(page, 'e').blur();
    const warnings = question(page, 'e').locator('[role="status"] .warning');
    assert.deepEqual(await warnings.allInnerTexts(), [
      'Det ser ut som ett personnummer. Ta gärna bort det innan du skickar.',
      'Det ser ut som ett telefonnummer. Ta gärna bort det innan du skickar.',
      'Det ser ut som en e-postadress. Ta gärna bort den innan du skickar.']);
    assert.equal(await question(page, 'b').locator('.warning').count(), 0);
    await browser.judge(page, 'warnings', {live: true});
    await form.press('next');
    assert.equal(page.lastResponse.status(), 200);
    await form.press('back');
    assert.equal(await warnings.count(), 3, 'what was typed before gets no warning');
    await page.context().close();
  });

  await t.test("a mistake is told at once, in the service's words, and may be sent", async () => {
    const {page, form} = await begin(browser, dialogue);
    const told = (id) => question(page, id).locator('.told[role="status"]').innerText();
    await form.answer('c', ['gang', 'cykel', 'buss']);
    const many = await told('c');
    assert.equal(many, 'Välj högst 2.');
    await page.locator('[value="buss"]').uncheck();
    assert.equal(await told('c'), '');
    await form.answer('d', '21');
    await field(page, 'd').blur();
    const range = await told('d');
    await browser.judge(page, 'mistakes', {live: true});
    await form.answer('c', ['inget']);
    const alone = await told('c');
    assert.match(alone, /Inte alls/);
    await form.press('next');
    assert.equal(page.lastResponse.status(), 422);
    const problems = await page.locator('.errors a').allInnerTexts();
    assert.deepEqual(problems, [alone, range]);
    await page.context().close();
  });

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
    await page.goto(dialogue);
    await draft_box(page).locator('button').last().click();
    assert.equal(await draft_box(page).isVisible(), false);
    assert.deepEqual(await stored(page), {});
    assert.equal(await page.evaluate(() => document.activeElement.value), 'next');
    await form.press('next');
    assert.equal(await page.locator('[value="ja"]').first().isChecked(), false);
    await page.context().close();
  });

  await t.test('who leaves quickly leaves no draft', async () => {
    const {page, form} = await begin(browser, dialogue);
    await form.answer('a', 'ja');
    await page.evaluate(() => document.querySelector('.exit').addEventListener('click',
      (event) => event.preventDefault()));
    await page.locator('.exit').click();
    assert.deepEqual(await stored(page), {});
    await page.goto(dialogue);
    assert.deepEqual(await stored(page), {});
    await page.context().close();
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
    await page.goBack();
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
    await page.route(`${dialogue}*`, async (route) => {
      await route.fetch({ignoreHTTPSErrors: true});
      await route.abort();
    });
    await Promise.all([page.waitForEvent('requestfailed'),
      page.locator('button[value="send"]').click()]);
    await page.unroute(`${dialogue}*`);
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
    await page.goto(`${service.url}/d/kansligt`);
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

  await t.test('the pages stay within their budgets', async () => {
    const address = `${service.url}/d/trygghet-harnosand`;
    const {page, form} = await begin(browser, address);
    const html = async (path, fields) => {
      const {headers, body} = await (fields ? service.form(path, fields, {'Accept-Encoding': 'br'})
        : service.request('GET', path, {headers: {'Accept-Encoding': 'br'}}));
      assert.equal(headers['content-encoding'], 'br');
      return body.length && Number(headers['content-length']);
    };
    const script = new URL(await page.locator('script').getAttribute('src'), address).pathname;
    const script_bytes = await html(script);
    const sizes = {start: await html('/d/trygghet-harnosand')};
    for (const at of ['start', '0', '1', '2', '3', 'review']) {
      sizes[`after ${at}`] = await html('/d/trygghet-harnosand',
        {at, inline: '1', script: '1', v: '1', go: 'next', 'q.q2_trygg_kvall': 'vet_ej'});
    }
    t.diagnostic(`bytes by brotli: form.js ${script_bytes}, HTML ${JSON.stringify(sizes)}`);
    for (const [name, bytes] of Object.entries(sizes)) {
      assert.ok(bytes <= html_bytes_max, `${name}: ${bytes} bytes`);
      assert.ok(bytes + script_bytes <= all_bytes_max, name);
    }
    await form.press('next');
    await page.context().close();

    const first = await browser.person({runsScripts: true});
    const asked = [];
    first.on('request', (request) => asked.push(request.url()));
    await first.goto(address, {waitUntil: 'networkidle'});
    assert.ok(asked.length <= requests_max, asked.join());
    await first.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
