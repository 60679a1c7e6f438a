/** One background task: runs, waits, runs again; never twice at once. */
export interface Task {
  name: string;
  intervalMs: number;
  /** `stopping` is aborted when the loop is stopped: a long run should end early. */
  run(stopping: AbortSignal): Promise<unknown>;
  /** Cuts the waiting short; a ring during a run makes it run once more. */
  bell?: { listen(listener: () => void): void };
  /** Called once the loop is stopped and nothing runs any more. */
  end?(): Promise<void>;
}

export interface Loop {
  /** Lets a running task finish, then resolves; it is not run again. */
  stop(): Promise<void>;
}

/** A task that fails is reported and tried again after its interval: `onError` decides whether that is fatal. */
export function startLoop(task: Task, onError: (task: string, error: unknown) => void): Loop {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let isRung = false;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    do {
      isRung = false;
      try {
        await task.run(stopping.signal);
      } catch (error) {
        onError(task.name, error);
      }
    } while (isRung && !stopping.signal.aborted);
    if (!stopping.signal.aborted) timer = setTimeout(start, task.intervalMs);
  }
  function start(): void {
    timer = null;
    running = run();
  }

  task.bell?.listen(() => {
    isRung = true;
    if (timer === null) return;
    clearTimeout(timer);
    start();
  });
  start();
  return {
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
      await task.end?.();
    },
  };
}
