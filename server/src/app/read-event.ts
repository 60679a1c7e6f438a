/** One event with everything around it, as the contract's v1 prints it. */
import { limits } from '../domain/limits.ts';
import type { Company, EventReader, KeyRecord } from './ports.ts';
import { makeCache } from './shared/cache.ts';
import type { Renderer } from './shared/render.ts';

export type ReadEvent = (
  company: Company,
  id: string,
  dateStyle: KeyRecord['dateStyle'],
) => Promise<string | null>;

/** `id` in any case. Null when the company has no such event, whoever else may have one. */
export function readEvent(at: { events: EventReader; renderer: Renderer }): ReadEvent {
  // An event never changes, so its printed form is right for ever.
  const printed = makeCache<string>(limits.renderedCacheBytes);
  return async (company, id, dateStyle) => {
    const name = `${company.company} ${dateStyle} ${id.toLowerCase()}`;
    const known = printed.get(name);
    if (known !== undefined) return known;
    const event = await at.events.event(company.company, id.toLowerCase());
    if (event === null) return null;
    const json = await at.renderer.v1(company.company, event, dateStyle);
    printed.set(name, json, json.length * 2);
    return json;
  };
}
