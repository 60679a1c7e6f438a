import { useCheckpoint, useLog } from '../../api/log.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { Facts } from '../../parts/facts.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Mark } from '../../parts/status.tsx';
import { counted } from '../../parts/words.ts';
import { DropZone } from '../../verifying/drop-zone.tsx';
import { type Head, headOf } from '../../verifying/head.ts';
import { CertificateSection } from './certificate-section.tsx';
import { CheckpointsSection } from './checkpoints-section.tsx';
import { FullCheckSection } from './full-check-section.tsx';
import { GrowthChart } from './growth-chart.tsx';
import { KeysSection } from './keys-section.tsx';
import { SeenSection } from './seen-section.tsx';
import { WitnessesSection } from './witnesses-section.tsx';
import './log-page.css';

/** The log as a whole: how much is signed, by which key, seen by whom. */
export function LogPage() {
  usePageTitle('Log');
  const log = useLog(REFRESH_MS);
  const checkpoint = useCheckpoint(log.data?.company);
  const error = log.error ?? checkpoint.error;
  if (error !== null) return <Complaint error={error} onRetry={() => void checkpoint.refetch()} />;
  if (log.data === undefined || checkpoint.data === undefined) return <Skeleton rows={12} />;
  const head = headOf(checkpoint.data, log.data.vkeys);
  return (
    <div className="log">
      <header>
        <h1>{counted(head.size, 'event')} under one signature</h1>
        <p className="faint">
          Every event is a leaf of one tree; its root is signed within a second. Change one, and the root
          changes.
        </p>
      </header>
      <div className="log-columns">
        <div className="stack">
          <Section title="Size of the log over time">
            <GrowthChart size={head.size} />
          </Section>
          <WitnessesSection size={head.size} />
          <CheckpointsSection head={head} log={log.data} />
          <SeenSection company={log.data.company} head={head} />
          <Section title="Verify a file">
            <p className="small">
              An affidavit, a bundle of them, or a certificate, checked in this browser.
            </p>
            <DropZone />
          </Section>
          <CertificateSection />
        </div>
        <div className="stack">
          <CheckpointSection head={head} isPublic={log.data.public} />
          <FullCheckSection company={log.data.company} head={head} />
          <KeysSection keys={log.data.keys} />
        </div>
      </div>
    </div>
  );
}

const REFRESH_MS = 10_000;

function CheckpointSection({ head, isPublic }: { head: Head; isPublic: boolean }) {
  return (
    <Section title="Newest checkpoint">
      <p>
        <Mark tone={head.isSigned ? 'passed' : 'failed'}>
          {head.isSigned ? 'Signed by the log’s key' : 'Signed by no key of the log'}
        </Mark>
      </p>
      <Facts
        facts={[
          ['Size', counted(head.size, 'event')],
          ['Root', <code>{head.root}</code>],
          ['Log', <code>{head.origin}</code>],
          ['Read by', isPublic ? 'everybody: no names and no texts' : 'this company only'],
        ]}
      />
      <details>
        <summary>As it is signed</summary>
        <pre className="raw" tabIndex={0} role="group" aria-label="Checkpoint">
          {head.note}
        </pre>
      </details>
    </Section>
  );
}
