import { createHmac, randomBytes } from "node:crypto";

/** What a secret's text begins with, by Standard Webhooks (https://www.standardwebhooks.com), which signatures follow. */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret, as its receiver has to know it. */
export const newSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`;

/** The headers that say of which event a body is, when it was sent, and by whom: a signature for each secret. */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const sign = (secret: string): string =>
    createHmac("sha256", Buffer.from(secret.slice(PREFIX.length), "base64"))
      .update(`${id}.${seconds}.${body}`)
      .digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map((secret) => `v1,${sign(secret)}`).join(" "),
  };
}
