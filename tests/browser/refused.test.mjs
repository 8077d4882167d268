// An answer on a device that the service will not take: for now, since very many came from one
// address, or for good, since its round is settled. What is refused for good stays, to be seen.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {plain} from './form_pages.mjs';
import {Network} from './network.mjs';
import {acknowledged, outbox, until, visit} from './offline_pages.mjs';
import {Service} from './service.mjs';

const shell = 'export LYHORD_ANSWERS_PER_ADDRESS=1 LYHORD_CHALLENGE_WAIT_SECONDS=2;';
const told = (page) => page.locator('#outbox').innerText();

// The dialogue "prov" of a service of its own, a browser, and a network between them.
async function surroundings(t, options) {
  const service = await Service.start(options);
  t.after(() => service.stop());
  await service.openLike({id: 'prov', ...plain});
  const network = await Network.start(service);
  t.after(() => network.stop());
  const browser = await Browser.start(service, {network});
  t.after(() => browser.stop());
  return {service, network, browser, dialogue: `${network.url}/d/prov?lang=sv`};
}

async function answered(page, dialogue, words) {
  await page.goto(dialogue);
  const form = new Form(page);
  await form.answer('a', 'ja');
  await form.answer('b', words);
  await page.locator('button.main').click();
  await page.locator('#kept').waitFor();
}

test('an answer on a device that is not taken', async (t) => {
  const {service, network, browser, dialogue} = await surroundings(t, {shell});

  await t.test('beyond the limit of an address it waits, and is taken', async () => {
    const page = await visit(browser, dialogue);
    network.cut();
    await answered(page, dialogue, 'ett');
    await answered(page, dialogue, 'två');
    assert.equal((await outbox(page)).length, 2);
    network.mend();
    await until(async () => (await outbox(page)).length === 0, 'the second answer');
    assert.match(await told(page), /Mottaget av kommunen/);
    assert.equal(await acknowledged(service, 'prov'), 2);
    await page.context().close();
  });

  await t.test('too late for good, it stays to be seen, saved and removed', async () => {
    const page = await visit(browser, dialogue);
    network.cut();
    await answered(page, dialogue, 'Hemligt');
    await service.command('dialogue', 'settle', 'prov', '--now');
    network.mend();
    const refused = page.locator('#refused');
    await until(async () => /Dialogen är stängd/.test(await refused.innerText()), 'the refusal');
    assert.doesNotMatch(await told(page), /Mottaget|Sparat/);
    assert.match(await page.locator('#outbox .unseen').textContent(), /kunde inte tas emot/);
    await browser.judge(page, 'refused', {live: true});
    const [saved] = await Promise.all([page.waitForEvent('download'),
      refused.locator('button').first().click()]);
    assert.equal(saved.suggestedFilename(), 'prov.json');
    const content = readFileSync(await saved.path(), 'utf8');
    assert.equal(content.includes('Hemligt'), false);
    const file = JSON.parse(content);
    assert.match(file.about, /bara kommunen kan öppna den/);
    const [record] = await outbox(page);
    assert.deepEqual([file.dialogue, file.key, file.sealed],
      ['prov', record.key, record.sealed]);
    await refused.locator('button').nth(1).click();  // tried again, refused again
    await until(async () => (await outbox(page))[0]?.refused, 'the second refusal');
    await page.goto(`${network.url}/?lang=sv`);
    const isShown = async () => /Dialogen är stängd/.test(await refused.innerText());
    await until(isShown, 'the refusal on the front page');
    page.once('dialog', (dialog) => dialog.dismiss());
    await refused.locator('button').last().click();
    assert.equal((await outbox(page)).length, 1);
    page.once('dialog', (dialog) => dialog.accept());
    await refused.locator('button').last().click();
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1');
    await until(async () => (await outbox(page)).length === 0, 'its end');
    await until(async () => await refused.innerText() === '', 'its place on the page');
    await page.context().close();
  });

  await t.test('the page passes axe, html-validate and reflow', () => {
    browser.problems = browser.problems.filter((problem) => !/ERR_|status of/.test(problem));
    browser.end();
  });
});

// Without a limit: above twice the limit of an address waiting does not help before the window
// ends, so that after two answers to the service above neither of these would be judged.
test('of two answers under one key the second is kept apart, with why', async (t) => {
  const {service, network, browser, dialogue} = await surroundings(t);
  const page = await visit(browser, dialogue);
  network.cut();
  await page.addInitScript(() => {
    crypto.getRandomValues = (bytes) => bytes.fill(7);
  });
  await answered(page, dialogue, 'ett');
  await answered(page, dialogue, 'två');
  network.mend();
  const refused = page.locator('#refused');
  await until(async () => /hade redan fått ett svar/.test(await refused.innerText()), 'why');
  const records = await outbox(page);
  assert.equal(records.length, 1);
  assert.match(records[0].refused, /hade redan fått/);
  assert.equal(await acknowledged(service, 'prov'), 1);
});
