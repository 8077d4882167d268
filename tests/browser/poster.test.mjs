// A dialogue's poster: what its file holds, read by other programs than those that made it (zbar,
// poppler, Chromium), and when there is none.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {Browser} from './browser.mjs';
import {Service, slug, source} from './service.mjs';

const address = 'https://dialog.example.se';
const link = `${address}/d/${slug}?channel=qr`;
const questionnaire = JSON.parse(
  readFileSync(join(source, 'static/demo/questionnaire.json'), 'utf8'));

const configured = `export LYHORD_PUBLIC_URL=${address};`;

// Of the running service, by its operator; bytes.
const poster = (service, ...words) => execFileSync(service.binary,
  ['--data', service.data, 'dialogue', 'poster', ...words], {stdio: ['ignore', 'pipe', 'pipe']});

function refusal(service, ...words) {
  try {
    poster(service, ...words);
  } catch (failed) {
    return `${failed.status} ${failed.stderr}`;
  }
  return assert.fail('a poster was made');
}

const decoded = (png) => execFileSync('zbarimg', ['-q', '--raw', png],
  {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();

// Only letters and digits, whichever way a program orders punctuation beside Arabic.
const lettersOf = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ');

// Poppler turns the two letters of an Arabic ligature around.
const sorted = (word) => Array.from(word).sort().join('');

test('a poster', async (t) => {
  const service = await Service.start(
    {shell: `${configured} export LYHORD_PROXY_LISTEN=127.0.0.1:0;`});
  t.after(() => service.stop());
  await service.openDemonstration();
  const page = `/staff/affisch/${slug}`;

  for (const languages of ['sv', 'ar', 'sv,ar,so', 'ti,fa,uk']) {
    await t.test(`in ${languages} leads to the dialogue and says what it is about`, () => {
      const pdf = join(service.data, 'poster.pdf');
      writeFileSync(pdf, poster(service, slug, '--languages', languages));
      const made = execFileSync('pdfinfo', [pdf], {encoding: 'utf8'});
      assert.match(made, /Tagged: +yes/);
      assert.match(made, /Pages: +1\n/);
      assert.match(made, /A4/);
      const text = lettersOf(execFileSync('pdftotext', [pdf, '-'], {encoding: 'utf8'}));
      assert.ok(text.includes(lettersOf(`dialog.example.se/d/${slug}`)), text);
      const words = text.split(' ').map(sorted);
      for (const language of languages.split(',')) {
        for (const word of lettersOf(questionnaire.title[language]).trim().split(' ')) {
          // Poppler parts words of small letters elsewhere than at their spaces.
          const is_there = words.includes(sorted(word)) || text.replace(/ /g, '').includes(word);
          assert.ok(is_there, `${word} is not in ${text}`);
        }
      }
      assert.ok(text.includes('2030 01 15') || text.includes('15 01 2030'), text);
      execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', pdf, pdf]);
      assert.equal(decoded(`${pdf}.png`), link);
      const tags = execFileSync('pdfinfo', ['-struct', pdf], {encoding: 'utf8'});
      assert.equal(tags.match(/H1/g).length, languages.split(',').length);
      assert.match(tags, /Figure/);
      assert.match(tags, /Link/);
    });
  }

  await t.test('is an SVG that says what it is', async () => {
    const svg = join(service.data, 'poster.svg');
    writeFileSync(svg, poster(service, slug, '--format', 'svg', '--languages', 'sv,ar'));
    const browser = await Browser.start(service);
    t.after(() => browser.stop());
    const seen = await (await browser.chromium.newContext({viewport: {width: 900, height: 1250}}))
      .newPage();
    await seen.goto(`file://${svg}`);
    assert.equal(await seen.evaluate(() => document.querySelectorAll('parsererror').length), 0);
    assert.equal(await seen.evaluate(() => document.documentElement.localName), 'svg');
    assert.equal(await seen.locator('svg > title').textContent(), questionnaire.title.sv);
    const said = await seen.locator('svg > desc').allTextContents();
    assert.equal(said.length, 2);
    assert.ok(said[1].includes(questionnaire.intro.ar));
    await seen.screenshot({path: `${svg}.png`});
    assert.equal(decoded(`${svg}.png`), link);
  });

  await t.test('is in the questionnaire\'s own language, if none is named', () => {
    const svg = poster(service, slug, '--format', 'svg').toString();
    assert.equal(svg.match(/<desc lang="sv">/g).length, 1);
    assert.equal(svg.match(/<desc/g).length, 1);
  });

  await t.test('is refused with the reason', () => {
    assert.match(refusal(service, 'annan'), /^1 .*has no round/);
    assert.match(refusal(service, slug, '--languages', 'sv,de'), /^1 .*lacks a text.*: de\n$/);
    assert.match(refusal(service, slug, '--languages', 'sv,en,fi,ar'), /^1 .*more than three/);
    assert.match(refusal(service, slug, '--format', 'png'), /^2 .*must be pdf or svg/);
  });

  await t.test('names each language once, however it is written', () => {
    const svg = poster(service, slug, '--format', 'svg', '--languages', ' sv, ar,sv ').toString();
    assert.deepEqual(svg.match(/<desc lang="[^"]+"/g), ['<desc lang="sv"', '<desc lang="ar"']);
  });

  await t.test('never says in Swedish what is not there in its language', async () => {
    for (const [id, changes] of [['utan-titel', {title: {sv: 'Trygghet'}}],
      ['utan-intro', {intro: {sv: 'Om trygghet'}}]]) {
      await service.openLike({id, ...changes});
      assert.match(refusal(service, id, '--languages', 'sv,ar'), /^1 .*lacks a text.*: ar\n$/);
      assert.match(poster(service, id, '--format', 'svg').toString(), /<desc lang="sv">/);
    }
  });

  await t.test('says of what a machine translated that it did', () => {
    const svg = (...words) => poster(service, slug, '--format', 'svg', ...words).toString();
    const note = (tag) => JSON.parse(readFileSync(
      join(source, `static/languages/${tag}.json`), 'utf8')).machine_note;
    assert.ok(svg('--languages', 'sv,ar').includes(note('ar')));
    assert.ok(!svg('--languages', 'sv,ar').includes(note('sv')));
  });

  await t.test('has no words that can be read only from close by', async () => {
    const words = 'Berätta hur det är att gå hem. ';
    await service.openLike({id: 'mycket', intro: {sv: words.repeat(30), en: words.repeat(30)}});
    assert.match(poster(service, 'mycket', '--format', 'svg').toString(), /<desc/);
    assert.match(refusal(service, 'mycket', '--languages', 'sv,en'), /^1 .*too long.*choose fewer/);
  });

  await t.test('has no boxes instead of letters', () => {
    const fonts = join(service.data, 'fonts.conf');
    writeFileSync(fonts, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>`);
    const text = (language, title) => ({language, right_to_left: false, title, purpose: '',
      facts: [], scan: title, note: ''});
    const drawn = (...texts) => spawnSync(join(dirname(service.binary), 'lyhord-poster'), ['svg'],
      {env: {FONTCONFIG_FILE: fonts}, input: JSON.stringify({site: 'Ort', color: '', logo: '', link,
        shown_link: link, texts})}).status;
    assert.equal(drawn(text('sv', 'Trygghet')), 0);
    assert.equal(drawn(text('sv', 'Trygghet'), text('ti', questionnaire.title.ti)), 11);
  });

  await t.test('is the coordinator\'s to download, whatever the host is called', async () => {
    const headers = await service.signedIn('siv', 'coordinator');
    const query = '?language=sv&language=ar&format=';
    const pdf = await service.request('GET', `${page}${query}pdf`, {headers});
    assert.equal(pdf.status, 200);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.equal(pdf.headers['cache-control'], 'no-store');
    assert.match(pdf.body, /^%PDF-/);
    const svg = await service.request('GET', `${page}${query}svg`,
      {headers: {...headers, Host: 'localhost'}});
    assert.match(svg.body, /dialog\.example\.se\/d\/trygghet/);
    assert.doesNotMatch(svg.body, /localhost|127\.0\.0\.1/);
    const many = await service.request('GET', `${page}${query}pdf&language=so&language=en`,
      {headers});
    assert.equal(many.status, 422);
    assert.match(many.body, /Välj högst 3 språk/);
    const analyst = await service.signedIn('ali', 'analyst');
    assert.equal((await service.request('GET', page, {headers: analyst})).status, 403);
    const overview = (one) => service.request('GET', '/staff', {headers: one});
    assert.match((await overview(headers)).body, /affisch/);
    assert.doesNotMatch((await overview(analyst)).body, /affisch/);
  });

  await t.test('has a page that anybody on the staff can use', async () => {
    const browser = await Browser.start(service);
    t.after(() => browser.stop());
    const person = await browser.person();
    const {Cookie: cookie} = await service.signedIn('sara', 'coordinator');
    const [name, value] = cookie.split(/=(.*)/s);
    await person.context().addCookies([{name, value, url: service.url, secure: true}]);
    await person.goto(service.url + page);
    assert.equal(await person.locator('input[name="language"]:checked').count(), 1);
    assert.match(await person.locator('label', {hasText: 'العربية'}).innerText(),
      /maskinöversatt, inte granskad/);
    assert.doesNotMatch(await person.locator('label').first().innerText(), /maskinöversatt/);
    await browser.judge(person, 'poster');
    browser.end();
  });

  await t.test('is not made for a round that is over', async () => {
    const headers = await service.signedIn('sven', 'coordinator');
    const linked = async () => (await service.request('GET', '/staff', {headers})).body
      .includes(`href="${page}"`);
    assert.equal(await linked(), true);
    await service.command('dialogue', 'close', slug);
    assert.match(refusal(service, slug), /^1 .*round is over/);
    const shown = await service.request('GET', page, {headers});
    assert.equal(shown.status, 200);
    assert.match(shown.body, /Omgången är stängd/);
    assert.doesNotMatch(shown.body, /<form method="get"/);
    const file = await service.request('GET', `${page}?format=pdf`, {headers});
    assert.equal(file.status, 422);
    assert.equal(await linked(), false);
  });
});

test('no poster is made that phones would be warned of', async (t) => {
  const service = await Service.start({shell: configured});
  t.after(() => service.stop());
  await service.openDemonstration();
  const headers = await service.signedIn('siv', 'coordinator');
  const page = await service.request('GET', `/staff/affisch/${slug}`, {headers});
  assert.equal(page.status, 200);
  assert.match(page.body, /certifikat är självsignerat/);
  assert.doesNotMatch(page.body, /<form method="get"/);
  const file = await service.request('GET', `/staff/affisch/${slug}?format=pdf`, {headers});
  assert.equal(file.status, 422);
  assert.match(refusal(service, slug), /^1 .*self-signed.*certbot or lego/);

  const at = (name) => join(service.data, name);
  const openssl = (...words) => execFileSync('openssl', words, {stdio: 'ignore'});
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
    '-days', '2', '-subj', '/CN=Prov CA', '-keyout', at('ca.key'), '-out', at('ca.pem'));
  openssl('req', '-new', '-key', service.privateKey, '-subj', '/CN=dialog.example.se',
    '-out', at('csr.pem'));
  openssl('x509', '-req', '-in', at('csr.pem'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'),
    '-CAcreateserial', '-days', '2', '-out', service.certificate);
  appendFileSync(service.certificate, readFileSync(at('ca.pem')));
  assert.match(poster(service, slug).toString('latin1'), /^%PDF-/);
});
