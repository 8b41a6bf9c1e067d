/** A start or a command that failed for a reason which a person can mend; its message is all they need to see. */
export class StartError extends Error {}
