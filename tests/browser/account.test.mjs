// Somebody of staff adds the codes of an app to the password, signs in with them, and is rid of
// them; the code is read off the page by zbar, as a telephone would.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';
import {Browser} from './browser.mjs';
import {oneTimeCode, roomInStep, stepNow} from './one_time_code.mjs';
import {Service} from './service.mjs';

const password = 'blå cykel under eken';

async function send(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`main [name="${name}"]`).fill(value);
  }
  await Promise.all([page.waitForNavigation(),
    page.locator('main form[method="post"] button').first().click()]);
  return page.locator('main').innerText();
}

async function signIn(page, service, code) {
  await page.goto(`${service.url}/staff/login`);
  await send(page, {name: 'anna', password, code});
  return new URL(page.url()).pathname;
}

test('a second factor', async (t) => {
  const service = await Service.start();
  const browser = await Browser.start(service);
  t.after(async () => {
    await browser.stop();
    await service.stop();
  });
  await service.signedIn('anna', 'coordinator');
  const page = await browser.person();
  const own = `${service.url}/staff/konto`;
  let secret;

  await t.test('is asked of nobody before it is added', async () => {
    assert.equal(await signIn(page, service, ''), '/staff');
    await page.goto(own);
    assert.match(await page.locator('main').innerText(), /Inloggning i två steg\s+Av/);
    await browser.judge(page, 'account');
  });

  await t.test('is read off the page by another program', async () => {
    const picture = join(service.data, 'code.png');
    await page.locator('figure.code').screenshot({path: picture});
    const read = new URL(execFileSync('zbarimg', ['-q', '--raw', picture],
      {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim());
    assert.equal(await page.locator('main a[href^="otpauth:"]').getAttribute('href'), read.href);
    secret = read.searchParams.get('secret');
    assert.equal((await page.locator('main code').innerText()).replaceAll(' ', ''), secret);
    assert.ok(read.searchParams.get('issuer').length > 0);
    assert.ok(decodeURIComponent(read.pathname).endsWith(':anna'), read.href);
  });

  await t.test('is not added by a wrong code, and its key stays', async () => {
    await roomInStep(20);
    const wrong = oneTimeCode(secret, stepNow() + 1000);
    assert.match(await send(page, {code: wrong, password}), /Ändringen gjordes inte/);
    assert.equal((await page.locator('main code').innerText()).replaceAll(' ', ''), secret);
    await browser.judge(page, 'account-error');
    const code = oneTimeCode(secret, stepNow() - 1);
    assert.match(await send(page, {code, password: 'fel lösenord helt'}), /stämmer inte/);
  });

  await t.test('is asked from then on, each code once', async () => {
    await roomInStep(20);
    const code = oneTimeCode(secret, stepNow() - 1);
    assert.match(await send(page, {code, password}), /Inloggning i två steg\s+På/);
    await browser.judge(page, 'account-on');
    const visitor = await browser.person();
    assert.equal(await signIn(visitor, service, ''), '/staff/login');
    assert.equal(await signIn(visitor, service, code), '/staff/login');
    await browser.judge(visitor, 'login-error');
    const next = oneTimeCode(secret, stepNow());
    assert.equal(await signIn(visitor, service, `${next.slice(0, 3)} ${next.slice(3)}`), '/staff');
    assert.equal(await signIn(visitor, service, next), '/staff/login');
    await visitor.context().close();
  });

  await t.test('is removed with a code', async () => {
    await roomInStep(20);
    await page.goto(own);
    // The step of now is used, unless a step passed meanwhile; the next is always taken.
    const code = oneTimeCode(secret, stepNow() + 1);
    assert.match(await send(page, {code, password}), /Inloggning i två steg\s+Av/);
    assert.equal(await signIn(page, service, ''), '/staff');
    await page.goto(`${service.url}/staff/audit`);
    const log = await page.locator('table').innerText();
    assert.match(log, /satte på inloggning i två steg/);
    assert.match(log, /stängde av inloggning i två steg/);
  });

  browser.end();
});
