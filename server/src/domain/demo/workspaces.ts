/** The workspaces of the demo; the first company's first one is the reference page's. */
import type { Workspace } from '../directory.ts';
import { ago } from './calendar.ts';

export function acmeWorkspaces(today: number): Workspace[] {
  return [
    {
      id: 2,
      name: 'Acme Europe – Zürich',
      description: 'Payments for the European market: ISO 27001 and GDPR',
      howItWorks: 'Data stays in eu-central-1; a team of nine runs it.',
      url: 'https://eu.acme.example.com',
      logo: null,
      primary: false,
      createdAt: ago(today, 820),
      updatedAt: ago(today, 300),
    },
    {
      id: 3,
      name: 'Acme Health (acquired)',
      description: null,
      howItWorks: null,
      url: null,
      logo: null,
      primary: false,
      createdAt: ago(today, 145),
      updatedAt: ago(today, 145),
    },
  ];
}

export function globexWorkspaces(today: number): Workspace[] {
  return [
    {
      id: 1,
      name: 'Globex',
      description: 'SOC 2 for the logistics platform',
      howItWorks: null,
      url: 'https://globex.example.com',
      logo: 'https://globex.example.com/logo.png',
      primary: true,
      createdAt: ago(today, 700),
      updatedAt: ago(today, 200),
    },
  ];
}
