/** How the conventions of the contract (its dates, nulls, errors, limits and pages) are kept here, for the page. */
export const conventions: readonly string[] = [
  [
    '- **Paths** are those of the contract, below whatever address this server has. Path parameters may be percent-encoded; v2 takes prefixed keys (`email:…`, `role:…`, `identity-id:…`) where the contract does.',
    '- **Dates** are ISO 8601 in UTC with milliseconds and `Z`. A key may be made with `--legacy-times`: its answers print `2020-07-06 12:00:00.000000`, as older revisions of the reference do. Both styles are understood as input.',
    '- **Nulls.** In v2 a member is null where the contract says so. v1 declares many members as never null that live data cannot always have; there every member is present, and null stands where nothing is known. v2 keeps three texts of a background check from being null (`caseInvitationId`, `url`, `reportData`): they are empty where nothing is known.',
    '- **References.** Where a v1 document hangs on a user and shows that very user again, `{}` stands in its place; another user is shown with scalars and empty arrays.',
    '- **Numbers** of a query string may be written as decimals that are whole (`page=1.0`). Ids and counts are whole numbers.',
    '- **Query strings.** Arrays are repeated names, with or without `[]` (`expand[]=a&expand[]=b`, `expand%5B%5D=a`, `expand[0]=a`). Booleans are `true` and `false`. Unknown names are ignored, unknown values of an enumeration are 400.',
    '- **Pages.** v1: `page` from 1 on, `limit` 1 to 50 (20), `total` exact; a page beyond the end is empty. v2: `size` 1 to 500 (50), an opaque `cursor` that is null on the last page and is refused with another company, filter or order, `totalCount` on the first page when asked.',
    '- **Errors** are `{statusCode, message, code}`, on v2 with `name` at 400 and 404; never `debugInfo`. Codes are those of [errors.md](errors.md). The order of checks is 429 (which counts strangers too), 401, 412, 403, 400, 404.',
    '- **Rate.** 500 requests a minute from one address by default; beyond it 429 with `Retry-After` in seconds.',
    '- **Files.** `fileUrl` of an uploaded file is a path of this server that opens nothing by itself, because it never changes; what opens it is the signed link of the download, or `expand[]=downloadUrl`.',
    '- **Plans.** Nothing here depends on a plan, so 402 is never answered.',
  ].join('\n'),
];
