import { ApiError } from '../api/http.ts';
import './complaint.css';

/** Something could not be had: what, why, and a way on. */
export function Complaint({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const forbidden = error instanceof ApiError && error.status === 403;
  return (
    <div className="complaint" role="alert">
      <p>
        <strong>{forbidden ? 'Your role does not show this.' : 'This could not be shown.'}</strong>{' '}
        <span className="foreign">{error.message}</span>
      </p>
      {onRetry !== undefined && !forbidden && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
