/** What is shown of people, wherever they are shown. */
import { Mark } from './status.tsx';
import { inWords } from './words.ts';
import './person.css';

/** Stands where a photo would; says nothing to those who hear the page. */
export function Initials(props: { firstName: string | null; lastName: string | null; email: string }) {
  const { firstName, lastName, email } = props;
  const letters = [firstName, lastName].flatMap((name) => [...(name ?? '')].slice(0, 1)).join('');
  return (
    <span className="person-initials" aria-hidden="true">
      {(letters || email.slice(0, 1)).toUpperCase()}
    </span>
  );
}

/** Whether an account has more than a password. */
export function Mfa({ has }: { has: boolean | null }) {
  if (has === null) return <span className="faint">unknown</span>;
  return <Mark tone={has ? 'passed' : 'failed'}>{has ? 'on' : 'off'}</Mark>;
}

/** What a background check came to; what is neither good nor bad is said in its own word. */
export function CheckState({ status }: { status: string }) {
  if (status === 'OK') return <Mark tone="passed">Passed</Mark>;
  if (status === 'ISSUE') return <Mark tone="failed">Issue found</Mark>;
  return <Mark tone="faint">{inWords(status)}</Mark>;
}
