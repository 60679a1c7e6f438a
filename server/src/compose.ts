/** The only file that knows every folder: configuration -> store -> use-cases -> HTTP and workers. */
import { randomBytes, randomFillSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { acknowledgePolicy } from './app/acknowledge-policy.ts';
import { addBackgroundCheck } from './app/add-background-check.ts';
import { administerEmbedTokens } from './app/administer-embed-tokens.ts';
import { applyRetention, type RetentionPorts } from './app/apply-retention.ts';
import { type AskingPorts, askWitnesses } from './app/ask-witnesses.ts';
import { auditLog } from './app/audit-log.ts';
import { certifyEvents } from './app/certify-events.ts';
import { checkStore } from './app/check-store.ts';
import { downloadJobs } from './app/download-jobs.ts';
import { type ErasingPorts, erasePerson } from './app/erase-person.ts';
import { exportEvents } from './app/export-events.ts';
import { type ExportLog, type ExportPorts, exportLog } from './app/export-log.ts';
import { findEvents } from './app/find-events.ts';
import { followEvents } from './app/follow-events.ts';
import { importPersonnel } from './app/import-personnel.ts';
import { type IssuingPorts, issueAffidavits } from './app/issue-affidavits.ts';
import { listEventTypes } from './app/list-event-types.ts';
import { listEvents } from './app/list-events.ts';
import { listEventsV2 } from './app/list-events-v2.ts';
import { type DownloadPorts, makeDownloads } from './app/make-downloads.ts';
import { manageCompanies } from './app/manage-companies.ts';
import { manageCustomConnections } from './app/manage-custom-connections.ts';
import { manageHrisIdentities } from './app/manage-hris-identities.ts';
import { manageIdentities } from './app/manage-identities.ts';
import { manageLegalHolds } from './app/manage-legal-holds.ts';
import { manageLog } from './app/manage-log.ts';
import { managePersonnel } from './app/manage-personnel.ts';
import { manageRetention } from './app/manage-retention.ts';
import { manageUserDocuments } from './app/manage-user-documents.ts';
import { manageViews } from './app/manage-views.ts';
import { type ManagingPorts, manageWitnesses } from './app/manage-witnesses.ts';
import { type EpochPorts, openEpoch } from './app/open-epoch.ts';
import type { Company, World } from './app/ports.ts';
import { printEvents } from './app/print-events.ts';
import { printKeySheet } from './app/print-key-sheet.ts';
import { proveEvent } from './app/prove-event.ts';
import { putDirectory } from './app/put-directory.ts';
import { readAsOf } from './app/read-as-of.ts';
import { readCoverage } from './app/read-coverage.ts';
import { readEmbedded } from './app/read-embedded.ts';
import { readEvent } from './app/read-event.ts';
import { readLinkedFile } from './app/read-linked-file.ts';
import { type LogPorts, readLog } from './app/read-log.ts';
import { readPersonnelV1, readPersonnelV2 } from './app/read-personnel.ts';
import { readSystemsV1, readSystemsV2 } from './app/read-systems.ts';
import { readDocumentsV2, readUsersV1, readUsersV2 } from './app/read-users.ts';
import { recordEvents } from './app/record-events.ts';
import { registerEventType } from './app/register-event-type.ts';
import { rotateLogKey } from './app/rotate-log-key.ts';
import { seedDemo } from './app/seed-demo.ts';
import { type AffidavitPorts, affidavitMaker } from './app/shared/affidavits.ts';
import { makeBell } from './app/shared/bell.ts';
import { type ChangeDirectory, changeDirectory } from './app/shared/change-directory.ts';
import { makeCursors } from './app/shared/cursors.ts';
import { makeInclusion } from './app/shared/inclusion.ts';
import { parseKnownLogs } from './app/shared/known-logs.ts';
import { makeLinks } from './app/shared/links.ts';
import { liveDirectories } from './app/shared/live-directory.ts';
import { type PrintingPorts, printableMaker } from './app/shared/printable.ts';
import { randomPool } from './app/shared/random-pool.ts';
import { removalEpochs } from './app/shared/removal-epochs.ts';
import { makeRenderer } from './app/shared/render.ts';
import { makeTail, tellTail } from './app/shared/tail.ts';
import { walkEvents } from './app/shared/walk.ts';
import { formatWitnessKey, parseWitnessKey } from './app/shared/witness-key.ts';
import { makeWitnessStates } from './app/shared/witness-states.ts';
import { checkSignedLogs, signCheckpoints } from './app/sign-checkpoints.ts';
import { tellLogHistory } from './app/tell-log-history.ts';
import { witnessCheckpoints } from './app/witness-checkpoints.ts';
import { type KeyFileRole, openStore } from './compose/open-store.ts';
import { servicesOf } from './compose/services.ts';
import { signingIn, ssoProviders } from './compose/signing-in.ts';
import {
  BadConfig,
  type Config,
  packageVersion,
  readPrivateFile,
  readSettingFile,
  type WitnessConfig,
  writePrivateFile,
} from './config.ts';
import { affidavitPage } from './documents/affidavit-page.ts';
import { eventFiles } from './documents/event-files.ts';
import { pdfThreads } from './documents/pdf-threads.ts';
import { demoData } from './domain/demo/demo.ts';
import { MustNotGoOn } from './domain/errors.ts';
import { uuid4, uuid7 } from './domain/uuid.ts';
import { buildServers } from './http/servers.ts';
import type { DirectoryChanges } from './http/services/directory-changes.ts';
import { buildWitnessServer } from './http/witness/server.ts';
import { guardedFetch } from './sinks/guarded-fetch.ts';
import { folderSource, httpSource } from './sinks/log-source.ts';
import { witnessClient } from './sinks/witness-client.ts';
import { auditFolder } from './store/audit-folder.ts';
import { checkpointFiles } from './store/checkpoint-files.ts';
import { erasureLedgerFile } from './store/erasure-ledger.ts';
import { exportFolder } from './store/export-folder.ts';
import { openWitnessMemory } from './store/sqlite/witness-memory.ts';
import { startLoop } from './workers/loop.ts';
import { backgroundTasks } from './workers/tasks.ts';

const random = randomPool(randomFillSync);

export const world: World = {
  now: () => Date.now(),
  randomBytes: random,
  eventId: () => uuid7(Date.now(), random(10)),
  uuid: () => uuid4(random(16)),
};

const monotonicMs = () => performance.now();

export type System = Awaited<ReturnType<typeof openSystem>>;

/**
 * Opens the store and everything that works on it, without a network.
 * `onFatal` is told when the store cannot say what is durable: the process must end without another answer.
 * Rejects when the key file is missing beside a store that has one, is not private, does not make the keys that sign the
 * logs (unless it `replaces` the one that did), or when the schema is unknown.
 */
export async function openSystem(
  config: Config,
  onFatal: (error: Error) => void,
  keyFile: KeyFileRole = 'signs',
) {
  const { store, secrets } = await openStore(config, onFatal, keyFile);
  const copies = checkpointFiles(join(dirname(config.keyFile), 'checkpoints'));

  const tail = makeTail(store);
  const ports = { ...store, ledger: tellTail(store.ledger, tail), tail, copies, secrets, world };
  const removals = removalEpochs(ports);
  const renderer = makeRenderer({ ...ports, removals });
  const record = recordEvents(ports);
  const readLive = liveDirectories(ports);
  const change = changeDirectory({ ...ports, readLive });
  const cursors = makeCursors(secrets);
  const links = makeLinks(ports);
  const walk = walkEvents({ ...ports, cursors });
  const inclusion = makeInclusion(ports);
  const issuing = issueEvidence({ ...ports, removals, change, inclusion, renderer });
  const taking = { ...ports, renderer, removals, change };
  const downloadsBell = makeBell();
  const witnessing = askedWitnesses({ ...ports, change }, config);
  return {
    onFatal,
    store,
    readLive,
    change,
    cursors,
    links,
    readLinkedFile: readLinkedFile({ ...ports, links }),
    readEvent: readEvent({ ...ports, renderer, removals }),
    listEvents: listEvents({ ...ports, renderer }),
    listEventsV2: listEventsV2({ ...ports, renderer, walk }),
    ...directoryReads({ ...ports, readLive, cursors, links }),
    find: findEvents({ ...ports, renderer, walk }),
    coverage: readCoverage(ports),
    views: manageViews({ ...ports, readLive }),
    follow: followEvents({ ...ports, renderer }),
    exportEvents: exportEvents({ ...taking, files: eventFiles }),
    printEvents: printEvents({ ...taking, readLive, inclusion, pdfs: issuing.pdfs }),
    ...elsewhere({ ...ports, change, readLive, renderer, walk }),
    record,
    ...issuing,
    prove: proveEvent({ inclusion }),
    ...logs({ ...ports, change, inclusion }),
    printKeySheet: printKeySheet({ ...ports, pdfs: issuing.pdfs }),
    ...witnessing,
    certify: certifyEvents({ ...ports, inclusion, change }),
    downloads: downloadJobs({ ...ports, links, bell: downloadsBell }),
    downloadsBell,
    asOf: readAsOf({ ...ports, readLive }),
    putDirectory: putDirectory({ ...ports, change }),
    registerEventType: registerEventType(ports),
    listEventTypes: listEventTypes(ports),
    changes: directoryChanges({ change, world }),
    ...removing({ ...ports, change, readLive, removals }, config),
    companies: manageCompanies(ports),
    sso: ssoProviders(config),
    ...signingIn({ ...ports, change, record: record.all }),
    signCheckpoints: signCheckpoints({ ...ports, signed: witnessing.signedBell }),
    checkSignedLogs: checkSignedLogs(ports),
    checkStore: checkStore({ ...ports, version: packageVersion(), damage: () => store.damage() }),
    seedDemo: seedDemo({ ...ports, demoData, record: record.all }),
    async close() {
      await issuing.pdfs.close();
      await store.close();
    },
  };
}

/** Affidavits and printed events. */
function issueEvidence(
  at: Omit<IssuingPorts & DownloadPorts, 'affidavits' | 'affidavitPage' | 'printable' | 'pdfs'> &
    Omit<AffidavitPorts & PrintingPorts, 'affidavits'>,
) {
  const affidavits = affidavitMaker(at);
  const printable = printableMaker({ ...at, affidavits });
  const pdfs = pdfThreads();
  const ports = { ...at, affidavits, printable, pdfs };
  return {
    pdfs,
    printable,
    affidavits: issueAffidavits({ ...ports, affidavitPage: affidavitPage() }),
    makeDownloads: makeDownloads(ports),
  };
}

/** The directory as the contract answers it. */
function directoryReads(reading: Parameters<typeof readUsersV1>[0] & Parameters<typeof readPersonnelV1>[0]) {
  return {
    readsV1: { ...readUsersV1(reading), ...readPersonnelV1(reading), ...readSystemsV1(reading) },
    readsV2: {
      ...readUsersV2(reading),
      ...readDocumentsV2(reading),
      ...readPersonnelV2(reading),
      ...readSystemsV2(reading),
    },
  };
}

/** Events on pages of others. */
function elsewhere(at: Parameters<typeof administerEmbedTokens>[0] & Parameters<typeof readEmbedded>[0]) {
  return { embedTokens: administerEmbedTokens(at), embedding: readEmbedded(at) };
}

/** The logs, as others read them. */
function logs(ports: LogPorts & ExportPorts & EpochPorts & Parameters<typeof tellLogHistory>[0]) {
  const bring = exportLog(ports);
  return {
    readLog: readLog(ports),
    manageLog: manageLog(ports),
    logHistory: tellLogHistory(ports),
    rotateLogKey: rotateLogKey(ports),
    epochs: openEpoch(ports),
    exportLog: (
      company: Company,
      folder: string,
      options: Parameters<ExportLog>[2],
      progress: Parameters<ExportLog>[3],
    ) => bring(company, exportFolder(resolve(folder)), options, progress),
  };
}

/** Those who cosign the logs of this store, and when they are asked. */
function askedWitnesses(ports: Omit<AskingPorts & ManagingPorts, 'client' | 'states'>, config: Config) {
  const client = witnessClient(guardedFetch(config.outboundAllow));
  const at = { ...ports, client, states: makeWitnessStates() };
  return { manageWitnesses: manageWitnesses(at), askWitnesses: askWitnesses(at), signedBell: makeBell() };
}

/** What takes things away. */
function removing(ports: Omit<ErasingPorts & RetentionPorts, 'erasures' | 'pause'>, config: Config) {
  const erasures = erasureLedgerFile(join(dirname(config.keyFile), 'erasures.ndjson'));
  return {
    erasure: erasePerson({ ...ports, erasures, pause: (ms) => setTimeout(ms) }),
    legalHolds: manageLegalHolds(ports),
    retention: manageRetention(ports),
    applyRetention: applyRetention(ports),
  };
}

/** What HTTP may change of the directory. */
function directoryChanges(at: { change: ChangeDirectory; world: World }): DirectoryChanges {
  const personnel = managePersonnel(at);
  const documents = manageUserDocuments(at);
  const connections = manageCustomConnections(at);
  const hris = manageHrisIdentities(at);
  return {
    personnel: {
      ...personnel,
      addBackgroundCheck: addBackgroundCheck(at),
      acknowledgePolicy: acknowledgePolicy(at),
    },
    documents,
    account: manageIdentities(at),
    importPersonnel: importPersonnel(at),
    connections: { ...connections, putHris: hris.put, removeHris: hris.remove },
  };
}

export interface RunningServer {
  /** Where requests are answered, for example http://127.0.0.1:3210. */
  address: string;
  operationsAddress: string;
  /** Finishes what was accepted, signs what was recorded, closes the store. */
  close(): Promise<void>;
}

const notServed = {
  arriving: 'not served: it has not arrived completely, run affidavit migrate again',
  leaving: 'records nothing: it is being moved to another store',
  moved: 'not served: it has moved to another store',
};

/** Serves a system. Rejects with LogRewritten when the store is behind what was signed, before anything is answered. */
export async function serve(system: System, config: Config, logger: Logger): Promise<RunningServer> {
  for (const { name, standing } of await system.store.moving.companies())
    if (standing !== 'served') logger.warn({ company: name }, notServed[standing]);
  await system.checkSignedLogs();
  for (const note of system.store.notes) logger.warn(note);
  await system.erasure.resume((line) => logger.warn(line));
  const servers = buildServers({
    services: servicesOf(system),
    config,
    logger,
    world,
    monotonicMs,
  });
  const { address, operationsAddress } = await servers.listen();
  const failed = (task: string, error: unknown) => {
    if (error instanceof MustNotGoOn) system.onFatal(error);
    logger.error({ task, err: error }, 'background task failed');
  };
  const loops = backgroundTasks({ ...system, monotonicMs }).map((task) => startLoop(task, failed));
  return {
    address,
    operationsAddress,
    async close() {
      await servers.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await system.signCheckpoints();
      await system.close();
    },
  };
}

export type Witness = ReturnType<typeof openWitness>;

/** Opens a witness: its key, the logs it knows and what it remembers. Throws BadConfig or Refused. */
export function openWitness(config: WitnessConfig) {
  const cosigner = witnessKey(config, null);
  const logs = parseKnownLogs(readSettingFile('logs', config.logsFile));
  const memory = witnessMemory(config);
  const services = witnessCheckpoints({ memory, logs, cosigner, world });
  return {
    cosigner,
    knownLogs: logs.size,
    server: (logger: Logger) => buildWitnessServer(services, logger),
    close: () => memory.close(),
  };
}

export const witnessMemory = (config: WitnessConfig) => openWitnessMemory(config.folder);

/** The hand of the witness. With a name, its key is made when there is none, durable before it is shown. */
export function witnessKey(config: WitnessConfig, newName: string | null) {
  const path = join(config.folder, 'witness.key');
  const text = readPrivateFile(path);
  if (text !== null) return parseWitnessKey(text);
  if (newName === null)
    throw new BadConfig(`there is no key file ${path}: affidavit witness key --name NAME makes one`);
  const made = formatWitnessKey(newName, randomBytes(32));
  mkdirSync(config.folder, { recursive: true, mode: 0o700 });
  writePrivateFile(path, made);
  return parseWitnessKey(made);
}

/**
 * An audit of the log at an address or in a folder, kept in `folder`. Whoever names an address on the command line
 * may mean a private one.
 */
export function openAudit(at: { folder: string; log: string; accessKey: string | null }) {
  const source = /^https?:/.test(at.log)
    ? httpSource(at.log, at.accessKey, guardedFetch('all', 'kept'))
    : folderSource(at.log);
  return {
    run: auditLog({ source, folder: auditFolder(at.folder), world }),
    close: () => source.close(),
  };
}
