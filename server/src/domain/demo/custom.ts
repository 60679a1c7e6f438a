/** What the first company feeds in itself: records of its door locks, and the staff list of a company it bought. */
import type { CustomConnection, CustomResource } from '../directory.ts';
import { ago } from './calendar.ts';

export function acmeCustomConnections(): CustomConnection[] {
  return [
    { id: 16, description: 'Who opened which door, once a day', createdById: 12 },
    { id: 17, description: 'Staff of Acme Health, until its system is replaced', createdById: 5 },
  ];
}

export function acmeCustomResources(today: number): CustomResource[] {
  return [
    {
      id: 1,
      connectionId: 16,
      name: 'Door openings',
      description: 'One record for each door and day',
      schema: {
        type: 'object',
        properties: { door: { type: 'string' }, openings: { type: 'integer' }, day: { type: 'string' } },
        required: ['door', 'day'],
      },
      createdAt: ago(today, 95),
      updatedAt: ago(today, 95),
      deletedAt: null,
    },
  ];
}
