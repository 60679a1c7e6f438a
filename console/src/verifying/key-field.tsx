import { useId } from 'react';
import { usePreference } from '../parts/preferences.ts';
import { complaintOf } from './given-key.ts';
import './key-field.css';

/** The key that the reader was given another way; kept in this browser. */
export function useGivenKey(): [string, (key: string) => void] {
  return usePreference('key', '');
}

export function KeyField() {
  const [given, setGiven] = useGivenKey();
  const id = useId();
  const complaint = complaintOf(given);
  return (
    <div className="key-field">
      <label htmlFor={id}>The key of the log, as it was given to you another way</label>
      <input
        id={id}
        value={given}
        autoComplete="off"
        spellCheck={false}
        placeholder="twelve words, or affidavit.log/…"
        aria-describedby={`${id}-help`}
        aria-invalid={complaint !== ''}
        onChange={({ target }) => setGiven(target.value)}
      />
      <p id={`${id}-help`} className="small faint">
        {complaint === ''
          ? 'Without it, a check says that everything fits together, not whose log it is. It stays in this browser.'
          : complaint}
      </p>
    </div>
  );
}
