import { PageDialog } from '../parts/dialog.tsx';
import { useBindings } from './keys.ts';

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};

export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const bindings = useBindings();
  return (
    <PageDialog title="What the keys do here" isOpen={isOpen} onClose={onClose}>
      <table>
        <tbody>
          {bindings.map(({ key, what }) => (
            <tr key={`${key} ${what}`}>
              <td>
                <kbd>{NAMES[key] ?? key}</kbd>
              </td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="faint small">Letters typed into a field are text.</p>
    </PageDialog>
  );
}
