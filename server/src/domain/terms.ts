/** What people agree to before they use the system; until then they are answered 412. */

/** A new text is a new version. Whoever agreed to an older one is not asked again: the event says when that was. */
export const terms = {
  version: '1',
  text: [
    'This system keeps evidence of the compliance programme of your company.',
    'What you do here is recorded under your name, with your roles and accounts as they are at that moment, and cannot be ' +
      'changed afterwards.',
    'What you read here is confidential: it may name people and describe how systems are protected. Take only what your ' +
      'work needs; taking evidence away is recorded too.',
    'Your password, your links and your keys are yours alone. Tell an administrator when somebody else may know them.',
  ].join('\n\n'),
} as const;
