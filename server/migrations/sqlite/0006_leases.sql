-- Leases divide background tasks among instances; the embedded store has one instance, and no table of them.
SELECT 1;
