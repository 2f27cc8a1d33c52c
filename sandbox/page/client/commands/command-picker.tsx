import { useEffect, useRef } from 'preact/hooks';
import type { CommandView } from '../../protocol/seat-view.js';

interface CommandPickerProps {
  readonly id: string;
  readonly commands: readonly CommandView[];
  /** The one that Enter takes. */
  readonly at: number;
  readonly onPick: (command: CommandView) => void;
}

/** The commands that fit what is typed. The focus stays in the text. */
export function CommandPicker({ id, commands, at, onPick }: CommandPickerProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }));
  return (
    <div ref={list} id={id} role="listbox" aria-label="Commands" class="command-list scroll">
      {commands.map((command, index) => (
        <div
          key={command.line}
          id={`${id}-${index}`}
          role="option"
          class="option"
          aria-selected={index === at}
          {...(index === at && { 'data-active': '' })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(command)}
        >
          <span class="grow">
            <span class="option-label">
              <strong>/{command.line}</strong>
              {command.options.map(({ name, required }) => (
                <span key={name} class={required ? 'parameter' : 'parameter optional'}>
                  {name}
                </span>
              ))}
            </span>
            <span class="option-about">{command.description}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
