// Owns the overview and the pages of results and method as programs meet them: every documented
// status.
import {judge} from './description.mjs';
import {slug} from './service.mjs';

// {cookies}: headers of ali, who may, and of anna, who may not.
export async function provokeResults(service, cookies) {
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
