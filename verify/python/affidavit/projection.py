"""The event as the contract's v1 shows it, from the documents that were sealed."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from .canonical import Json

Document: TypeAlias = dict[str, Json]
Find: TypeAlias = Callable[[str | None, str], Document | None]
"""The document with that digest and kind; None when there is none."""

_BACKGROUND_CHECK = """id userId status caseId caseInvitationId manualCheckDate manuallyCheckUrl type source reportData
    outOfScopeReason outOfScopeAt linkedAt createdAt updatedAt url invitationEmail""".split()
_IDENTITY = """id identityId username connectedAt disconnectedAt hasMfa hasIdp secondaryEmail firstName lastName
    startedAt separatedAt isContractor jobTitle managerId managerName""".split()
_CONNECTION = """id clientType state connected connectedAt failedAt companyId assignmentId accountId clientId
    clientAlias manuallyUpdatedAt aliasUpdatedAt deletedAt requestorId product writeAccessEnabled sourcePreference
    securityLabel jqlQuery authorized providerTypes code groupLabel""".split()
_WORKSPACE = "id name description howItWorks primary url logo".split()
_USER = "id firstName lastName jobTitle createdAt updatedAt entryId email avatarUrl".split()
_USER_DOCUMENT = "id name type fileUrl renewalDate createdAt updatedAt".split()


def event_v1(entry: Document, find: Find) -> Document:
    parts = entry["parts"]
    text = find(parts["text"], "text")
    metadata = find(parts["metadata"], "metadata")
    test = find(parts["test"], "test")
    person = find(parts["person"], "person")
    connection = find(parts["connection"], "connection")
    return {
        **_pick(entry, "id type category source status createdAt".split()),
        "description": "[erased]" if text is None else text["description"],
        "metadata": {} if metadata is None else metadata,
        "user": None if person is None else _person(person, find),
        "connection": None if connection is None else _connection(connection, None, find),
        "requestDescription": None if test is None else test["requestDescription"],
        "issues": [] if test is None else test["issues"],
    }


def _person(person: Document, find: Find) -> Document:
    identities = [_identity(identity, person["id"], find) for identity in _all(person, "identities", "identity", find)]
    return {
        **_user(person),
        "roles": person["roles"],
        "backgroundChecks": [
            {**_pick(check, _BACKGROUND_CHECK), "user": {}}
            for check in _all(person, "backgroundChecks", "backgroundCheck", find)
        ],
        "identities": identities,
        "documents": _page(_all(person, "documents", "userDocument", find)),
    }


def _user(owner: Document) -> Document:
    return {
        **_pick(owner, _USER),
        "drataTermsAgreedAt": owner["termsAgreedAt"],
        "roles": [],
        "backgroundChecks": [],
        "identities": [],
        "documents": [],
    }


def _page(documents: list[Document]) -> list[Document]:
    if not documents:
        return []
    count = len(documents)
    data = [_pick(document, _USER_DOCUMENT) for document in documents]
    return [{"data": data, "page": 1, "limit": count, "total": count}]


def _identity(identity: Document, person_id: int, find: Find) -> Document:
    connection = find(identity["connection"], "connection")
    return {
        **_pick(identity, _IDENTITY),
        "user": {},
        "connection": None if connection is None else _connection(connection, person_id, find),
    }


def _connection(connection: Document, person_id: int | None, find: Find) -> Document:
    """`person_id` is that of the person whose identity names the connection."""
    owner = find(connection["owner"], "owner")
    if person_id is not None and connection["ownerId"] == person_id:
        user: Document | None = {}
    else:
        user = None if owner is None else _user(owner)
    workspaces = _all(connection, "workspaces", "workspace", find)
    return {
        **_pick(connection, _CONNECTION),
        "user": user,
        "workspaces": [_pick(workspace, _WORKSPACE) for workspace in workspaces],
    }


def _all(document: Document, member: str, kind: str, find: Find) -> list[Document]:
    found = [find(digest, kind) for digest in document[member]]
    return [item for item in found if item is not None]


def _pick(document: Document, names: Sequence[str]) -> Document:
    return {name: document[name] for name in names}
