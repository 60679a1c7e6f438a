/** Lines of the log on their way to a file descriptor. */
import { type DestinationStream, destination } from 'pino';

const CHARS = 64 * 1024;
const WAIT_MS = 200;

/**
 * Collects lines and writes them together, when there are 64 KB or after a fifth of a second: a write for every request would
 * cost more than the request. What waits is written when the process ends by itself. (pino's own buffer measures all that waits
 * with each line that comes.)
 */
export function logLines(fd: number): DestinationStream {
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;

  function send(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const lines = waiting;
    waiting = '';
    if (lines !== '') file.write(lines);
  }

  // Before the file's own, which closes it.
  process.once('beforeExit', send);
  process.once('exit', () => {
    if (waiting === '') return;
    send();
    file.flushSync();
  });
  const file = destination({ fd, sync: false });
  return {
    write(line) {
      waiting += line;
      if (waiting.length >= CHARS) send();
      else timer ??= setTimeout(send, WAIT_MS).unref();
    },
  };
}
