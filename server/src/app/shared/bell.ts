/** Tells those who wait in this process that there is work. What they find is up to them: a ring may be for nothing. */
export interface Bell {
  ring(): void;
  /** Calls `listener` at every ring from now on. */
  listen(listener: () => void): void;
}

export function makeBell(): Bell {
  const listeners: (() => void)[] = [];
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
