/** Where logs end: one question for all logs whose ends somebody waits for. */
export interface Ends {
  /** How many events each of these companies holds, as of the call. A company that is not there is missing. */
  sizes(companies: readonly number[]): Promise<ReadonlyMap<number, number>>;
}
