// Leaving quickly, in Chromium: what is left of a sensitive dialogue in title, address and history,
// and what Back and Forward show while it is answered and after it was left, with JavaScript and
// without.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {begin, field, plain, question, toReview} from './form_pages.mjs';
import {Service} from './service.mjs';

const harmless = 'https://www.smhi.se/';
const topic = /våld|trygg/i;
const turns_max = 100;
const turn_ms = 50;

// The page that the exit leads to, played; nothing else leaves.
async function playHarmless(page) {
  await page.context().route(`${harmless}**`, (route) => route.fulfill({
    contentType: 'text/html', body: '<title>SMHI</title><h1>SMHI</h1>'}));
}

async function until(page, holds, what) {
  for (let turns = 0; turns < turns_max; ++turns) {
    if (await holds().catch(() => false)) {
      return;
    }
    await page.waitForTimeout(turn_ms);
  }
  assert.fail(`${what}, at ${page.url()}: ${(await page.content()).slice(0, 2000)}`);
}

const at = (page, name) => until(page, () => question(page, name).isVisible(), `no ${name}`);
const isStart = (page) => page.locator('#promise-title').isVisible();
const atStart = (page) => until(page, () => isStart(page), 'not the start page');
const atFirstEntry = (page) => until(page, async () =>
  await page.evaluate(() => history.state) === null, 'in the middle');
const atHarmless = (page) => until(page, async () => page.url() === harmless &&
  await page.title() === 'SMHI', 'not left');

// Of a page that turns in place nothing is loaded: waits for what comes.
async function press(page, go) {
  await page.locator(`button[name="go"][value="${go}"]`).first().click();
}

// Chromium's entry of the history that is shown, by the browser's own account.
async function entries(page) {
  const session = await page.context().newCDPSession(page);
  const history = await session.send('Page.getNavigationHistory');
  await session.detach();
  return history;
}

