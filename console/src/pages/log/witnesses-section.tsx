import { useWitnesses } from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { count } from '../../parts/words.ts';

/** Who else has seen the log, and how much of it. */
export function WitnessesSection({ size }: { size: number }) {
  const found = useWitnesses();
  if (found.isError) return <Complaint error={found.error} />;
  if (found.data === undefined) return null;
  const { witnesses, needed } = found.data;
  return (
    <Section title="Witnesses">
      {witnesses.length === 0 ? (
        <p className="small">
          Nobody is asked to cosign this log. A witness sees hashes only, and makes a second history
          impossible: an administrator names them with <code>PUT /api/log/witnesses</code>, or{' '}
          <code>affidavit log witnesses</code>.
        </p>
      ) : (
        <>
          <p className="small">
            {needed === 0 ? 'None of them must cosign.' : `${needed} of ${witnesses.length} must cosign.`}
          </p>
          <div className="scroll-x">
            <table>
              <thead>
                <tr>
                  <th scope="col">Witness</th>
                  <th scope="col">Has seen</th>
                  <th scope="col">When</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {witnesses.map(({ name, vkey, cosignedSize, cosignedAt, problem, conflict }) => (
                  <tr key={vkey}>
                    <th scope="row" className="foreign">
                      {name}
                    </th>
                    <td>{cosignedSize === null ? '–' : `${count(cosignedSize)} of ${count(size)}`}</td>
                    <td>{cosignedAt === null ? '–' : <Time at={cosignedAt} />}</td>
                    <td>
                      <State isFine={problem === null && !conflict && cosignedSize !== null} />{' '}
                      <span className="foreign">{problem}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Section>
  );
}

function State({ isFine }: { isFine: boolean }) {
  return <Mark tone={isFine ? 'passed' : 'error'}>{isFine ? 'Cosigns' : 'Does not cosign'}</Mark>;
}
