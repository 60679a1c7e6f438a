/** What HTTP asks for, from what a system has. */
import type { System } from '../compose.ts';
import type { Services } from '../http/services.ts';

export function servicesOf(system: System): Services {
  return {
    credential: (key) => system.keys.credential(key),
    credentialAtHand: system.keys.credentialAtHand,
    signingIn: system.signingIn,
    sso: system.sso,
    keys: system.administerKeys,
    links: system.administerLinks,
    embedTokens: system.embedTokens,
    embedding: system.embedding,
    readEvent: system.readEvent.v1,
    listEvents: system.listEvents,
    finding: { ...system.find, follow: system.follow },
    coverage: system.coverage,
    views: system.views,
    eventsV2: { read: system.readEvent.v2, list: system.listEventsV2 },
    readsV1: system.readsV1,
    readsV2: system.readsV2,
    asOf: system.asOf,
    recordEvents: (company, drafts, options) => system.record.all(company, drafts, options),
    recordEach: (company, drafts) => system.record.each(company, drafts),
    putDirectory: system.putDirectory,
    putEventType: system.registerEventType,
    eventTypes: system.listEventTypes,
    proveEvent: system.prove.proof,
    affidavits: system.affidavits,
    exportEvents: system.exportEvents,
    printEvents: system.printEvents,
    log: { ...system.readLog, ...system.manageLog, ...system.logHistory, keySheet: system.printKeySheet },
    witnesses: system.manageWitnesses,
    certify: system.certify,
    downloads: system.downloads,
    erase: system.erasure.erase,
    legalHolds: system.legalHolds,
    retention: system.retention,
    changes: system.changes,
    files: { sign: system.links.sign, open: system.readLinkedFile },
    health: () => system.store.health(),
  };
}
