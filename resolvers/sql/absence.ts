import { InputError } from "../../schema/errors.js";

/** Whether conditions on a related row are met where there is none: all that is asked is that it is absent. */
export function absentMeets(conditions: object): boolean {
  const asked = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== null);
  return (
    asked.length > 0 &&
    asked.every(([key, value]) => {
      if (key === "isNull") return value === true;
      if (key === "and") return value.length > 0 && value.every(absentMeets);
      if (key === "or") return value.some(absentMeets);
      return key === "id" && absentMeets(value);
    })
  );
}

/** What isNull asks of a row that is there. */
export function presence(isNull: boolean | null): string {
  if (isNull === null)
    throw new InputError(
      "isNull is true where there is no related row or false where there is one, not null.",
    );
  return isNull ? "FALSE" : "TRUE";
}
