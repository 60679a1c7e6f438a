-- Which of the instances does a background task, and until when. The one table that belongs to no company.
CREATE TABLE leases (
  task text PRIMARY KEY,
  instance uuid NOT NULL,
  until timestamptz NOT NULL
);
