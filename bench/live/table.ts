/** A part as it was measured last. */
export interface Kept<Result> {
  result: Result;
  /** When, where, and how busy the machine was. */
  circumstances: string;
}

/** A table of a page. */
export function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export const met = (is: boolean): string => (is ? "met" : "**not met**");
