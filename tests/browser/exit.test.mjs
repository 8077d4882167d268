// Leaving quickly, in Chromium: what is left of a sensitive dialogue in title, address and history,
// and what Back and Forward show after it was left, with JavaScript and without.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Form} from './browser.mjs';
import {
  at, atHarmless, entries, harmless, isStart, playHarmless, press, sensitive, topic, until,
} from './exit_pages.mjs';
import {begin, field, plain} from './form_pages.mjs';

test('a dialogue is left quickly', async (t) => {
  const {service, browser, dialogue, start, onwards, assertNothingLeft} = await sensitive(t);
  await service.openLike({id: 'prov', ...plain});

  await t.test('its questionnaire must have a neutral address', async () => {
    await assert.rejects(service.openLike({id: 'vald-hemma', sensitive: true, ...plain}),
      /\/id: stands in the address/);
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
    ['its paper', async (page) => {
      await page.goto(dialogue);
      await page.locator('a[href*="/skriv-ut"]').click();
      await until(page, async () => /skriv-ut/.test(page.url()) &&
        await page.locator('.paper').isVisible(), 'no paper');
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
      const isFromStart = /^(another|its paper)/.test(where);
      const page = isFromStart ? await browser.person({runsScripts: true}) : await start();
      if (isFromStart) {
        await playHarmless(page);
        await page.goto(service.url);
      }
      await go(page);
      await page.locator('.exit').click();
      await assertNothingLeft(page);
      await page.context().close();
    });
  }

  for (const [path, from] of [
    ['/integritet', (page) => page.locator('.promise a')],
    ['/aterkalla', (page) => page.locator('footer a[href^="/aterkalla"]')],
    ['/tillganglighet', (page) => page.locator('footer a[href^="/tillganglighet"]')],
  ]) {
    await t.test(`${path} opens beside the dialogue, and its exit leaves both`, async () => {
      const page = await browser.person({runsScripts: true});
      await playHarmless(page);
      await page.goto(service.url);
      await page.goto(dialogue);
      if (path !== '/integritet') {
        await press(page, 'next');
        await onwards(page);
      }
      assert.match(await from(page).innerText(), /öppnas i en ny flik/);
      const [opened] = await Promise.all([page.context().waitForEvent('page'),
        from(page).click()]);
      await opened.waitForLoadState();
      assert.equal(new URL(opened.url()).pathname, path);
      assert.equal((await entries(opened)).entries.some((entry) => /\/[dr]\//.test(entry.url)),
        false);
      assert.equal(await isStart(page) || await at(page, 'kon') === undefined, true);
      await opened.locator('.exit').click();
      await atHarmless(opened);
      await opened.goBack();
      await until(opened, async () => new URL(opened.url()).pathname === '/', 'not the front page');
      await assertNothingLeft(page);
      await page.context().close();
    });
  }

  await t.test('what is withdrawn there is told on a page with the exit', async () => {
    const page = await browser.person({runsScripts: true});
    await playHarmless(page);
    await page.goto(`${service.url}/aterkalla`);
    await page.locator('#receipt').fill('AAAA-AAAA-AAAA-AAAA-AAAA-AAAA');
    await page.locator('form button').click();
    await page.locator('.exit').click();
    await atHarmless(page);
    await page.context().close();
  });

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

  await t.test('a draft is not kept by leaving by Esc from a text', async () => {
    const {page, form} = await begin(browser, `${service.url}/d/prov`);
    await playHarmless(page);
    await form.answer('a', 'ja');
    await field(page, 'b').pressSequentially('Igår');
    for (const key of ['Escape', 'Escape', 'Escape']) {
      await page.keyboard.press(key);
    }
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
