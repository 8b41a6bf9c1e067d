import { migrate, type OpenDatabase } from "../database/index.js";
import { type Loaded, loadFolder } from "../load/index.js";
import { type Say, toOutput } from "./output.js";

/** Loads a report's folder. */
export const load =
  (folder: string) =>
  async ({ dataSource }: OpenDatabase): Promise<void> => {
    await migrate(dataSource);
    sayLoaded(await loadFolder(dataSource, folder), toOutput);
  };

/** Says what a load has done. */
export function sayLoaded({ reportId, written, kept, unlinked }: Loaded, say: Say): void {
  const counts = Object.entries(written).filter(([, { added, changed }]) => added + changed > 0);
  const words = counts.map(
    ([name, { added, changed }]) => `${name} +${added}${changed > 0 ? ` ~${changed}` : ""}`,
  );
  say(`Loaded ${reportId}: ${words.join(", ") || "nothing to add or change"}.`);
  if (kept.length > 0) say(`In the database but no longer in the folder, and kept: ${kept.join(", ")}.`);
  if (unlinked.length > 0)
    say(`Links that the folder no longer names, and taken away: ${unlinked.join(", ")}.`);
}
