// The way of ten people and one member of staff, in Chromium with JavaScript off: ten answers typed
// on a telephone, then the download, whose figures must be what was typed.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {Service, slug} from './service.mjs';

const password = 'blå cykel under eken';
const pages_max = 20;

// Ten people. Every category has five and both values, so that everything they say is counted.
const people = Array.from({length: 10}, (_, i) => ({
  q2_trygg_kvall: i % 2 ? 'ganska_trygg' : 'ganska_otrygg',
  q3_trygg_dag: i % 2 ? 'ganska_trygg' : 'mycket_trygg',
  q4_orsak: i % 2 ? ['fort'] : ['morkt', 'annat'],
  q6_plats: `Gångtunneln, sida ${i}`,
  q10_fortroende: {polis: i % 2 ? 'ja_helt' : 'nej_knappast'},
  q12_alder: i < 5 ? 'a25_44' : 'a45_64',
}));

// From the start page to the review, answering what is asked.
async function toReview(page, form, answers, seen = async () => {}) {
  await form.press('next');
  for (let pages = 0; pages < pages_max && !await form.isReview(); ++pages) {
    await form.fill(answers);
    await seen(page, pages);
    await form.press('next');
  }
  assert.ok(await form.isReview(), 'the review was never reached');
}

async function receiptOn(page) {
  await page.locator('summary').first().click();
  return page.locator('.receipt').innerText();
}

function question(tables, id) {
  return tables.questions.find((entry) => entry.id === id);
}

function counts(entry) {
  return Object.fromEntries(entry.options.filter(({count}) => count > 0)
    .map(({id, count}) => [id, count]));
}

// What people said to a single question, as counts by option.
function said(value_of) {
  const sums = {};
  people.forEach((person) => {
    sums[value_of(person)] = (sums[value_of(person)] ?? 0) + 1;
  });
  return sums;
}

