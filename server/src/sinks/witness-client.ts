/** The other end of asking a witness: one request of the tlog-witness protocol, and what came back. */
import type { WitnessClient, WitnessReply } from '../app/ports/witnesses.ts';
import { limits } from '../domain/limits.ts';
import { type GuardedFetch, type OutboundAnswer, OutboundFailed } from './guarded-fetch.ts';

export function witnessClient(outbound: GuardedFetch): WitnessClient {
  return {
    objection: (url) => outbound.objection(url),
    async ask(url, request, signal) {
      try {
        return replyOf(
          await outbound.fetch({
            url: `${url.replace(/\/+$/, '')}/add-checkpoint`,
            method: 'POST',
            headers: { 'content-type': 'text/plain; charset=utf-8' },
            body: request,
            maxBytes: limits.witnessAnswerBytes,
            timeoutMs: limits.witnessAnswerMs,
            signal,
          }),
        );
      } catch (error) {
        if (!(error instanceof OutboundFailed)) throw error;
        return { is: 'failed', message: error.message };
      }
    },
  };
}

function replyOf({ status, contentType, body }: OutboundAnswer): WitnessReply {
  const text = new TextDecoder().decode(body);
  if (status === 200) return { is: 'cosigned', lines: text };
  if (status === 409 && contentType === 'text/x.tlog.size') {
    const size = /^(0|[1-9]\d{0,15})\n$/.exec(text)?.[1];
    if (size !== undefined && Number.isSafeInteger(Number(size)))
      return { is: 'otherSize', size: Number(size) };
  }
  const said = text.split('\n')[0]?.slice(0, limits.witnessMessageChars) ?? '';
  const meaning = meanings[status] ?? 'answered something else than the protocol says';
  return {
    is: status === 409 || status === 422 ? 'conflict' : 'failed',
    message: `${meaning} (${status}${said === '' ? '' : `: ${said}`})`,
  };
}

const meanings: Readonly<Record<number, string>> = {
  400: 'could not read the request',
  403: 'does not trust the key of this log',
  404: 'does not know this log',
  409: 'has cosigned another log of this name and size',
  422: 'has cosigned a log that this one does not extend',
};
