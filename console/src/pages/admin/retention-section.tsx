import { useState } from 'react';
import { type RetentionRules, setRetention, useRetention } from '../../api/admin.ts';
import { useMay } from '../../api/session.ts';
import { CategoryOptions } from '../../parts/category-options.tsx';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { counted, inWords } from '../../parts/words.ts';
import { Answered, SureButton } from './admin-parts.tsx';

type Rules = RetentionRules['rules'];

/** How long the texts of events are kept, by category. */
export function RetentionSection() {
  const retention = useRetention();
  const mayManage = useMay('api-manage-retention');
  return (
    <>
      <p>
        When an event is older than its rule says, its description, metadata and test result go. The log keeps
        its entry, so every proof still holds. What goes cannot be brought back. Categories without a rule are
        kept.
      </p>
      <Answered query={retention}>
        {({ rules }) => (
          <>
            {rules.length === 0 && <p>There is no rule: everything is kept.</p>}
            <ul className="subject-list">
              {rules.map(({ category, days }) => (
                <li key={category} className="row">
                  <span>{inWords(category)}</span>
                  <span className="faint">{counted(days, 'day')}</span>
                  {mayManage && (
                    <SureButton
                      sure="Keep them from now on"
                      onSure={async () =>
                        void (await setRetention(rules.filter((one) => one.category !== category)))
                      }
                    >
                      Remove
                    </SureButton>
                  )}
                </li>
              ))}
            </ul>
            {mayManage && <NewRule rules={rules} />}
          </>
        )}
      </Answered>
    </>
  );
}

function NewRule({ rules }: { rules: Rules }) {
  const [round, setRound] = useState(0);
  return (
    <Section title="New rule">
      <Form
        key={round}
        button="Set the rule"
        onSubmit={async (data) => {
          const category = String(data.get('category')) as Rules[number]['category'];
          const others = rules.filter((one) => one.category !== category);
          await setRetention([...others, { category, days: Number(data.get('days')) }]);
          setRound(round + 1);
        }}
      >
        <label>
          Category
          <select name="category">
            <CategoryOptions />
          </select>
        </label>
        <label>
          Days
          <input name="days" type="number" min={1} max={36500} step={1} required />
        </label>
      </Form>
    </Section>
  );
}
