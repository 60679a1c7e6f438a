/** What the subjects of the administration have in common. */
import { type ReactNode, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { copyText } from '../../parts/copy.ts';
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

/** Whether the reader's roles allow something; what they do not allow is not offered. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}

/** What is shown this once, to be taken along. */
export function Secret({ title, value, onDone }: { title: string; value: string; onDone: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="secret" role="status">
      <p>
        <strong>{title}</strong> It is not shown again.
      </p>
      <code>{value}</code>
      <p className="row">
        <button type="button" onClick={() => void copyText(value).then(() => setCopied(true))}>
          {isCopied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" onClick={onDone}>
          I have it
        </button>
      </p>
    </div>
  );
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
