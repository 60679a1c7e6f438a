/** The keyboard layer: what each key does on the page that is open, and the list of it for people. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

interface Binding {
  key: string;
  what: string;
  act: () => void;
}

let bindings: readonly Binding[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Binding[]): void {
  bindings = next;
  for (const listener of listeners) listener();
}

/** `key` as KeyboardEvent.key has it. The binding that came last wins; it goes with its component. */
export function useKey(key: string, what: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const binding = { key, what, act: () => latest.current() };
    change([...bindings, binding]);
    return () => change(bindings.filter((one) => one !== binding));
  }, [key, what]);
}

export function useBindings(): readonly Binding[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => bindings,
  );
}

/** Where keys are text, and where a dialog is open, they are nobody's command. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]') !== null;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target))
    return;
  const binding = bindings.findLast(({ key }) => key === event.key);
  if (binding === undefined) return;
  // Enter and the space bar belong to what has the focus.
  if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button')) return;
  event.preventDefault();
  binding.act();
});
