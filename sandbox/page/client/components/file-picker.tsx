import { useSignal } from '@preact/signals';
import type { FileValue } from '../../protocol/acts.js';
import type { FieldIds } from '../ui/field.js';

interface FilePickerProps {
  readonly ids: FieldIds;
  readonly several: boolean;
  readonly invalid: boolean;
  readonly onChange: (files: readonly FileValue[]) => void;
}

/** In bytes, all files together: the line to the sandbox takes no longer messages. */
const MOST = 700_000;

/** A field for files. They go no further than to the sandbox on this machine. */
export function FilePicker({ ids: { id, describedBy }, several, invalid, onChange }: FilePickerProps) {
  const isTooLarge = useSignal(false);
  return (
    <>
      <input
        id={id}
        type="file"
        class="input"
        multiple={several}
        aria-describedby={describedBy}
        aria-invalid={invalid || isTooLarge.value}
        onChange={({ currentTarget }) => void pick([...(currentTarget.files ?? [])])}
      />
      {isTooLarge.value && (
        <p class="small required" role="alert">
          The page takes up to 700 kB of files at once. Pick smaller ones.
        </p>
      )}
    </>
  );

  async function pick(files: readonly File[]): Promise<void> {
    isTooLarge.value = files.reduce((sum, { size }) => sum + size, 0) > MOST;
    onChange(isTooLarge.value ? [] : await Promise.all(files.map(toValue)));
  }
}

async function toValue(file: File): Promise<FileValue> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
  return { filename: file.name, contentType: file.type || 'application/octet-stream', base64: btoa(binary) };
}
