"""A customer's program: Python's standard library alone, asking as generated Python clients do.

Numbers of a query are sent as decimals (page=1.0), brackets percent-encoded (expand%5B%5D=user), and every required
member of an answer is taken out of it, so that a missing one is an error. Called with the server's address and a key;
prints what it found as one line of JSON, and ends with an error at the first thing that is not as it should be.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import datetime

ADDRESS, KEY = sys.argv[1:3]

EVENT_V1 = "id type category source description metadata status createdAt user connection requestDescription issues"
EVENT_V2 = "id type category source description status createdAt userId connectionId requestDescription"
USER_V1 = "id entryId email createdAt updatedAt roles identities"
USER_V2 = "id email createdAt updatedAt"
PERSONNEL_V1 = (
    "id employmentStatus osVersion serialNumber user complianceChecks startDate statusUpdatedAt data createdAt "
    "updatedAt devices agentEnabled manualUploadEnabled"
)
PERSONNEL_V2 = "id userId employmentStatus startedAt statusUpdatedAt createdAt updatedAt"
CONNECTION_V1 = (
    "id clientType state connected connectedAt failedAt clientId clientAlias aliasUpdatedAt deletedAt code"
)
DOCUMENT_V1 = "id name type fileUrl renewalDate createdAt updatedAt"
JOB = "jobId status result createdAt completedAt"


def send(method, path, query=(), body=None, content_type="application/json", key=KEY):
    """Status, headers and bytes of an answer; waits when told to."""
    pairs = [(name, str(float(value)) if isinstance(value, int) and not isinstance(value, bool)
              else str(value).lower() if isinstance(value, bool) else value) for name, value in query]
    url = path if path.startswith("http") else ADDRESS + path
    if pairs:
        url += "?" + urllib.parse.urlencode(pairs)
    request = urllib.request.Request(url, data=body, method=method)
    if key is not None:
        request.add_header("Authorization", "Bearer " + key)
    if body is not None:
        request.add_header("Content-Type", content_type)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        if error.code == 429:
            time.sleep(int(error.headers["Retry-After"]))
            return send(method, path, query, body, content_type, key)
        return error.code, error.headers, error.read()


def ask(method, path, query=(), body=None, expected=(200,), **more):
    status, headers, content = send(method, path, query, body, **more)
    if status not in expected:
        raise SystemExit(f"{method} {path}: {status} {content[:500]!r}")
    if not headers["Content-Type"].startswith("application/json"):
        raise SystemExit(f"{method} {path}: {headers['Content-Type']}")
    return json.loads(content)


def take(document, members):
    """What a generated model does: required members are popped, times are parsed."""
    for name in members.split():
        value = document[name]
        if name.endswith("At") and value is not None:
            datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")
    return document


def pages(path, members, limit=50, query=()):
    """Every document of a v1 list."""
    found, page = [], 1
    while True:
        answer = ask("GET", path, [("page", page), ("limit", limit), *query])
        assert answer["page"] == page and answer["limit"] == limit, answer
        found += [take(one, members) for one in answer["data"]]
        if page * limit >= answer["total"]:
            assert len(found) == answer["total"], (path, len(found), answer["total"])
            return found
        page += 1


def cursors(path, members, size=100, expand=(), query=()):
    """Every document of a v2 list."""
    found, cursor, total = [], None, None
    while True:
        pairs = [("size", size), ("includeTotalCount", True), *query, *(("expand[]", name) for name in expand)]
        answer = ask("GET", path, pairs + ([("cursor", cursor)] if cursor else []))
        if cursor is None:
            total = answer["pagination"]["totalCount"]
        found += [take(one, members) for one in answer["data"]]
        cursor = answer["pagination"]["cursor"]
        if not cursor:
            assert len(found) == total, (path, len(found), total)
            return found


def form(fields, file_name, content):
    """A multipart body, and its content type."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n'
        f"Content-Type: application/pdf\r\n\r\n".encode() + content + b"\r\n"
    )
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


