import { usePageTitle } from '../../parts/page-title.ts';
import { DropZone } from '../../verifying/drop-zone.tsx';
import './verify-page.css';

/** Any file, checked here: nothing of it leaves the browser. */
export function VerifyPage() {
  usePageTitle('Verify');
  return (
    <div className="verify stack">
      <h1>Verify a file</h1>
      <p>
        An affidavit, a bundle of them, or a certificate. It is checked in this browser and goes nowhere.
        These pages come from the server that also keeps the log: to trust neither, check the file with{' '}
        <code>npx @affidavit/verify</code>, or with the verifier in Python.
      </p>
      <DropZone />
    </div>
  );
}
