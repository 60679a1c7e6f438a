import { useQuery } from '@tanstack/react-query';
import type { Event } from '../../api/events.ts';
import { useLog, useProof, useWitnesses, witnessedSize } from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { ProofState, proofOf } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { count } from '../../parts/words.ts';
import { PathDrawing } from './path-drawing.tsx';
import { readSeal, type Seal } from './seal.ts';
import './seal-section.css';

/** Where the event is in the log, and how its leaf leads to what was signed. */
export function SealSection({ event }: { event: Event }) {
  const log = useLog();
  const witnesses = useWitnesses();
  const proof = useProof(event.id);
  const seal = useQuery({
    queryKey: ['seal', event.leaf, proof.data, log.data?.vkeys],
    enabled: proof.data !== undefined && log.data !== undefined,
    queryFn: () => readSeal(proof.data ?? '', event.leaf, log.data?.vkeys ?? []),
  });
  const state = proofOf(event.seq, seal.data?.head.size ?? 0, witnessedSize(witnesses.data));
  const error = proof.error ?? log.error ?? seal.error;
  return (
    <aside className="seal">
      <Section title="The seal" aside={<ProofState proof={state} />}>
        {error !== null ? (
          <Complaint error={error} onRetry={() => void proof.refetch()} />
        ) : seal.data === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <Sealed event={event} seal={seal.data} witnesses={witnesses.data?.witnesses ?? []} />
        )}
      </Section>
    </aside>
  );
}

interface Witness {
  name: string;
  cosignedSize: number | null;
  cosignedAt: string | null;
}

function Sealed(props: { event: Event; seal: Seal; witnesses: readonly Witness[] }) {
  const { event, seal, witnesses } = props;
  const { index, steps, leadsToRoot, head } = seal;
  const { size, root, origin, isSigned, note } = head;
  const seen = witnesses.filter(({ cosignedSize }) => (cosignedSize ?? 0) > event.seq);
  return (
    <>
      <p>
        Number {count(index)} of the {count(size)} events in the log.{' '}
        {leadsToRoot
          ? `${steps.length === 1 ? 'One hash leads' : `${steps.length} hashes lead`} from it to the root`
          : 'Its hashes do not lead to the root'}
        {isSigned ? ', which the log’s key signed.' : ', which no key of the log has signed.'}
      </p>
      <PathDrawing seal={seal} leaf={event.leaf} />
      <Facts
        facts={[
          ['Recorded', <Time at={event.recordedAt} />],
          ['Leaf', <code>{event.leaf}</code>],
          ['Root', <code>{root}</code>],
          ['Log', <code>{origin}</code>],
        ]}
      />
      <h3>Witnesses</h3>
      {seen.length === 0 ? (
        <p className="small faint">
          {witnesses.length === 0
            ? 'Nobody is asked to cosign this log. An administrator can name witnesses.'
            : 'No witness has cosigned a log that holds this event yet.'}
        </p>
      ) : (
        <Facts
          facts={seen.map(({ name, cosignedAt }) => [
            name,
            cosignedAt === null ? 'cosigned' : <Time at={cosignedAt} />,
          ])}
        />
      )}
      <details>
        <summary>Checkpoint</summary>
        <pre className="raw" tabIndex={0} role="group" aria-label="Checkpoint">
          {note}
        </pre>
      </details>
    </>
  );
}
