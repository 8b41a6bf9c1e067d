/** An answer in which cursors of the log say no more than its history and its end: what is running meanwhile is others' doing. */
export const comparable = (text: string): string =>
  text.replace(/"MS[45][\w-]{20,}"/g, (cursor) =>
    JSON.stringify(Buffer.from(cursor, "base64url").toString("latin1").split(".").slice(0, 3)),
  );
