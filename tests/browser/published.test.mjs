// Everybody reads what was published: on a phone and a desk, in another language, without
// JavaScript, on two sheets of paper, and as open data.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {Browser, screenshots} from './browser.mjs';
import {answers, questionsWithPeople} from './results_pages.mjs';
import {Service, slug} from './service.mjs';

const html_bytes_max = 14_000;
const smallest_public_group = 10;
const page_path = `/r/${slug}`;

// Quotes may hold commas and quotes; no field here holds a line's end.
function records(csv) {
  return csv.trimEnd().split('\r\n').map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"')));
}

test('published results', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openLike({id: slug, questions: questionsWithPeople()});
  for (let i = 0; i < 120; ++i) {
    assert.equal((await service.submit(answers(i))).status, 201);
  }
  // So few live here that they are told of only together with others.
  for (let i = 0; i < 7; ++i) {
    const few = {...answers(i), q12_alder: 'a20_24'};
    assert.equal((await service.submit(few)).status, 201);
  }
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const person = await browser.person();

  await t.test('are not there before they are published', async () => {
    await service.command('dialogue', 'settle', slug, '--now');
    await person.goto(service.url + page_path);
    assert.equal(await person.locator('figure, table').count(), 0);
    for (const file of ['data.csv', 'data.json']) {
      assert.equal((await service.request('GET', `${page_path}/${file}`)).status, 404);
    }
    const feed = await service.request('GET', `${page_path}/flode.atom`);
    assert.equal(feed.status, 200);
    assert.ok(!String(feed.body).includes('<entry>'));
  });

  const told = await service.command('dialogue', 'publish', slug);

  await t.test('begin with figures in words, the causes and the themes', async () => {
    assert.match(String(told), /edition 1 of round 1 is public/);
    await person.goto(service.url + page_path);
    assert.equal(await person.locator('.count').textContent(), '127 svar ingår.');
    assert.match(await person.locator('.headline').first().textContent(),
      /^\d+ % .+\(\d+ av \d+\)$/);
    const causes = person.locator('section', {hasText: 'De vanligaste svaren.'}).first();
    assert.match(await causes.locator('svg desc').textContent(),
      /^Bilar kör för fort \d+ % \(\d+\)(; [^;]+ \d+ % \(\d+\)){4}$/);
    await browser.judge(person, 'published');
  });

  await t.test('weigh no more than a page may', async () => {
    const {body} = await service.request('GET', page_path);
    assert.ok(gzipSync(body).length < html_bytes_max, `${gzipSync(body).length} bytes`);
  });

  await t.test('have every question in tables, by any dimension at a tap', async () => {
    await person.locator('summary').first().click();
    await person.locator('.pick a').first().click();
    assert.match(person.url(), /by=q1_area#fragor$/);
    const table = person.locator('details section').first().locator('table').last();
    assert.ok((await table.textContent()).includes('Centrum'));
    await browser.judge(person, 'published-by-area');
  });

  await t.test('tell of no group under ten', async () => {
    for (const dimension of ['q1_area', 'q12_alder', 'q13_kon']) {
      await person.goto(`${service.url}${page_path}?by=${dimension}`);
      const bases = await person.locator('table').evaluateAll((all) => all.flatMap((table) => {
        const column = Array.from(table.rows[0].cells, (cell) => cell.textContent)
          .indexOf('Svarande');
        return column < 0 ? [] : Array.from(table.tBodies[0].rows,
          (row) => Number(row.cells[column].textContent.replaceAll(/\s/g, '')));
      }));
      assert.ok(bases.length > 0);
      assert.deepEqual(bases.filter((base) => base < smallest_public_group), []);
    }
  });

  await t.test('are open data that say the same', async () => {
    const {body: csv, headers} = await service.request('GET', `${page_path}/data.csv`);
    assert.match(headers['content-type'], /^text\/csv; charset=utf-8/);
    const [names, ...rows] = records(String(csv));
    const of = (row) => Object.fromEntries(names.map((name, i) => [name, row[i]]));
    const all = rows.map(of);
    for (const row of all) {
      assert.equal(row.round, '1');
      assert.equal(row.edition, '1');
      assert.equal(row.weights, 'none');
      assert.ok(row.questionnaire_version && row.b && row.batch && row.published);
      assert.ok(row.figure !== 'base' || Number(row.count) >= smallest_public_group);
    }
    const {body} = await service.request('GET', `${page_path}/data.json`);
    const json = JSON.parse(body);
    let compared = 0;
    for (const question of json.questions) {
      for (const option of question.options) {
        const row = all.find((each) => each.question === question.id && each.figure === 'option' &&
          each.option === option.id && each.dimension === '');
        assert.equal(Number(row.count), option.count);
        assert.ok(Math.abs(Number(row.share) - option.share) < 1e-6);
        ++compared;
      }
      for (const {id, groups} of question.by) {
        assert.equal(groups.reduce((sum, {base}) => sum + base, 0), question.base, id);
      }
    }
    assert.ok(compared > 30);
    assert.ok(all.some(({group}) => group === 'Ej redovisat'), 'the seven are told with others');
  });

  await t.test('are in the feeds', async () => {
    for (const path of [`${page_path}/flode.atom`, '/flode.atom']) {
      const {body, headers} = await service.request('GET', path);
      assert.match(headers['content-type'], /^application\/atom\+xml/);
      const read = await person.evaluate((xml) => {
        const feed = new DOMParser().parseFromString(xml, 'application/xml');
        const text = (name) => Array.from(feed.getElementsByTagName(name), (e) => e.textContent);
        return {fault: feed.querySelector('parsererror')?.textContent, ids: text('id'),
          titles: text('title'), links: Array.from(feed.querySelectorAll('entry link'),
            (link) => link.getAttribute('href'))};
      }, String(body));
      assert.equal(read.fault, undefined);
      assert.equal(read.ids.length, 2);
      for (const id of read.ids) {
        assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
      }
      assert.match(read.titles[1], /Hur trygg är du i Härnösand\?$/);
      assert.match(read.links[0], /\/r\/trygghet-harnosand$/);
    }
  });

  await t.test('are read in another language, from right to left', async () => {
    await person.goto(`${service.url}${page_path}?lang=ar`);
    assert.equal(await person.locator('html').getAttribute('dir'), 'rtl');
    await browser.judge(person, 'published-ar');
  });

  await t.test('print on two sheets', async () => {
    await person.goto(`${service.url}${page_path}`);
    const pdf = await person.pdf({format: 'A4',
      path: screenshots ? `${screenshots}/published.pdf` : undefined});
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.ok(sheets <= 2, `${sheets} sheets`);
  });

  await t.test('stay as they were, and are not published twice', async () => {
    await assert.rejects(service.command('dialogue', 'publish', slug), /nothing has changed/);
  });

  await t.test('stay while the next round runs and until it is published', async () => {
    await service.command('dialogue', 'open', slug);
    for (let i = 0; i < 40; ++i) {
      assert.equal((await service.submit(answers(i))).status, 201);
    }
    for (const told of [/En ny omgång av dialogen pågår nu/, /svaren räknas ihop/]) {
      await person.goto(service.url + page_path);
      assert.equal(await person.locator('.count').textContent(), '127 svar ingår.');
      assert.match(await person.locator('.note').textContent(), told);
      await service.command('dialogue', 'settle', slug, '--now').catch(() => {});
    }
    await service.command('dialogue', 'publish', slug);
    await person.goto(service.url + page_path);
    assert.equal(await person.locator('.count').textContent(), '40 svar ingår.');
    await person.getByRole('link', {name: /^Omgång 1, /}).click();
    assert.equal(await person.locator('.count').textContent(), '127 svar ingår.');
    await person.locator('summary').first().click();
    await person.locator('.pick a').first().click();
    assert.match(person.url(), /round=1/);
    const link = await person.getByRole('link', {name: 'CSV'}).getAttribute('href');
    assert.match(link, /data\.csv\?round=1$/);
  });

  await t.test('need no JavaScript', async () => {
    const plain = await browser.person({javaScriptEnabled: false});
    await plain.goto(service.url + page_path);
    assert.ok(await plain.locator('figure svg').count() >= 3);
    await plain.locator('summary').first().click();
    assert.ok(await plain.locator('details table').first().isVisible());
    await plain.context().close();
  });
});
