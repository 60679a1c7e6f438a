"""Documents: the members of each kind, which documents each names, and their digests."""

import hashlib

from .shapes import (
    Check,
    digest,
    either,
    flag,
    integer,
    json_object,
    list_of,
    members,
    number,
    or_null,
    text,
)


def _texts(names: str) -> dict[str, Check]:
    return dict.fromkeys(names.split(), text)


def _texts_or_null(names: str) -> dict[str, Check]:
    return dict.fromkeys(names.split(), or_null(text))


_TIMES = _texts("createdAt updatedAt")
_OWNER: dict[str, Check] = {
    "id": integer,
    **_texts("entryId email"),
    **_texts_or_null("firstName lastName jobTitle avatarUrl termsAgreedAt"),
    **_TIMES,
}

KINDS: dict[str, Check] = {
    "text": members({"description": text}),
    "metadata": json_object,
    "test": members({**_texts_or_null("testName requestDescription"), "issues": list_of(json_object)}),
    "owner": members(_OWNER),
    "person": members(
        {
            **_OWNER,
            "roles": list_of(text),
            "backgroundChecks": list_of(digest),
            "identities": list_of(digest),
            "documents": list_of(digest),
        }
    ),
    "backgroundCheck": members(
        {
            "id": integer,
            "userId": integer,
            **_texts("status type"),
            **_texts_or_null("caseId caseInvitationId url manualCheckDate manuallyCheckUrl source reportData"),
            **_texts_or_null("outOfScopeReason outOfScopeAt invitationEmail linkedAt"),
            **_TIMES,
        }
    ),
    "identity": members(
        {
            "id": integer,
            "userId": integer,
            "connectionId": or_null(integer),
            "connection": or_null(digest),
            "identityId": text,
            **_texts_or_null("username email connectedAt disconnectedAt secondaryEmail firstName lastName"),
            **_texts_or_null("startedAt separatedAt jobTitle managerId managerName"),
            **dict.fromkeys(("hasMfa", "hasIdp", "isContractor"), or_null(flag)),
            **_TIMES,
        }
    ),
    "userDocument": members(
        {
            "id": integer,
            "userId": integer,
            **_texts("name type"),
            **_texts_or_null("fileUrl renewalDate"),
            **_TIMES,
        }
    ),
    "connection": members(
        {
            "id": integer,
            **_texts("clientType state"),
            "connected": flag,
            "companyId": or_null(integer),
            "ownerId": or_null(integer),
            "owner": or_null(digest),
            **_texts_or_null("connectedAt failedAt assignmentId accountId clientId clientAlias manuallyUpdatedAt"),
            **_texts_or_null("aliasUpdatedAt deletedAt sourcePreference securityLabel jqlQuery groupLabel"),
            "requestorId": or_null(either(integer, text)),
            "product": or_null(json_object),
            "writeAccessEnabled": or_null(flag),
            "authorized": or_null(flag),
            "providerTypes": list_of(members({"value": text, "isEnabled": flag})),
            "code": or_null(number),
            "workspaces": list_of(digest),
            **_TIMES,
        }
    ),
    "workspace": members(
        {
            "id": integer,
            "name": text,
            **_texts_or_null("description howItWorks url logo"),
            "primary": flag,
            **_TIMES,
        }
    ),
}

NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("backgroundChecks", "backgroundCheck"),
        ("identities", "identity"),
        ("documents", "userDocument"),
    ),
    "identity": (("connection", "connection"),),
    "connection": (("owner", "owner"), ("workspaces", "workspace")),
}
"""For each kind that names documents: the members that hold their digests, and the kind expected there."""


def digest_of(kind: str, salt: bytes, document: str) -> str:
    labelled = b"\0".join((b"affidavit/part/v1", kind.encode(), salt + document.encode()))
    return hashlib.sha256(labelled).hexdigest()


def actor_tag(tag_salt: bytes, user_id: int) -> str:
    return hashlib.sha256(b"affidavit/actor/v1\0" + tag_salt + str(user_id).encode()).hexdigest()
