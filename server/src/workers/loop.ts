/** One background task: runs, waits, runs again; never twice at once. */
export interface Task {
  name: string;
  intervalMs: number;
  run(): Promise<unknown>;
}

export interface Loop {
  /** Lets a running task finish, then resolves; it is not run again. */
  stop(): Promise<void>;
}

/** A task that fails is reported and tried again after its interval: `onError` decides whether that is fatal. */
export function startLoop(task: Task, onError: (task: string, error: unknown) => void): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    try {
      await task.run();
    } catch (error) {
      onError(task.name, error);
    }
    if (!stopped) timer = setTimeout(start, task.intervalMs);
  }
  function start(): void {
    running = once();
  }

  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
