import { PopoverButton } from '../../parts/popover.tsx';
import { columns } from './columns.tsx';

/** Which columns, and how close the lines stand. Kept in this browser. */
export function ViewMenu(props: {
  hidden: readonly string[];
  onHidden: (hidden: string[]) => void;
  density: string;
  onDensity: (density: string) => void;
}) {
  const { hidden, onHidden, density, onDensity } = props;
  return (
    <PopoverButton label="Columns" title="Columns and density">
      {() => (
        <div className="stack">
          <fieldset className="view-choices">
            <legend>Columns</legend>
            {columns.map(({ id, title }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={!hidden.includes(id)}
                  disabled={id === 'description'}
                  onChange={() =>
                    onHidden(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id])
                  }
                />{' '}
                {title}
              </label>
            ))}
          </fieldset>
          <fieldset className="view-choices">
            <legend>Lines</legend>
            {['compact', 'comfortable'].map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="density"
                  checked={density === one}
                  onChange={() => onDensity(one)}
                />{' '}
                {one}
              </label>
            ))}
          </fieldset>
        </div>
      )}
    </PopoverButton>
  );
}
