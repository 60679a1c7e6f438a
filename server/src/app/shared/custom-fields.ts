/** Members that a company adds to its personnel. */
import type { Personnel } from '../../domain/directory.ts';
import { invalid } from '../../domain/errors.ts';
import type { LiveDirectory } from './live-directory.ts';

/** A field by id or name; a null value deletes it. */
export interface CustomFieldWish {
  id?: number;
  name?: string;
  value: string | null;
}

type Fields = Personnel['customFields'];

/** The fields that anybody in the company has. A name that nobody has yet is a new field, with an id of its own. */
export class CustomFields {
  readonly #names = new Map<number, string>();
  readonly #ids = new Map<string, number>();
  #nextId = 1;

  constructor(live: LiveDirectory) {
    for (const { customFields } of live.all('personnel'))
      for (const { customFieldId, name } of customFields) this.#learn(customFieldId, name);
  }

  /** The fields of somebody after some were set. Throws Refused `invalid` naming the member at fault. */
  revise({ customFields }: Pick<Personnel, 'customFields'>, wishes: readonly CustomFieldWish[]): Fields {
    if (wishes.length === 0) return customFields;
    const fields = new Map(customFields.map((field) => [field.customFieldId, field]));
    for (const [i, wish] of wishes.entries()) {
      const customFieldId = this.#idOf(wish, `customFields[${i}]`);
      const name = this.#names.get(customFieldId) ?? '';
      if (wish.value === null) fields.delete(customFieldId);
      else fields.set(customFieldId, { customFieldId, name, value: wish.value });
    }
    return [...fields.values()].sort((a, b) => a.customFieldId - b.customFieldId);
  }

  #idOf({ id, name }: CustomFieldWish, path: string): number {
    if (id === undefined && name === undefined) throw invalid(path, 'must have an id or a name');
    if (id === undefined) return this.#ids.get(name ?? '') ?? this.#learn(this.#nextId, name ?? '');
    const known = this.#names.get(id);
    if (known === undefined) throw invalid(`${path}.id`, `names custom field ${id}, which nobody has`);
    if (name !== undefined && name !== known)
      throw invalid(`${path}.name`, `must be ${known}, the name of custom field ${id}, or absent`);
    return id;
  }

  #learn(id: number, name: string): number {
    this.#names.set(id, name);
    this.#ids.set(name, id);
    this.#nextId = Math.max(this.#nextId, id + 1);
    return id;
  }
}
