import { InputError } from "../../schema/errors.js";

/** A kind and a name; the ids of links and checks are made of those of what they join, so a name may hold both. */
const ID_FORM = /^[a-z][a-z-]*:[\w .:@+-]{1,400}$/;

/** The id as it is; throws an InputError for a malformed one. A well-formed id that nobody has is just absent. */
export function readId(id: string): string {
  if (!ID_FORM.test(id))
    throw new InputError(`id: "${id.slice(0, 80)}" is not an id such as agency:bo-tttt.`);
  return id;
}
