/**
 * `Content-Disposition: attachment` for a name in any script (RFC 6266, RFC 8187): a plain form that every client
 * reads, and, where it differs, the exact one. Path separators and control characters never leave.
 */
export function attachment(name: string): string {
  const safe = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_') || 'file';
  const plain = safe.replaceAll(/[^\x20-\x7e]|["%]/gu, '_');
  if (plain === safe) return `attachment; filename="${plain}"`;
  // encodeURIComponent leaves four characters that RFC 8187 does not.
  const exact = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
