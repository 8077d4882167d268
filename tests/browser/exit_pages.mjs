// Owns the sensitive dialogue that the tests of the exit and of turning in place answer, and what
// they wait for: of a page that turns in place nothing is loaded.
import assert from 'node:assert/strict';
import {Browser, Form} from './browser.mjs';
import {plain, question} from './form_pages.mjs';
import {Service} from './service.mjs';

export const harmless = 'https://www.smhi.se/';
export const topic = /våld|trygg/i;
const turns_max = 100;
const turn_ms = 50;

// The page that the exit leads to, played; nothing else leaves.
export async function playHarmless(page) {
  await page.context().route(`${harmless}**`, (route) => route.fulfill({
    contentType: 'text/html', body: '<title>SMHI</title><h1>SMHI</h1>'}));
}

export async function until(page, holds, what) {
  for (let turns = 0; turns < turns_max; ++turns) {
    if (await holds().catch(() => false)) {
      return;
    }
    await page.waitForTimeout(turn_ms);
  }
  assert.fail(`${what}, at ${page.url()}: ${(await page.content()).slice(0, 2000)}`);
}

export const at = (page, name) => until(page, () => question(page, name).isVisible(), `no ${name}`);
export const isStart = (page) => page.locator('#promise-title').isVisible();
export const atStart = (page) => until(page, () => isStart(page), 'not the start page');
export const atFirstEntry = (page) => until(page, async () =>
  await page.evaluate(() => history.state) === null, 'in the middle');
export const atHarmless = (page) => until(page, async () => page.url() === harmless &&
  await page.title() === 'SMHI', 'not left');

// Of a page that turns in place nothing is loaded: waits for what comes.
export async function press(page, go) {
  await page.locator(`button[name="go"][value="${go}"]`).first().click();
}

// Chromium's entry of the history that is shown, by the browser's own account.
export async function entries(page) {
  const session = await page.context().newCDPSession(page);
  const history = await session.send('Page.getNavigationHistory');
  await session.detach();
  return history;
}

// The dialogue, open, and a browser; both end with the test. `options`: of the service.
export async function sensitive(t, options) {
  const service = await Service.start(options);
  t.after(() => service.stop());
  const title = 'Våld i nära relationer';
  await service.openLike({id: 'dialog-7', sensitive: true, title, ...plain});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/dialog-7`;

  // On the first page, by way of the front page.
  async function start() {
    const page = await browser.person({runsScripts: true});
    await playHarmless(page);
    await page.goto(service.url);
    await page.goto(dialogue);
    await press(page, 'next');
    await at(page, 'a');
    return page;
  }

  // Fills the first page and turns it.
  async function onwards(page) {
    await new Form(page).answer('a', 'ja');
    await new Form(page).answer('b', 'Igår\nkväll');
    await press(page, 'next');
    await at(page, 'kon');
  }

  async function assertNothingLeft(page) {
    await atHarmless(page);
    const {currentIndex, entries: all} = await entries(page);
    assert.equal(currentIndex, all.length - 1, 'Forward leads somewhere');
    for (const entry of all) {
      assert.doesNotMatch(entry.url, /\/[dr]\//);
      assert.doesNotMatch(entry.title, topic);
    }
    await page.goBack();
    await until(page, async () => new URL(page.url()).pathname === '/', 'not the front page');
    assert.equal(await page.locator('form').count(), 0);
    assert.doesNotMatch(await page.content(), /Igår|våld/i);
    assert.equal(page.lastResponse.ok(), true);
  }

  return {service, browser, dialogue, start, onwards, assertNothingLeft};
}
