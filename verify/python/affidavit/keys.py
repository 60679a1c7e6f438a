"""Secrets that follow from the master seed, and salts from a subject key. A verifier needs none of them."""

import hashlib
import hmac


def hkdf(seed: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) with an empty salt, 32 bytes."""
    extracted = hmac.digest(bytes(32), seed, "sha256")
    return hmac.digest(extracted, info + b"\1", "sha256")


def log_key_seed(master_seed: bytes, origin: str, generation: int) -> bytes:
    return hkdf(master_seed, f"affidavit/log-key/v1\0{origin}\0{generation}".encode())


def company_secret(master_seed: bytes, company: str) -> bytes:
    return hkdf(master_seed, f"affidavit/company-secret/v1\0{company}".encode())


def snapshot_salt(subject_key: bytes, kind: str, id: int, version: int) -> bytes:
    message = f"affidavit/salt/v1\0{kind}\0{id}\0{version}".encode()
    return hmac.digest(subject_key, message, hashlib.sha256)[:16]
