// "Lyssna", in Chromium: a recording plays in parts from the service itself, and without one only a
// voice of the device reads a question aloud.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {begin, plain, question, questions} from './form_pages.mjs';
import {Service} from './service.mjs';

// Silence: frames of MPEG 1, layer 3, 128 kbit/s, 44.1 kHz.
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)]);
const silence = Buffer.concat(Array.from({length: 80}, () => frame));

const spoken = (name) => ({...questions.find(({id}) => id === name),
  text: {sv: 'Går du förbi stationen?', en: 'Do you pass the station?', ar: 'هل تمر بالمحطة؟'}});

// A device with these voices, which keeps what it was told to say.
function pretend(voices) {
  window.said = [];
  window.SpeechSynthesisUtterance = function SpeechSynthesisUtterance(text) {
    this.text = text;
  };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    voices,
    getVoices() { return this.voices; },
    speak(words) { window.said.push([words.text, words.voice.name, words.lang]); },
    cancel() { window.said.push('silence'); },
  }});
}

const voice = (name, lang, localService) => ({name, lang, localService});

test('questions that are heard', async (t) => {
  const service = await Service.start({shell: 'mkdir -p "$2/site/recordings";'});
  t.after(() => service.stop());
  mkdirSync(join(service.data, 'site/recordings'), {recursive: true});
  writeFileSync(join(service.data, 'site/recordings/a-sv.mp3'), silence);
  const recorded = {...spoken('a'), recordings: {sv: 'a-sv.mp3'}};
  const rest = questions.filter(({id}) => id !== 'a');
  await service.openLike({id: 'hort', ...plain, questions: [recorded, ...rest]});
  await service.openLike({id: 'last', ...plain, questions: [spoken('a'), ...rest]});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const buttons = (page) => page.locator('button.listen');

  // With these voices, on the first page of questions.
  async function listening(voices, address) {
    const page = await browser.person({runsScripts: true});
    await page.addInitScript(pretend, voices);
    await page.goto(service.url + address);
    await new Form(page).press('next');
    return page;
  }

  await t.test('a recording plays, in parts, and is not fetched before', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort`);
    const fetched = [];
    page.on('response', (response) => {
      if (response.url().includes('/lyssna/')) {
        fetched.push([response.status(), response.headers()['content-type']]);
      }
    });
    const sound = page.locator('audio');
    assert.equal(await sound.count(), 1);
    assert.equal(await sound.getAttribute('src'), '/lyssna/a-sv.mp3');
    assert.match(await sound.getAttribute('aria-label'), /^Lyssna: Går du förbi/);
    await browser.judge(page, 'recording', {live: true});
    assert.deepEqual(fetched, []);
    const played = await sound.evaluate((node) => {
      node.muted = true;
      return node.play().then(() => node.duration);
    });
    assert.ok(played > 1.5 && played < 3, `${played} s`);
    assert.deepEqual(fetched[0], [206, 'audio/mpeg']);
    await page.context().close();
  });

  await t.test('without JavaScript the recording is there, and no button', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort`, {});
    assert.equal(await page.locator('audio').count(), 1);
    assert.equal(await buttons(page).count(), 0);
    await page.context().close();
  });

  await t.test('another language has no recording, and no other language\'s', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort?lang=en`);
    assert.equal(await page.locator('audio').count(), 0);
    await page.context().close();
  });

  await t.test('a part that is not there is refused', async () => {
    const part = (range) => service.request('GET', '/lyssna/a-sv.mp3', {headers: {Range: range}});
    assert.equal((await part('bytes=0-1')).headers['content-range'],
      `bytes 0-1/${silence.length}`);
    assert.equal((await part('bytes=999999-')).status, 416);
    assert.equal((await service.request('GET', '/lyssna/..%2fsite.json')).status, 400);
  });

  const local = voice('Alva', 'sv-SE', true);
  const remote = voice('Moln', 'sv-SE', false);

  await t.test('a voice of the device reads the question and its answers', async () => {
    const page = await listening([remote, local], '/d/last');
    const first = question(page, 'a').locator('button.listen');
    assert.equal(await first.innerText(), 'Lyssna');
    await first.click();
    assert.deepEqual(await page.evaluate(() => window.said.pop()),
      ['Går du förbi stationen?. Ja. Nej', 'Alva', 'sv-SE']);
    await first.click();
    assert.equal(await page.evaluate(() => window.said.pop()), 'silence');
    await browser.judge(page, 'listen', {live: true});
    await page.context().close();
  });

  await t.test('no voice that sends words away is used, nor one of another language', async () => {
    for (const [voices, address] of [[[remote], '/d/last'], [[], '/d/last'],
      [[local, voice('Nuvem', 'ar-SA', false)], '/d/last?lang=ar']]) {
      const page = await listening(voices, address);
      assert.equal(await question(page, 'a').locator('button.listen').count(), 0);
      await page.context().close();
    }
  });

  await t.test('a question with a recording has no voice, the others have', async () => {
    const page = await listening([local], '/d/hort');
    assert.equal(await question(page, 'a').locator('button.listen').count(), 0);
    assert.ok(await buttons(page).count() > 1);
    await page.context().close();
  });

  await t.test('voices that come later are used', async () => {
    const page = await listening([], '/d/last');
    assert.equal(await buttons(page).count(), 0);
    await page.evaluate((late) => {
      window.speechSynthesis.voices = [late];
      window.speechSynthesis.onvoiceschanged();
    }, local);
    assert.equal(await question(page, 'a').locator('button.listen').count(), 1);
    await page.context().close();
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
