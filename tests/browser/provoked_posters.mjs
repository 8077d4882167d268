// Owns the answers of a service that may print posters: the files, and what is said where the
// program that draws them is missing.
import {Service, slug} from './service.mjs';

const pattern = '/staff/affisch/{slug}';
const configured = 'export LYHORD_PUBLIC_URL=https://dialog.example.se ' +
  'LYHORD_PROXY_LISTEN=127.0.0.1:0; ';
const alone = 'cp "$0" "$2/alone"; exec "$2/alone" "$@"; ';

export async function provokePosters(judge) {
  for (const [status, shell] of [[200, configured], [500, configured + alone]]) {
    const service = await Service.start({shell});
    try {
      await service.openDemonstration();
      const headers = await service.signedIn('siv', 'coordinator');
      for (const format of ['pdf', 'svg']) {
        judge('GET', pattern, status,
          await service.request('GET', `/staff/affisch/${slug}?format=${format}`, {headers}));
      }
    } finally {
      await service.stop();
    }
  }
}
