import type { HttpRequest } from '@azure/functions';

/**
 * Whether a form post may come from one of our own pages. Our pages send no referrer, for which browsers send `Origin: null`:
 * then `Sec-Fetch-Site` decides. Clients that send neither header are no browsers on a foreign page.
 */
export function mayPost(request: HttpRequest, publicUrl: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  if (origin === 'null') return site === 'same-origin';
  return origin === new URL(publicUrl).origin || origin === new URL(request.url).origin;
}
