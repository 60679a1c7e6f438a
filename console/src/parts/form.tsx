import { type ReactNode, useState } from 'react';
import { Complaint } from './complaint.tsx';

/** Fields and one button; while it is being sent, nothing is sent twice. */
export function Form(props: {
  onSubmit: (data: FormData) => Promise<void>;
  button: string;
  children: ReactNode;
}) {
  const [error, setError] = useState<Error | null>(null);
  const [isSending, setSending] = useState(false);
  async function send(form: HTMLFormElement): Promise<void> {
    setSending(true);
    setError(null);
    try {
      await props.onSubmit(new FormData(form));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      setSending(false);
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send(event.currentTarget);
      }}
    >
      {props.children}
      {error !== null && <Complaint error={error} />}
      <button type="submit" className="primary" disabled={isSending}>
        {props.button}
      </button>
    </form>
  );
}

export function Field(props: {
  name: string;
  type: 'email' | 'password';
  label: string;
  autoComplete: string;
  minLength?: number;
}) {
  const { label, ...input } = props;
  return (
    <label>
      {label}
      <input {...input} required />
    </label>
  );
}
