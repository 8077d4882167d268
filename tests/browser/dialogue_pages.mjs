// Owns the pages on which dialogues are run as programs meet them: every documented status.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {judge} from './description.mjs';
import {slug, source} from './service.mjs';

const list = '/staff/dialoger';
const page = `${list}/{slug}`;
const preview = `${page}/visa`;
const large = 'x'.repeat(300_000);

// As a browser sends a form with a file.
function upload(service, text, headers) {
  return service.request('POST', list, {
    headers: {'Content-Type': 'multipart/form-data; boundary=b1', 'Sec-Fetch-Site': 'same-origin',
      ...headers},
    body: ['--b1', 'Content-Disposition: form-data; name="file"; filename="a.json"', '', text,
      '--b1--', ''].join('\r\n'),
  });
}

// {cookies}: headers of siv, a coordinator, and of ali, who is none.
export async function provokeDialogues(service, cookies) {
  const {siv, ali} = cookies;
  const demonstration = JSON.parse(
    readFileSync(join(source, 'static/demo/questionnaire.json'), 'utf8'));
  const other = JSON.stringify({...demonstration, id: 'en-annan'});
  for (const [status, text, headers] of [[303, other, siv], [303, other, {}], [403, other, ali],
    [413, large, siv], [422, '{', siv]]) {
    judge('POST', list, status, await upload(service, text, headers));
  }
  const ask = async (pattern, status, path, headers) =>
    judge('GET', pattern, status, await service.request('GET', path, {headers}));
  for (const [status, headers] of [[200, siv], [303, {}], [403, ali]]) {
    await ask(list, status, list, headers);
    await ask(page, status, `${list}/${slug}`, headers);
    await ask(preview, status, `${list}/${slug}/visa`, headers);
  }
  await ask(page, 404, `${list}/finns-inte`, siv);
  await ask(preview, 404, `${list}/finns-inte/visa`, siv);
  const send = async (pattern, status, path, fields, headers = siv) =>
    judge('POST', pattern, status, await service.form(path, fields, headers));
  for (const [status, fields, headers] of [[200, {action: 'berakna'}], [303, {}, {}],
    [403, {}, ali], [404, {action: 'riv'}], [409, {action: 'publicera'}],
    [413, {action: large}], [422, {action: 'forlang', closes_at: '2020-01-01'}]]) {
    await send(page, status, `${list}/${slug}`, fields, headers);
  }
  for (const [status, fields, headers] of [[200, {go: 'next'}], [303, {}, {}], [403, {}, ali],
    [413, {go: large}]]) {
    await send(preview, status, `${list}/${slug}/visa`, fields, headers);
  }
  await send(preview, 404, `${list}/finns-inte/visa`, {go: 'next'});
  judge('POST', preview, 400, await service.json(`${list}/${slug}/visa`, {},
    {...siv, 'Sec-Fetch-Site': 'same-origin'}));
}
