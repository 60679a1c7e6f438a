/** What a run of an automated test can come to. */
export const runResults = ['PASSED', 'FAILED', 'ERROR'] as const;

export type RunResult = (typeof runResults)[number];

/** Those that somebody has to look at. */
export const badResults: readonly RunResult[] = ['FAILED', 'ERROR'];
