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
    path: '/log',
    navigation: 'Log',
    component: lazy(async () => ({ default: (await import('./pages/log/log-page.tsx')).LogPage })),
  },
  {
    path: '/verify',
    navigation: 'Verify',
    component: lazy(async () => ({ default: (await import('./pages/verify/verify-page.tsx')).VerifyPage })),
  },
];
