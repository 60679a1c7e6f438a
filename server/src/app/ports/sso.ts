/** Single sign-on: somebody else says who a person is (OpenID Connect). */

export interface SsoProvider {
  /** Names it in paths. */
  id: string;
  /** For people. */
  name: string;
  /** UUIDs of the companies whose users it may let in; null: of every one. */
  companies: readonly string[] | null;
  /**
   * Where the browser is to be sent, and what it must bring back (a text for a cookie of that browser alone). Rejects with
   * Refused `busy` when the provider cannot be reached.
   */
  start(redirectUri: string): Promise<{ url: string; remember: string }>;
  /**
   * The address that the provider has verified, from where it sent the browser back to; or why that is not believed.
   */
  finish(
    returned: URL,
    remember: string,
  ): Promise<{ is: 'known'; email: string } | { is: 'refused'; why: string }>;
}
