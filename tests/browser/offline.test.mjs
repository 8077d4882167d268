// The way without a network, in Chromium: a dialogue that was opened once is there, is answered,
// kept sealed on the device, and sent when the service can be reached again; what is refused for
// good is shown, and can be taken along or removed.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {plain} from './form_pages.mjs';
import {Network} from './network.mjs';
import {acknowledged, keptForms, outbox, until, visit} from './offline_pages.mjs';
import {Service} from './service.mjs';

const saved = /Sparat på enheten – skickas när nätet är tillbaka/;
const received = /Mottaget av kommunen/;

test('a dialogue without a network', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  await service.openLike({id: 'kansligt', sensitive: true, ...plain});
  const network = await Network.start(service);
  t.after(() => network.stop());
  const browser = await Browser.start(service, {network});
  t.after(() => browser.stop());
  const dialogue = `${network.url}/d/prov`;
  const status = (page) => page.locator('#outbox');

  await t.test('it was opened once, is answered offline, kept, sent and counted once', async () => {
    const page = await visit(browser, dialogue);
    network.cut();
    const later = await page.context().newPage();
    await page.close();
    await later.goto(`${dialogue}?lang=sv&channel=qr`);
    assert.equal(await later.locator('.q').count(), plain.questions.length);
    const form = new Form(later);
    await form.answer('a', 'ja');
    await form.answer('b', 'I går vid stationen');
    await form.answer('c', ['gang', 'buss']);
    await form.answer('d', '3');
    await form.answer('kon', 'nej');
    await later.locator('button.main').click();
    await until(async () => saved.test(await status(later).innerText()));
    assert.equal(await later.locator('#kept h1').innerText(), 'Tack för ditt svar');
    const [record] = await outbox(later);
    assert.equal(JSON.stringify(record).includes('stationen'), false);
    assert.equal(await acknowledged(service, 'prov'), 0);
    network.mend();
    await until(async () => received.test(await status(later).innerText()));
    assert.deepEqual(await outbox(later), []);
    assert.equal(await acknowledged(service, 'prov'), 1);
    await later.context().close();
  });
});
