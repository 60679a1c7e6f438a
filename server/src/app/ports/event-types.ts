/** A type that a company registered beside the vocabulary. Versions count from 1; the newest one validates. */
export interface EventType {
  name: string;
  version: number;
  category: string;
  /** JSON Schema for `metadata`, as JSON text. */
  schema: string;
  createdAt: number;
}
