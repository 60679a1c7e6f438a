/** The words that HTTP has for its statuses. */
export const { STATUS_CODES } = process.getBuiltinModule('node:http');
