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
  const file = destination({ fd, sync: false });
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;

  function send(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const lines = waiting;
    waiting = '';
    if (lines !== '') file.write(lines);
  }

  // After the file's own, which writes what was handed over.
  process.once('exit', () => {
    if (waiting !== '') destination({ fd, sync: true }).write(waiting);
  });
  return {
    write(line) {
      waiting += line;
      if (waiting.length >= CHARS) send();
      else timer ??= setTimeout(send, WAIT_MS).unref();
    },
  };
}
