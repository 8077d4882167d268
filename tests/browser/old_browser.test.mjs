// The whole way of a resident in a browser of 2018, as old phones have it: with its JavaScript and
// without, in Swedish and from right to left.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plain} from './form_pages.mjs';
import {OldBrowser} from './old_browser.mjs';
import {Service, slug} from './service.mjs';

test('a browser of 2018', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'ett', layout: 'one_page', ...plain});
  const browser = await OldBrowser.start();
  t.after(() => browser.stop());

  await t.test('is what it says', async () => {
    assert.match(await browser.chromium.version(), /Chrome\/69\./);
    const person = await browser.person();
    await person.go(service.url);
    assert.equal(await person.page.evaluate(() => CSS.supports('inset-inline-start', '0')), false);
  });

  for (const [name, options] of [['with JavaScript', {}], ['without', {runsScripts: false}],
    ['in Arabic', {language: 'ar'}]]) {
    await t.test(`the whole way ${name}`, async () => {
      const person = await browser.person(options);
      await person.go(service.url);
      await person.judge('front');
      await person.press(`.cards a[href^="/d/${slug}"]`);
      await person.judge('start');
      await person.next();
      const fields = await person.toReview('Det är mörkt vid tunneln');
      assert.ok(fields >= 10, `only ${fields} fields`);
      await person.judge('review');
      await person.press('button[value="send"]');
      await person.judge('thanks');
      assert.match(await person.page.$eval('.receipt', (node) => node.textContent),
        /^[A-Z2-7]{16}$/);
    });
  }

  await t.test('questions appear at once, and a warning too', async () => {
    const person = await browser.person();
    await person.go(`${service.url}/d/prov`);
    await person.next();
    const shown = () => person.page.$eval('[id="f-b"]', (node) => node.getClientRects().length > 0);
    assert.equal(await shown(), false);
    await person.tap('[name="q.a"][value="ja"]');
    assert.equal(await shown(), true);
    await person.type('[name="q.b"]', 'ring 070-174 06 05');
    await person.page.waitForSelector('.warning');
  });

  await t.test('a draft comes back', async () => {
    const person = await browser.person();
    await person.go(`${service.url}/d/ett`);
    await person.next();
    await person.tap('[name="q.a"][value="ja"]');
    await person.type('[name="q.b"]', 'I går');
    await person.page.waitForFunction(() => Object.values(sessionStorage).join().includes('går'));
    await person.go(`${service.url}/d/ett`);
    await person.press('#draft button');
    assert.equal(await person.page.$eval('[name="q.b"]', (node) => node.value), 'I går');
  });

  await t.test('says no error and shows no page wrongly', () => {
    assert.deepEqual(browser.problems, []);
  });
});
