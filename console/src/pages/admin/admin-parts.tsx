/** What the subjects of the administration have in common. */
import { type ReactNode, useState } from 'react';
import { Complaint } from '../../parts/complaint.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';

/** What was asked for once it is there; until then that it is coming, or why not. */
export function Answered<T>(props: {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (error !== null) return <Complaint error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Skeleton rows={8} /> : props.children(data);
}

/** A button that asks once more before it does what cannot be undone. */
export function SureButton(props: { children: string; sure: string; onSure: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  if (error !== null) return <Complaint error={error} />;
  if (!isAsking)
    return (
      <button type="button" onClick={() => setAsking(true)}>
        {props.children}
      </button>
    );
  return (
    <span className="row">
      <button type="button" className="primary" onClick={() => void props.onSure().catch(setError)}>
        {props.sure}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        No
      </button>
    </span>
  );
}