test('a dialogue is left quickly', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  const title = 'Våld i nära relationer';
  await service.openLike({id: 'dialog-7', sensitive: true, title, ...plain});
  await service.openLike({id: 'prov', ...plain});
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

  await t.test('its questionnaire must have a neutral address', async () => {
    await assert.rejects(service.openLike({id: 'vald-hemma', sensitive: true, ...plain}),
      /\/id: stands in the address/);
  });

  await t.test('pages turn in place, and Back is the form\'s own', async () => {
    const page = await start();
    await onwards(page);
    assert.equal(await page.title(), 'Steg 2 av 3 – Frågor');
    assert.equal(page.url(), dialogue + '?lang=sv');
    await page.goBack();
    await at(page, 'a');
    assert.equal(await field(page, 'b').inputValue(), 'Igår\nkväll');
    await page.goForward();
    await at(page, 'kon');
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    await press(page, 'page.0');
    await at(page, 'a');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'f-a');
    await page.goBack();
    await until(page, () => new Form(page).isReview(), 'not back at the review');
    await press(page, 'page.0');
    await at(page, 'a');
    await press(page, 'back');
    await until(page, () => new Form(page).isReview(), 'not back at the review');
    await page.goBack();
    await at(page, 'kon');
    await page.goBack();
    await at(page, 'a');
    await page.goBack();
    await atStart(page);
    await atFirstEntry(page);
    await press(page, 'next');
    await at(page, 'a');
    assert.equal(await field(page, 'b').inputValue(), 'Igår\nkväll', 'the answers are carried');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Steg 1 av 3/);
    await press(page, 'back');
    await atStart(page);
    await page.goBack();
    await until(page, async () => new URL(page.url()).pathname === '/', 'not before the dialogue');
    await page.context().close();
  });

  await t.test('a mistake stays where it is, and its link makes no entry', async () => {
    const page = await start();
    await new Form(page).answer('a', 'ja');
    await press(page, 'next');
    await until(page, () => page.locator('.errors').isVisible(), 'no errors');
    await page.locator('.errors a').click();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q.b');
    assert.match(await page.title(), /^Fel: .*Frågor$/);
    await browser.judge(page, 'sensitive-errors', {live: true});
    await page.goBack();
    await atStart(page);
    await page.context().close();
  });

  await t.test('the language changes in place, and stays in the address', async () => {
    const page = await start();
    await onwards(page);
    await page.locator('details.switch summary').click();
    await page.locator('button[lang="ar"]').click();
    await until(page, async () => await page.locator('html').getAttribute('dir') === 'rtl', 'ltr');
    assert.match(page.url(), /lang=ar$/);
    await page.goBack();
    await at(page, 'a');
    await page.context().close();
  });

  await t.test('what cannot be sent is still there', async () => {
    const page = await start();
    await onwards(page);
    await page.context().setOffline(true);
    await press(page, 'next');
    await until(page, () => page.locator('#unsent').isVisible(), 'nothing is said');
    await page.context().setOffline(false);
    browser.problems = browser.problems.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one));
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    await page.context().close();
  });

  for (const [status, body, said] of [
    [503, '<main><h1>Stängt</h1><p>Vänta en timme.</p><p class="go">Hem</p></main>',
      'Stängt\n\nVänta en timme.'],
    [413, '<main id="main"><h1>För långt</h1></main>', 'För långt'],
    [502, 'Bad Gateway', 'Sidan kom inte fram'],
  ]) {
    await t.test(`a refusal (${status}) is told, and what was typed is still there`, async () => {
      const page = await start();
      await new Form(page).answer('a', 'ja');
      await new Form(page).answer('b', 'Igår');
      await page.context().route(`${dialogue}*`, (route) => route.fulfill({status,
        contentType: 'text/html; charset=utf-8', body}), {times: 1});
      await press(page, 'next');
      await until(page, () => page.locator('#unsent').isVisible(), 'nothing is said');
      assert.equal((await page.locator('#unsent').innerText()).startsWith(said), true);
      assert.doesNotMatch(await page.locator('#unsent').innerText(), /Hem/);
      assert.equal(await field(page, 'b').inputValue(), 'Igår');
      browser.problems = browser.problems.filter((one) => !/status of 502/.test(one));
      await press(page, 'next');
      await at(page, 'kon');
      await page.context().close();
    });
  }

  await t.test('Back without a network leaves the history where the page stands', async () => {
    const page = await start();
    await onwards(page);
    const before = (await entries(page)).currentIndex;
    await page.context().setOffline(true);
    for (const _ of [1, 2]) {
      await page.evaluate(() => {
        const box = document.getElementById('unsent');
        if (box) {
          box.parentNode.removeChild(box);
        }
        history.back();
      });
      await until(page, () => page.locator('#unsent').isVisible(), 'nothing is said');
      await until(page, async () => (await entries(page)).currentIndex === before, 'moved');
    }
    await page.context().setOffline(false);
    browser.problems = browser.problems.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one));
    await page.goBack();
    await at(page, 'a');
    await page.locator('.exit').click();
    await assertNothingLeft(page);
    await page.context().close();
  });

  await t.test('Back during a slow Next is no step', async () => {
    const page = await start();
    await onwards(page);
    const before = (await entries(page)).currentIndex;
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await page.context().route(`${dialogue}*`, async (route) => {
      await released;
      await route.continue();
    }, {times: 1});
    await press(page, 'next');
    await until(page, () => page.locator('form [role="status"]:has-text("Vänta")').isVisible(),
      'nothing is said');
    await page.evaluate(() => new Promise((resolve) => {
      window.addEventListener('popstate', resolve, {once: true});
      history.back();
    }));
    release();
    await until(page, () => new Form(page).isReview(), 'no review');
    assert.equal((await entries(page)).currentIndex, before + 1);
    await page.goBack();
    await at(page, 'kon');
    await page.context().close();
  });

  await t.test('a release during an answer runs the script once', async () => {
    const page = await start();
    await page.context().route(`${dialogue}*`, async (route) => {
      const sent = route.request();
      const headers = {...await sent.allHeaders(), 'accept-encoding': 'identity'};
      Object.keys(headers).filter((name) => name.startsWith(':')).forEach((name) => {
        delete headers[name];
      });
      const {pathname, search} = new URL(sent.url());
      const answer = await service.request('POST', pathname + search,
        {headers, body: sent.postData()});
      await route.fulfill({status: answer.status, headers: answer.headers,
        body: answer.body.replace(/exit\.[^."]+\.js/, 'exit.js')});
    });
    await onwards(page);
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    assert.equal(await page.evaluate(() => history.state.turn), 3);
    assert.equal(await page.locator('script[src$="/exit.js"]').count(), 0);
    await page.context().close();
  });

  await t.test('after thanks Back begins anew', async () => {
    const page = await start();
    await onwards(page);
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    await press(page, 'send');
    await until(page, () => page.locator('.received').isVisible(), 'no thanks');
    assert.equal(await page.title(), 'Tack, ditt svar är mottaget – Frågor');
    await page.goBack();
    await atStart(page);
    await atFirstEntry(page);
    assert.equal(await page.locator('input[name^="q."]').count(), 0);
    await page.locator('.exit').click();
    await assertNothingLeft(page);
    await page.context().close();
  });

  await t.test('a reload in the middle begins anew', async () => {
    const page = await start();
    await onwards(page);
    await page.reload();
    await atStart(page);
    await atFirstEntry(page);
    await page.context().close();
  });

  for (const [by, act] of [
    ['the button', (page) => page.locator('.exit').click()],
    ['Esc', (page) => [1, 2, 3].reduce((before) => before.then(() =>
      page.keyboard.press('Escape')), Promise.resolve())],
    ['Shift', (page) => [1, 2, 3].reduce((before) => before.then(() =>
      page.keyboard.press('Shift')), Promise.resolve())],
  ]) {
    await t.test(`nothing is found after leaving by ${by}`, async () => {
      const page = await start();
      await onwards(page);
      await act(page);
      await assertNothingLeft(page);
      await page.context().close();
    });
  }

  for (const [where, go] of [
    ['another language of the dialogue', async (page) => {
      await page.goto(dialogue);
      await page.locator('a[hreflang="ar"]').click();
      await until(page, async () => /lang=ar/.test(page.url()) && await isStart(page), 'not there');
    }],
    ['a page that is changed', async (page) => {
      await onwards(page);
      await press(page, 'next');
      await until(page, () => new Form(page).isReview(), 'no review');
      await press(page, 'page.0');
      await at(page, 'a');
      await page.goBack();
      await until(page, () => new Form(page).isReview(), 'not back at the review');
    }],
    ['the results after thanks', async (page) => {
      await onwards(page);
      await press(page, 'next');
      await until(page, () => new Form(page).isReview(), 'no review');
      await press(page, 'send');
      await until(page, () => page.locator('.received').isVisible(), 'no thanks');
      await page.locator('a[href^="/r/"]').click();
      await until(page, async () => /\/r\//.test(page.url()), 'no results');
    }],
  ]) {
    await t.test(`nothing is found after leaving from ${where}`, async () => {
      const page = where.startsWith('another') ? await browser.person({runsScripts: true})
        : await start();
      if (where.startsWith('another')) {
        await playHarmless(page);
        await page.goto(service.url);
      }
      await go(page);
      await page.locator('.exit').click();
      await assertNothingLeft(page);
      await page.context().close();
    });
  }

  await t.test('Esc once too often does not stop the exit', async () => {
    const page = await start();
    const isStopped = await page.evaluate(() => {
      document.querySelector('.exit').click();
      return document.dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Escape', bubbles: true, cancelable: true})) === false;
    });
    assert.equal(isStopped, true);
    await assertNothingLeft(page);
    await page.context().close();
  });

  await t.test('typing capitals does not leave', async () => {
    const page = await start();
    await new Form(page).answer('a', 'ja');
    await field(page, 'b').focus();
    for (const letter of 'ABCD') {
      await page.keyboard.press(`Shift+${letter}`);
    }
    await page.keyboard.press('Escape');
    assert.equal(await field(page, 'b').inputValue(), 'ABCD');
    assert.equal(await page.locator('.exit').isVisible(), true);
    await page.context().close();
  });

  await t.test('the page is empty before another one comes', async () => {
    const page = await start();
    await onwards(page);
    const seen = await page.evaluate(() => {
      document.querySelector('.exit').click();
      return [document.body.textContent, document.title];
    });
    assert.deepEqual(seen, ['', new URL(service.url).hostname]);
    await atHarmless(page);
    await page.context().close();
  });

  await t.test('an ordinary dialogue is left so too, its drafts and its page', async () => {
    const {page, form} = await begin(browser, `${service.url}/d/prov`);
    await playHarmless(page);
    await form.answer('a', 'ja');
    await page.locator('.exit').click();
    await atHarmless(page);
    await page.goBack();
    await until(page, async () => new URL(page.url()).pathname === '/', 'not the front page');
    assert.deepEqual(await page.evaluate(() => Object.assign({}, sessionStorage)), {});
    await page.context().close();
  });

  await t.test('without JavaScript every page says how, and Back shows no answer', async () => {
    const {page, form} = await begin(browser, dialogue, {});
    await form.answer('a', 'ja');
    let pages = 0;
    for (let isOver = false; !isOver; ++pages) {
      assert.match(page.url(), /\/d\/dialog-7(\?lang=sv)?$/);
      assert.match(await page.title(), /Frågor$/);
      assert.doesNotMatch(await page.title(), topic);
      const help = await page.locator('.help').innerText();
      assert.match(help, /Radera den i webbläsarens inställningar/);
      assert.match(help, /Gå tillbaka med knapparna/);
      assert.doesNotMatch(help, /Esc/);
      isOver = await page.locator('.received').count() > 0;
      if (!isOver) {
        await form.fill({b: 'Igår'});
        await form.press(await form.isReview() ? 'send' : 'next');
      }
    }
    assert.ok(pages > 4);
    await page.goto(dialogue);
    await form.press('next');
    await form.answer('a', 'ja');
    await form.press('next');
    await form.answer('b', 'Igår');
    await form.press('next');
    assert.equal(await page.locator('a.exit').getAttribute('href'), harmless);
    // Any page will do for Back; under interception Chromium would send the form again.
    await page.goto(`${service.url}/integritet`);
    await assert.rejects(page.goBack(), /ERR_CACHE_MISS/);
    await page.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.problems = browser.problems.filter((one) => !one.includes(harmless));
    browser.end();
  });
});
