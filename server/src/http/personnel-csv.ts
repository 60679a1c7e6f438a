/** The CSV of people (columns of the contract's manual import): from bytes to records, every fault with its line. */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Fault, invalid, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { type PersonRecord, type RecordMember, requireRecords, startDay } from '../domain/person-records.ts';
import { decodeUtf8 } from '../domain/strict-json.ts';

const COLUMNS: Readonly<Record<RecordMember, string>> = {
  id: 'id',
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  avatarUrl: 'avatar_url',
  isContractor: 'is_contractor',
  hasMfa: 'mfa',
  jobTitle: 'job_title',
  customerId: 'customer_id',
  startDate: 'start_date',
};
const NAMES = Object.values(COLUMNS);
const REQUIRED = ['id', 'first_name', 'last_name', 'email', 'is_contractor', 'mfa'];
const SWITCHES: Readonly<Record<string, boolean>> = {
  '1': true,
  yes: true,
  true: true,
  '0': false,
  no: false,
  false: false,
};

interface Line {
  /** Counted from 1; where the record begins. */
  line: number;
  cells: string[];
}

/** Throws Refused `invalid`: all or nothing. */
export function readPersonnelCsv(bytes: Uint8Array): PersonRecord[] {
  const [header, ...lines] = readLines(bytes);
  if (header === undefined) throw invalid('', 'the CSV is empty: it must begin with a line of column names');
  const names = header.cells.map((name) => name.toLowerCase());
  requireHeader(names, header.line);
  if (lines.length === 0) throw invalid('', 'the CSV must hold at least one person');
  if (lines.length > limits.importedPeople)
    throw new Refused({ is: 'tooLarge', message: `a CSV holds at most ${limits.importedPeople} people` });
  const faults: Fault[] = [];
  const records = lines.map((line) => toRecord(line, names, faults));
  requireRecords(records, (i, member) => at(lines[i]?.line ?? 0, COLUMNS[member]), faults);
  return records;
}

const at = (line: number, column: string): string => `line ${line}, column ${column}`;

function readLines(bytes: Uint8Array): Line[] {
  try {
    const lines: Line[] = [];
    parse(decodeUtf8(withoutBom(bytes)), {
      on_record(cells: string[], context) {
        lines.push({ line: context.lines - lineBreaks(cells), cells });
        return null;
      },
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: limits.importedRecordChars,
    });
    return lines;
  } catch (error) {
    if (error instanceof CsvError) throw invalid('', `the CSV cannot be read: ${error.message}`);
    throw error;
  }
}

function withoutBom(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A quoted value may hold some: its record begins that many lines before it ends. */
function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function requireHeader(names: readonly string[], line: number): void {
  const faults: Fault[] = [
    ...names
      .filter((name) => !NAMES.includes(name))
      .map((name) => ({
        path: at(line, name),
        message: `is not known: the columns are ${NAMES.join(', ')}`,
      })),
    ...names
      .filter((name, i) => names.indexOf(name) !== i)
      .map((name) => ({ path: at(line, name), message: 'must be there once' })),
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) => ({
      path: at(line, name),
      message: 'is required',
    })),
  ];
  if (faults.length > 0) throw new Refused({ is: 'invalid', faults });
}

function toRecord({ line, cells }: Line, names: readonly string[], faults: Fault[]): PersonRecord {
  if (cells.length !== names.length)
    faults.push({ path: `line ${line}`, message: `must hold ${names.length} values, not ${cells.length}` });
  const text = (member: RecordMember): string => cells[names.indexOf(COLUMNS[member])] ?? '';
  const orNull = (member: RecordMember): string | null => (text(member) === '' ? null : text(member));
  const flag = (member: RecordMember): boolean => {
    const value = SWITCHES[text(member).toLowerCase()];
    if (value === undefined && cells.length === names.length)
      faults.push({ path: at(line, COLUMNS[member]), message: 'must be one of 1, 0, yes, no, true, false' });
    return value ?? false;
  };
  const start = orNull('startDate');
  const startDate = start === null ? null : startDay(start);
  if (start !== null && startDate === null)
    faults.push({
      path: at(line, COLUMNS.startDate),
      message: 'must be a date such as 2020-07-06 or 07/06/2020',
    });
  return {
    id: text('id'),
    firstName: text('firstName'),
    lastName: text('lastName'),
    email: text('email'),
    avatarUrl: orNull('avatarUrl'),
    isContractor: flag('isContractor'),
    hasMfa: flag('hasMfa'),
    jobTitle: orNull('jobTitle'),
    customerId: orNull('customerId'),
    startDate,
  };
}
