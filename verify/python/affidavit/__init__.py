"""What docs/formats.md describes, written from that page: one module for each of its sections."""
