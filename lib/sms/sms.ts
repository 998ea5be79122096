/** A text message as the product hands it to a provider. */
export interface Sms {
  /** E.164. */
  phone: string;
  template: "sign-in-code";
  text: string;
  /** The one-time code inside the text, for the sandbox's outbox. */
  code?: string;
}

/** The port to a text message service. Rejects when the message was not accepted. */
export interface SmsProvider {
  send(message: Sms): Promise<void>;
}

/** The text every Chinese subscriber knows: signature, code, validity, warning. */
export function signInCodeText(signature: string, code: string, validSeconds: number): string {
  return `【${signature}】验证码${code}，${Math.floor(validSeconds / 60)}分钟内有效，请勿告知他人。`;
}
