/** Views of the list of events. `held` is what the caller may do. */
import type { SavedView } from '../../app/ports/views.ts';
import type { Caller } from '../../app/ports.ts';

type Shown = SavedView & { ownerName: string | null };
interface Wish {
  name: string;
  query: string;
  shared: boolean;
}

export interface ViewServices {
  list(caller: Caller): Promise<readonly Shown[]>;
  create(caller: Caller, held: readonly string[], wish: Wish): Promise<Shown>;
  replace(caller: Caller, held: readonly string[], id: string, wish: Wish): Promise<Shown>;
  remove(caller: Caller, held: readonly string[], id: string): Promise<void>;
}
