/** What the reader chose for this browser; the page works without, where storing is forbidden. */
import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'affidavit.';
const listeners = new Set<() => void>();
const unstored = new Map<string, string>();

function read(name: string): string | null {
  try {
    return unstored.get(name) ?? localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
    unstored.delete(name);
  } catch {
    unstored.set(name, value);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** A text that stays the same in all open pages; `fallback` until one is chosen. */
export function usePreference(name: string, fallback: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => read(name)) ?? fallback;
  const set = useCallback((next: string) => write(name, next), [name]);
  return [value, set];
}
