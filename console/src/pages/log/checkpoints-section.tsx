import {
  type Log,
  type LogWitnesses,
  type PastCheckpoint,
  usePastCheckpoints,
  useWitnesses,
} from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/status.tsx';
import { Time } from '../../parts/time.tsx';
import { count, counted } from '../../parts/words.ts';
import { type Head, hasCosigned, headOf } from '../../verifying/head.ts';
import { BeginsWith } from './begins-with.tsx';

/** What was signed before: how large the log was, when, and who cosigned. */
export function CheckpointsSection({ head, log }: { head: Head; log: Log }) {
  const found = usePastCheckpoints(head.size);
  const asked = useWitnesses().data?.witnesses;
  const past = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Section title="Checkpoints">
      <p className="small">
        What was signed, the newest first: all of the last minute, then one an hour, the one that most
        witnesses cosigned. Every signature, those of witnesses too, is checked in this browser.
      </p>
      {found.isError ? (
        <Complaint error={found.error} onRetry={() => void found.refetch()} />
      ) : past.length === 0 ? (
        <p>{found.isPending ? 'Reading…' : 'None is kept yet: the next one will be.'}</p>
      ) : (
        <div className="scroll-x">
          <table>
            <thead>
              <tr>
                <th scope="col">Size</th>
                <th scope="col">Signed</th>
                <th scope="col">By</th>
                <th scope="col">Cosigned by</th>
                <th scope="col">Root</th>
                <th scope="col">Today’s log</th>
              </tr>
            </thead>
            <tbody>
              {past.map((one) => (
                <Row key={one.size} one={one} head={head} log={log} asked={asked} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.hasNextPage && (
        <button type="button" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show earlier ones
        </button>
      )}
    </Section>
  );
}

interface RowProps {
  one: PastCheckpoint;
  head: Head;
  log: Log;
  /** Nothing before they are known. */
  asked: LogWitnesses['witnesses'] | undefined;
}

function Row({ one, head, log, asked }: RowProps) {
  const own = headOf(one.note, log.vkeys);
  const isOfThisLog = own.origin === log.origin;
  const says = own.size === one.size && own.root === one.root;
  return (
    <tr>
      <th scope="row">{count(one.size)}</th>
      <td>
        <Time at={one.signedAt} />
      </td>
      <td>
        {!isOfThisLog ? (
          <Mark tone="faint">An earlier epoch’s key</Mark>
        ) : own.isSigned && says ? (
          <Mark tone="passed">The log’s key</Mark>
        ) : (
          <Mark tone="failed">No key of the log</Mark>
        )}
      </td>
      <td>{asked === undefined ? '…' : <Cosigned one={one} asked={asked} />}</td>
      <td>
        <code title={one.root}>{one.root.slice(0, ROOT_CHARS)}…</code>
      </td>
      <td>
        {isOfThisLog && one.size > 0 && one.size <= head.size ? (
          <BeginsWith company={log.company} tree={one} today={head} />
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

const ROOT_CHARS = 12;

function Cosigned({ one, asked }: { one: PastCheckpoint; asked: LogWitnesses['witnesses'] }) {
  if (one.witnesses.length === 0 && one.otherLines === 0) return <span className="faint">Nobody</span>;
  return (
    <ul>
      {one.witnesses.map(({ name, cosignedAt }) => (
        <li key={name}>
          {asked.some((witness) => witness.name === name && hasCosigned(witness.vkey, one.note)) ? (
            <>
              <span className="foreign">{name}</span>, <Time at={cosignedAt} />
            </>
          ) : (
            <Mark tone="failed">
              Not by <span className="foreign">{name}</span>, as the server says
            </Mark>
          )}
        </li>
      ))}
      {one.otherLines > 0 && (
        <li className="faint">{counted(one.otherLines, 'line')} of keys that nobody asks any more</li>
      )}
    </ul>
  );
}
