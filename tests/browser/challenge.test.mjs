// More answers from one address than its limit, in Chromium: with JavaScript the page meets the
// challenge and sends by itself, without it the person waits; what was typed is there all the time.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {Service, slug} from './service.mjs';

const place = 'Gångtunneln vid stationen';
const pages_max = 20;
const slow_processor = 6;  // of a telephone from ten years ago, compared with this machine
// Every answer needs a challenge after the fourth; who waits does so for a second.
const limit = 4;
const strict = `export LYHORD_ANSWERS_PER_ADDRESS=${limit} LYHORD_CHALLENGE_WAIT_SECONDS=1;`;

async function answerToTheReview(page, dialogue) {
  const form = new Form(page);
  await page.goto(dialogue);
  await form.press('next');
  for (let pages = 0; pages < pages_max && !await form.isReview(); ++pages) {
    await form.fill({q2_trygg_kvall: 'ganska_trygg', q6_plats: place});
    await form.press('next');
  }
  return form;
}

const said = (page) => page.locator('main').innerText();

test('very many answers from one address', async (t) => {
  const service = await Service.start({shell: strict});
  t.after(() => service.stop());
  await service.openDemonstration();
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const dialogue = `${service.url}/d/${slug}`;
  for (let i = 0; i < limit; ++i) {
    assert.equal((await service.submit({q2_trygg_kvall: 'vet_ej'})).status, 201);
  }

  for (const [language, locale] of [['swedish', 'sv-SE'], ['english', 'en-GB']]) {
    await t.test(`without JavaScript one waits and presses, in ${language}`, async () => {
      const page = await browser.person({locale});
      const form = await answerToTheReview(page, dialogue);
      await form.press('send');
      assert.equal(page.lastResponse.status(), 429);
      assert.equal(await page.locator('#work').isVisible(), false);
      assert.equal(await page.locator('#wait').isVisible(), true);
      assert.equal(await page.locator('[name="q.q6_plats"]').inputValue(), place);
      await browser.judge(page, `challenge-${language}`);
      const wait_ms = 1000 * Number(page.lastResponse.headers()['retry-after']);
      await page.waitForTimeout(wait_ms);
      await form.press('send');
      assert.equal(page.lastResponse.status(), 200);
      assert.equal(await page.locator('.receipt').count(), 1);
      await page.context().close();
    });
  }

  // The page as JavaScript leaves it while it works, which is too short to be looked at.
  await t.test('with JavaScript the page says that it works', async () => {
    const page = await browser.person({runsScripts: true});
    const form = await answerToTheReview(page, dialogue);
    await page.addInitScript(() => {
      window.Worker = function Idle() {
        this.postMessage = () => {};
      };
    });
    await form.press('send');
    await page.locator('#work').waitFor();
    assert.equal(await page.locator('#wait').isVisible(), false);
    assert.equal(await page.locator('[name="q.q6_plats"]').inputValue(), place);
    await browser.picture(page, 'challenge-working');
    await page.context().close();
  });

  for (const [name, withWorker] of [['in a worker', true], ['where there is no worker', false]]) {
    await t.test(`with JavaScript the page sends by itself, ${name}`, async () => {
      const page = await browser.person({runsScripts: true});
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', {rate: slow_processor});
      const form = await answerToTheReview(page, dialogue);
      if (!withWorker) {
        await page.addInitScript(() => {
          window.Worker = undefined;
        });
      }
      let workers = 0;
      page.on('worker', () => ++workers);
      const began = Date.now();
      await form.press('send');
      await page.locator('.receipt').waitFor({state: 'attached'});
      t.diagnostic(`${name}: ${Date.now() - began} ms from the button to the receipt`);
      assert.match(await said(page), /Tack/);
      assert.equal(workers, withWorker ? 1 : 0);
      await page.context().close();
    });
  }

  await t.test('every one of them was stored once', async () => {
    // Those by the interface, and four on pages.
    assert.match(await service.command('check'), new RegExp(`: ${limit + 4} acknowledged`));
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
