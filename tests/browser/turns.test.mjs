// Turning the pages of a sensitive dialogue in place, in Chromium: Back and Forward while it is
// answered, and what happens to both when a page does not come.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Form} from './browser.mjs';
import {
  at, atFirstEntry, atStart, entries, harmless, press, sensitive, until,
} from './exit_pages.mjs';
import {field} from './form_pages.mjs';

test('a dialogue turns in place', async (t) => {
  const {service, browser, dialogue, start, onwards, assertNothingLeft} = await sensitive(t);

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

  await t.test('a page that cannot be shown leaves the form as it can be used', async () => {
    const page = await start();
    await page.evaluate(() => {
      const {pushState} = History.prototype;
      History.prototype.pushState = function fails() {
        History.prototype.pushState = pushState;
        throw new Error('once');
      };
    });
    await new Form(page).answer('a', 'ja');
    await new Form(page).answer('b', 'Igår');
    await press(page, 'next');
    await until(page, () => page.locator('#unsent').isVisible(), 'not told');
    assert.equal(await page.locator('form[aria-busy]').count(), 0);
    await press(page, 'next');
    await at(page, 'kon');
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
        body: answer.body.replace(/form\.[^."]+\.js/, 'form.js')});
    });
    await onwards(page);
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    assert.equal(await page.evaluate(() => history.state.turn), 3);
    assert.equal(await page.locator('script[src$="/form.js"]').count(), 1);
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

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.problems = browser.problems.filter((one) => !one.includes(harmless));
    browser.end();
  });
});

test('a challenge is met while pages turn in place', async (t) => {
  const {start, onwards, assertNothingLeft} =
    await sensitive(t, {shell: 'export LYHORD_ANSWERS_PER_ADDRESS=1;'});
  for (const challenged of [0, 1]) {
    const page = await start();
    await page.evaluate(() => {
      window.isTheSame = true;
    });
    await onwards(page);
    await press(page, 'next');
    await until(page, () => new Form(page).isReview(), 'no review');
    let count = 0;
    page.on('response', (response) => {
      count += response.status() === 429 ? 1 : 0;
    });
    await press(page, 'send');
    await until(page, () => page.locator('.received').isVisible(), 'no thanks');
    assert.equal(count, challenged);
    assert.equal(await page.evaluate(() => window.isTheSame), true, 'the page was loaded anew');
    await page.locator('.exit').click();
    await assertNothingLeft(page);
    await page.context().close();
  }
});
