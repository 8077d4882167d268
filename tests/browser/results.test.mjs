// Staff read a round's results and its method: on a phone and a desk, without JavaScript, before
// and after settlement, and on paper in grey.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {Browser, screenshots} from './browser.mjs';
import {answers, questionsWithPeople} from './results_pages.mjs';
import {Service, slug} from './service.mjs';

const bytes_max = 60_000;
const page_path = `/staff/resultat/${slug}`;
async function signIn(service, person, name, role) {
  const {Cookie: cookie} = await service.signedIn(name, role);
  const [key, value] = cookie.split(/=(.*)/s);
  await person.context().addCookies([{name: key, value, url: service.url, secure: true}]);
}

test('results', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openLike({id: slug, questions: questionsWithPeople()});
  for (let i = 0; i < 120; ++i) {
    assert.equal((await service.submit(answers(i))).status, 201);
  }
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const anna = await browser.person();
  await signIn(service, anna, 'anna', 'coordinator');

  await t.test('before settlement tell when the figures come, and no figure', async () => {
    await anna.goto(service.url + page_path);
    assert.match(await anna.locator('.note').textContent(), /Den slutliga räkningen görs 20\d\d-/);
    assert.equal(await anna.locator('figure, table').count(), 0);
    await browser.judge(anna, 'results-open');
  });

  await service.command('dialogue', 'settle', slug, '--now');

  await t.test('are reached from the overview', async () => {
    await anna.goto(`${service.url}/staff`);
    await anna.locator('h2 a').first().click();
    assert.match(anna.url(), /\/staff\/resultat\/trygghet-harnosand\?round=1$/);
    assert.equal(await anna.locator('h1').textContent(), 'Hur trygg är du i Härnösand?');
  });

  await t.test('have every question in the list, its chart, and the same numbers in a table',
    async () => {
      for (const link of await anna.locator('nav ol a').all()) {
        const target = (await link.getAttribute('href')).slice(1);
        assert.equal(await anna.locator(`[id="${target}"]`).textContent(),
          await link.textContent());
      }
      const section = anna.locator('section', {has: anna.locator('#fraga-q4_orsak')});
      const cells = await section.locator('tbody tr').first().locator('th, td').allTextContents();
      const described = await section.locator('svg desc').textContent();
      assert.ok(described.includes(`${cells[0]} ${cells[2]} (${cells[1]})`), described);
      await browser.judge(anna, 'results');
      const {body} = await service.request('GET', `${page_path}?round=1`, {headers: {
        Cookie: (await anna.context().cookies()).map(({name, value}) => `${name}=${value}`)[0]}});
      assert.ok(gzipSync(body).length < bytes_max);
    });

  await t.test('are shown by a dimension at a tap', async () => {
    await anna.locator('section', {has: anna.locator('#fraga-q2_trygg_kvall')})
      .locator('.pick a').first().click();
    assert.match(anna.url(), /by=q1_area#fraga-q2_trygg_kvall$/);
    const shown = anna.locator('section', {has: anna.locator('#fraga-q2_trygg_kvall')});
    assert.equal(await shown.locator('figure').count(), 2);
    assert.ok((await shown.locator('table').last().textContent()).includes('Centrum'));
    await browser.judge(anna, 'results-by-area');
    const ids = await anna.locator('[id]').evaluateAll((all) => all.map(({id}) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  await t.test('tell who answered beside who lives there', async () => {
    const section = anna.locator('section', {has: anna.locator('#fraga-deltagande')});
    const table = section.locator('table', {hasText: 'Svar och befolkning efter: Jag är'});
    const rows = await table.locator('tbody tr').evaluateAll((all) =>
      all.map((row) => Array.from(row.cells, (cell) => cell.textContent)));
    assert.deepEqual(rows.map(([group]) => group), ['Kvinna', 'Man']);
    const number = (text) => Number(text.replace('−', '-').replace(',', '.').replace(' %', ''));
    assert.equal(number(rows[0][2]), 49);
    for (const [, answered, living, difference] of rows) {
      assert.ok(Math.abs(number(answered) - number(living) - number(difference)) < 0.11);
    }
  });

  await t.test('are legible on a phone', async () => {
    const smallest = await anna.locator('figure text').evaluateAll((all) => Math.min(
      ...all.map((text) => text.getBoundingClientRect().height)));
    assert.ok(smallest >= 12, `a line of a chart is ${smallest} px high`);
    const outside = await anna.locator('figure svg').evaluateAll((all) => all.flatMap((svg) => {
      const end = svg.getBoundingClientRect().right + 1;
      return Array.from(svg.querySelectorAll('text')).filter((text) =>
        text.getBoundingClientRect().right > end).map((text) => text.textContent);
    }));
    assert.deepEqual(outside, []);
  });

  await t.test('are printed without what is only for the screen', async () => {
    await anna.emulateMedia({media: 'print'});
    for (const hidden of ['nav', '.pick', 'section:last-of-type a.button']) {
      assert.equal(await anna.locator(hidden).first().isVisible(), false, hidden);
    }
    const broken = await anna.locator('figure, tr').evaluateAll((all) => all.filter((node) =>
      getComputedStyle(node).breakInside !== 'avoid').length);
    assert.equal(broken, 0);
    await anna.pdf({path: `${screenshots}/results.pdf`, format: 'A4'});
    await anna.emulateMedia({media: 'screen'});
  });

  await t.test('have sentences that a tap copies', async () => {
    const eva = await browser.person({runsScripts: true});
    await eva.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(service, eva, 'eva', 'coordinator');
    await eva.goto(service.url + page_path);
    const item = eva.locator('[data-copy] li').first();
    const sentence = (await item.textContent()).replace(/ Kopiera$/, '');
    assert.match(sentence, /^\d+ % \(\d+ av \d+\)/);
    await item.getByRole('button').click();
    await item.getByText('Kopierat', {exact: true}).waitFor();
    assert.equal(await eva.getByRole('status').textContent(), 'Kopierat');
    assert.equal(await eva.evaluate(() => navigator.clipboard.readText()), sentence);
    await browser.judge(eva, 'results-copied', {live: true});
    assert.equal(await anna.locator('.copy').count(), 0, 'without a script there is no button');
  });

  await t.test('lead to how they were counted', async () => {
    await anna.locator('a[href^="/staff/metod/"]').click();
    assert.match(await anna.locator('h1').textContent(), /^Metod: Hur trygg/);
    await browser.judge(anna, 'method');
  });

  await t.test('lead only coordinators to texts', async () => {
    const ali = await browser.person();
    await signIn(service, ali, 'ali', 'analyst');
    for (const [person, links] of [[anna, 1], [ali, 0]]) {
      await person.goto(service.url + page_path);
      assert.equal(await person.locator('a[href*="of=approved"]').count() > 0, links > 0);
    }
  });

  await t.test('are compared with the round before', async () => {
    await service.command('dialogue', 'open', slug);
    for (let i = 0; i < 60; ++i) {
      const less = {...answers(i), q2_trygg_kvall: i % 4 ? 'ganska_trygg' : 'mycket_otrygg'};
      assert.equal((await service.submit(less)).status, 201);
    }
    await service.command('dialogue', 'settle', slug, '--now');
    await anna.goto(`${service.url}${page_path}?round=2`);
    const section = anna.locator('section', {has: anna.locator('#fraga-q2_trygg_kvall')});
    const table = section.locator('table', {hasText: 'Jämfört med omgång 1'});
    const cells = await table.locator('tbody tr').first().locator('th, td').allTextContents();
    const described = await section.locator('svg desc').last().textContent();
    assert.ok(described.startsWith(`omgång 1: ${cells[1]} (`), described);
    assert.ok(described.includes(`Nu: ${cells[2]} (`), described);
    await browser.judge(anna, 'results-waves');
  });
  browser.end();
});