def events():
    first = pages("/public/events", EVENT_V1, query=[("sort", "CREATED"), ("sortDir", "DESC")])
    second = cursors("/public/v2/events", EVENT_V2, expand=["user", "connection", "metadata", "testId", "testName"])
    assert {one["id"] for one in first} == {one["id"] for one in second}
    for one in second:
        assert (one["user"] or {}).get("id") == one["userId"] and "issues" in one
    one = ask("GET", f"/public/events/{first[0]['id']}")
    assert one == first[0]
    return len(first)


def people():
    users = pages("/public/users", USER_V1, limit=20)
    expand = ["roles", "backgroundChecks", "identities", "documents"]
    again = cursors("/public/v2/users", USER_V2, size=7, expand=expand)
    assert {one["id"] for one in users} == {one["id"] for one in again}
    email = urllib.parse.quote(users[0]["email"], safe="")
    assert ask("GET", f"/public/users/{email}/email")["id"] == users[0]["id"]
    assert ask("GET", f"/public/v2/users/email%3A{email}")["id"] == users[0]["id"]
    everybody = [("employmentStatuses[]", "ALL_PERSONNEL")]
    personnel = pages("/public/personnel", PERSONNEL_V1, query=everybody)
    same = cursors("/public/v2/personnel", PERSONNEL_V2, expand=["user", "complianceChecks"])
    assert {one["id"] for one in personnel} == {one["id"] for one in same}
    return {"users": len(users), "personnel": len(personnel)}


def documents():
    user = ask("GET", "/public/users", [("page", 1), ("limit", 1)])["data"][0]["id"]
    content = b"%PDF-1.4 a training"
    body, content_type = form({"type": "SEC_TRAINING", "completionDate": "2026-01-02"}, "training.pdf", content)
    path = f"/public/users/{user}/documents"
    made = take(ask("POST", path, body=body, expected=(201,), content_type=content_type), DOCUMENT_V1)
    assert made["id"] in [one["id"] for one in ask("GET", path)["documents"]]
    link = ask("GET", f"/public/users/documents/{made['id']}/download")["signedUrl"]
    status, _, downloaded = send("GET", link, key=None)
    assert status == 200 and downloaded == content, (status, downloaded)
    status, _, rest = send("DELETE", f"/public/users/documents/{made['id']}/{user}")
    assert status == 200 and rest == b"", (status, rest)
    assert made["id"] not in [one["id"] for one in ask("GET", path)["documents"]]


def download(event):
    path = f"/public/v2/events/{event}/download-jobs"
    job = take(ask("POST", path, expected=(201,)), JOB)
    while job["status"] in ("Pending", "Running"):
        time.sleep(0.05)
        job = take(ask("GET", f"{path}/{job['jobId']}"), JOB)
    assert job["status"] == "Completed" and job["completedAt"] is not None, job
    status, headers, content = send("GET", job["result"], key=None)
    assert status == 200 and headers["Content-Type"] == "application/pdf", status
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def refusals():
    found = {}
    for name, arguments in {
        "limit": dict(path="/public/events", query=[("limit", 51)]),
        "expand": dict(path="/public/v2/events", query=[("expand[]", "nothing")]),
        "unknown": dict(path="/public/v2/users/999999999"),
        "key": dict(path="/public/users", key=None),
    }.items():
        status, _, content = send("GET", **arguments)
        error = json.loads(content)
        assert error["statusCode"] == status and isinstance(error["message"], str), error
        found[name] = [status, error["code"]]
    return found


def main():
    seen = {"events": events(), **people(), "refusals": refusals()}
    seen["connections"] = len(pages("/public/connections", CONNECTION_V1))
    documents()
    download("aaaaaaaa-bbbb-0000-cccc-dddddddddddd")
    print(json.dumps(seen))


main()
