/** The things that a compliance programme is about: what people and tests of the demo work on. */
const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Numbers the lines of a text from `first` on. */
const numbered = (first: number, text: string) =>
  lines(text).map((name, index) => ({ id: first + index, name }));

export const policies = numbered(
  1,
  `
  Access Control Policy
  Incident Response Plan
  Data Retention Policy
  Secure Development Policy
  Vendor Management Policy
  Business Continuity Plan
  Acceptable Use Policy
  Cryptography Policy
  Physical Security Policy
  Politique de confidentialité
  Richtlinie für mobiles Arbeiten
  Code of Conduct
  Vulnerability Management Policy
  Backup Policy
  `,
);

export const vendors = numbered(
  301,
  `
  Northwind Payroll
  Ibex Analytics
  Umbra Mail
  Стрічка Logs
  Bluebird Support Desk
  Kestrel CDN
  Вільха Hosting
  Fjord Backup AS
  日本翻訳サービス
  Maple Object Storage
  Corner Catering
  `,
);

/** Control ids are those that the tests name. */
export const controls = [
  { id: 10, code: 'CT-10', name: 'Policies are acknowledged' },
  { id: 11, code: 'CT-11', name: 'Access is granted by role' },
  { id: 12, code: 'CT-12', name: 'Access is reviewed quarterly' },
  { id: 13, code: 'CT-13', name: 'Privileged access is restricted' },
  { id: 14, code: 'CT-14', name: 'A second factor is required' },
  { id: 15, code: 'CT-15', name: 'Access ends with employment' },
  { id: 16, code: 'CT-16', name: 'Joiners are screened' },
  { id: 17, code: 'CT-17', name: 'Workstations are hardened' },
  { id: 18, code: 'CT-18', name: 'Security training is given yearly' },
  { id: 21, code: 'CT-21', name: 'Storage is private by default' },
  { id: 23, code: 'CT-23', name: 'Data is encrypted at rest' },
  { id: 25, code: 'CT-25', name: 'Backups are taken and restored' },
  { id: 27, code: 'CT-27', name: 'Logs are complete and kept' },
  { id: 31, code: 'CT-31', name: 'Changes are reviewed' },
  { id: 34, code: 'CT-34', name: 'Vulnerabilities are fixed in time' },
  { id: 52, code: 'CT-52', name: 'The privacy notice is public' },
  { id: 61, code: 'CT-61', name: 'Incidents are handled' },
];

export const risks = numbered(
  701,
  `
  Loss of a key supplier
  Ransomware on a workstation
  Single person knows the settlement code
  Flooding of the Zürich office
  Leak of a signing key
  Fehlbuchungen nach Schemaänderung
  内部不正によるデータ持ち出し
  Cloud region unavailable
  `,
);

export const evidence = numbered(
  901,
  `
  Q3 access review export
  Penetration test report 2026
  Board minutes, security item
  Backup restore protocol
  Sicherheitsschulung Teilnehmerliste
  Screenshot of the alerting rules
  Signed data processing agreement
  Change ticket sample (25 items)
  `,
);

export const assets = numbered(
  1201,
  `
  pay-db-primary
  ledger-eventstore
  Office Wi-Fi Zürich
  Customer data warehouse
  Signing HSM
  Badge readers, 2nd floor
  `,
);

export const frameworks = numbered(1, 'SOC 2\nISO 27001:2022\nGDPR\nSupplier Baseline');

export const applications = lines('GitHub\nAWS production\nJira Cloud\nSlack\nData warehouse\nBambooHR');

export const auditors = [
  { id: 41, firm: 'Stone & Partner Audit', lead: 'Emily Stone' },
  { id: 42, firm: 'Cabinet Lefèvre', lead: 'Inès Lefèvre' },
];
