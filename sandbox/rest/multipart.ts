/** A file that came with a multipart request. */
export interface UploadedFile {
  /** The form field, such as `files[0]`. */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Uint8Array;
}

/** What a request's body holds. */
export interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads a body of the type that its `content-type` says: JSON, or a form whose field `payload_json` is the JSON.
 *
 * @throws {SyntaxError} for broken JSON
 * @throws {TypeError} for a broken form
 */
export async function parseBody(raw: Buffer, contentType: string | undefined): Promise<ParsedBody> {
  if (raw.length === 0) return { body: undefined, files: [] };
  if (contentType?.startsWith('multipart/form-data')) return parseForm(raw, contentType);
  return { body: JSON.parse(raw.toString('utf8')), files: [] };
}

async function parseForm(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value;
    else files.push({ field, name: value.name, contentType: value.type, data: await value.bytes() });
  }
  const { payload_json: payload, ...others } = fields;
  return { body: payload === undefined ? others : JSON.parse(payload), files };
}
