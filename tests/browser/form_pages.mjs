// Owns the questionnaire that the tests of the form's script answer, and how they reach its pages.
import assert from 'node:assert/strict';
import {Form} from './browser.mjs';

export const mark_max = 40;  // characters of the question "b"
const pages_max = 20;

const yes_no = [{id: 'ja', text: 'Ja'}, {id: 'nej', text: 'Nej'}];
export const questions = [
  {id: 'a', type: 'single', text: 'Går du förbi stationen?', options: yes_no},
  {id: 'b', type: 'text', text: 'När senast?', show_if: {a: ['ja']}, required: true,
    max_chars: mark_max},
  {id: 'c', type: 'multi', text: 'Hur tar du dig dit?', max_choices: 2, options: [
    {id: 'gang', text: 'Till fots'}, {id: 'cykel', text: 'Cykel'}, {id: 'buss', text: 'Buss'},
    {id: 'inget', text: 'Inte alls', exclusive: true}]},
  {id: 'd', type: 'number', text: 'Hur många gånger i veckan?', min: 0, max: 20, step: 1,
    bands: [{id: 'alla', text: 'alla'}]},
  {id: 'e', type: 'text', text: 'Hur var det?', show_if: {b: 'answered'}, max_chars: 200},
  {id: 'kon', type: 'single', text: 'Kön', background: true, options: yes_no},
];
export const plain = {questions, dimensions: ['kon']};

export const field = (page, name) =>
  page.locator(`[name="q.${name}"]:not([type="hidden"])`).first();
export const question = (page, name) => page.locator(`[id="f-${name}"]`);

export async function begin(browser, address, options = {runsScripts: true}) {
  const page = await browser.person(options);
  const form = new Form(page);
  await page.goto(address);
  await form.press('next');
  return {page, form};
}

export async function toReview(form) {
  for (let pages = 0; pages < pages_max && !await form.isReview(); ++pages) {
    await form.press('next');
  }
  assert.ok(await form.isReview(), 'the review was never reached');
}
