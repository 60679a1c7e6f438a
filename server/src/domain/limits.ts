/** Every limit of the system, with its unit last in the name. */
export const limits = {
  /** All parts of one event together, as canonical JSON. */
  eventPartsBytes: 1024 * 1024,
  /** A request body that is read whole. */
  requestBytes: 16 * 1024 * 1024,
  /** A file that is uploaded. */
  uploadBytes: 25 * 1024 * 1024,
  /** JSON that holds a file in base64. */
  uploadJsonBytes: 36 * 1024 * 1024,
  /** People of one upload, committed in one item. */
  importedPeople: 10_000,
  /** One line of a CSV. */
  importedRecordChars: 16 * 1024,
  hrisRecords: 1_000,
  /** One line of an NDJSON stream. */
  ndjsonLineBytes: 1024 * 1024,
  eventsPerArray: 1_000,
  /** Lines of an NDJSON stream prepared and committed together. */
  ndjsonBatchLines: 256,
  jsonDepth: 64,
  controlIdsPerEvent: 200,
  ownIdMax: 999_999_999_999_999,
  /** The schema of a company's own event type, as JSON. */
  eventTypeChars: 64 * 1024,
  eventTypeCompileMs: 2_000,
  /** Checking one event against it. */
  eventTypeCheckMs: 250,
  identitiesPerPerson: 1_000,
  /** Look-ups of each kind that recording remembers while a company's directory stands still. */
  rememberedLookups: 10_000,
  /** Events accepted but not yet durable, all companies together; more are answered 503. */
  commitQueueEvents: 20_000,
  /** Events committed by one transaction. */
  commitBatchEvents: 5_000,
  createdAtAheadMs: 5 * 60 * 1000,
  /** Times an item is prepared again because the directory moved under it. */
  staleRetries: 20,
  idempotencyKeyChars: 255,
  idempotencyKeptMs: 24 * 60 * 60 * 1000,
  idempotencyWaitMs: 10_000,
  checkpointIntervalMs: 500,
  /** Logs that are signed, or checked before serving, side by side: each waits for its flush. */
  logsAtOnce: 4,
  /** For how long an instance that does a background task alone has it; when it dies, another one waits so long. */
  leaseMs: 4_000,
  /** How long a log key whose place another took goes on signing beside it, unless told otherwise. */
  logKeyOverlapDays: 30,
  /** The least of it: other instances may still believe the keys that they read before. */
  logKeyOverlapMinMs: 60_000,
  /** A request to a witness: a proof and a signed note, with room. */
  witnessRequestBytes: 64 * 1024,
  witnessAnswerBytes: 16 * 1024,
  witnessAnswerMs: 10_000,
  /** What a witness says of a refusal, as far as it is shown. */
  witnessMessageChars: 200,
  /** Between two questions to a witness that did not cosign: doubled each time, from the first to the second. */
  witnessRetryMs: 1_000,
  witnessRetryMaxMs: 5 * 60 * 1000,
  witnessPollMs: 1_000,
  /** So long every checkpoint is remembered: longer than witnesses take. Then one of each `checkpointEveryMs`. */
  checkpointsAllMs: 60_000,
  checkpointEveryMs: 60 * 60 * 1000,
  /** Remembered checkpoints looked at when they are thinned, the newest first. */
  checkpointsThinned: 500,
  /** Earlier checkpoints in one answer. */
  pastCheckpointsMax: 100,
  /** Results of full checks that are kept of a company. */
  fullChecksKept: 50,
  witnessesMax: 32,
  /** A file of a log that is audited: 256 entries of the largest size, with their lengths. */
  logFileBytes: 256 * (2 + 65_535),
  logFileMs: 60_000,
  /** How often a file is asked for that could not be had, and how long is waited in between. */
  logFileTries: 5,
  logFilePauseMs: 500,
  /** The longest that is waited because the server says so. */
  logFileWaitS: 60,
  /** Refused checkpoints that a witness keeps of one log as evidence. */
  refusedCheckpoints: 100,
  searchFollowMs: 500,
  /** Events that the text index takes in before it looks who is asking. */
  searchCatchUpEvents: 5_000,
  /** Ends of logs that each thread which counts keeps by columns (SQLite), all companies together. */
  openColumnsBytes: 16 * 1024 * 1024,
  checkpointWaitMs: 10_000,
  pageMax: 1_000,
  pageSizeMax: 50,
  pageSizeDefault: 20,
  cursorPageSizeMax: 500,
  cursorPageSizeDefault: 50,
  /** Values of one member in a filter. */
  filterValues: 100,
  searchTextChars: 1_000,
  facetValuesMax: 1_000,
  facetValuesDefault: 20,
  /** Days and tests of one answer about coverage. */
  coverageDaysMax: 100,
  coverageTestsMax: 1_000,
  /** Intervals of a histogram. */
  histogramSteps: 2_000,
  feedEventsMax: 500,
  feedEventsDefault: 100,
  /** An answer of a feed ends soon after this many characters, and after looking at this many events. */
  feedChars: 4 * 1024 * 1024,
  feedScanEvents: 5_000,
  feedWaitS: 30,
  /** Between two signs of life of a stream that has nothing to say. */
  heartbeatMs: 15_000,
  /** What a stream tells its reader to wait before it comes back. */
  streamRetryMs: 1_000,
  /** Events that a stream holds while its reader is slow. */
  streamBatchEvents: 32,
  /** Affidavits of a bundle made together. */
  bundleBatchEvents: 32,
  /** Places of events of a bundle found at once. */
  bundleSeqs: 100_000,
  /** Bundles of one company written side by side; more are answered 503. */
  bundlesAtOnce: 4,
  /** Events of an export held at a time, and exports of one company written side by side; more are answered 503. */
  exportPageEvents: 200,
  exportsAtOnce: 4,
  /** A row group of Parquet ends at this many rows or soon after this many characters: it is made in one go. */
  parquetGroupRows: 1_000,
  parquetGroupChars: 2 * 1024 * 1024,
  /** Events of a printed list, and characters of a text in it. */
  pdfEvents: 5_000,
  pdfCellChars: 500,
  /** PDFs made for requests that wait for them, of one company. */
  pdfsAtOnce: 2,
  /** Leaves of removal events whose trees are kept in memory. */
  removalLeavesCached: 100_000,
  /** Notes of which it is kept in memory which key signed them. */
  noteSignersCached: 1_000,
  /** How often a log is looked at whose end somebody waits for: other processes write to it too. */
  tailPollMs: 1_000,
  /** Entries of a certificate read at once. */
  certificatePageEntries: 1_024,
  /** Certificates of one company written side by side; more are answered 503. */
  certificatesAtOnce: 4,
  rateWindowMs: 60_000,
  ratePerWindow: 500,
  rateAddresses: 100_000,
  /** How many times as many requests an address may send without a key to logs that are public: a log has many files. */
  openLogRateFactor: 12,
  keyLifetimeMs: 365 * 24 * 60 * 60 * 1000,
  keyCacheMs: 1_000,
  keyCacheEntries: 10_000,
  passwordMinChars: 12,
  passwordMaxChars: 1_000,
  /** What one hashing of a password may take; it takes half of it. */
  passwordMemoryBytes: 64 * 1024 * 1024,
  /** Hashings of passwords side by side, and those that wait for them; more are answered 503. */
  passwordsAtOnce: 2,
  passwordsWaiting: 64,
  /** Attempts to sign in: of one address at one account, of one address, at one account, in signInWindowMs. */
  signInAttempts: 10,
  signInAttemptsPerAddress: 60,
  signInAttemptsPerAccount: 200,
  signInWindowMs: 15 * 60 * 1000,
  /** Companies in which one password is tried. */
  signInCompanies: 8,
  /** A session ends so long after it was opened, and so long after it was used last. */
  sessionMs: 7 * 24 * 60 * 60 * 1000,
  sessionIdleMs: 8 * 60 * 60 * 1000,
  /** How often it is written down that a session is in use. */
  sessionSeenMs: 5 * 60 * 1000,
  /** For how long a session is believed without being read again: signing out holds on every instance after it. */
  sessionCacheMs: 1_000,
  sessionCacheEntries: 10_000,
  /** How long somebody may take to say which of their companies they want. */
  signInChoiceMs: 5 * 60 * 1000,
  /** Companies for which a start prints a link with which the first password is set. */
  firstLinks: 5,
  /** Users looked through for the first administrator of a new company. */
  signInNewcomers: 100,
  /** From where somebody goes to a provider of single sign-on until they are back. */
  ssoMs: 10 * 60 * 1000,
  ssoAnswerMs: 10_000,
  ssoAnswerBytes: 256 * 1024,
  /** Names of keys and links; addresses that a key may be used from. */
  accessNameChars: 320,
  keyAddresses: 100,
  /** How long an auditor may be let in by one link. */
  auditorLinkMs: 366 * 24 * 60 * 60 * 1000,
  /** Tokens that show events on other pages: of one company, how long each is good, and the origins of one. */
  embedTokens: 200,
  embedTokenMs: 366 * 24 * 60 * 60 * 1000,
  embedOrigins: 20,
  /** Views of the list of events: what one account keeps, shared or not, and what a company shares. */
  viewsPerAccount: 100,
  sharedViewsPerCompany: 200,
  viewNameChars: 80,
  /** The query of the events page that a view stands for. */
  viewQueryChars: 4_000,
  /** How long a browser remembers that it may ask with a token. */
  embedPreflightS: 600,
  /** How long a link that sets a password or signs in once can be used. */
  signInLinkMs: 24 * 60 * 60 * 1000,
  /** Company secrets kept in memory; more are derived again. */
  companySecrets: 10_000,
  /** For how long what was removed may still be answered from memory; an erasure is answered after it. */
  removalNoticeMs: 1_000,
  /** How often the rules of retention are applied, and to how many events in one item. */
  retentionIntervalMs: 60 * 60 * 1000,
  retentionBatchEvents: 1_000,
  /** Words that a request for erasure may add, and the characters of its reasons. */
  erasureWords: 50,
  erasureReasonChars: 2_000,
  /** Memory in which each thread of the embedded store keeps what it has just made, before what lasts is moved out of it. */
  threadYoungMb: 12,
  /** Printed events in memory: a byte a character, two where a text has letters that are not Latin. */
  renderedCacheChars: 64 * 1024 * 1024,
  snapshotCacheEntries: 20_000,
  /** Of the trees of logs, with the hashes above them: 16 KB each. */
  proofTiles: 512,
  /** People and connections as they are printed in events, in characters. */
  printedNeighbourChars: 8 * 1024 * 1024,
  /** Directory rows kept in memory, all companies together; one company is always kept whole. */
  liveDirectoryRows: 500_000,
  /** Downloads waiting to be made, all companies together; more are answered 503. */
  downloadsWaiting: 1_000,
  /** PDFs made side by side, each in its own thread. */
  downloadsAtOnce: 2,
  downloadPollMs: 1_000,
  /** A job that was begun so long ago and is not done has lost its worker. Longer than checkpointWaitMs and pdfMs. */
  downloadClaimMs: 180_000,
  /** A job that was last begun so long after it was asked for is not begun again. */
  downloadTryMs: 15 * 60 * 1000,
  pdfMs: 60_000,
  pdfHeapMb: 512,
  /** Pages that each section of a PDF may take; what is beyond is cut with a note. */
  pdfSectionPages: 40,
  /** How long a link to a file is good. */
  signedLinkMs: 10 * 60 * 1000,
  /** How often connections are looked at that may be over headersMs. */
  connectionsCheckMs: 5_000,
  shutdownMs: 10_000,
  /** From the first byte of a request to the end of its headers. */
  headersMs: 15_000,
  /** From the end of the headers to the end of a body that is read whole. */
  bodyMs: 120_000,
  /** Without a byte in either direction: ends forgotten streams and half-open connections. */
  connectionIdleMs: 120_000,
  /** Between two requests of a connection; longer than the 60 s of usual load balancers, so that they close first. */
  keepAliveMs: 65_000,
  /** What is left of a refused body is read and dropped for this long, so that the client sees the answer. */
  lingerMs: 2_000,
} as const;
