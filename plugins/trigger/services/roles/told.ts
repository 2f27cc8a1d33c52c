import type { Snowflake } from '../../domain/trigger.js';
import { menuAnswers as words } from '../../reaction-role-messages.js';
import type { RoleOutcome } from '../parts.js';

/** Collects what has become of a member's click, and says it. */
export class Told {
  readonly #given = new Set<Snowflake>();
  readonly #taken = new Set<Snowflake>();
  readonly #lines: string[] = [];
  /** Roles of which it has been said why they did not come. */
  readonly #explained = new Set<Snowflake>();

  public heard(outcome: RoleOutcome): void {
    switch (outcome.kind) {
      case 'none':
        this.#lines.push(outcome.held ? words.already(outcome.roleId) : words.hasNot(outcome.roleId));
        return;
      case 'full':
        this.#explained.add(outcome.roleId);
        this.#lines.push(words.full(outcome.roleId, outcome.group, outcome.maximum, outcome.held));
        return;
      case 'change':
        this.#change(outcome.add, outcome.remove);
    }
  }

  /** @param roleId - Null: another step of the action failed. */
  public failed(roleId: Snowflake | null, error: string): void {
    if (roleId !== null && this.#explained.has(roleId)) return;
    this.#lines.push(words.failed(roleId, error));
  }

  public text(): string {
    const lines = [
      ...(this.#given.size > 0 ? [words.given([...this.#given])] : []),
      ...(this.#taken.size > 0 ? [words.taken([...this.#taken])] : []),
      ...this.#lines,
    ];
    return lines.length === 0 ? words.unchanged : lines.join('\n');
  }

  /** What was given and then gave way to another role was not given after all. */
  #change(add: Snowflake | null, remove: readonly Snowflake[]): void {
    for (const roleId of remove) if (!this.#given.delete(roleId)) this.#taken.add(roleId);
    if (add !== null && !this.#taken.delete(add)) this.#given.add(add);
  }
}
