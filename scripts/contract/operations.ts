/** Every operation of the tags that this server covers, and how many the contract has in the others. */
import type { Operation } from './notation.ts';
import { operationsV1 } from './operations-v1.ts';
import { operationsV2 } from './operations-v2.ts';

export const operations: readonly Operation[] = [...operationsV1, ...operationsV2];

export interface Uncovered {
  version: 1 | 2;
  tag: string;
  operations: number;
}

const counts = (version: 1 | 2, text: string): Uncovered[] =>
  text.split(', ').map((part) => {
    const at = part.lastIndexOf(' ');
    return { version, tag: part.slice(0, at), operations: Number(part.slice(at + 1)) };
  });

/** Tags of the contract that have nothing to do with events: none of their operations is served. */
export const uncovered: readonly Uncovered[] = [
  ...counts(
    1,
    'Autopilot 1, Controls 18, Monitor Instances 3, Frameworks 2, Tickets 1, Custom Connections 5, Devices 10, Evidence Library 7, Trust Center 10, Assets 3, Policies 6, Vendors 12, Customer Request 2, Questionnaires 2',
  ),
  ...counts(
    2,
    'Audit Requests 2, Audits 2, Assets 5, Control Library 3, Control Notes 5, Control Owners 4, Controls 8, Custom Data Records 7, Device Documents 4, Devices 8, Evidence Library 6, Frameworks 8, Policies 13, Risk Documents 4, Risk Library 3, Risk Notes 5, Risk Registers 5, Risks 5, Tasks 6, Monitoring Tests 6, Procurement Connection Mappings 2, Vendor Documents 3, Vendor Security Reviews 10, Vendor Types 4, Vendors 9',
  ),
];

/** How many operations the whole contract has. */
export const totals = { 1: 116, 2: 168 } as const;
