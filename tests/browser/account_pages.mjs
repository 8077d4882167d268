// Owns the page of one's own account as programs meet it: every documented status.
import {judge} from './description.mjs';
import {oneTimeCode, roomInStep, stepNow} from './one_time_code.mjs';

const page = '/staff/konto';
const password = 'blå cykel under eken';

export async function provokeAccount(service) {
  const tea = await service.signedIn('tea', 'analyst');
  const show = (headers) => service.request('GET', page, {headers});
  judge('GET', page, 303, await show({}));
  const shown = await show(tea);
  judge('GET', page, 200, shown);
  const html = shown.body.toString();
  const [, nonce] = html.match(/name="nonce" value="([^"]+)"/);
  const secret = html.match(/<code>([^<]+)<\/code>/)[1].replaceAll(' ', '');

  const change = async (status, fields, headers = tea) =>
    judge('POST', page, status, await service.form(page, fields, headers));
  const added = {action: 'add', nonce, password, code: '000000'};
  await change(303, added, {});
  await change(403, added, {...tea, 'Sec-Fetch-Site': 'cross-site'});
  await change(413, {...added, password: 'x'.repeat(70_000)});
  await change(422, {...added, password: 'fel'});
  await roomInStep(20);
  await change(303, {...added, code: oneTimeCode(secret, stepNow())});
  await change(409, added);
}
