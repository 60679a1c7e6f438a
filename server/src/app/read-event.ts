/** One event with everything around it, as the contract prints it. */
import type { ExpandV2 } from '@affidavit/verify';
import { limits } from '../domain/limits.ts';
import type { ShownEvent } from './ports/shown-event.ts';
import type { Caller, Company, EventReader, KeyRecord } from './ports.ts';
import { makeCache } from './shared/cache.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import type { Renderer } from './shared/render.ts';

/** `id` in any case. Null when the company has no such event, whoever else may have one. */
export interface ReadEvent {
  v1(company: Company, id: string, dateStyle: KeyRecord['dateStyle']): Promise<string | null>;
  /** The same when it is in memory, at once; undefined when the store has to be asked. */
  v1AtHand(company: Company, id: string, dateStyle: KeyRecord['dateStyle']): string | undefined;
  v2(caller: Caller, id: string, expand: ReadonlySet<ExpandV2>): Promise<string | null>;
}

export function readEvent(at: {
  events: EventReader;
  renderer: Renderer;
  removals: RemovalEpochs;
}): ReadEvent {
  // An event never changes, so its printed form is right until something of it is removed.
  const printed = makeCache<string>(limits.renderedCacheChars);
  at.removals.onMove(() => printed.clear());

  async function read(
    { company }: Company,
    form: string,
    id: string,
    print: (event: ShownEvent) => Promise<string>,
  ): Promise<string | null> {
    const name = nameOf(company, await at.removals.current(company), form, id);
    const known = printed.get(name);
    if (known !== undefined) return known;
    const event = await at.events.shown(company, id.toLowerCase());
    if (event === null) return null;
    const json = await print(event);
    printed.set(name, json, json.length);
    return json;
  }

  return {
    v1: (company, id, dateStyle) =>
      read(company, dateStyle, id, (event) => at.renderer.v1(company.company, event, dateStyle)),
    v1AtHand({ company }, id, dateStyle) {
      const epoch = at.removals.atHand(company);
      return epoch === undefined ? undefined : printed.get(nameOf(company, epoch, dateStyle, id));
    },
    v2: ({ company, dateStyle }, id, expand) =>
      read(company, `v2 ${dateStyle} ${[...expand].sort().join('+')}`, id, (event) =>
        at.renderer.v2(company.company, event, expand, dateStyle),
      ),
  };
}

function nameOf(company: number, epoch: number, form: string, id: string): string {
  return `${company} ${epoch} ${form} ${id.toLowerCase()}`;
}
