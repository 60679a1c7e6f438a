import { useState } from 'react';
import { copyText } from './copy.ts';
import './secret.css';

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
