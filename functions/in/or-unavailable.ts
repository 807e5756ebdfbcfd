/** A failure of ours at an HTTP door: 503 and a sentence, so that whoever asked tries again. Never a 400, which says "do not". */
import type { FunctionResult, HttpRequest, HttpResponse, HttpResponseInit } from '@azure/functions';
import { answerPageHeaders, unavailablePage } from '../../engine/messages/answer-page.ts';
import type { Ports } from '../../engine/ports.ts';
import { refuse } from './json.ts';

type Door<Rest extends readonly unknown[]> = (
  request: HttpRequest,
  ...rest: Rest
) => FunctionResult<HttpResponseInit | HttpResponse>;

export const orUnavailable =
  <Rest extends readonly unknown[]>(ports: Ports, handler: Door<Rest>, failed: (error: unknown) => HttpResponseInit = asJson) =>
  async (request: HttpRequest, ...rest: Rest): Promise<HttpResponseInit | HttpResponse> => {
    try {
      return await handler(request, ...rest);
    } catch (error) {
      ports.log.error('door.failed', { method: request.method, error: String(error) });
      return failed(error);
    }
  };

const soon = { 'retry-after': '5' };

function asJson(error: unknown): HttpResponseInit {
  if ((error as { code?: unknown } | undefined)?.code === 'store/bad-query') {
    const says = '"continuation" is not one that this list gave out.';
    return refuse(400, { code: 'api/bad-continuation', at: 'query.continuation', says, fix: 'Begin again without it.' });
  }
  const says = 'Tocsin cannot reach its store for the moment.';
  const answer = refuse(503, { code: 'api/unavailable', at: 'server', says, fix: 'Try again in a few seconds.' });
  return { ...answer, headers: { ...(answer.headers as Record<string, string>), ...soon } };
}

/** For people with a browser. */
export const asPage = (): HttpResponseInit => ({
  status: 503,
  body: unavailablePage(),
  headers: { ...answerPageHeaders, ...soon },
});
