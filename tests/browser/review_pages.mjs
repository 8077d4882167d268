// Owns the page on which staff review texts, as programs meet it: its form, and every status that
// is documented for it.
import {judge} from './description.mjs';
import {slug} from './service.mjs';

const pattern = '/staff/texter/{slug}';
export const review_path = `/staff/texter/${slug}`;

// The hidden fields of the page's form.
export function hiddenOf(body) {
  return Object.fromEntries(Array.from(
    body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g),
    ([, name, value]) => [name, value]));
}

// The round must be settled and have texts. {cookies}: headers of siv, who may, and ali.
export async function provokeReview(service, cookies) {
  const get = async (status, of, headers) => {
    const answer = await service.request('GET', `/staff/texter/${of}`, {headers});
    judge('GET', pattern, status, answer);
    return answer.body;
  };
  await get(303, slug, {});
  await get(403, slug, cookies.ali);
  await get(404, 'annan', cookies.siv);
  const shown = await get(200, slug, cookies.siv);
  const post = async (status, fields, {of = slug, headers = cookies.siv} = {}) =>
    judge('POST', pattern, status,
      await service.form(`/staff/texter/${of}`, {...hiddenOf(shown), ...fields}, headers));
  const masking = {action: 'mask', token: '[NAMN]'};
  await post(422, {...masking, mask: 'står inte där'});
  await post(303, {action: 'approve'}, {headers: {}});
  await post(403, {action: 'approve'}, {headers: cookies.ali});
  await post(404, {action: 'approve'}, {of: 'annan'});
  await post(413, {...masking, mask: 'x'.repeat(70_000)});
  const [, word] = shown.match(/id="words"[^>]*>(\p{L}+)/u);
  await post(422, {action: 'approve', mask: word});
  await post(303, {...masking, mask: word});
  await post(409, {action: 'approve'});
  for (const file of ['godkanda.csv', 'godkanda-excel.csv', 'teman.xlsx']) {
    for (const [status, of, headers] of [[200, slug, cookies.ali], [303, slug, {}],
      [403, slug, cookies.anna], [404, 'annan', cookies.ali]]) {
      judge('GET', `${pattern}/${file}`, status,
        await service.request('GET', `/staff/texter/${of}/${file}`, {headers}));
    }
  }
  const next = await get(200, slug, cookies.siv);
  await post(303, {...hiddenOf(next), action: 'withhold'});
}
