import { useFacet } from '../api/events.ts';
import { inWords } from './words.ts';

/** An option for each category that some event has. */
export function CategoryOptions() {
  const { data } = useFacet('', 'category');
  return (data ?? []).map(({ value }) => (
    <option key={value} value={String(value)}>
      {inWords(String(value))}
    </option>
  ));
}
