import type { FormattedExecutionResult } from "graphql";

/** The data of an answer as JSON text, passed on as PostgreSQL wrote it. */
export class JsonData {
  constructor(
    readonly text: string,
    /** Whether any field of the root holds something. */
    readonly holds: boolean,
  ) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** An answer as text; data that is text already is not read again. */
export function stringify(answer: FormattedExecutionResult): string {
  const data: unknown = answer.data;
  if (!(data instanceof JsonData)) return JSON.stringify(answer);
  const { errors, extensions } = answer;
  const before = errors ? `"errors":${JSON.stringify(errors)},` : "";
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : "";
  return `{${before}"data":${data.text}${after}}`;
}
