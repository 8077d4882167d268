// A coordinator runs a dialogue from her telephone, without a script: reads in the questions, looks
// at them, opens, extends and closes a round, and publishes what came of it.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Browser} from './browser.mjs';
import {answers, questionsWithPeople} from './results_pages.mjs';
import {Service, slug, source} from './service.mjs';

const list_path = '/staff/dialoger';
const page_path = `${list_path}/${slug}`;

// "2030-01-15", so many days from now.
function dayFromNow(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function signIn(service, person, name, role) {
  const {Cookie: cookie} = await service.signedIn(name, role);
  const [key, value] = cookie.split(/=(.*)/s);
  await person.context().addCookies([{name: key, value, url: service.url, secure: true}]);
}

test('running a dialogue', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const anna = await browser.person();
  await signIn(service, anna, 'anna', 'coordinator');
  const file = join(service.data, 'enkat.json');
  const demonstration = JSON.parse(
    readFileSync(join(source, 'static/demo/questionnaire.json'), 'utf8'));
  const upload = async (questionnaire) => {
    writeFileSync(file, questionnaire);
    await anna.goto(service.url + list_path);
    await anna.getByLabel('Fil').setInputFiles(file);
    await anna.getByRole('button', {name: 'Läs in'}).click();
  };
  const press = (name) => anna.getByRole('button', {name}).click();
  const problems = () => anna.locator('.errors li').allTextContents();
  const note = () => anna.getByRole('status').textContent();

  await t.test('tells in Swedish everything that is wrong with a file, and where', async () => {
    await upload('{"id": ');
    assert.match((await problems()).join(), /filen är inte giltig JSON; felet står vid tecken 8/);
    const wrong = structuredClone(demonstration);
    const at = wrong.questions.findIndex(({options}) => options?.length > 1);
    wrong.questions[at].options[0].id = wrong.questions[at].options[1].id;
    wrong.questions[at + 1].type = 'many';
    wrong.version = 'x';
    await upload(JSON.stringify(wrong));
    const told = await problems();
    assert.ok(told.length >= 3, told.join('\n'));
    assert.ok(told.some((line) => line.includes('/version: måste vara ett heltal')), told.join());
    assert.ok(told.some((line) =>
      line.startsWith(`${wrong.questions[at].id}: /questions/${at}/options/1`)), told.join('\n'));
    assert.ok(told.every((line) => !/\b(must|the|is not)\b/.test(line)), told.join('\n'));
    await browser.judge(anna, 'dialogues-refused');
    assert.ok(!(await service.command('dialogue', 'list')).includes(slug));
  });

  await t.test('reads in a questionnaire, also one with a byte order mark', async () => {
    const asked = {...demonstration, id: slug, questions: questionsWithPeople()};
    await upload(`\uFEFF${JSON.stringify(asked)}`);
    assert.equal(anna.url(), `${service.url}${page_path}?gjort=importerad`);
    assert.match(await note(), /Frågeformuläret är inläst/);
    await browser.judge(anna, 'dialogue-new');
    await anna.goto(service.url + list_path);
    assert.match(await anna.locator('.cards').textContent(), /Ingen omgång än/);
    await browser.judge(anna, 'dialogues');
  });

  await t.test('shows the form as a resident meets it, and keeps nothing of it', async () => {
    await anna.goto(service.url + page_path);
    await anna.getByRole('link', {name: 'Förhandsvisa frågorna'}).click();
    await browser.judge(anna, 'preview-start');
    const secret = 'gropen vid ladan';
    let typed = false;
    let steps = 0;
    while (!(await anna.getByRole('heading', {name: 'Svaret är mottaget'}).count()) &&
           !(await anna.locator('.received').count())) {
      assert.ok((steps += 1) < 20, 'the preview does not end');
      assert.match(await anna.locator('.preview').textContent(), /^Förhandsvisning/);
      const boxes = anna.locator('input[type=radio]');
      if (await boxes.count()) {
        await boxes.first().check();
      }
      const text = anna.locator('textarea');
      if (await text.count()) {
        await text.first().fill(secret);
        typed = true;
      }
      await anna.locator('.go .main').click();
      assert.ok(anna.url().includes('/visa'), anna.url());
    }
    await browser.judge(anna, 'preview-thanks');
    assert.equal(await anna.locator('.receipt').count(), 0);
    assert.ok(typed, 'no text was asked for');
    for (const name of readdirSync(service.data, {recursive: true, withFileTypes: true})) {
      const held = name.isFile() && readFileSync(join(name.parentPath ?? name.path, name.name));
      assert.ok(!held || !held.includes(secret), `${name.name} holds what was typed`);
    }
    assert.ok(!service.errors.includes(secret));
    await anna.goto(`${service.url}${page_path}/visa?lang=ar`);
    await browser.judge(anna, 'preview-arabic');
    const paper = await service.request('GET', `${page_path}/visa?lang=sv&papper=1`);
    assert.equal(paper.status, 303, 'without a session there is no preview');
  });

  await t.test('tells what a round lacks, and keeps what was typed', async () => {
    await anna.goto(service.url + page_path);
    await anna.getByLabel('Sista dag').fill(dayFromNow(20));
    await anna.getByLabel('Resultatet publiceras senast').fill(dayFromNow(10));
    await anna.getByLabel('Fritexterna gallras senast').fill('');
    await press('Öppna omgång 1');
    const told = (await problems()).join('\n');
    assert.match(told, /resultatet är lovat till en dag före sista dagen/);
    assert.match(told, /ange dagen då fritexterna gallras/);
    assert.equal(await anna.getByLabel('Sista dag').inputValue(), dayFromNow(20));
    await browser.judge(anna, 'dialogue-lacks');
  });

  await t.test('tells again what is seen when other numbers are expected', async () => {
    const forecast = () => anna.locator('.note', {hasText: 'Vad som kommer att synas'})
      .textContent();
    await anna.getByLabel('Svar som väntas').fill('30');
    await press('Räkna om vad som syns');
    const few = await forecast();
    assert.match(few, /Av 30 svar räknas ungefär \d+ %/);
    await anna.getByLabel('Svar som väntas').fill('3000');
    await press('Räkna om vad som syns');
    assert.match(await forecast(), /Av 3000 svar räknas ungefär \d+ %/);
    assert.notEqual(await forecast(), few);
    assert.equal(await anna.getByLabel('Sista dag').inputValue(), dayFromNow(20));
    assert.match(await service.command('dialogue', 'list'), /imported, no round yet/);
  });

  await t.test('opens a round', async () => {
    await anna.getByLabel('Resultatet publiceras senast').fill(dayFromNow(60));
    await anna.getByLabel('Fritexterna gallras senast').fill(dayFromNow(90));
    await anna.getByLabel('Svar som väntas').fill('400');
    await press('Öppna omgång 1');
    assert.match(await note(), /Omgången är öppnad/);
    await browser.judge(anna, 'dialogue-open');
    assert.equal((await service.request('GET', `/d/${slug}`)).status, 200);
    assert.equal(await anna.getByRole('button', {name: /^Öppna omgång/}).count(), 0);
  });

  await t.test('extends it, within what was promised', async () => {
    const extend = async (days) => {
      await anna.getByLabel('Ny sista dag').fill(dayFromNow(days));
      await press('Förläng');
    };
    await extend(5);
    assert.match((await problems()).join(), /måste vara senare än den förra/);
    await extend(70);
    assert.match((await problems()).join(), /lovat till en dag före sista dagen/);
    await extend(30);
    assert.match(await note(), /förlängd/);
    assert.match(await service.command('dialogue', 'list'),
      new RegExp(`closes ${dayFromNow(30)}`));
  });

  await t.test('closes it, counts it and publishes it', async () => {
    for (let i = 0; i < 60; ++i) {
      assert.equal((await service.submit(answers(i))).status, 201);
    }
    await press('Stäng omgång 1');
    assert.match(await note(), /stängd/);
    assert.equal((await service.request('GET', `/d/${slug}`)).status, 410);
    assert.equal(await anna.getByRole('button', {name: 'Stäng omgång 1'}).count(), 0);
    await service.command('dialogue', 'settle', slug, '--now');
    await anna.goto(service.url + page_path);
    await browser.judge(anna, 'dialogue-settled');
    await press('Publicera utgåva 1');
    assert.match(await note(), /publicerat/);
    assert.match((await service.request('GET', `/r/${slug}`)).body, /60 svar ingår/);
    assert.match(await anna.locator('main').textContent(), /redan publicerat/);
    assert.equal(await anna.getByRole('button', {name: 'Öppna omgång 2'}).count(), 1);
  });

  await t.test('each change is in the log', async () => {
    await anna.goto(`${service.url}/staff/audit`);
    const log = await anna.locator('main').textContent();
    for (const line of ['läste in ett frågeformulär', 'öppnade en omgång', 'förlängde en omgång',
      'stängde en omgång', 'Resultat publicerade']) {
      assert.equal(log.split(line).length, 2, line);
    }
  });

  await t.test('is for coordinators', async () => {
    const analyst = await service.signedIn('olle', 'analyst');
    for (const path of [list_path, page_path, `${page_path}/visa`]) {
      assert.equal((await service.request('GET', path, {headers: analyst})).status, 403, path);
    }
    const closing = await service.form(page_path, {action: 'stang'}, analyst);
    assert.equal(closing.status, 403);
  });

  browser.end();
});
