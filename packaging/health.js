// Asked by the container's health check: exits with 0 when the server says that its process lives.
const port = process.env.AFFIDAVIT_PORT || '3210';
fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_500) }).then(
  ({ ok }) => {
    process.exitCode = ok ? 0 : 1;
  },
  () => {
    process.exitCode = 1;
  },
);
