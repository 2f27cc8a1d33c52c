import { Events, Listener, type AutocompleteInteractionPayload } from '@sapphire/framework';
import { answerError } from '../answers.js';

/** Answers an autocomplete that failed with no choices. */
export class AutocompleteErrorListener extends Listener<typeof Events.CommandAutocompleteInteractionError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.autocomplete-error', event: Events.CommandAutocompleteInteractionError });
  }

  public override run(error: unknown, { interaction }: AutocompleteInteractionPayload): Promise<void> {
    return answerError(interaction, error);
  }
}
