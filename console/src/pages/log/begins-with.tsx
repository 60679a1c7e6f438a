import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Mark } from '../../parts/status.tsx';
import { counted } from '../../parts/words.ts';
import { isExtended, type Tree } from '../../verifying/extends.ts';

/** Asks, when it is pressed, whether today's log begins with a tree: checked in this browser. */
export function BeginsWith({ company, tree, today }: { company: string; tree: Tree; today: Tree }) {
  const [against, setAgainst] = useState<Tree | null>(null);
  const answer = useQuery({
    queryKey: ['extended', company, tree.size, tree.root, against?.size],
    enabled: against !== null,
    queryFn: ({ signal }) => isExtended(company, tree, against ?? today, signal),
  });
  if (against === null)
    return (
      <button
        type="button"
        className="small"
        aria-label={`Check that today’s log begins with these ${counted(tree.size, 'event')}`}
        onClick={() => setAgainst({ size: today.size, root: today.root })}
      >
        Check
      </button>
    );
  return (
    <span role="status">
      {answer.isError ? (
        <Mark tone="error">
          Not checked: <span className="foreign">{answer.error.message}</span>
        </Mark>
      ) : answer.data === undefined ? (
        'Checking…'
      ) : answer.data ? (
        <Mark tone="passed">Today’s log begins with it</Mark>
      ) : (
        <Mark tone="failed">Today’s log does not begin with it</Mark>
      )}
    </span>
  );
}
