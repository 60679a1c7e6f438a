import { Mark } from './status.tsx';
import { inWords } from './words.ts';

/** How a connection stands: what is configured, and whether it connects. */
export function ConnectionState(props: { state: string; connected: boolean; failedAt: string | null }) {
  const { state, connected, failedAt } = props;
  if (state === 'MISCONFIGURED') return <Mark tone="error">{inWords(state)}</Mark>;
  if (state !== 'ACTIVE') return <Mark tone="faint">{inWords(state)}</Mark>;
  if (connected) return <Mark tone="passed">Connected</Mark>;
  return <Mark tone="failed">{failedAt === null ? 'Not connected' : 'Failed'}</Mark>;
}
