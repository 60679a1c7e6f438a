/** Documents of people, kept as evidence: uploaded, fetched and removed, each with its event. */
import { createHash } from 'node:crypto';
import type { User, UserDocument } from '../domain/directory.ts';
import { dayOf } from '../domain/employment.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { judgeFile } from '../domain/file-kinds.ts';
import { isoTime } from '../domain/time.ts';
import type { StoredFile } from './ports/files.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { userDocumentV1 } from './shared/contract-v1/users.ts';
import { userDocumentV2 } from './shared/contract-v2/users.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import { employed, type UserKey, userByKey } from './shared/employed.ts';
import { fileIdOf, fileUrlOf } from './shared/file-urls.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { callerName, mention, nameOf, tell } from './shared/telling.ts';

export interface DocumentUpload {
  type: string;
  /** A date or a time; today when absent. */
  completionDate?: string;
  /** `member` is where a fault of the file is reported. */
  file: { member: string; name: string; bytes: Uint8Array };
}

/** Where a document is: a file that we keep, or a URL elsewhere. */
export type DocumentPlace = { fileId: string } | { url: string };

export type ManageUserDocuments = ReturnType<typeof manageUserDocuments>;

export function manageUserDocuments(at: { change: ChangeDirectory; world: World }) {
  return {
    /** Kept until it is deleted or its person is erased. To be renewed a year after its completion. */
    async upload(caller: Caller, key: UserKey, upload: DocumentUpload, version: 1 | 2): Promise<object> {
      const judged = judgedFile(at.world, upload);
      const now = isoTime(at.world.now());
      const completed = completionDay(upload.completionDate ?? now, at.world.now());
      const { answer } = await at.change(caller.company, (live) => {
        const edit = new Edit(live, at.world);
        const user = userByKey(live, key);
        const file: StoredFile = { ...judged, subject: { kind: 'person', id: user.id } };
        const document: UserDocument = {
          id: live.nextId('userDocument'),
          userId: user.id,
          name: file.name,
          type: upload.type,
          fileUrl: fileUrlOf(caller.company, file.id),
          renewalDate: yearAfter(completed),
          createdAt: now,
          updatedAt: now,
        };
        edit.put('userDocument', document);
        edit.also({ do: 'addFile', file });
        const event = tell(caller, {
          type: 'USER_DOCUMENT_UPLOADED',
          category: 'USER',
          description: `${callerName(live, caller)} uploaded ${file.name} for ${nameOf(user)}.`,
          dto: dtoOf(upload, file),
          targetEntity: { ...document, user: mention(user) },
        });
        return { changes: edit.changes(), events: [event], answer: shown(caller, document, version) };
      });
      return answer;
    },

    /** Tells where it is, and records that it was asked for. `notFound` also when it is nowhere. */
    async download(caller: Caller, id: number): Promise<DocumentPlace> {
      const { answer } = await at.change<DocumentPlace>(caller.company, (live) => {
        const { document, user } = documentOf(live, id, null);
        if (document.fileUrl === null) throw notFound('this document has no file');
        const fileId = fileIdOf(document.fileUrl);
        const event = tell(caller, {
          type: 'USER_DOCUMENT_DOWNLOADED',
          category: 'USER',
          description: `${callerName(live, caller)} downloaded ${document.name} of ${nameOf(user)}.`,
          targetEntity: { ...document, user: mention(user) },
        });
        return {
          changes: [],
          events: [event],
          answer: fileId === null ? { url: document.fileUrl } : { fileId },
        };
      });
      return answer;
    },

    /** With its file. `notFound` also when it belongs to somebody else. */
    async remove(caller: Caller, key: UserKey, id: number): Promise<void> {
      await at.change(caller.company, (live) =>
        removal(live, at.world, caller, documentOf(live, id, userByKey(live, key).id)),
      );
    },
  };
}

function judgedFile(world: World, { file }: DocumentUpload): Omit<StoredFile, 'subject'> {
  const judged = judgeFile(file.name, file.bytes);
  if (typeof judged === 'string') throw invalid(file.member, judged);
  return { ...judged, id: world.uuid(), bytes: file.bytes, createdAt: world.now() };
}

/** Never the bytes: what they were can be told by their digest. */
function dtoOf({ type, completionDate }: DocumentUpload, file: StoredFile): object {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return {
    type,
    completionDate,
    file: { name: file.name, type: file.mediaType, size: file.bytes.length, sha256 },
  };
}

function shown(caller: Caller, document: UserDocument, version: 1 | 2): object {
  return inDateStyle(caller, version === 1 ? userDocumentV1(document) : userDocumentV2(document));
}

function removal(live: LiveDirectory, world: World, caller: Caller, { document, user }: OwnedDocument) {
  const edit = new Edit(live, world);
  edit.remove('userDocument', document.id);
  const fileId = fileIdOf(document.fileUrl);
  if (fileId !== null) edit.also({ do: 'removeFile', id: fileId });
  const event = tell(caller, {
    type: 'USER_DOCUMENT_DELETED',
    category: 'USER',
    description: `${callerName(live, caller)} deleted ${document.name} of ${nameOf(user)}.`,
    targetEntity: { ...document, user: mention(user) },
  });
  return { changes: edit.changes(), events: [event], answer: null };
}

interface OwnedDocument {
  document: UserDocument;
  user: User;
}

/** `userId` null: whoever it belongs to. */
function documentOf(live: LiveDirectory, id: number, userId: number | null): OwnedDocument {
  const document = live.get('userDocument', id);
  if (document === null || (userId !== null && document.userId !== userId)) throw notFound();
  return { document, user: employed(live, document.userId).user };
}

/** Nothing was completed tomorrow; a day of grace, because it is not the same day everywhere. */
function completionDay(text: string, now: number): string {
  const day = dayOf('completionDate', text);
  if (day > isoTime(now + 24 * 60 * 60 * 1000).slice(0, 10))
    throw invalid('completionDate', 'must not lie ahead');
  return day;
}

/** The same day a year later; of 29 February the 28th. */
function yearAfter(day: string): string {
  const next = `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
  return next.endsWith('02-29') ? next.replace('02-29', '02-28') : next;
}
