console.error(
  'The session is ending: nothing more lands or is run. Commit what you have on your branch, stop all processes that you started, and report.',
);
process.exit(1);
