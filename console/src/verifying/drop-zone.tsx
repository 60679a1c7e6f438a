import { useEffect, useRef, useState } from 'react';
import { checkFile } from './check-file.ts';
import { type Checked, failedFile } from './checked.ts';
import { KeyField, useGivenKey } from './key-field.tsx';
import { Verdict } from './verdict.tsx';
import './drop-zone.css';

/** Files that are dropped or chosen are checked, each by itself. */
export function DropZone() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="stack">
      <div
        className={isOver ? 'drop-zone is-over' : 'drop-zone'}
        role="group"
        aria-label="Files to verify"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          setFiles([...event.dataTransfer.files]);
        }}
      >
        <p>Drop files here</p>
        <button type="button" onClick={() => chooser.current?.click()}>
          Choose files
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Files to verify"
          onChange={({ target }) => setFiles([...(target.files ?? [])])}
        />
      </div>
      <KeyField />
      {files.map((file) => (
        <CheckedFile key={`${file.name} ${file.size} ${file.lastModified}`} file={file} />
      ))}
    </div>
  );
}

function CheckedFile({ file }: { file: File }) {
  const [given] = useGivenKey();
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    let isWanted = true;
    const show = (result: Checked) => isWanted && setChecked(result);
    checkFile(file, given).then(show, (error: Error) => show(failedFile(error.message)));
    return () => {
      isWanted = false;
    };
  }, [file, given]);
  return (
    <div className="stack">
      <h2 className="file-name foreign">{file.name}</h2>
      {checked === null ? <p role="status">Checking…</p> : <Verdict checked={checked} />}
    </div>
  );
}
