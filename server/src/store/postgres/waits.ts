/** How long this store waits for what. All of it is here, in milliseconds. */
export const waits = {
  /** A new connection; and a free one, when all are in use. */
  connect: 5_000,
  /** How often each server is asked whether it leads, and how long its answer may take. */
  look: 1_000,
  answer: 2_000,
  /** For an answer, by whoever needs a server now and knows of none. */
  glance: 300,
  /** Silence on a connection before TCP asks whether the other side is there. */
  keepAlive: 10_000,
  /** A statement that reads, on the server. */
  readStatement: 20_000,
  /** An answer to it that does not come at all (a cut network). */
  readSilence: 22_000,
  /** A statement of a transaction that writes; COMMIT is not one: it waits for the synchronous standby. */
  writeStatement: 20_000,
  /** Another instance that appends to the same company. Longer than `idleInTransaction`: a dead one is outlived. */
  lock: 8_000,
  /** A session that holds a head locked and falls silent is ended by the server. */
  idleInTransaction: 5_000,
  /**
   * All statements of a transaction that were sent together, or its COMMIT, that are not answered: the outcome is then
   * unknown. A server that answers nothing at all is given up much sooner, by who looks at it.
   */
  writeSilence: 25_000,
} as const;
