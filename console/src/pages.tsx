/** Every page: where it is, what the navigation calls it, what draws it. The server knows the addresses too (http/console.ts). */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

interface Page {
  path: string;
  /** Absent: reached from other pages only. */
  navigation?: string;
  component: LazyExoticComponent<ComponentType>;
}

export const pages: readonly Page[] = [
  {
    path: '/events',
    navigation: 'Events',
    component: lazy(async () => ({ default: (await import('./pages/events/events-page.tsx')).EventsPage })),
  },
  {
    path: '/events/:id',
    component: lazy(async () => ({ default: (await import('./pages/event/event-page.tsx')).EventPage })),
  },
  {
    path: '/people',
    navigation: 'People',
    component: lazy(async () => ({ default: (await import('./pages/people/people-page.tsx')).PeoplePage })),
  },
  {
    path: '/people/:id',
    component: lazy(async () => ({ default: (await import('./pages/person/person-page.tsx')).PersonPage })),
  },
  {
    path: '/connections',
    navigation: 'Connections',
    component: lazy(async () => ({
      default: (await import('./pages/connections/connections-page.tsx')).ConnectionsPage,
    })),
  },
  {
    path: '/connections/:id',
    component: lazy(async () => ({
      default: (await import('./pages/connection/connection-page.tsx')).ConnectionPage,
    })),
  },
  {
    path: '/coverage',
    navigation: 'Coverage',
    component: lazy(async () => ({
      default: (await import('./pages/coverage/coverage-page.tsx')).CoveragePage,
    })),
  },
  {
    path: '/log',
    navigation: 'Log',
    component: lazy(async () => ({ default: (await import('./pages/log/log-page.tsx')).LogPage })),
  },
  {
    path: '/verify',
    navigation: 'Verify',
    component: lazy(async () => ({ default: (await import('./pages/verify/verify-page.tsx')).VerifyPage })),
  },
  {
    path: '/admin',
    navigation: 'Administration',
    component: lazy(async () => ({ default: (await import('./pages/admin/admin-page.tsx')).AdminPage })),
  },
  {
    path: '/admin/:subject',
    component: lazy(async () => ({ default: (await import('./pages/admin/admin-page.tsx')).AdminPage })),
  },
];
