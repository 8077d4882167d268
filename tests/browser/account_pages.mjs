// Owns the pages of one's own account and of all as programs meet them: every documented status.
import {judge} from './description.mjs';
import {oneTimeCode, roomInStep, stepNow} from './one_time_code.mjs';

const own = '/staff/konto';
const all = '/staff/konton';
const password = 'blå cykel under eken';

export async function provokeOwnAccount(service) {
  const tea = await service.signedIn('tea', 'analyst');
  const show = (headers) => service.request('GET', own, {headers});
  judge('GET', own, 303, await show({}));
  const shown = await show(tea);
  judge('GET', own, 200, shown);
  const html = shown.body.toString();
  const [, nonce] = html.match(/name="nonce" value="([^"]+)"/);
  const secret = html.match(/<code>([^<]+)<\/code>/)[1].replaceAll(' ', '');

  const change = async (status, fields, headers = tea) =>
    judge('POST', own, status, await service.form(own, fields, headers));
  const added = {action: 'add', nonce, password, code: '000000'};
  await change(303, added, {});
  await change(403, added, {...tea, 'Sec-Fetch-Site': 'cross-site'});
  await change(413, {...added, password: 'x'.repeat(70_000)});
  await change(422, {...added, password: 'fel'});
  await roomInStep(20);
  await change(303, {...added, code: oneTimeCode(secret, stepNow())});
  await change(409, added);
}

// {cookies}: headers of anna, an administrator, and of ali, who is none.
export async function provokeAccounts(service, cookies) {
  const change = async (status, fields, headers = cookies.anna) =>
    judge('POST', all, status, await service.form(all, fields, headers));
  const added = {action: 'add', name: 'per', role: 'analyst'};
  await change(200, added);
  await change(409, added);
  await change(422, {action: 'add', name: 'Å B', role: 'analyst'});
  await change(303, {action: 'disable', name: 'per'});
  await change(303, added, {});
  await change(403, added, cookies.ali);
  await change(413, {action: 'x'.repeat(70_000)});
}
