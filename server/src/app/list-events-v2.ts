/** The v2 list: filters and cursor pages of contract section 2.2. */
import type { ExpandV2 } from '@affidavit/verify';
import type { Caller, Directory } from './ports.ts';
import { printEach } from './shared/breath.ts';
import { requireTypes } from './shared/event-types.ts';
import type { Renderer } from './shared/render.ts';
import type { WalkEvents, WalkQuery } from './shared/walk.ts';

export type ListEventsV2 = (
  caller: Caller,
  query: WalkQuery,
  expand: ReadonlySet<ExpandV2>,
) => Promise<string>;

export function listEventsV2(at: {
  directory: Directory;
  renderer: Renderer;
  walk: WalkEvents;
}): ListEventsV2 {
  return async ({ company, dateStyle }, query, expand) => {
    await requireTypes(at.directory, company.company, query.filter);
    const { events, ...pagination } = await at.walk(company, 'v2/events', query);
    const data = await printEach(events, (event) =>
      at.renderer.v2(company.company, event, expand, dateStyle),
    );
    return `{"data":[${data.join(',')}],"pagination":${JSON.stringify(pagination)}}`;
  };
}
