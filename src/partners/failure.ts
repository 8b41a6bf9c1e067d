/** What a partner did, or did not do; the message says it without the partner's name, which stands beside it. */
export class PartnerFailure extends Error {
  constructor(
    /** Whether it could not be asked, or answered what is of no use. */
    readonly code: "PARTNER_UNAVAILABLE" | "PARTNER_FAILED",
    message: string,
    /** Whether another attempt may go better at once. */
    readonly passing = false,
    /** The status of an answer that was of no use. */
    readonly status?: number,
  ) {
    super(message);
    this.name = "PartnerFailure";
  }
}

export const unavailable = (message: string, passing = false): PartnerFailure =>
  new PartnerFailure("PARTNER_UNAVAILABLE", message, passing);
export const failed = (message: string, status?: number): PartnerFailure =>
  new PartnerFailure("PARTNER_FAILED", message, false, status);
