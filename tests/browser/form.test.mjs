// The form with its script, in Chromium: questions that follow at once, counters, warnings; the
// same questions without the script; and what happens if it stops.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {
  begin, field, mark_max, plain, question, questions, toReview,
} from './form_pages.mjs';
import {Service} from './service.mjs';

const html_bytes_max = 14_000;
const all_bytes_max = 30_000;
const requests_max = 3;

test('the form with its script', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'ett', layout: 'one_page', ...plain});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/prov`;

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
    const [sent, left] = await bare.page.locator('.review').allInnerTexts();
    assert.doesNotMatch(sent, /Skrivet/);
    assert.match(left, /Skrivet/);
    await bare.page.context().close();

    const {page, form} = await begin(browser, address);
    assert.equal(await page.locator('.note-if').count(), 0);
    assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll(
      '[aria-describedby]')).map((node) => node.getAttribute('aria-describedby').split(' '))
      .reduce((all, ids) => all.concat(ids), []).filter((id) => !document.getElementById(id))), []);
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

  await t.test('the pages stay within their budgets', async () => {
    const address = `${service.url}/d/trygghet-harnosand`;
    const {page, form} = await begin(browser, address);
    const html = async (path, fields) => {
      const {headers, body} = await (fields ? service.form(path, fields, {'Accept-Encoding': 'br'})
        : service.request('GET', path, {headers: {'Accept-Encoding': 'br'}}));
      assert.equal(headers['content-encoding'], 'br');
      return body.length && Number(headers['content-length']);
    };
    let script_bytes = 0;
    for (const script of await page.locator('script').all()) {
      script_bytes += await html(await script.getAttribute('src'));
    }
    const sizes = {start: await html('/d/trygghet-harnosand'),
      offline: await html('/d/trygghet-harnosand/offline?lang=sv')};
    for (const at of ['start', '0', '1', '2', '3', 'review']) {
      sizes[`after ${at}`] = await html('/d/trygghet-harnosand',
        {at, inline: '1', script: '1', v: '1', go: 'next', 'q.q2_trygg_kvall': 'vet_ej'});
    }
    t.diagnostic(`bytes by brotli: scripts ${script_bytes}, HTML ${JSON.stringify(sizes)}`);
    for (const [name, bytes] of Object.entries(sizes)) {
      assert.ok(bytes <= html_bytes_max, `${name}: ${bytes} bytes`);
      assert.ok(bytes + script_bytes <= all_bytes_max, name);
    }
    await form.press('next');
    await page.context().close();

    const first = await browser.person({runsScripts: true});
    const asked = [];
    first.on('request', (request) => asked.push(request.url()));
    await first.goto(address);  // what the worker keeps comes after
    assert.ok(asked.length <= requests_max, asked.join());
    await first.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
