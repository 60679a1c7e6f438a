/** One event with everything around it, as the contract prints it. */
import type { ExpandV2 } from '@affidavit/verify';
import { limits } from '../domain/limits.ts';
import type { ShownEvent } from './ports/shown-event.ts';
import type { Caller, Company, EventReader, KeyRecord } from './ports.ts';
import { makeCache } from './shared/cache.ts';
import type { RemovalEpochs } from './shared/removal-epochs.ts';
import type { Renderer } from './shared/render.ts';

/** `id` in any case. Null when the company has no such event, whoever else may have one. At once when it is in memory. */
export interface ReadEvent {
  v1(company: Company, id: string, dateStyle: KeyRecord['dateStyle']): string | Promise<string | null>;
  v2(caller: Caller, id: string, expand: ReadonlySet<ExpandV2>): string | Promise<string | null>;
}

export function readEvent(at: {
  events: EventReader;
  renderer: Renderer;
  removals: RemovalEpochs;
}): ReadEvent {
  // An event never changes, so its printed form is right until something of it is removed.
  const printed = makeCache<string>(limits.renderedCacheChars);
  at.removals.onMove(() => printed.clear());
  type Print = (event: ShownEvent) => Promise<string>;

  function read(company: number, form: string, id: string, print: Print): string | Promise<string | null> {
    const lower = id.toLowerCase();
    const from = (epoch: number) => {
      const name = `${company} ${epoch} ${form} ${lower}`;
      return printed.get(name) ?? printAs(name, company, lower, print);
    };
    const epoch = at.removals.atHand(company);
    return epoch === undefined ? at.removals.fresh(company).then(from) : from(epoch);
  }

  async function printAs(name: string, company: number, id: string, print: Print): Promise<string | null> {
    const event = await at.events.shown(company, id);
    if (event === null) return null;
    const json = await print(event);
    printed.set(name, json, json.length);
    return json;
  }

  return {
    v1: ({ company }, id, dateStyle) =>
      read(company, dateStyle, id, (event) => at.renderer.v1(company, event, dateStyle)),
    v2: ({ company: { company }, dateStyle }, id, expand) =>
      read(company, `v2 ${dateStyle} ${[...expand].sort().join('+')}`, id, (event) =>
        at.renderer.v2(company, event, expand, dateStyle),
      ),
  };
}
