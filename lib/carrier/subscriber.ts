/** What the carrier's customer system knows about the holder of a number. */
export interface Subscriber {
  /** Stays with the person: a number that is given to somebody else comes back with another one. */
  subscriberId: string;
  /** GB/T 2260 code of the city the number is registered in; "000000" when unknown. */
  regionCode: string;
  /** The name on the contract, checked by the carrier. */
  verifiedName: string;
}

/** The port to the carrier's customer system. */
export interface SubscriberPort {
  /** The holder of a number (E.164) now; null when the carrier knows none. */
  findSubscriber(phone: string): Promise<Subscriber | null>;
}
