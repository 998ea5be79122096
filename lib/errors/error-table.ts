/** Every error a person or a program can meet: code → HTTP status. Sentences are in the message files, `errors.CODE`. */
export const ERRORS = {
  // requests
  INVALID_INPUT: 422,
  MALFORMED_REQUEST: 400,
  CONTENT_TYPE_UNSUPPORTED: 415,
  REQUEST_TOO_LARGE: 413,
  FOREIGN_ORIGIN: 403,
  SAME_KEY_OTHER_BODY: 409,
  TOO_MANY_REQUESTS: 429,
  NOT_FOUND: 404,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  // sign-in
  SIGN_IN_REQUIRED: 401,
  FORBIDDEN: 403,
  PHONE_INVALID: 422,
  CODE_WRONG: 422,
  CODE_EXPIRED: 422,
  CODE_TRIES_USED: 422,
  CODE_TOO_SOON: 429,
  CODE_LIMIT_REACHED: 429,
  ACCOUNT_FROZEN: 403,
  CONSENT_REQUIRED: 422,
  STAFF_SIGN_IN_FAILED: 422,
  STAFF_LOCKED: 429,
  // buying
  ITEM_NOT_ON_SALE: 409,
  PRICE_CHANGED: 409,
  PLAN_ALREADY_RUNNING: 409,
  ORDER_EXPIRED: 409,
  ORDER_ALREADY_PAID: 409,
  ORDER_CANCELLED: 409,
  PAYMENT_NOTICE_INVALID: 400,
  PAYMENT_UNAVAILABLE: 503,
  // keys
  KEY_LIMIT_REACHED: 409,
  KEY_REVOKED: 409,
  KEY_ROTATED_SINCE: 409,
  KEY_EXPIRY_IN_PAST: 422,
  KEY_ADDRESS_INVALID: 422,
  KEY_MODEL_UNKNOWN: 422,
  // charging
  TOKENS_SHORT: 402,
  MODEL_UNKNOWN: 404,
  // usage reported by other systems
  CLIENT_SECRET_INVALID: 401,
  CLIENT_NAME_TAKEN: 409,
  EVENT_INVALID: 422,
  EVENT_SOURCE_NOT_ALLOWED: 403,
  EVENT_DIFFERS: 409,
  TOO_MANY_EVENTS: 413,
  DEAD_LETTER_CLOSED: 409,
  DEAD_LETTER_CHANGED: 409,
  // pricing
  EFFECTIVE_IN_PAST: 422,
  CHANGE_SET_EMPTY: 422,
  CHANGE_SET_NO_CHANGE: 422,
  CHANGE_SET_WRONG_STATE: 409,
  CHANGE_SET_STALE: 409,
  CHANGE_SET_OUTDATED: 409,
  CHANGE_SET_COLLIDES: 409,
  OWN_CHANGE_SET: 403,
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** The HTTP status that a code is answered with. */
export function httpStatusOf(code: ErrorCode): number {
  return ERRORS[code];
}

/** Narrows a text to a known code, for codes that travel in an address (`?error=…`). */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === "string" && Object.hasOwn(ERRORS, text);
}
