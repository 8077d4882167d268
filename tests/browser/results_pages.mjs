// Owns a round whose results can be read, and the overview and the pages of results and method as
// programs meet them: every documented status.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {judge} from './description.mjs';
import {provokeDialogues} from './dialogue_pages.mjs';
import {slug, source} from './service.mjs';

const nth = (items, i) => items[i % items.length];

// Varied in every dimension, and some of them skipped.
export const answers = (i) => ({
  q2_trygg_kvall: nth(['mycket_trygg', 'ganska_trygg', 'ganska_otrygg', 'mycket_otrygg',
    'gar_ej_otrygg'], i),
  q3_trygg_dag: nth(['mycket_trygg', 'ganska_trygg', 'ganska_otrygg'], i),
  q4_orsak: nth([['fort', 'morkt'], ['droger', 'buskorning'],
    ['morkt', 'skadegorelse', 'fort']], i),
  q10_fortroende: {polis: nth(['ja_helt', 'ja_delvis', 'nej_knappast'], i),
    kommun: nth(['ja_delvis', 'nej_inte_alls'], i)},
  q11_forslag: nth(['Fler lampor på gångvägen', 'Sänk farten på genomfarten',
    'Fler poliser som syns'], i),
  q1_area: nth(['2280-CEN', '2280-OVT'], Math.floor(i / 3)),
  q12_alder: nth(['a25_44', 'a45_64', 'a65_84'], Math.floor(i / 5)),
  ...(i % 8 ? {q13_kon: nth(['kvinna', 'man'], Math.floor(i / 7))} : {}),
});

// With how many women and men there are.
export function questionsWithPeople() {
  const people = {kvinna: 12_000, man: 12_500};
  const {questions} = JSON.parse(
    readFileSync(join(source, 'static/demo/questionnaire.json'), 'utf8'));
  for (const option of questions.find(({id}) => id === 'q13_kon').options) {
    if (option.id in people) option.population = people[option.id];
  }
  return questions;
}

// {cookies}: headers of ali, who may, of anna, who may not, and of siv, who runs dialogues.
export async function provokeResults(service, cookies) {
  await provokeDialogues(service, cookies);
  for (const [status, headers] of [[200, cookies.ali], [303, {}]]) {
    judge('GET', '/staff', status, await service.request('GET', '/staff', {headers}));
  }
  for (const page of ['resultat', 'metod']) {
    for (const [status, of, headers] of [[200, `${slug}?round=1`, cookies.ali], [303, slug, {}],
      [403, slug, cookies.anna], [404, 'annan', cookies.ali],
      [404, `${slug}?round=x`, cookies.ali]]) {
      judge('GET', `/staff/${page}/{slug}`, status,
        await service.request('GET', `/staff/${page}/${of}`, {headers}));
    }
  }
}

// Before anything is published, and after.
export async function provokePublished(service) {
  const files = ['data.csv', 'data.json'];
  const ask = async (file, status, path) => judge('GET', `/r/{slug}/${file}`, status,
    await service.request('GET', path));
  for (const file of files) await ask(file, 404, `/r/${slug}/${file}`);
  await ask('flode.atom', 404, '/r/annan/flode.atom');
  await service.command('dialogue', 'publish', slug);
  for (const file of files) {
    await ask(file, 200, `/r/${slug}/${file}`);
    await ask(file, 400, `/r/${slug}/${file}?round=x`);
  }
  await ask('flode.atom', 200, `/r/${slug}/flode.atom`);
  judge('GET', '/r/{slug}', 200, await service.request('GET', `/r/${slug}`));
  judge('GET', '/flode.atom', 200, await service.request('GET', '/flode.atom'));
}