test('residents and staff in a browser without JavaScript', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/${slug}`;
  let receipt;

  await t.test('the public pages', async () => {
    const page = await browser.person();
    for (const [name, path] of [['front', '/'], ['results', `/r/${slug}`],
      ['integrity', '/integritet'], ['withdrawal', '/aterkalla'], ['missing', '/d/annan'],
      ['mistyped', '/finns-inte'], ['front-english', '/?lang=en'], ['front-arabic', '/?lang=ar'],
      ['start-arabic', `/d/${slug}?lang=ar`], ['accessibility', '/tillganglighet'],
      ['accessibility-persian', '/tillganglighet?lang=fa'], ['paper', `/d/${slug}/skriv-ut`],
      ['paper-tigrinya', `/d/${slug}/skriv-ut?lang=ti`]]) {
      await page.goto(service.url + path);
      await browser.judge(page, name);
    }
    await page.goto(service.url);
    await page.locator('main a').first().click();
    await page.waitForURL(`${dialogue}*`);
    await page.context().close();
  });

  await t.test('the first answer, on every page of the way', async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    await browser.judge(page, 'start');
    await toReview(page, form, {...people[0], q5_orsak_annat: 'Halt och mörkt'},
      (at, pages) => browser.judge(at, `page-${pages + 1}`));
    await browser.judge(page, 'review');
    await form.press('send');
    await browser.judge(page, 'thanks');
    receipt = await receiptOn(page);
    assert.match(receipt, /^[A-Z2-7]{16}$/);
    await page.context().close();
  });

  await t.test('mistakes are told, and nothing that was typed is lost', async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    await form.press('next');
    while (!await form.asks('q4_orsak')) {
      await form.fill(people[1]);
      await form.press('next');
    }
    await form.fill(people[1]);
    await form.answer('q4_orsak', ['fort', 'inget']);
    await form.press('next');
    assert.match(await page.title(), /^Fel:/);
    await browser.judge(page, 'errors');
    for (const option of ['fort', 'inget']) {
      assert.ok(await page.locator(`input[value="${option}"]`).isChecked(), `${option} is lost`);
    }
    const link = page.locator('.errors a').first();
    const field = decodeURIComponent((await link.getAttribute('href')).slice(1));
    assert.equal(await page.locator(`[id="${field}"]`).count(), 1, 'the summary leads nowhere');
    await page.locator('input[value="inget"]').uncheck();
    while (!await form.isReview()) {
      await form.press('next');
      await form.fill(people[1]);
    }
    await page.context().close();
  });

  await t.test('going back keeps what was typed', async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    await toReview(page, form, people[2]);
    const reviewed = await page.locator('.review').innerText();
    let back = 0;
    while (await form.isReview() || !await form.asks('q2_trygg_kvall')) {
      await form.press('back');
      back += 1;
      assert.ok(back < pages_max);
    }
    assert.ok(await page.locator(`input[value="${people[2].q2_trygg_kvall}"]`).first().isChecked());
    while (!await form.isReview()) {
      await form.press('next');
    }
    assert.equal(await page.locator('.review').innerText(), reviewed);
    await page.context().close();
  });

  await t.test("the browser's own Back keeps what was typed", async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    await form.press('next');
    while (!await form.asks('q6_plats')) {
      await form.fill(people[2]);
      await form.press('next');
    }
    await form.fill(people[2]);
    await form.press('next');
    await page.goBack();
    assert.equal(await page.locator('textarea[name="q.q6_plats"]').inputValue(),
      people[2].q6_plats);
    await page.context().close();
  });

  await t.test('questions follow the answers before them', async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    const asked = new Set();
    const note = async () => {
      for (const id of ['q5_orsak_annat', 'q7_nar']) {
        if (await form.asks(id)) {
          asked.add(id);
        }
      }
    };
    await toReview(page, form, {q4_orsak: ['annat']}, note);
    assert.deepEqual([...asked], ['q5_orsak_annat']);
    await page.context().close();
  });

  await t.test('who answers nothing is told so', async () => {
    const page = await browser.person();
    const form = new Form(page);
    await page.goto(dialogue);
    await toReview(page, form, {});
    await form.press('send');
    assert.match(await page.title(), /^Fel:/);
    await browser.judge(page, 'nothing-answered');
    await page.context().close();
  });

  await t.test('nine more answers, one of them sent twice', async () => {
    for (const person of people.slice(1)) {
      const page = await browser.person();
      const form = new Form(page);
      await page.goto(dialogue);
      await toReview(page, form, person);
      await form.press('send');
      const first = await receiptOn(page);
      if (person === people[3]) {
        await page.reload();
        assert.equal(await receiptOn(page), first);
      }
      await page.context().close();
    }
    assert.match(await service.command('dialogue', 'list'), /round 1 {2}open/);
  });

  await t.test('a text is taken back with its receipt', async () => {
    const page = await browser.person();
    await page.goto(`${service.url}/aterkalla`);
    await page.locator('input[name="receipt"]').fill('fel kvitto');
    await Promise.all([page.waitForNavigation(), page.locator('main button').click()]);
    assert.equal(await page.locator('input[name="receipt"]').inputValue(), 'fel kvitto');
    await browser.judge(page, 'withdrawal-error');
    await page.locator('input[name="receipt"]').fill(receipt.toLowerCase());
    await Promise.all([page.waitForNavigation(), page.locator('main button').click()]);
    await browser.judge(page, 'withdrawal-done');
    await page.context().close();
  });

  await t.test('in English', async () => {
    const page = await browser.person({locale: 'en-GB'});
    const form = new Form(page);
    await page.goto(dialogue);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await browser.judge(page, 'start-english');
    await form.press('next');
    await browser.judge(page, 'page-1-english');
    await page.context().close();
  });

  await service.command('dialogue', 'settle', slug, '--now');

  await t.test('the dialogue is closed', async () => {
    const page = await browser.person();
    await page.goto(dialogue);
    await browser.judge(page, 'closed');
    await page.goto(`${service.url}/r/${slug}`);
    assert.match(await page.locator('main').innerText(), /10 svar ingår/);
    await browser.judge(page, 'results-settled');
    await page.context().close();
  });

  await t.test('staff set up an account, sign in and download what was typed', async () => {
    const page = await browser.person({viewport: {width: 360, height: 640}});
    const submit = () => Promise.all([page.waitForNavigation(),
      page.locator('main form button.main').first().click()]);
    await page.goto(await service.setUpLink('anna', 'coordinator'));
    await browser.judge(page, 'setup');
    await page.locator('input[name="password"]').fill(password);
    await page.locator('input[name="repeated"]').fill('något annat helt');
    await submit();
    await browser.judge(page, 'setup-error');
    await page.locator('input[name="password"]').fill(password);
    await page.locator('input[name="repeated"]').fill(password);
    await submit();
    await browser.judge(page, 'login');
    await page.locator('input[name="name"]').fill('Anna');
    await page.locator('input[name="password"]').fill('fel lösenord här');
    await submit();
    await browser.judge(page, 'login-error');
    await page.locator('input[name="password"]').fill(password);
    await submit();
    assert.equal(new URL(page.url()).pathname, '/staff');
    await browser.judge(page, 'overview');

    const saving = page.waitForEvent('download');
    await page.locator('a[href*="tables.csv"]').first().click();
    const csv = readFileSync(await (await saving).path(), 'utf8');
    const rows = csv.split('\r\n').filter((row) => row.includes(',"q2_trygg_kvall"')
      || row.includes(',q2_trygg_kvall,'));
    assert.ok(rows.length > 0, 'the CSV has no row of the first question');

    await page.goto(`${service.url}/api/v1/staff/dialogues/${slug}/tables.json`);
    const tables = JSON.parse(await page.lastResponse.text());
    assert.equal(tables.received, people.length);
    assert.equal(question(tables, 'deltagande').base, people.length);
    for (const id of ['q2_trygg_kvall', 'q3_trygg_dag']) {
      assert.deepEqual(counts(question(tables, id)), said((person) => person[id]), id);
      assert.equal(question(tables, id).base, people.length);
    }
    assert.deepEqual(counts(question(tables, 'q10_fortroende.polis')),
      said((person) => person.q10_fortroende.polis));
    assert.deepEqual(counts(question(tables, 'q4_orsak')), {fort: 5, morkt: 5, annat: 5});
    assert.deepEqual(
      question(tables, 'deltagande').by.q12_alder.map(({category, base}) => [category, base]),
      [['a25_44', 5], ['a45_64', 5]]);
    assert.equal(question(tables, 'q6_plats').base, people.length - 1);
    assert.equal(question(tables, 'q6_plats').withdrawn, 1);

    await page.goto(`${service.url}/staff/audit`);
    assert.match(await page.locator('table').innerText(), /laddade ned tabeller, CSV/);
    await browser.judge(page, 'audit');
    await page.context().close();
  });

  await t.test("the administrator's pages", async () => {
    const page = await browser.person();
    await page.goto(await service.setUpLink('ada', 'admin'));
    await page.locator('input[name="password"]').fill(password);
    await page.locator('input[name="repeated"]').fill(password);
    await page.locator('main form button.main').click();
    await page.locator('input[name="name"]').fill('ada');
    await page.locator('input[name="password"]').fill(password);
    await page.locator('main form button.main').click();
    await page.waitForURL('**/staff');
    await browser.judge(page, 'overview-admin');
    await page.goto(`${service.url}/staff/konton`);
    await browser.judge(page, 'accounts');
    await page.locator('#new-name').fill('Å B');
    await page.locator('#new-role').selectOption('police');
    await Promise.all([page.waitForNavigation(),
      page.locator('main form button.main').first().click()]);
    assert.equal(await page.locator('#new-name').inputValue(), 'Å B');
    assert.equal(await page.locator('#new-role').inputValue(), 'police');
    await browser.judge(page, 'accounts-error');
    await page.context().close();
  });

  await t.test('a result stays while the next round waits', async () => {
    await service.command('dialogue', 'open', slug, '--opens-at', '2029-12-01');
    const page = await browser.person();
    await page.goto(`${service.url}/r/${slug}`);
    const told = await page.locator('main').innerText();
    assert.match(told, /10 svar ingår/);
    assert.match(told, /En ny omgång av dialogen öppnar 2029-12-01/);
    await browser.judge(page, 'results-next-round');
    await page.goto(dialogue);
    await browser.judge(page, 'not-open');
    await page.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
