/**
 * A self-contained HTML page that carries the affidavit (JSON text) and checks it wherever it is opened, without a
 * network.
 */
export type AffidavitPage = (affidavit: string) => string;
